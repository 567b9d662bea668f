"""Files of figures of any size: the same on every machine, as somebody uploads them and as the table has them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

FIRST_YEAR = 2005
KNOWN_FROM = "2025-06-01 06:00:00+00:00"
COLUMNS = (
    *("indicator_id", "region_id", "period", "period_end", "part", "value", "literal", "missing", "kind", "standing"),
    *("source_table", "table_rank", "known_from", "fetch_id", "note", "extra"),
)
Row = tuple[str | int | None, ...]


@dataclass(frozen=True, slots=True)
class Scale:
    """How many figures: one for each indicator, region and year."""

    indicators: int
    regions: int
    years: int

    @property
    def figures(self) -> int:
        return self.indicators * self.regions * self.years

    def cells(self) -> Iterator[tuple[int, int, int, str]]:
        """Indicator, region and year with their figure; one in a hundred has none."""
        for indicator in range(self.indicators):
            for region in range(self.regions):
                for year in range(FIRST_YEAR, FIRST_YEAR + self.years):
                    number = indicator * 7_919 + region * 104_729 + year * 31
                    yield (
                        indicator,
                        region,
                        year,
                        "" if number % 101 == 0 else f"{number % 100_003 / 10 ** (number % 3):g}",
                    )


def indicator_code(number: int) -> str:
    return f"bench-{number:05}"


def region_code(number: int) -> str:
    return f"{4000 + number}"


def write_csv(path: Path, scale: Scale, *, revised_every: int = 0, blank_line: bool = False) -> None:
    """As somebody uploads it. With `revised_every`, every so manieth figure is another one."""
    with path.open("w", encoding="utf-8") as file:
        file.write("indicator_id,region,year,value,missing\n" + "\n" * blank_line)
        for number, (indicator, region, year, value) in enumerate(scale.cells()):
            is_revised = revised_every and number % revised_every == 0
            said = f"{number}.25" if is_revised else value
            file.write(f"{indicator_code(indicator)},{region_code(region)},{year},{said},{'' if said else ':'}\n")


def table_rows(scale: Scale, *, indicators: list[int], regions: list[int], fetch: int) -> Iterator[Row]:
    """The same figures as the table has them, in the order of COLUMNS."""
    for indicator, region, year, value in scale.cells():
        yield (
            *(indicators[indicator], regions[region], f"{year}", f"{year}-12-31", "", value or None, value),
            *("" if value else ":", "actual", 40, "", 0, KNOWN_FROM, fetch, "", "{}"),
        )


def write_dump(path: Path, rows: Iterable[Row]) -> None:
    """As PostgreSQL's COPY reads them."""
    with path.open("w", encoding="utf-8") as file:
        for row in rows:
            file.write("\t".join("\\N" if cell is None else str(cell) for cell in row) + "\n")
