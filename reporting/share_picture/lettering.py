"""Letters of the product's own typeface, and text that is broken into lines where it must be."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from django.contrib.staticfiles import finders
from PIL import ImageFont
from PIL.ImageDraw import ImageDraw

# The typeface comes in two files: the everyday letters, and those of Sámi, Polish and other Latin alphabets.
EVERYDAY, OTHERS = "latin", "latin-ext"
EVERYDAY_SIGNS = frozenset("ıŒœʼˆ˚˜€™−≈≤≥") | {chr(code) for code in (*range(0x2000, 0x2070), *range(0x100))}
MORE = "…"
Font = ImageFont.FreeTypeFont


@lru_cache(maxsize=64)
def font(part: str, weight: int, size: int) -> Font:
    """Half a typeface in one size; where its file is not there, the plain letters that Pillow brings itself."""
    path = finders.find(f"inter/files/inter-{part}-wght-normal.woff2")
    if not path:
        return ImageFont.load_default(size)  # type: ignore[return-value]
    found = ImageFont.truetype(str(path), size)
    found.set_variation_by_axes([weight])
    return found


@dataclass(frozen=True, slots=True)
class Lettering:
    weight: int
    size: int
    line_height: int

    def runs(self, text: str) -> Iterator[tuple[Font, str]]:
        """The text in pieces that one font file has the letters of."""
        for is_everyday, signs in groupby(text, key=EVERYDAY_SIGNS.__contains__):
            yield font(EVERYDAY if is_everyday else OTHERS, self.weight, self.size), "".join(signs)

    def width(self, text: str) -> float:
        return sum(one.getlength(piece) for one, piece in self.runs(text))

    def write(self, on: ImageDraw, x: float, y: float, text: str, colour: str) -> None:
        """From the left end of the line on which the letters stand."""
        for one, piece in self.runs(text):
            on.text((x, y), piece, font=one, fill=colour, anchor="ls")
            x += one.getlength(piece)

    def lines(self, text: str, *, width: float, most: int) -> list[str]:
        """The text in lines that fit; what does not fit into so many lines ends with an ellipsis."""
        lines = list(self.broken(text, width))
        if len(lines) <= most:
            return lines
        return [*lines[: most - 1], self.shortened(lines[most - 1], width)]

    def broken(self, text: str, width: float) -> Iterator[str]:
        line = ""
        for word in (part for one in text.split() for part in self.parts(one, width)):
            longer = f"{line} {word}".strip()
            if line and self.width(longer) > width:
                yield line
                longer = word
            line = longer
        if line:
            yield line

    def parts(self, word: str, width: float) -> Iterator[str]:
        """A word that is wider than the line in pieces that are not."""
        while self.width(word) > width:
            fits = next(
                count for count in range(len(word) - 1, 0, -1) if count == 1 or self.width(word[:count]) <= width
            )
            yield word[:fits]
            word = word[fits:]
        yield word

    def shortened(self, line: str, width: float) -> str:
        """The line with an ellipsis after it, without as many of its last words as that takes the room of."""
        while line and self.width(line + MORE) > width:
            line = line.rpartition(" ")[0] or line[:-1]
        return line.rstrip(" ,.;:–-") + MORE
