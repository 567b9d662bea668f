"""The status analysis of Larvik for 2024 holds everything that the figures of the demo can fill."""

import csv
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoDbBlocker

from accounts.models import Municipality, Unit
from indicators.categories import category_place
from indicators.formats import published
from indicators.models import Indicator, Region, ServiceArea
from reporting.documents import Cell, Comment, Heading, Paragraph, ReportDocument, Table
from reporting.exports.html import as_html
from reporting.exports.status_layout import SECTIONS, status_document
from reporting.exports.status_tables import name_of
from reporting.exports.word import as_docx
from reporting.models import Commentary, CommentaryState, ReportingRound
from reporting.queries.lights import title_of
from reporting.queries.sealed_basis import figures_of_status
from reporting.queries.sealed_needs import needs_of
from reporting.queries.status_report import StatusReport, status_report
from reporting.report_design import ReportDesign, SectionChoice
from targets.models import Target
from tests import factories
from tests.larvik import LARVIK
from tests.report_files import docx_texts, html_texts

pytestmark = pytest.mark.both_databases

TODAY = date(2026, 11, 27)
MOST_QUERIES = 22
NEIGHBOURS = ["Tønsberg", "Sandefjord", "Porsgrunn", "Skien", "Arendal", "Sarpsborg"]
SHOWN = {"Larvik", *NEIGHBOURS, "KOSTRA-gruppe 11"}
RANKS = ["text", "detail", "overview"]
# Of all areas these two are no services: who lives there, and the totals of the others.
NO_SERVICES = {"Demografi", "Alle områder"}


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Municipality]:
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_demo", stdout=StringIO(), stderr=StringIO())
        yield Municipality.objects.get(number="3909")
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def report(demo: Municipality, django_db_blocker: DjangoDbBlocker) -> StatusReport:
    with django_db_blocker.unblock():
        return status_report(municipality=demo, year=2024, on=TODAY)


@pytest.fixture(scope="module")
def document(report: StatusReport) -> ReportDocument:
    return status_document(report)


def tables(document: ReportDocument, chapter: str) -> list[Table]:
    """The tables of a chapter by the end of its name."""
    found, name = [], ""
    for block in document.blocks:
        if isinstance(block, Heading) and block.level == 1:
            name = block.text
        elif isinstance(block, Table) and name.endswith(chapter):
            found.append(block)
    return found


def texts(document: ReportDocument) -> str:
    return "\n".join(block.text for block in document.blocks if isinstance(block, Heading | Paragraph))


def cell_texts(table: Table) -> dict[tuple[str, str], str]:
    """What stands in a table by (row, column), without the signs that stand beside a figure."""
    return {
        (row[0].text, column.title): cell.text.replace("‖\u00a0", "").split(" (")[0].rstrip("‡")
        for row in table.rows
        for column, cell in zip(table.columns, row, strict=True)
    }


def cells_in(document: ReportDocument, chapter: str) -> dict[tuple[str, str, str], set[str]]:
    """What stands in the tables of a chapter by (what it is about where it has a chart, row, column)."""
    found: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for table in tables(document, chapter):
        for (row, column), text in cell_texts(table).items():
            found[table.about if table.drawing else "", row, column].add(text)
    return found


# What it holds ----------------------------------------------------------------------------------------------------


def test_every_service_area_is_a_chapter(report: StatusReport, document: ReportDocument) -> None:
    named = Indicator.objects.in_catalogue().values_list("service_area__name", flat=True)
    assert {area.name for area in report.areas} == set(named) - NO_SERVICES
    assert len(report.areas) == 20
    chapters = [heading.text for heading in document.chapters]
    assert chapters[1:21] == [f"{area.number} {area.name}" for area in report.areas]


def test_every_detail_table_has_a_chart_and_its_years(report: StatusReport, document: ReportDocument) -> None:
    """132 indicators stand in a table of their own in the source: 131 over years, and (257), which began in 2024.

    Twenty more have figures of three years or more in its overviews and text, or are computed on, and get one too.
    """
    in_source = {row["indicator_id"] for row in rows_of_source() if row["source_table"] == "detail"}
    assert len(in_source) == 132
    assert {one.named.code for one in report.in_detail if one.is_detailed} == in_source
    others = [one for one in report.in_detail if not one.is_detailed]
    assert len(others) == 20
    assert all(one.series and len(one.series.periods) >= 3 for one in others)
    assert sum(isinstance(block, Table) and block.drawing is not None for block in document.blocks) == 152
    alone = [one.named.code for one in report.in_detail if one.series and len(one.series.periods) == 1]
    assert alone == ["netto-driftsutgifter-per-innbygger-257"]


def rows_of_source() -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO((LARVIK / "observations.csv").read_text(encoding="utf-8"))))


def newest_in_source() -> dict[tuple[str, str, str], str]:
    """By indicator, region and year: of two prints of a cell the later table is the current one."""
    rows = sorted(rows_of_source(), key=lambda row: RANKS.index(row["source_table"]))
    return {(row["indicator_id"], row["region"], row["year"]): row["value"] for row in rows}


def test_every_figure_of_the_source_stands_as_published(report: StatusReport, document: ReportDocument) -> None:
    """In the years' table of the indicator, else in the overview of its area: the year here and elsewhere, and the year
    before here."""
    decimals = dict(Indicator.objects.values_list("code", "decimals"))
    places = {one.named.code: (area, one) for area in report.areas for one in area.indicators}
    found = {area.name: cells_in(document, f"{area.number} {area.name}") for area in report.areas}
    lost, counted = [], 0
    for (code, region, year), value in newest_in_source().items():
        if code not in places or region not in SHOWN or not "2020" <= year <= "2024":
            continue
        area, one = places[code]
        column = f"Larvik {year}" if region == "Larvik" else region
        where = (one.named.name, region, year) if one.number else ("", name_of(one.named), column)
        counted += 1
        if published(value, decimals[code]) not in found[area.name].get(where, ()):
            lost.append((where, value, found[area.name].get(where)))
    assert lost == []
    assert counted > 5_800


def test_every_indicator_with_a_figure_is_in_an_overview_or_the_totals(report: StatusReport) -> None:
    """359 of the source's 362 and two that are computed stand in the areas; the inhabitants in the introduction, and
    the two totals in the chapter on costs."""
    shown = [row.named.code for area in report.areas for table in area.tables for row in table.rows]
    with_figures = {one.named.code for one in report.indicators if one.has_figures}
    assert sorted(shown) == sorted(with_figures)
    in_source = {code for code, _region, _year in newest_in_source()}
    totals = {code for code in in_source if code.endswith(("-andre-omrader", "-totalt"))}
    assert in_source - with_figures == {"innbyggere", *totals}
    assert {code for code in with_figures if code not in in_source} == {
        "netto-pensjonsforpliktelse-1000kr",
        "netto-pensjonsforpliktelse-per-innbygger",
    }
    assert (len(in_source), len(with_figures)) == (362, 361)
    assert report.money
    assert len([row for row in report.money.costs if row.is_total]) == len(totals) == 2
    assert "innbyggere" in {row.named.code for table in report.background for row in table.rows}


# How it is laid out -----------------------------------------------------------------------------------------------


def test_categories_come_in_kostras_order(report: StatusReport) -> None:
    for area in report.areas:
        places = [category_place(table.category) for table in area.tables]
        assert places == sorted(places), area.name


def test_adjusted_and_unadjusted_figures_never_share_a_table(report: StatusReport) -> None:
    for area in report.areas:
        for table in area.tables:
            assert {row.named.is_need_adjusted for row in table.rows} == {table.is_need_adjusted}


def test_known_cells(document: ReportDocument) -> None:
    fund = next(
        one for one in tables(document, "Hovedtall drift") if one.about.startswith("Disposisjonsfond i prosent")
    )
    cells = dict(zip([column.title for column in fund.columns], fund.rows[0], strict=True))
    assert (cells["2024"].text, cells["2024"].number) == ("10,6", Decimal("10.6"))
    assert cells["Endring fra 2023 (prosentpoeng)"].number == Decimal("-0.4")
    savings = tables(document, "Teoretisk handlingsrom")[0]
    row = next(row for row in savings.rows if row[0].text == "Barnevern")
    at = [column.title for column in savings.columns].index("Arendal")
    assert (row[at].text, row[at].number) == ("+37,6", Decimal("37.6"))
    assert (len(savings.rows), len(savings.columns)) == (17, 8)
    costs = tables(document, "Utgifter per innbygger")[0]
    assert (len(costs.rows), len(costs.columns)) == (17, 9)


def test_what_a_cell_says_is_its_number(document: ReportDocument) -> None:
    cells = [cell for block in document.blocks if isinstance(block, Table) for row in block.rows for cell in row]
    numbers = [cell for cell in cells if cell.number is not None]
    assert len(numbers) > 9_000
    assert [cell for cell in numbers if bare(cell) != published(str(cell.number), None)] == []


def bare(cell: Cell) -> str:
    """The figure alone, without what stands around it."""
    return cell.text.removeprefix(cell.before).removesuffix(cell.after).lstrip("+")


def test_a_figure_after_a_break_is_a_number(document: ReportDocument) -> None:
    cells = [cell for block in document.blocks if isinstance(block, Table) for row in block.rows for cell in row]
    broken = [cell for cell in cells if cell.text.startswith("‖")]
    assert len(broken) >= 17
    assert [cell for cell in broken if cell.number is None] == []


def test_what_planpuls_has_worked_out_is_marked(document: ReportDocument) -> None:
    """The municipality's document says 727 for 2024 and nothing of 2023: 625 is 997 − 372."""
    (cells,) = [
        {column.title: cell for column, cell in row}
        for table in tables(document, "Grunnskole")
        for row in table.cells_by_column
        if not table.drawing and row[0][1].text.startswith("Voksenopplæring, inntekter per innbygger")
    ]
    assert (cells["Larvik 2023"].text, cells["Larvik 2024"].text) == ("625‡", "727")
    assert "‡ Regnet ut av Planpuls av andre tall, og ikke publisert." in texts(document)
    assert "; regnet ut av Planpuls" in texts(document)


def test_sources_are_publishers_and_no_files(document: ReportDocument) -> None:
    said = {block.source for block in document.blocks if isinstance(block, Table) and block.source}
    assert "Kilde: KOSTRA 2024 (SSB)" in said
    everything = "\n".join([texts(document), *said])
    assert ".csv" not in everything


def test_a_source_is_told_once_in_a_line(document: ReportDocument) -> None:
    """Not by itself either, where the same is told with the day that it came."""
    lines = {line for line in texts(document).splitlines() if line.startswith("Kilde: ")}
    named = [[one.partition(", levert ")[0] for one in line.removeprefix("Kilde: ").split("; ")] for line in lines]
    assert [names for names in named if len(names) != len(set(names))] == []


def test_figures_of_a_file_that_names_no_source_are_the_municipality_s(demo: Municipality) -> None:
    area = ServiceArea.objects.create(name="Ålefiske")
    one = factories.create_indicator(code="al", name_nb="Ål", service_area=area, unit="count")
    fetch = factories.create_fetch(name="Karis tall.csv", received_at=datetime(2025, 2, 3, 12, tzinfo=UTC))
    larvik = Region.objects.get(code="3909")
    factories.create_observation(indicator=one, region=larvik, period="2024", literal="3", fetch=fetch)
    assert "Kilde: levert av kommunen 3. februar 2025" in texts(one_area(demo, "Ålefiske"))


def test_resource_use_stands_here_and_elsewhere_year_by_year(document: ReportDocument) -> None:
    need, child_welfare, health = tables(document, "Utgiftsbehov og ressursbruk")
    assert [column.title for column in need.columns] == [
        *("Tjenesteområde", "Behov", "Ujustert utgift, kr", "Justert utgift, kr")
    ]
    assert [column.title for column in child_welfare.columns] == ["Sted", "2023", "2024"]
    rows = {row[0].text: [cell.text for cell in row[1:]] for row in child_welfare.rows}
    assert list(rows) == ["Larvik", *NEIGHBOURS, "KOSTRA-gruppe 11"]
    assert (rows["Larvik"], rows["Arendal"], rows["Sarpsborg"]) == (["92,9", "96,6"], ["", "67,7"], ["", "153,7"])
    assert (need.title, child_welfare.name) == ("Behov, Larvik 2024", "Ressursbruk: Barnevern, landet er 100")
    assert need.source.startswith("Kilde: KOSTRA 2024 (SSB), levert ")
    assert "; levert av kommunen " in need.source
    assert [one.source.rpartition(" kommunen ")[0] for one in (child_welfare, health)] == ["Kilde: levert av"] * 2
    assert [[cell.text for cell in row] for row in health.rows] == [["Larvik", "98,7"], ["KOSTRA-gruppe 11", "92,6"]]
    said = texts(document)
    assert "Ressursbruken er ikke kjent i disse områdene: " in said
    assert "landets utgift per innbygger" not in said


def test_every_resource_use_is_sealed_with_it(report: StatusReport) -> None:
    kept = [one for one in needs_of(report.money, year=2024) if one["title"].startswith("Ressursbruk")]
    assert len(kept) == 11
    assert ("4203", "2024", "67.7") in {(one["region"], one["period"], one["literal"]) for one in kept}
    assert ("3909", "2023", "92.9") in {(one["region"], one["period"], one["literal"]) for one in kept}


def test_no_table_is_wider_than_a_page(document: ReportDocument) -> None:
    counts = Counter(
        sum(column.is_number for column in block.columns) for block in document.blocks if isinstance(block, Table)
    )
    assert max(counts) <= 9


def test_marks_are_explained_where_they_stand(document: ReportDocument) -> None:
    said = texts(document)
    for words in (
        "**) Justert for utgiftsbehov.",
        "(B) Beregnet av andre tall.",
        "Σ Gruppens tall er summen av kommunene, ikke et snitt.",
        "‖ Brudd i serien før dette tallet.",
        "Plass: blant 6 kommuner i KOSTRA-gruppe 11 med tall for 2024, høyeste tall først.",
        "Ikke med i gruppen: Porsgrunn.",
        "Erstattet indikator fra 2024: Funksjon 254 er erstattet av 257 og 258",
    ):
        assert words in said


def test_the_list_says_where_every_indicator_stands(report: StatusReport, document: ReportDocument) -> None:
    rows = {row[0].text: row[-1].text for table in tables(document, "Indikatorene") for row in table.rows}
    assert set(rows) == {one.named.code for one in report.indicators}
    headings = [block.text for block in document.blocks if isinstance(block, Heading) and block.level == 3]
    for code in ("netto-driftsutgifter-per-innbygger-257", "disposisjonsfond-pct-brutto-driftsinntekter"):
        name = Indicator.objects.get(code=code).name_nb
        assert f"{rows[code]} {name}" in headings
    assert rows["gjennomsnittsalder-spillvannsnett"] == "uten tall"


def test_html_and_word_say_the_same_outside_the_areas(document: ReportDocument, report: StatusReport) -> None:
    """The areas are made of the same blocks as the other chapters, and take longest to write."""
    left_out = ReportDesign(
        sections=[SectionChoice("areas", is_shown=False), SectionChoice("indicators", is_shown=False)]
    )
    shorter = status_document(report, left_out)
    assert [heading.text for heading in shorter.chapters] == [
        str(one.title) for one in SECTIONS if one.code not in {"areas", "indicators"}
    ]
    assert html_texts(as_html(shorter)) == docx_texts(as_docx(shorter))


def test_the_number_of_queries_does_not_follow_the_indicators(demo: Municipality) -> None:
    counts = []
    for areas in (["Barnevern"], ["Barnevern", "Barnehage", "Hovedtall drift"]):
        with CaptureQueriesContext(connection) as asked:
            among = Indicator.objects.filter(service_area__name__in=areas)
            status_report(municipality=demo, year=2024, on=TODAY, among=among)
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert counts[0] <= MOST_QUERIES


# What is missing --------------------------------------------------------------------------------------------------


def one_area(demo: Municipality, name: str, year: int = 2024) -> ReportDocument:
    among = Indicator.objects.filter(service_area__name=name)
    return status_document(status_report(municipality=demo, year=year, on=TODAY, among=among))


def test_a_year_without_figures_says_so_and_shows_the_newest(demo: Municipality) -> None:
    said = texts(one_area(demo, "Barnevern", 2026))
    assert "Larvik har ingen tall for 2026 i dette området. Tabellene viser de nyeste." in said
    assert "Vi har ingen netto driftsutgifter per innbygger for Larvik i 2026." in said
    assert "Handlingsrommet til Larvik i 2026 kan ikke regnes ut." in said


def test_a_year_before_all_figures_says_so(demo: Municipality) -> None:
    said = texts(one_area(demo, "Barnevern", 1999))
    assert "Vi har ingen tall om Larvik til og med 1999, så det er ingenting å sammenligne." in said
    assert "Vi har ingen tall til og med 1999 i dette området." in said


def test_an_area_without_figures_says_so_and_the_rest_is_there(demo: Municipality) -> None:
    empty = ServiceArea.objects.create(name="Ålefiske")
    factories.create_indicator(code="al", name_nb="Ål", service_area=empty)
    document = one_area(demo, "Ålefiske")
    assert "Vi har ingen tall til og med 2024 i dette området.\nUten tall: Ål." in texts(document)
    assert len(tables(document, "Teoretisk handlingsrom")) == 2


def test_a_municipality_that_nobody_has_figures_of_says_so(demo: Municipality) -> None:
    nowhere = factories.create_municipality(number="9999", name="Ingensted")
    document = one_area(nowhere, "Barnevern")
    assert "Vi har ingen tall om Ingensted til og med 2024" in texts(document)
    assert not Region.objects.filter(code="9999").exists()


def test_what_is_sealed_with_it_holds_inhabitants_and_totals_with_their_vintage(report: StatusReport) -> None:
    kept = {(one["indicator"], one["region"], one["period"]): one for one in figures_of_status(report)}
    inhabitants = kept["innbyggere", "3909", "2024"]
    assert (inhabitants["literal"], bool(inhabitants["known_from"])) == ("48870", True)
    assert ("nettoutgift-per-innbygger-sektor-totalt", "3909", "2024") in kept


def test_a_missing_figure_stands_as_its_symbol_with_what_it_means(demo: Municipality) -> None:
    area = ServiceArea.objects.create(name="Ålefiske")
    one = factories.create_indicator(code="al", name_nb="Ål", service_area=area, unit="count")
    larvik = Region.objects.get(code="3909")
    factories.create_observation(indicator=one, region=larvik, period="2022", literal="3")
    factories.create_observation(indicator=one, region=larvik, period="2023", literal="3")
    factories.create_observation(indicator=one, region=larvik, period="2024", missing=":")
    document = one_area(demo, "Ålefiske")
    shown = [cell.text for table in tables(document, "Ålefiske") for row in table.rows for cell in row]
    assert "3,0 (2024: «:»)" in shown
    assert "«:» Tallet er skjult i kilden." in texts(document)


# What people wrote ------------------------------------------------------------------------------------------------


def write(demo: Municipality, text: str, state: CommentaryState, **about: object) -> None:
    now = datetime(2025, 2, 1, 12, tzinfo=UTC)
    one, _made = ReportingRound.objects.get_or_create(
        municipality=demo,
        period="2024",
        defaults={"kind": "year", "deadline": TODAY, "opened_by": "Kari", "opened_at": now},
    )
    unit = Unit.objects.filter(municipality=demo).first() or factories.create_unit(municipality=demo, name="Skole")
    decided = {} if state == CommentaryState.DRAFT else {"submitted_at": now, "decided_at": now}
    Commentary.objects.create(
        round=one, unit=unit, state=state, text=text, saved_by="Kari", saved_at=now, **decided, **about
    )


def test_approved_words_stand_under_their_indicator_and_drafts_do_not(demo: Municipality) -> None:
    target = Target.objects.filter(used_indicator__indicator__service_area__name="Barnevern").first()
    assert target
    brief = Indicator.objects.get(code="nettoutgift-per-innbygger-sektor-barnevern")
    draft = Indicator.objects.filter(service_area__name="Barnevern").exclude(pk=brief.pk).first()
    write(demo, "Vi fant flere.\n\nVi hjalp dem.", CommentaryState.APPROVED, indicator=brief)
    write(demo, "Målet nås neste år.", CommentaryState.APPROVED, target=target)
    write(demo, "Ikke ferdig.", CommentaryState.DRAFT, indicator=draft)
    document = one_area(demo, "Barnevern")
    comments = {block.paragraphs: block.said for block in document.blocks if isinstance(block, Comment)}
    assert set(comments) == {("Vi fant flere.", "Vi hjalp dem."), ("Målet nås neste år.",)}
    said = f"om måltallet «{title_of(target)}», godkjent 1. februar 2025"
    assert said in comments["Målet nås neste år.",]
    assert target.code not in said
    blocks = list(document.blocks)
    at = next(place for place, block in enumerate(blocks) if isinstance(block, Comment) and len(block.paragraphs) == 2)
    above = [block.text for block in blocks[:at] if isinstance(block, Heading)][-1]
    assert above.endswith(brief.name_nb)
