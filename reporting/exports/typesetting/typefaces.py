"""Typefaces as files that Typst can read. They come as WOFF2, which only browsers do."""

from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from django.conf import settings
from fontTools.ttLib import TTFont

INTER = "@fontsource-variable/inter/files/inter-{}-wght-normal.woff2"
# The product's own typeface comes in pieces by alphabet that all have one name; Typst takes a piece for the whole
# typeface unless each has a name of its own. The first name is also the one that drawings ask for.
OWN = {"Inter": INTER.format("latin"), "Inter Other Latin": INTER.format("latin-ext")}
# What its letters are asked of next, in this order. Written beside a text only where it has such a letter.
OTHERS = {
    "Inter Greek": INTER.format("greek"),
    "Inter Cyrillic": INTER.format("cyrillic"),
    "Inter Vietnamese": INTER.format("vietnamese"),
    "Noto Sans Symbols 2": "@fontsource/noto-sans-symbols-2/files/noto-sans-symbols-2-symbols-400-normal.woff2",
    "Noto Emoji": "@fontsource/noto-emoji/files/noto-emoji-emoji-400-normal.woff2",
}
FILES = OWN | OTHERS
BROUGHT_BY_TYPST = ("Libertinus Serif", "New Computer Modern", "DejaVu Sans Mono")
FAMILIES = (*OWN, *list(OTHERS)[:3], *BROUGHT_BY_TYPST, *list(OTHERS)[3:])
FAMILY_NAMES = {1, 4, 16}
# What files hold for themselves: no letters.
FIRST_LETTER = 0x20


def write_typefaces(folder: Path, text: str = "") -> None:
    """Beside what is to be set: our own always, the others where `text` has letters that ours lack.

    Nothing where the front end has not been built; Typst then takes the letters that it brings itself.
    """
    place = folder / "fonts"
    place.mkdir()
    for number, name in enumerate(needed_for(text)):
        if content := unpacked(name):
            (place / f"{number}.ttf").write_bytes(content)


def needed_for(text: str) -> Iterator[str]:
    yield from OWN
    missing = frozenset(map(ord, set(text))).difference(*map(letters_of, OWN))
    yield from (name for name in OTHERS if missing & letters_of(name))


@lru_cache
def letters_of(name: str) -> frozenset[int]:
    """What the typeface can show. Its shapes stay packed."""
    if not file_of(name).exists():
        return frozenset()
    with TTFont(file_of(name)) as font:
        return frozenset(letter for letter in font.getBestCmap() if letter >= FIRST_LETTER)


@lru_cache
def unpacked(name: str) -> bytes:
    """Out of its packing, in all its weights, and called by its own name; nothing where it is not there."""
    if not file_of(name).exists():
        return b""
    # Its dates stay as they are, so that the same typeface is the same file.
    font = TTFont(file_of(name), recalcTimestamp=False)
    for record in font["name"].names:
        if record.nameID in FAMILY_NAMES:
            record.string = name
    font.flavor = None
    file = BytesIO()
    font.save(file)
    return file.getvalue()


def file_of(name: str) -> Path:
    modules: Path = settings.NODE_MODULES
    return modules / FILES[name]


def is_known(letter: int) -> bool:
    return any(letter in letters_of(name) for name in FILES)
