"""Codes made from words: `Oppvekst og læring` → `oppvekst-og-laering`. They stand in addresses and stay. Pure."""

import re
import unicodedata
from collections.abc import Collection

NORWEGIAN = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "ð": "d", "þ": "th", "ß": "ss"})


def code_from(words: str, *, longest: int) -> str:
    """Small letters, digits and hyphens. Empty where the words hold none of them."""
    plain = unicodedata.normalize("NFKD", words.casefold().translate(NORWEGIAN)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain)[:longest].strip("-")


def free_code(words: str, *, taken: Collection[str], longest: int, otherwise: str) -> str:
    """A code from the words that nobody has; numbered from 2 where somebody has it. Case makes no other code."""
    used = {code.casefold() for code in taken}
    stem = code_from(words, longest=longest) or otherwise
    code, number = stem, 1
    while code in used:
        number += 1
        code = f"{stem[: longest - len(str(number)) - 1]}-{number}"
    return code
