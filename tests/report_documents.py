"""Documents for tests of the written forms: one that has every kind of block, and what goes into it."""

from datetime import date
from decimal import Decimal
from io import BytesIO

from PIL import Image

from reporting.charts import ChartPoint, ChartSeries, TargetChart
from reporting.documents import (
    Block,
    Bullets,
    Cell,
    Column,
    Comment,
    FactList,
    Heading,
    LightLine,
    Look,
    Paragraph,
    Picture,
    ReportDocument,
    Role,
    Table,
)
from reporting.drawing import draw_target


def png(width: int = 40, height: int = 20, colour: str = "#336699") -> bytes:
    file = BytesIO()
    Image.new("RGB", (width, height), colour).save(file, "PNG")
    return file.getvalue()


LOGO = Picture("image/png", png(80, 40), "Larvik kommunes våpen")
PHOTOGRAPH = Picture("image/png", png(900, 500), "Elever ved et bord", "Skolestart i august")
BROKEN = Picture("image/png", b"\x89PNG\r\n\x1a\nikke mer", "Et bilde som er ødelagt", "Plassen")
CHART = TargetChart(
    key="1",
    title="Fond",
    series=ChartSeries(
        "Larvik", (ChartPoint(24276, "2023", Decimal("9.8")), ChartPoint(24288, "2024", Decimal("10.6")))
    ),
)
FIGURES = Table(
    "Prosent",
    (Column("Periode"), Column("2023", is_number=True), Column("2024", is_number=True)),
    (
        (Cell("Larvik"), Cell("9,8", number=Decimal("9.8")), Cell("10,6", number=Decimal("10.6"), is_strong=True)),
        (Cell("Forventet"), Cell("–"), Cell("5,0", number=Decimal("5.0"))),
    ),
    about="Disposisjonsfond",
    source="Kilde: KOSTRA.",
    drawing=draw_target(CHART, family="limit"),
)
LIGHTS = Table(
    "Fordelt på lys",
    (Column("Område", share=3), Column("Grønt", is_number=True, light="green"), Column("Svakest")),
    ((Cell("Hele planen", is_strong=True), Cell("1"), Cell("Rødt", light="red")),),
)
WIDE = Table(
    "Alle årene",
    (Column("Region"), *(Column(f"{year}", is_number=True) for year in range(2001, 2025))),
    ((Cell("Larvik"), *(Cell(f"{count}\u00a0{count}45,5") for count in range(24))),),
)
LONG = Table(
    "Mange rader",
    (Column("Indikator"), Column("Verdi", is_number=True)),
    tuple((Cell(f"Indikator nummer {number}"), Cell(f"{number},5")) for number in range(1, 81)),
)
EVERYTHING: tuple[Block, ...] = (
    Heading(1, "Sammendrag", 1),
    Paragraph("Planen har ett måltall, og det er oppfylt.", Role.LEAD),
    LIGHTS,
    Paragraph("En merknad til tabellen.", Role.NOTE),
    Heading(1, "Leve i Larvik", 2),
    Heading(2, "Kommunens mål", 3),
    Heading(3, "Økonomi", 4),
    Heading(4, "Et trygt fond.", 5),
    Heading(5, "Disposisjonsfond", 6),
    LightLine("green", "Oppfylt", "Disposisjonsfond er 10,6\u00a0% i 2024."),
    LightLine("yellow", "Nær (overstyrt)", "Beregnet lys er «Rødt».", calculated="red"),
    FactList((("Måltall", "Minst 5\u00a0%"), ("Tallet som er vurdert", "10,6\u00a0% (2024)"))),
    FIGURES,
    Comment(("Fondet vokser.\nDet er bra.", "Vi sparer videre."), "Økonomiavdelingen, 3. februar 2025"),
    PHOTOGRAPH,
    Bullets(("Det ene.", "Det andre.")),
    Heading(2, "Hele serien", 7),
    WIDE,
    Paragraph("Dette avsnittet leder fram til en liste."),
    Bullets(("Den siste.",)),
    Heading(1, "Alle indikatorer", 8),
    LONG,
)


def report_document(*blocks: Block, **values: object) -> ReportDocument:
    """Whatever is not named is as in an ordinary report."""
    given = {
        "language": "nb",
        "publisher": "Larvik kommune",
        "title": "Årsrapport 2024",
        "subtitle": "Samfunnsdelen",
        "facts": FactList((("Rapportår", "2024"),)),
        "contents_title": "Innhold",
        "blocks": blocks,
        "made_on": date(2025, 3, 1),
    }
    return ReportDocument(**given | values)  # type: ignore[arg-type]


def everything(**values: object) -> ReportDocument:
    look = Look("#7a1f5c", LOGO)
    front = ("Rapporten er vedtatt\nav kommunestyret.", "God lesning!")
    return report_document(*EVERYTHING, **{"look": look, "front": front} | values)
