"""Statistics Norway's classifications (Klass): municipalities through time, and which KOSTRA groups they are in.

Knows HTTP and no Django. What goes wrong is a `SourceError`, or `HeldBack` when the call should wait. Klass cuts the
validity of a code to what is asked for: so nothing is asked with an end, and a first day may only be the one asked for.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Self, TypeVar
from urllib.parse import urlencode

import httpx
import orjson

from accounts.wording import say
from indicators.sources.ssb import Bounds, Gate, SourceUnreadable, SourceWithdrawn
from indicators.sources.ssb.calls import Caller
from indicators.sources.ssb.questions import Question

Row = TypeVar("Row")
MUNICIPALITIES, KOSTRA_GROUPS = 131, 112
# "Uoppgitt": no municipality.
NOT_STATED = "9999"
BOUNDS = Bounds(answer_seconds=60, call_seconds=120, most_bytes=16 * 1024 * 1024)


@dataclass(frozen=True, slots=True)
class KlassCode:
    """What a code was called in a stretch of time, as far back as was asked."""

    code: str
    name: str
    start: date
    end: date | None


@dataclass(frozen=True, slots=True)
class KlassChange:
    """That a code went into another on a day; a new name only where the codes are the same."""

    old: str
    old_name: str
    new: str
    new_name: str
    on: date


@dataclass(frozen=True, slots=True)
class Correspondence:
    """That a code of one classification belongs to a code of another."""

    source: str
    target: str


class KlassClient:
    """Asks at one address. `answers` are the bodies of everything that was answered, by what was asked."""

    def __init__(self, address: str, *, gate: Gate, transport: httpx.BaseTransport | None = None) -> None:
        self.address = address.rstrip("/")
        self.caller = Caller(gate=gate, transport=transport, bounds=BOUNDS)
        self.answers: dict[str, bytes] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.caller.http.close()

    def codes(self, classification: int, *, start: date) -> list[KlassCode]:
        """Every code from that day until now, each meaning of it by itself."""
        said = self.ask(classification, "codes", **{"from": start.isoformat()})
        return read_each(said, "codes", code_in)

    def codes_at(self, classification: int, day: date) -> list[KlassCode]:
        """The codes of one day. Their validity is not said: it is that day."""
        said = self.ask(classification, "codesAt", date=day.isoformat())
        return read_each(said, "codes", lambda item: code_on(item, day))

    def changes(self, classification: int, *, start: date) -> list[KlassChange]:
        """What became of codes from that day until now. What came from nothing, or went nowhere, is left out."""
        said = self.ask(classification, "changes", **{"from": start.isoformat()})
        items = [item for item in items_in(said, "codeChanges") if item.get("oldCode") and item.get("newCode")]
        return read_each({"codeChanges": items}, "codeChanges", change_in)

    def correspondences(self, classification: int, target: int, *, year: int) -> list[Correspondence] | None:
        """Which codes belong to which in a year; None where nobody has made a table of it."""
        span = {"from": f"{year}-01-01", "to": f"{year}-12-31"}
        try:
            said = self.ask(classification, "corresponds", targetClassificationId=str(target), **span)
        except SourceWithdrawn:
            return None
        return read_each(said, "correspondenceItems", correspondence_in)

    def ask(self, classification: int, what: str, **parameters: str) -> dict[str, Any]:
        address = f"{self.address}/classifications/{classification}/{what}?{urlencode(parameters)}"
        body = self.caller.ask(Question(address, missing=SourceWithdrawn))
        said = document_in(body)
        self.answers[address] = body
        return said


def document_in(body: bytes) -> dict[str, Any]:
    try:
        said = orjson.loads(body)
    except orjson.JSONDecodeError:
        said = None
    if not isinstance(said, dict):
        raise SourceUnreadable(say("Svaret er ikke JSON fra Klass"))
    return said


def read_each(said: Mapping[str, Any], key: str, read: Callable[[Mapping[str, Any]], Row]) -> list[Row]:
    """Every item of a list, read. One that cannot be read makes the whole answer unreadable."""
    rows: list[Row] = []
    for number, item in enumerate(items_in(said, key)):
        try:
            rows.append(read(item))
        except (KeyError, TypeError, ValueError) as error:
            raise SourceUnreadable(say("Svaret fra Klass mangler noe"), f"{key}[{number}]: {error}") from None
    return rows


def items_in(said: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    items = said.get(key)
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise SourceUnreadable(say("Svaret fra Klass mangler noe"), key)
    return items


def code_in(item: Mapping[str, Any]) -> KlassCode:
    end = item["validToInRequestedRange"]
    return KlassCode(
        code=text_in(item, "code"),
        name=text_in(item, "name"),
        start=day_in(item, "validFromInRequestedRange"),
        end=None if end is None else day_in(item, "validToInRequestedRange"),
    )


def code_on(item: Mapping[str, Any], day: date) -> KlassCode:
    return KlassCode(text_in(item, "code"), text_in(item, "name"), day, None)


def change_in(item: Mapping[str, Any]) -> KlassChange:
    return KlassChange(
        old=text_in(item, "oldCode"),
        old_name=text_in(item, "oldName"),
        new=text_in(item, "newCode"),
        new_name=text_in(item, "newName"),
        on=day_in(item, "changeOccurred"),
    )


def correspondence_in(item: Mapping[str, Any]) -> Correspondence:
    return Correspondence(text_in(item, "sourceCode"), text_in(item, "targetCode"))


def text_in(item: Mapping[str, Any], key: str) -> str:
    text = item[key]
    if not isinstance(text, str) or not text.strip():
        raise ValueError(say("{key} er ikke en tekst", key=key))
    return text.strip()


def day_in(item: Mapping[str, Any], key: str) -> date:
    """A day; a time after it, as some answers have, is cut off."""
    return date.fromisoformat(text_in(item, key)[:10])
