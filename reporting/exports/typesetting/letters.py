"""Texts from people as what can be set: any letter at all may come, and a PDF for everybody refuses those it lacks."""

import re
import unicodedata
from functools import lru_cache
from itertools import chain

from django.utils.translation import gettext

from reporting.charts.svg import NOT_XML
from reporting.exports.typesetting.typefaces import is_known

# What the typefaces that Typst brings have among them, beside our own: Latin, Greek, Cyrillic, arrows, signs of
# mathematics and shapes. Held by a test.
BROUGHT = frozenset(
    chain(
        *(range(first, last + 1) for first, last in ((0x20, 0x7E), (0xA1, 0x17F), (0x386, 0x3CE), (0x401, 0x45F))),
        *(range(first, last + 1) for first, last in ((0x2010, 0x2027), (0x2030, 0x203E), (0x2070, 0x209C))),
        *(range(first, last + 1) for first, last in ((0x20A0, 0x20BF), (0x2190, 0x22FF), (0x25A0, 0x25FF))),
    )
)
# Stands for what no typeface has until the text is finished; no text has it, because XML has not.
MISSING = "\x00"
# How the letter before is to be drawn: in colours, as text, with a skin. On paper it has one look.
LOOKS = frozenset(chain(range(0xFE00, 0xFE10), range(0x1F3FB, 0x1F400)))
ZERO_WIDTH_SPACE = "\u200b"
# A word longer than this may be broken anywhere; in between, the language's own hyphens do.
LONGEST_WORD, PIECE = 40, 10
# Most texts of a report are short and have nothing to look after.
USUAL = re.compile("[ -~\u00a0æøåÆØÅ«»–−]{0,20}")
# Whoever copies one must get it whole. Typst itself breaks them at their signs, but not the letters that one ends with.
ADDRESS = re.compile(r"https?://[0-9A-Za-z!#$%&*+,\-./:;=?@_~']+")
LONG_END = re.compile(r"([A-Za-z]{21}|[0-9]{21})$")
NO_BREAK_SPACES = "\u00a0\u2007\u202f"


def shown(text: str, *, longest: int = LONGEST_WORD) -> str:
    """On one line, with words for what no typeface has, and breakable where a word is longer than any line."""
    if USUAL.fullmatch(text):
        return text
    one_line = re.sub(r"[\s\x1c-\x1f]*[\r\n\x85\u2028\u2029]+[\s\x1c-\x1f]*", " ", NOT_XML.sub("", text))
    letters = "".join(map(letter, unicodedata.normalize("NFC", one_line)))
    return parted(told_what_is_missing(letters), longest)


def told_what_is_missing(letters: str) -> str:
    """Said once for letters that stand together."""
    if MISSING not in letters:
        return letters
    return re.sub(f"{MISSING}(?: *{MISSING})*", gettext("[tegn som ikke kan skrives ut]"), letters)


@lru_cache(maxsize=4096)
def letter(one: str) -> str:
    """The letter itself, a space for any other space, nothing for what is never seen."""
    category = unicodedata.category(one)
    if category == "Zs" or one == "\t":
        return "\u00a0" if one in NO_BREAK_SPACES else " "
    if one in {"\u00ad", ZERO_WIDTH_SPACE}:
        return one
    if category in {"Cc", "Cf", "Zl", "Zp"} or ord(one) in LOOKS:
        return ""
    if is_known(ord(one)) or (ord(one) in BROUGHT and category[0] in "LNPS"):
        return one
    return "" if category[0] == "M" else MISSING


def parted(text: str, longest: int) -> str:
    """Nobody writes words of hundreds of letters, but a cat on the keyboard does."""
    return re.sub(rf"\S{{{longest + 1},}}", lambda found: breakable(found[0]), text)


def breakable(word: str) -> str:
    """Anywhere; a web address stays as it is."""
    address = ADDRESS.match(word)
    whole = address[0] if address and not LONG_END.search(address[0]) else ""
    return whole + ZERO_WIDTH_SPACE.join(pieces(word[len(whole) :]))


def pieces(word: str) -> list[str]:
    return [word[start : start + PIECE] for start in range(0, len(word), PIECE)]
