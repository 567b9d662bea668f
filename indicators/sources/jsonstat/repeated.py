"""Members with the same name in one JSON object: a parser keeps the last of them, and the others vanish unseen."""

import json
from collections import Counter
from typing import Any

import numpy as np

from indicators.sources.jsonstat.refusals import DatasetRefused, Refusal

COLON, QUOTE, SPACE = (ord(sign) for sign in ':" ')


def check_repeated(text: bytes, document: object) -> None:
    """Refuse a document that was written with more members than were read."""
    # Only where the numbers are not known to be equal is it read again, by a slower parser that shows every member.
    if names_in(text) != members_in(document):
        try:
            json.loads(text, object_pairs_hook=refuse_repeated)
        except RecursionError:
            raise DatasetRefused(Refusal.TOO_DEEP) from None


def names_in(text: bytes) -> int | None:
    """How many times a quotation mark and a colon end a name; None where blanks before a colon make that uncertain.

    Never too few, and too many only for a text with a quotation mark and a colon in it.
    """
    signs = np.frombuffer(text, np.uint8)
    quote, colon, blank = signs == QUOTE, signs == COLON, signs <= SPACE
    if (colon[2:] & blank[1:-1] & (blank | quote)[:-2]).any():
        return None
    ends = quote[:-1] & colon[1:]
    # A text that begins with a colon, as the symbol of what is confidential: `"5":":"`, `"5": ":"`.
    begins = ends[:-2] & ends[2:]
    begins_after_blank = ends[:-3] & blank[2:-2] & ends[3:]
    return int(np.count_nonzero(ends) - np.count_nonzero(begins) - np.count_nonzero(begins_after_blank))


def members_in(document: object) -> int:
    """How many members all the objects of a document have."""
    count, unread = 0, [document]
    while unread:
        part = unread.pop()
        inner = part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
        count += len(inner) if isinstance(part, dict) else 0
        # The long ones hold texts and numbers only, which is asked faster of all their types at once.
        if not {dict, list}.isdisjoint(map(type, inner)):
            unread += inner
    return count


def refuse_repeated(members: list[tuple[str, Any]]) -> None:
    names = Counter(name for name, _member in members)
    if len(names) < len(members):
        raise DatasetRefused(Refusal.MEMBER_REPEATED, name=names.most_common(1)[0][0])
