"""A sealed status analysis keeps the need indices that it used; one that is corrected later is told of beside it."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Municipality, Role
from indicators.models import Indicator, NeedIndex, Region
from indicators.need import NOT_ADJUSTED, PERCENT, RESOURCE_USE
from reporting.documents import Table
from reporting.errata_words import erratum_said
from reporting.exports.reports import ReportAsked
from reporting.frozen import content_hash, thawed
from reporting.models import ReportKind, SealedReport
from reporting.queries.errata import errata_of
from reporting.queries.report_pages import is_unchanged, sealed_page, sealed_years
from reporting.services.sealing import seal_report
from tests import factories
from tests.savings_figures import create_sector, give_costs, give_need, small_world
from tests.sealed_guards import tamper

ON = date(2026, 3, 1)
NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
LATER = datetime(2027, 6, 1, 9, tzinfo=UTC)
BEFORE = datetime(2020, 1, 1, tzinfo=UTC)
IMPLIED = "implied by savings table"


@pytest.fixture
def home() -> Municipality:
    return factories.create_municipality(name="Larvik", number="3909")


@pytest.fixture
def larvik(home: Municipality) -> Region:
    """Need of 90 for schools by the text, 97.5 for child welfare as implied, none for roads."""
    own, other = small_world()
    welfare = create_sector("Barnevern", is_need_adjusted=True)
    give_costs(own, {welfare: "2656"})
    give_costs(other, {welfare: "1861"})
    give_need(own, welfare, "97.5", source=IMPLIED)
    give_need(own, welfare, "104.2", measure=RESOURCE_USE)
    return own


def sector(name: str) -> Indicator:
    return Indicator.objects.get(service_area__name=name)


def seal(home: Municipality, *, year: int = 2024) -> SealedReport:
    return seal_report(asked=ReportAsked(ReportKind.STATUS, home, None, year, "nb"), by="kari", on=ON, now=NOW)


def correct(name: str, percent: str, *, at: str = "3909", **values: Any) -> None:
    give_need(Region.objects.get(code=at), sector(name), percent, **{"known_from": LATER} | values)


def said(report: SealedReport) -> list[str]:
    return [erratum_said(one) for one in errata_of([report])[report.pk]]


def needs_in(report: SealedReport) -> dict[str, dict[str, Any]]:
    return {row["title"]: row for row in report.figures if "sector" in row}


def test_the_indices_are_kept_with_their_vintage(home: Municipality, larvik: Region) -> None:
    give_need(larvik, sector("Barnevern"), "96", source="tabell", known_from=BEFORE)
    give_need(larvik, sector("Barnevern"), "97", source="tabell", known_from=datetime(2021, 1, 1, tzinfo=UTC))
    kept = needs_in(seal(home))
    assert {title: (row["literal"], row["value"], row["measure"], row["source"]) for title, row in kept.items()} == {
        "Utgiftsbehov, Skole, Larvik": ("90.0", "90", PERCENT, "text"),
        "Utgiftsbehov, Barnevern, Larvik": ("97.0", "97", PERCENT, "tabell"),
        "Ressursbruk, Barnevern, Larvik": ("104.2", "104.2", RESOURCE_USE, "text"),
        "Utgiftsbehov, Samferdsel, Larvik": ("100.0", "", "", ""),
    }
    index = NeedIndex.objects.get(value=97)
    row = kept["Utgiftsbehov, Barnevern, Larvik"]
    assert (row["index"], row["known_from"], row["fetch"]) == (index.pk, "2021-01-01T00:00:00+00:00", index.fetch_id)
    assert (row["sector"], row["region"], row["period"]) == (sector("Barnevern").code, "3909", "2024")
    nothing = kept["Utgiftsbehov, Samferdsel, Larvik"]
    assert (nothing["index"], nothing["known_from"], nothing["fetch"]) == (None, None, None)


SCHOOL, WELFARE = "Utgiftsbehov, Skole, Larvik", "Utgiftsbehov, Barnevern, Larvik"
ROADS, USE = "Utgiftsbehov, Samferdsel, Larvik", "Ressursbruk, Barnevern, Larvik"
SINCE = "kjent fra 1. juni 2027"
# The sector, what is printed of it now, and what else is told.
Loaded = tuple[str, str, dict[str, Any]]
HAPPENED: list[tuple[str, list[Loaded], list[str]]] = [
    ("nothing", [], []),
    ("corrected", [("Skole", "91.5", {})], [f"{SCHOOL}: 2024 var 90,0, nå 91,5, {SINCE}."]),
    ("the same once more", [("Skole", "90.00", {})], []),
    ("what the report would write alike", [("Skole", "90.04", {})], []),
    ("corrected and corrected back", [("Skole", "91.5", {}), ("Skole", "90", {})], []),
    ("another year", [("Skole", "91.5", {"year": 2023})], []),
    ("no year", [("Skole", "91.5", {"year": None})], []),
    ("another municipality", [("Skole", "91.5", {"at": "4003"})], []),
    ("from a source that counts for less", [("Skole", "91.5", {"source": IMPLIED})], []),
    (
        "from a source that counts for more",
        [("Barnevern", "96.9", {})],
        [f"{WELFARE}: 2024 var 97,5, nå 96,9, {SINCE}."],
    ),
    ("where there was none", [("Samferdsel", "95", {})], [f"{ROADS}: 2024 var 100,0, nå 95,0, {SINCE}."]),
    ("that there is none is said now", [("Samferdsel", "99.8", {"measure": NOT_ADJUSTED})], []),
    ("known earlier and found afterwards", [("Skole", "89", {"known_from": BEFORE})], []),
    (
        "printed resource use",
        [("Barnevern", "105", {"measure": RESOURCE_USE})],
        [f"{USE}: 2024 var 104,2, nå 105,0, {SINCE}."],
    ),
    (
        "two at once, in the order of the report",
        [("Barnevern", "98", {"source": IMPLIED}), ("Skole", "91.5", {})],
        [f"{SCHOOL}: 2024 var 90,0, nå 91,5, {SINCE}.", f"{WELFARE}: 2024 var 97,5, nå 98,0, {SINCE}."],
    ),
]


@pytest.mark.parametrize(("what", "loaded", "sentences"), HAPPENED, ids=[row[0].replace(" ", "-") for row in HAPPENED])
def test_what_is_an_erratum(
    home: Municipality, larvik: Region, what: str, loaded: list[Loaded], sentences: list[str]
) -> None:
    report = seal(home)
    for name, percent, values in loaded:
        correct(name, percent, **values)
    assert said(report) == sentences, what
    report.refresh_from_db()
    assert is_unchanged(report)


def test_a_service_area_of_another_name_is_the_same(home: Municipality, larvik: Region) -> None:
    report = seal(home)
    area = sector("Skole").service_area
    assert area is not None
    area.name = "Grunnskole"
    area.save()
    correct("Grunnskole", "91.5")
    assert said(report) == [f"{SCHOOL}: 2024 var 90,0, nå 91,5, {SINCE}."]


def test_a_report_that_was_sealed_before_indices_were_kept_reads_as_it_did(
    client: Client, home: Municipality, larvik: Region
) -> None:
    report = seal(home)
    figures = [row for row in report.figures if "sector" not in row]
    parts = {"document": report.document, "figures": figures, "certificates": []}
    tamper(report, figures=figures, content_hash=content_hash(**parts), hash_version=1)
    correct("Skole", "91.5")
    assert said(report) == []
    page = sealed_page(report)
    assert (page.is_unchanged, page.errata) == (True, [])
    assert thawed(report.document).blocks
    factories.create_observation(
        indicator=sector("Skole"), region=larvik, period="2024", literal="5100", known_from=LATER
    )
    assert said(report) == [f"{sector('Skole').name_nb}, Larvik: 2024 var 5\u00a0000,0, nå 5\u00a0100,0."]
    client.force_login(factories.create_user(role=Role.COORDINATOR, municipality=home))
    assert "nå 5\u00a0100" in client.get(reverse("report-detail", args=[report.pk])).content.decode()


def test_a_new_edition_has_the_corrected_index_and_no_erratum(home: Municipality, larvik: Region) -> None:
    first = seal(home)
    correct("Skole", "91.5")
    asked = ReportAsked(ReportKind.STATUS, home, None, 2024, "nb")
    second = seal_report(asked=asked, by="kari", on=ON, now=LATER, reason="Behovet er rettet.")
    assert needs_in(second)[SCHOOL]["literal"] == "91.5"
    assert (len(said(first)), said(second)) == (1, [])


def test_more_reports_take_no_more_queries(home: Municipality, larvik: Region) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            sealed_years(SealedReport.objects.all())
        return len(captured)

    seal(home)
    few = queries()
    for year in (2022, 2023):
        for name in ("Skole", "Barnevern", "Samferdsel"):
            give_costs(larvik, {sector(name): "1"}, period=str(year))
        seal(home, year=year)
    assert queries() == few <= 13


def test_the_document_prints_the_need_that_was_sealed_with_it(home: Municipality, larvik: Region) -> None:
    report = seal(home)
    correct("Skole", "91.5")
    tables = (block for block in thawed(report.document).blocks if isinstance(block, Table))
    needs = next(table for table in tables if table.title.startswith("Behov, "))
    printed = {row[0].text: row[1].number for row in needs.rows}
    assert printed == {
        "Skole": Decimal("90.0"),
        "Barnevern": Decimal("97.5"),
        "Samferdsel (justeres ikke)": Decimal(100),
    }
