"""Every remark of Larvik's plan on the quality of its figures is read where it is true, and some of them closely."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import Role
from indicators.models import Indicator, QualityRecord, Region
from planning.models import Plan
from reporting.queries.indicator import IndicatorPage
from targets.models import IndicatorInPlan
from tests import factories
from tests.factories import assess
from tests.indicator_pages import cell, page_of, text
from tests.larvik import CODE

pytestmark = pytest.mark.usefixtures("larvik")

Page = Callable[[str], IndicatorPage]


@pytest.fixture
def page() -> Page:
    """The page of an indicator by the code that the plan has for it."""
    own = Region.objects.get(code="3909")
    return lambda code: page_of(IndicatorInPlan.objects.select_related("indicator").get(code=code).indicator, own)


@pytest.fixture
def reader(client: Client) -> Client:
    municipality = Plan.objects.get().municipality
    client.force_login(factories.create_user(role=Role.READER, municipality=municipality))
    return client


def marked(page: IndicatorPage, heading: str) -> set[str]:
    """Where the number of a remark stands: `alle`, a period, a region, or a region with a period."""
    number = next(note.number for note in page.table.notes if note.heading == heading)
    table = page.table
    places = {"alle"} if number in table.notes_on_all else set()
    places |= {column.period for column in table.columns if number in column.notes}
    places |= {row.name for row in table.rows if number in row.notes}
    return places | {f"{row.name} {cell.period}" for row in table.rows for cell in row.cells if number in cell.notes}


@pytest.mark.parametrize(
    ("code", "heading", "places"),
    [
        ("I-ST-STYRKET", "Definisjonsbrudd fra 2024", {"2024"}),
        ("I-ST-HJEMME254", "Erstattet indikator fra 2024", {"alle"}),
        ("I-ST-HJEMME257", "Erstattet indikator fra 2024", {"2024"}),
        ("I-ST-HJEMME258", "Erstattet indikator fra 2024", {"2024"}),
        ("I-ST-HSAARSV", "Kjent feil i kilde, Larvik", {"Larvik"}),
        ("I-ST-JORDMOR-KORR", "Kjent feil i kilde, Larvik", {"Larvik"}),
        ("I-ST-UTENLEGE-RAPP", "Rapporteringsmåte, Larvik 2024", {"Larvik 2024"}),
        ("I-ST-UTENLEGE-REELL", "Rapporteringsmåte, Larvik 2024", {"Larvik 2024"}),
        ("I-ST-FRITIDSSENTER", "Rettet historikk, Larvik fra 2022", {"Larvik 2022"}),
        ("I-ST-PRIVBHG", "Gruppetall er sum, KOSTRA-gruppe 11", {"KOSTRA-gruppe 11"}),
        ("I-ST-ENERGI", "Gruppetall er sum, KOSTRA-gruppe 11", {"KOSTRA-gruppe 11"}),
        ("I-ST-ENERGI", "Feil enhet", {"alle"}),
        ("I-ST-HU4", "Verdi over 100 %, Larvik 2024", {"Larvik 2024"}),
        ("I-ST-HELSEFAG", "Tekst og tabell spriker, Larvik 2024", {"Larvik 2024"}),
        ("I-BV-HJELP", "Mulig utdatert tekst, Larvik 2023", {"Larvik 2023"}),
        ("I-ST-FOREBYGG017", "Usikker OCR, Larvik 2024", {"Larvik 2024"}),
        ("I-FOLKETALL", "Motstridende folketall, Larvik 2024", {"Larvik 2024"}),
        ("I-ST-NDR", "Avrunding mot terskel, Larvik 2023", {"Larvik 2023"}),
        ("I-ST-NDR", "Ulikt omfang (konsern og kommunekasse)", {"alle"}),
        ("I-ST-UTGBEHOV", "Foreløpige og endelige tall blandet, Larvik 2024", {"Larvik 2024"}),
        ("I-SPES10", "Uklar enhet", {"alle"}),
        ("I-NARINGSFORD", "Figur mangler", {"alle"}),
        ("I-ST-GJENVINN", "Manglende verdi vist som null, KOSTRA-gruppe 11 2024", {"KOSTRA-gruppe 11 2024"}),
        ("I-ST-BHGLAERER", "Ulik nevner i mål og indikator", {"alle"}),
        ("I-ST-VEDLM2", "Prisår", {"alle"}),
    ],
)
def test_a_record_is_marked_at_the_figures_that_it_concerns(
    page: Page, code: str, heading: str, places: set[str]
) -> None:
    assert marked(page(code), heading) == places


def test_every_record_is_read_on_the_page_of_each_of_its_indicators_without_codes_of_documents(reader: Client) -> None:
    assert not QualityRecord.objects.filter(indicators=None).exists()
    for indicator in Indicator.objects.filter(quality_records__isnull=False).distinct():
        shown = text(reader, f"/indikatorer/{indicator.code}/")
        for record in indicator.quality_records.all():
            assert record.text in shown, (record.code, indicator.code)
            assert f"Kilde: {record.cited_at}." in shown
        assert "ST:" not in shown
        assert "KG:" not in shown


def test_the_line_is_interrupted_where_the_definition_changed(page: Page) -> None:
    larvik = page("I-ST-STYRKET").chart.series[0]
    assert [[point.label for point in segment] for segment in larvik.segments()] == [["2021", "2022", "2023"], ["2024"]]


def test_the_replaced_function_leads_to_both_new_ones_and_they_lead_back(page: Page) -> None:
    earlier, later = page("I-ST-HJEMME254").neighbours, page("I-ST-HJEMME257").neighbours
    functions = {link.code for link in earlier.replaced_by.links}
    assert functions == {f"netto-driftsutgifter-per-innbygger-{number}" for number in (257, 258)}
    assert (earlier.replaced_by.since, later.replaces.since) == ("2024", "2024")
    assert [link.code for link in later.replaces.links] == ["netto-driftsutgifter-per-innbygger-254"]


def test_the_reported_patients_without_a_doctor_stand_beside_the_own_figure(page: Page) -> None:
    reported, own = page("I-ST-UTENLEGE-RAPP"), page("I-ST-UTENLEGE-REELL")
    assert [link.name for link in reported.neighbours.own_figures] == [own.name]
    assert [link.name for link in own.neighbours.corrects] == [reported.name]
    assert cell(own, "Larvik", "2024").is_correction
    assert "Omtalt som «ingen» i dokumentet." in " ".join(note.text for note in own.table.notes)


def test_the_corrected_visits_stand_beside_the_published_ones(page: Page) -> None:
    visits = cell(page("I-ST-FRITIDSSENTER"), "Larvik", "2021")
    assert (visits.value, visits.correction) == ("180", "180")


def test_what_the_overview_prints_otherwise_is_told_at_the_group(page: Page) -> None:
    function = page("I-ST-HJEMME257")
    group = cell(function, "KOSTRA-gruppe 11", "2024")
    said = [note.text for note in function.table.notes if note.number in group.notes]
    assert group.value == "7\u00a0243"
    assert said == [
        "Planen gjengir 7\u00a0226. Det offisielle tallet gjelder. Oversikten i dokumentet oppgir 7\u00a0243.",
        "Samme leveranse oppgir også 7\u00a0226 (detaljtabellen).",
    ]


def test_loading_larvik_once_changes_no_figure(reader: Client) -> None:
    for code in ("andel-barn-ekstra-ressurser-styrket-tilbud", "netto-driftsutgifter-per-innbygger-257"):
        assert "Ingen tall er blitt endret" in text(reader, f"/indikatorer/{code}/")


# The page of a target -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("T-28", "Ulik nevner i mål og indikator. Mål gjelder ansatte, måling gjelder grunnbemanning."),
        ("T-30", "Prisår. Norm i 2013-kroner, utgift i løpende kroner med 13,5 kr skadereparasjon."),
        ("T-32", "Rapporteringsmåte, Larvik 2024. Bare inngåtte avtaler kan rapporteres"),
        ("T-32", "Omtalt som «ingen» i dokumentet."),
        ("T-24", "Ulikt omfang (konsern og kommunekasse). Samme nøkkeltall finnes i to varianter"),
    ],
)
def test_the_page_of_a_target_says_what_must_be_known_of_its_figure(reader: Client, target: str, said: str) -> None:
    assess()
    shown = text(reader, f"/planer/{CODE}/maltall/{target}/")
    assert "Dette bør du vite om tallet" in shown
    assert said in shown


def test_a_remark_on_another_year_is_left_to_the_page_of_the_indicator(reader: Client) -> None:
    assess()
    assert "Avrunding mot terskel" not in text(reader, f"/planer/{CODE}/maltall/T-24/")
