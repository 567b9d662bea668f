"""Statistics Norway's classifications as a real HTTP server on this machine, which behaves as Klass does.

with Klass() as klass:
    klass.code("0712", "Larvik", 2018, 2020)
    klass.change("0709", "0712", 2018)
    klass.group(2024, "11", "3909", "3905")
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from typing import Any, Self
from urllib.parse import urlsplit

import pytest
import stamina
from pytest_django import Settings

from tests.fakes.pxweb import PxWeb
from tests.fakes.pxweb.bank import Bank, Call, Reply, as_json

MOUNTED_AT = "/api/klass/v1"
MUNICIPALITIES, GROUPS = "131", "112"


@dataclass(frozen=True)
class Version:
    code: str
    name: str
    start: date
    end: date | None

    def overlaps(self, first: date, last: date | None) -> bool:
        return (self.end is None or first < self.end) and (last is None or self.start < last)


def day(year: int) -> date:
    return date(year, 1, 1)


class Register(Bank):
    """What the classifications hold. Municipalities and groups both have codes; changes are of municipalities."""

    def __init__(self) -> None:
        super().__init__()
        self.versions: dict[str, list[Version]] = {MUNICIPALITIES: [], GROUPS: []}
        self.changed: list[tuple[str, str, str, str, date]] = []
        # The group of each municipality, by year; a year without an entry has no table.
        self.by_year: dict[int, dict[str, str]] = defaultdict(dict)

    def reply(self, call: Call) -> Reply:
        """The answer to a call; what goes wrong is an answer too."""
        parts = urlsplit(call.target).path.removeprefix(MOUNTED_AT).strip("/").split("/")
        if len(parts) != 3 or parts[0] != "classifications" or parts[1] not in self.versions:
            return as_json({"status": 404, "error": "Not Found"}, HTTPStatus.NOT_FOUND)
        asked = dict(call.parameters)
        match parts[2]:
            case "codes":
                return as_json({"codes": self.codes(parts[1], asked)})
            case "codesAt":
                return as_json({"codes": self.codes_at(parts[1], date.fromisoformat(asked["date"]))})
            case "changes":
                return as_json({"codeChanges": self.changes(asked)})
            case "corresponds":
                return self.correspondences(asked)
        return as_json({"status": 404, "error": "Not Found"}, HTTPStatus.NOT_FOUND)

    def codes(self, classification: str, asked: Mapping[str, str]) -> list[dict[str, Any]]:
        """Validity is cut to what was asked for, at both ends."""
        first = date.fromisoformat(asked["from"])
        last = date.fromisoformat(asked["to"]) if asked.get("to") else None
        found = [one for one in self.versions[classification] if one.overlaps(first, last)]
        return [
            item(one)
            | {
                "validFromInRequestedRange": max(first, one.start).isoformat(),
                "validToInRequestedRange": cut(one.end, last),
            }
            for one in found
        ]

    def codes_at(self, classification: str, on: date) -> list[dict[str, Any]]:
        found = [one for one in self.versions[classification] if one.start <= on and (not one.end or on < one.end)]
        return [item(one) | {"validFrom": None, "validTo": None} for one in found]

    def changes(self, asked: Mapping[str, str]) -> list[dict[str, Any]]:
        first = date.fromisoformat(asked["from"])
        return [
            {
                "oldCode": old,
                "oldName": old_name,
                "oldShortName": "",
                "newCode": new,
                "newName": new_name,
                "newShortName": "",
                "changeOccurred": on.isoformat(),
            }
            for old, old_name, new, new_name, on in self.changed
            if on >= first
        ]

    def correspondences(self, asked: Mapping[str, str]) -> Reply:
        year = int(asked["from"][:4])
        if asked["targetClassificationId"] != GROUPS or year not in self.by_year:
            return as_json({"status": 404, "message": "No correspondence tables found"}, HTTPStatus.NOT_FOUND)
        items = [
            {
                "sourceCode": member,
                "sourceName": "",
                "targetCode": group,
                "targetName": f"Gruppe {group}",
                "validFrom": asked["from"],
                "validTo": None,
            }
            for member, group in self.by_year[year].items()
        ]
        return as_json({"correspondenceItems": items})


def item(version: Version) -> dict[str, Any]:
    return {
        "code": version.code,
        "parentCode": None,
        "level": "1",
        "name": version.name,
        "shortName": "",
        "presentationName": "",
    }


def cut(end: date | None, last: date | None) -> str | None:
    ends = [one for one in (end, last) if one]
    return min(ends).isoformat() if ends else None


class Klass(PxWeb):
    """A running server. `calls` is everything that was asked; `answer_next` orders what a busy or broken one sends."""

    def __init__(self) -> None:
        super().__init__()
        self.bank = self.register = Register()

    def __enter__(self) -> Self:
        return self

    @property
    def address(self) -> str:
        """What KLASS_API_URL is to be."""
        return f"http://127.0.0.1:{self.server.server_port}{MOUNTED_AT}"

    def code(self, code: str, name: str, first: int, end: int | None = None) -> None:
        """A municipality's code in these years, up to and without the last."""
        version = Version(code, name, day(first), day(end) if end else None)
        self.register.versions[MUNICIPALITIES].append(version)

    def change(self, old: str, new: str, year: int, *, names: tuple[str, str] = ("", "")) -> None:
        """What became of a code; its names are found where they are known."""
        found = [name or self.name_of(code) for code, name in zip((old, new), names, strict=True)]
        self.register.changed.append((old, found[0], new, found[1], day(year)))

    def name_of(self, code: str) -> str:
        return next(one.name for one in self.register.versions[MUNICIPALITIES] if one.code == code)

    def group(self, year: int, group: str, *members: str) -> None:
        """Who is in a group in a year; the year has a table from now on."""
        known = {one.code for one in self.register.versions[GROUPS]}
        if group not in known:
            self.register.versions[GROUPS].append(Version(group, f"Gruppe {group}", day(2020), None))
        self.register.by_year[year] |= dict.fromkeys(members, group)


@pytest.fixture
def klass(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Klass]:
    """Empty classifications that the settings point to, and nobody waits between two attempts."""
    monkeypatch.setattr("indicators.services.ssb_gate.sleep", lambda _seconds: None)
    with Klass() as running, stamina.set_testing(True, attempts=10, cap=True):
        settings.KLASS_API_URL = running.address
        yield running
