"""The key under a chart: one sample and one word for each thing that was drawn."""

from dataclasses import dataclass, replace

from reporting.charts.palette import INK, MUTED
from reporting.charts.svg import Size, element
from reporting.charts.text import Spot, fitted, text_width, written

BETWEEN = 18
AFTER_SAMPLE = 6


@dataclass(frozen=True, slots=True)
class Entry:
    """A sample drawn from x = 0 to its width around y = 0, and what it means. Without a sample it is a plain remark."""

    word: str
    sample: str = ""
    width: float = 0

    @property
    def lead(self) -> float:
        return self.width + AFTER_SAMPLE if self.sample else 0


@dataclass(frozen=True, slots=True)
class Legend:
    rows: list[list[tuple[float, Entry]]]
    size: Size

    @property
    def row_height(self) -> float:
        return self.size.text * 1.6

    @property
    def height(self) -> float:
        return self.row_height * len(self.rows) + (6 if self.rows else 0)

    def markup(self, top: float) -> str:
        rows: list[str] = []
        for number, row in enumerate(self.rows):
            y = top + self.row_height * (number + 0.7)
            rows.extend(self.entry(x, y, entry) for x, entry in row)
        return element("g", *rows) if rows else ""

    def entry(self, x: float, y: float, entry: Entry) -> str:
        sample = (
            element("g", entry.sample, transform=f"translate({x:.2f} {y - self.size.text * 0.35:.2f})")
            if entry.sample
            else ""
        )
        spot = Spot(x + entry.lead, y, "start")
        return sample + written(
            entry.word, spot, size=self.size.text - 1, fill=INK if entry.sample else MUTED, stroke="none"
        )


def legend_for(entries: list[Entry], size: Size) -> Legend:
    """The entries in as many rows as they need."""
    rows: list[list[tuple[float, Entry]]] = []
    x = float(size.width)
    for entry in entries:
        word = fitted(entry.word, size.width - entry.lead - 4, size.text - 1)
        width = entry.lead + text_width(word, size.text - 1)
        if x + width > size.width or not rows:
            rows.append([])
            x = 2.0
        rows[-1].append((x, replace(entry, word=word)))
        x += width + BETWEEN
    return Legend(rows, size)
