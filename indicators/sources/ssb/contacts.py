"""Names and addresses of the bank's contact persons are not kept: they are cut out, and the rest stays as it is.

Nothing is written anew, so every number has the text that it was published with.
"""

import json
from collections.abc import Iterator
from typing import NamedTuple

import orjson

from accounts.imports import at_sign
from accounts.wording import say
from indicators.sources.jsonstat.documents import CUT_OUT_AS_JSON, figures_in
from indicators.sources.ssb.errors import SourceUnreadable

BLANK = " \t\r\n"
NUL_ESCAPED = b"\\u0000"
DECODER = json.JSONDecoder(strict=False)


class Member(NamedTuple):
    """A member of a JSON object: where its name begins, and where its value begins and ends."""

    name: str
    start: int
    value: int
    end: int


def without_contacts(body: bytes) -> bytes:
    """A dataset without `extension.contact`. Raises SourceUnreadable where the body is no dataset."""
    # The long array of figures is neither parsed nor searched; the sign in its place must be the only one of its kind.
    start, end = figures_in(body) if NUL_ESCAPED not in body else (0, 0)
    around = CUT_OUT_AS_JSON.join([body[:start], body[end:]]) if end else body
    check_dataset(around)
    text = around.decode()
    if '"contact"' not in text:
        return body
    kept = cut_contacts(text).encode()
    return kept.replace(CUT_OUT_AS_JSON, body[start:end]) if end else kept


def check_dataset(text: bytes) -> None:
    try:
        document = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise SourceUnreadable(say("Svaret er ikke JSON"), at_sign(error.lineno, error.colno)) from None
    if not isinstance(document, dict) or document.get("class") != "dataset":
        raise SourceUnreadable(say("Svaret er ikke et JSON-stat-datasett"))


def cut_contacts(text: str) -> str:
    for member in reversed(list(members(text, skip_blanks(text, 0)))):
        if member.name == "extension" and text[member.value] == "{":
            kept = [text[one.start : one.end] for one in members(text, member.value) if one.name != "contact"]
            text = f"{text[: member.value]}{{{','.join(kept)}}}{text[member.end :]}"
    return text


def members(text: str, start: int) -> Iterator[Member]:
    """The members of the object that begins there, in a text that is known to be JSON."""
    at = skip_blanks(text, start + 1)
    while text[at] != "}":
        name, end = DECODER.raw_decode(text, at)
        value = skip_blanks(text, skip_blanks(text, end) + 1)
        _value, end = DECODER.raw_decode(text, value)
        yield Member(name, at, value, end)
        at = skip_blanks(text, end)
        at = skip_blanks(text, at + 1) if text[at] == "," else at


def skip_blanks(text: str, at: int) -> int:
    while text[at] in BLANK:
        at += 1
    return at
