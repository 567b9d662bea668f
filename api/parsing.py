"""Bodies that are taken in: JSON in UTF-8, not too large, and nothing in it that a database cannot hold."""

import json
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import IO, Any

from django.conf import settings
from django.utils.translation import gettext
from rest_framework.exceptions import ParseError
from rest_framework.parsers import BaseParser

from api.problems import TooLarge

# What is too large is read past in blocks, 32 MB at most: more than anybody sends by mistake.
BLOCK, MOST_BLOCKS = 2**16, 512
# How many digits a number may have, and how far from one it may lie in powers of ten.
LONGEST_NUMBER = 100
# How many lists and objects may lie in each other. Nothing that we take is near it, and what is read can be written.
DEEPEST = 64


class StrictJson(BaseParser):
    """Numbers keep every digit; what JSON does not know (NaN, Infinity) is refused, and a name that stands twice."""

    media_type = "application/json"

    def parse(
        self, stream: IO[bytes], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> Any:
        limit: int = settings.API_BODY_BYTES
        body = stream.read(limit + 1)
        if len(body) > limit:
            discard(stream)
            raise TooLarge(gettext("Det som ble sendt er større enn %(limit)d kB.") % {"limit": limit // 1024})
        return read(body)


def discard(stream: IO[bytes]) -> None:
    """Read past what is left, so that the next call on the same connection is heard. Of a flood only a part is."""
    for _block in range(MOST_BLOCKS):
        if not stream.read(BLOCK):
            return


def read(body: bytes) -> Any:
    """What the text says. Raises ParseError with where it stops making sense."""
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        message = gettext("Teksten er ikke gyldig UTF-8 (byte %(at)d).") % {"at": error.start}
        raise ParseError(message) from error
    try:
        found = json.loads(text, **HOOKS)
    except json.JSONDecodeError as error:
        where = {"line": error.lineno, "column": error.colno}
        raise ParseError(gettext("Dette er ikke JSON: se linje %(line)d, tegn %(column)d.") % where) from error
    except (RecursionError, ValueError) as error:
        raise ParseError(str(error) if isinstance(error, Unreadable) else too_deep()) from error
    check_depth(found)
    check_texts(found)
    return found


class Unreadable(ValueError):
    """The message is written for whoever sent it."""


def too_deep() -> str:
    return gettext("Dette kan ikke leses: det er for dypt, eller et tall har for mange sifre.")


def refuse_constant(word: str) -> None:
    raise Unreadable(gettext("%(word)s er ikke et tall i JSON.") % {"word": word})


def once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _value in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise Unreadable(gettext("Feltet «%(name)s» står to ganger.") % {"name": twice[:100]})
    return found


def number(text: str) -> Decimal:
    """With every digit. One that no figure can be is refused: written out it could fill the memory."""
    try:
        found = Decimal(text) if len(text) <= LONGEST_NUMBER else None
    except InvalidOperation:
        found = None
    if found is None or abs(found.adjusted()) > LONGEST_NUMBER:
        raise Unreadable(too_deep())
    return found


def whole_number(text: str) -> int:
    if len(text) > LONGEST_NUMBER:
        raise Unreadable(too_deep())
    return int(text)


HOOKS: dict[str, Any] = {
    "parse_float": number,
    "parse_int": whole_number,
    "parse_constant": refuse_constant,
    "object_pairs_hook": once_each,
}


def check_depth(found: Any) -> None:
    """What is read only just, at the end of what Python can hold, could fail anywhere later."""
    level = [found]
    for _depth in range(DEEPEST):
        level = [one for outer in level for one in inside(outer) if isinstance(one, dict | list)]
        if not level:
            return
    raise ParseError(too_deep())


def inside(found: Any) -> Iterable[Any]:
    return found.values() if isinstance(found, dict) else found if isinstance(found, list) else ()


def check_texts(found: Any) -> None:
    """No text may hold what no database keeps: the sign NUL, and half of a pair of signs."""
    for text in texts_in(found):
        if "\0" in text or any("\ud800" <= sign <= "\udfff" for sign in text):
            raise ParseError(gettext("Teksten inneholder et tegn som ikke kan lagres."))


def texts_in(found: Any) -> Iterator[str]:
    waiting = [found]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            yield one
        elif isinstance(one, dict):
            waiting += [*one.keys(), *one.values()]
        elif isinstance(one, list):
            waiting += one
