"""The product's own typeface as files that Typst can read. It comes as WOFF2, which only browsers do."""

from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from django.contrib.staticfiles import finders
from fontTools.ttLib import TTFont

# The typeface comes in pieces by alphabet that all have one name; Typst takes a piece for the whole typeface unless
# each has a name of its own. The first name is also the one that drawings ask for.
PIECES = {"Inter": "latin", "Inter Other Latin": "latin-ext"}
FAMILIES = (*PIECES, "Libertinus Serif", "New Computer Modern", "DejaVu Sans Mono")
FAMILY_NAMES = {1, 4, 16}


@dataclass(frozen=True, slots=True)
class Typeface:
    """A font file, and the letters that it has."""

    name: str
    content: bytes
    letters: frozenset[int]


@lru_cache(maxsize=1)
def typefaces() -> tuple[Typeface, ...]:
    """Nothing where the front end has not been built; Typst then takes the letters that it brings itself."""
    found = {name: finders.find(f"inter/files/inter-{piece}-wght-normal.woff2") for name, piece in PIECES.items()}
    return tuple(unpacked(name, str(path)) for name, path in found.items() if path)


def unpacked(name: str, path: str) -> Typeface:
    """Out of its packing, in all its weights, and called by its own name."""
    # Its dates stay as they are, so that the same typeface is the same file.
    font = TTFont(path, recalcTimestamp=False)
    for record in font["name"].names:
        if record.nameID in FAMILY_NAMES:
            record.string = name
    font.flavor = None
    file = BytesIO()
    font.save(file)
    return Typeface(name, file.getvalue(), frozenset(font.getBestCmap()))


def write_typefaces(folder: Path) -> None:
    """Beside what is to be set."""
    place = folder / "fonts"
    place.mkdir()
    for number, typeface in enumerate(typefaces()):
        (place / f"{number}.ttf").write_bytes(typeface.content)


@lru_cache(maxsize=1)
def known_letters() -> frozenset[int]:
    return frozenset().union(*(typeface.letters for typeface in typefaces()))
