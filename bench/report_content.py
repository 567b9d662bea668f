"""A status analysis of the size of Larvik's: 20 service areas, 132 indicators with chart and years, 20 overviews.

Nothing is drawn by lot, so every run on every machine writes the same report.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from indicators.formats import number
from reporting.charts import ChartPoint, ChartSeries, ComparisonChart, Emphasis
from reporting.documents import Block, Cell, Column, Comment, FactList, Heading, Paragraph, ReportDocument, Role, Table
from reporting.drawing import draw_comparison
from reporting.exports.sections import numbered

AREAS, INDICATORS = 20, 132
REGIONS = ("Larvik", "Sandefjord", "Tønsberg", "Porsgrunn", "Skien", "Arendal", "Færder", "KOSTRA-gruppe 11", "Landet")
YEARS = tuple(range(2015, 2025))
KINDS = {"Larvik": Emphasis.OWN, "KOSTRA-gruppe 11": Emphasis.GROUP, "Landet": Emphasis.COUNTRY}
SENTENCE = (
    "Tallene viser at kommunen ligger nær snittet for kommunene den sammenligner seg med, og at avstanden har minket "
    "de siste årene. Utviklingen må ses i sammenheng med befolkningen og med hvordan tjenesten er organisert. "
)


@dataclass(frozen=True, slots=True)
class Series:
    """An indicator with its figures: by region, in the order of the years."""

    name: str
    area: int
    figures: dict[str, tuple[Decimal, ...]]


def all_series() -> list[Series]:
    return [
        Series(f"Indikator nummer {count + 1} for tjenesteområdet", count % AREAS, figures_of(count))
        for count in range(INDICATORS)
    ]


def figures_of(count: int) -> dict[str, tuple[Decimal, ...]]:
    return {
        region: tuple(
            Decimal((count * 7_919 + place * 613 + year * 97) % 9_973 + 1_000) / 100 for year in range(len(YEARS))
        )
        for place, region in enumerate(REGIONS)
    }


def status_analysis() -> ReportDocument:
    return ReportDocument(
        language="nb",
        publisher="Larvik kommune",
        title="Ståstedsanalyse 2024",
        subtitle="Alle tjenesteområder",
        facts=FactList((("Rapportår", "2024"),)),
        contents_title="Innhold",
        blocks=tuple(numbered(blocks_of(all_series()))),
        made_on=date(2025, 6, 1),
    )


def blocks_of(series: list[Series]) -> Iterator[Block]:
    for area in range(AREAS):
        own = [one for one in series if one.area == area]
        yield Heading(1, f"Tjenesteområde {area + 1}")
        yield Paragraph(SENTENCE, Role.LEAD)
        yield overview(own)
        for one in own:
            yield Heading(2, one.name)
            yield years_table(one)
            yield Comment((SENTENCE * 2,), "Virksomheten, 1. mai 2025")


def overview(series: list[Series]) -> Table:
    columns = (Column("Indikator"), Column("2023", is_number=True), *(Column(one, is_number=True) for one in REGIONS))
    rows = tuple(
        (
            Cell(one.name),
            figure(one.figures["Larvik"][-2]),
            *(figure(one.figures[region][-1]) for region in REGIONS),
        )
        for one in series
    )
    return Table("Oversikt", columns, rows, source="Kilde: SSB, KOSTRA.")


def years_table(one: Series) -> Table:
    columns = (Column("Region"), *(Column(str(year), is_number=True) for year in YEARS))
    rows = tuple((Cell(region), *map(figure, figures)) for region, figures in one.figures.items())
    return Table(
        "Prosent", columns, rows, about=one.name, source="Kilde: SSB, KOSTRA.", drawing=draw_comparison(chart(one))
    )


def chart(one: Series) -> ComparisonChart:
    return ComparisonChart(
        key=one.name,
        title=one.name,
        series=tuple(
            ChartSeries(
                region,
                tuple(ChartPoint(year * 12, str(year), value) for year, value in zip(YEARS, figures, strict=True)),
                KINDS.get(region, Emphasis.PEER),
            )
            for region, figures in one.figures.items()
        ),
        decimals=1,
    )


def figure(value: Decimal) -> Cell:
    return Cell(number(value, 1), number=value)
