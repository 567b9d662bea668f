"""One JSON object of the document: every member is asked for by its type, and knows its place. null is absence."""

import json
from dataclasses import dataclass
from typing import Any

from accounts.imports import quoted
from indicators.sources.jsonstat.refusals import DatasetRefused, Refusal

# Longer digits are no size, position or number of decimals that anybody means.
LONGEST_WHOLE_NUMBER = 15
LONGEST_KEY_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Part:
    """A JSON object and where it stands: `dimension.Tid.category`."""

    members: dict[str, Any]
    place: str = ""

    def at(self, key: str) -> str:
        """The place of a member."""
        shown = key if key.isprintable() and len(key) <= LONGEST_KEY_SHOWN else quoted(key)
        return f"{self.place}.{shown}" if self.place else shown

    def has(self, key: str) -> bool:
        return self.members.get(key) is not None

    def part(self, key: str) -> "Part":
        """The object that the member is; an empty one where it is absent."""
        members = self.members.get(key)
        if not isinstance(members, dict | None):
            raise DatasetRefused(Refusal.OBJECT_EXPECTED, self.at(key))
        return Part(members or {}, self.at(key))

    def open_part(self, key: str) -> "Part":
        """The same of a member that may hold anything, as `extension` and what is in it."""
        members = self.members.get(key)
        return Part(members if isinstance(members, dict) else {}, self.at(key))

    def text(self, key: str) -> str:
        text = self.members.get(key)
        if not isinstance(text, str | None):
            raise DatasetRefused(Refusal.TEXT_EXPECTED, self.at(key))
        return text or ""

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; some writers leave out the brackets around a single one."""
        texts = self.members.get(key)
        texts = [texts] if isinstance(texts, str) else texts
        if not isinstance(texts, list | None) or not all(isinstance(one, str) for one in texts or ()):
            raise DatasetRefused(Refusal.TEXTS_EXPECTED, self.at(key))
        return tuple(texts or ())


def whole_number(found: object, place: str) -> int:
    """A number from 0 and up; some writers put it in quotation marks."""
    if isinstance(found, int) and not isinstance(found, bool) and found >= 0:
        return found
    if isinstance(found, str) and found.isascii() and found.isdigit() and len(found) <= LONGEST_WHOLE_NUMBER:
        return int(found)
    raise DatasetRefused(Refusal.WHOLE_NUMBER_EXPECTED, place, text=shown(found))


def shown(found: object) -> str:
    """What stands there, for a sentence; a list or an object is not written out."""
    if isinstance(found, dict | list):
        return "{…}" if isinstance(found, dict) else "[…]"
    return found if isinstance(found, str) else json.dumps(found)
