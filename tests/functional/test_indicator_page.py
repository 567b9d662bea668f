"""The page of an indicator: what is marked at which figure, which indicators belong together, and who may read it."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from accounts.models import Role
from indicators.models import Channel, Indicator, Observation, Region, RegionKind, Standing, ValueKind
from planning.models import Plan, PlanStatus
from tests import factories
from tests.indicator_pages import cell, figure, page_of, text


@pytest.fixture
def plan() -> Plan:
    return factories.create_plan(code="P-1", title="Liten plan")


@pytest.fixture
def own(plan: Plan) -> Region:
    return factories.create_region(code=plan.municipality.number, name="Larvik")


@pytest.fixture
def indicator() -> Indicator:
    return factories.create_indicator(code="fond", name_nb="Fond", unit="percent", decimals=1)


@pytest.fixture
def reader(plan: Plan, client: Client) -> Client:
    client.force_login(factories.create_user(role=Role.READER, municipality=plan.municipality))
    return client


# At the cell --------------------------------------------------------------------------------------------------------


def test_the_official_figure_stands_first_and_the_own_one_below(
    reader: Client, indicator: Indicator, own: Region
) -> None:
    figure(indicator, own, "3.1")
    figure(indicator, own, "17.7", standing=Standing.CORRECTION, kind=ValueKind.CORRECTION)
    shown = cell(page_of(indicator, own), "Larvik", "2024")
    assert (shown.value, shown.correction, shown.is_correction) == ("3,1", "17,7", False)
    assert "3,1 kommunens eget tall: 17,7 †" in text(reader)


def test_an_own_figure_alone_is_marked_as_such(indicator: Indicator, own: Region) -> None:
    figure(indicator, own, "17.7", standing=Standing.CORRECTION, kind=ValueKind.CORRECTION)
    shown = cell(page_of(indicator, own), "Larvik", "2024")
    assert (shown.value, shown.correction, shown.is_correction) == ("17,7", "", True)


def test_provisional_figures_have_a_star_that_is_explained(reader: Client, indicator: Indicator, own: Region) -> None:
    figure(indicator, own, "5.0", kind=ValueKind.PROVISIONAL)
    assert "5,0 *" in text(reader)
    assert "* foreløpig tall" in text(reader)
    Observation.objects.update(kind=ValueKind.ACTUAL)
    assert "foreløpig tall" not in text(reader)


@pytest.mark.parametrize(
    ("values", "marked"),
    [
        pytest.param({}, "everywhere", id="of all figures"),
        pytest.param({"from_period": "2024"}, "column", id="of a period and those after it"),
        pytest.param({"from_period": "2023", "to_period": "2023"}, "other column", id="of one period"),
        pytest.param({"region": "Larvik"}, "row", id="of a region"),
        pytest.param({"region": "Larvik", "from_period": "2024"}, "cell", id="of a region in a period"),
        pytest.param({"from_period": "1999", "to_period": "1999"}, "everywhere", id="of a period that is not there"),
        pytest.param({"region": "Skien"}, "everywhere", id="of a region that is not there"),
    ],
)
def test_a_remark_is_marked_where_it_is_true(
    indicator: Indicator, own: Region, values: dict[str, Any], marked: str
) -> None:
    for period in ("2023", "2024"):
        figure(indicator, own, period=period)
    regions = {"Larvik": own, "Skien": factories.create_region(name="Skien")}
    region = {"region": regions[values["region"]]} if "region" in values else {}
    factories.create_quality_record(indicator, **values | region)
    table = page_of(indicator, own).table
    found = {
        "everywhere": table.notes_on_all,
        "row": table.rows[0].notes,
        "column": table.columns[1].notes,
        "other column": table.columns[0].notes,
        "cell": table.rows[0].cells[1].notes,
    }
    assert {name for name, numbers in found.items() if numbers == (1,)} == {marked}


def test_a_break_is_a_mark_between_the_columns_and_a_gap_in_the_line(
    reader: Client, indicator: Indicator, own: Region
) -> None:
    for period in ("2022", "2023", "2024"):
        figure(indicator, own, period=period)
    factories.create_quality_record(
        indicator, kind="definisjonsbrudd", text="Flere telles.", from_period="2024", is_break=True
    )
    page = page_of(indicator, own)
    assert [column.breaks_before for column in page.table.columns] == [False, False, True]
    assert [column.notes for column in page.table.columns] == [(), (), (1,)]
    assert [len(segment) for segment in page.chart.series[0].segments()] == [2, 1]
    assert page.breaks_in_words == "Brudd i serien fra 2024: Flere telles."
    assert "Definisjonsbrudd fra 2024. Flere telles." in text(reader)


def test_a_break_of_one_region_is_marked_in_its_row_alone(indicator: Indicator, own: Region) -> None:
    other = factories.create_region(name="Skien")
    for region in (own, other):
        for period in ("2023", "2024"):
            figure(indicator, region, period=period)
    factories.create_quality_record(indicator, region=own, from_period="2024", is_break=True)
    page = page_of(indicator, own)
    assert [row.cells[1].breaks_before for row in page.table.rows] == [True, False]
    assert not page.table.columns[1].breaks_before


def test_a_region_that_became_another_one_breaks_its_series(indicator: Indicator, own: Region) -> None:
    for name in ("Larvik", "Lardal"):
        old = factories.create_region(name=name)
        factories.create_region_version(region=old, valid_from=date(2010, 1, 1), valid_to=date(2024, 1, 1))
        factories.create_region_change(old=old, new=own, on=date(2024, 1, 1))
    factories.create_region_version(region=own, valid_from=date(2024, 1, 1))
    for period in ("2023", "2024"):
        figure(indicator, own, period=period)
    page = page_of(indicator, own)
    assert page.table.rows[0].cells[1].breaks_before
    [note] = page.table.notes
    assert note.heading == "Brudd i serien fra 2024"
    assert note.text.startswith("Fra 2024 er Larvik slått sammen med Lardal. Tall fra før er bare med der")
    assert page.breaks_in_words.startswith("Brudd i serien fra 2024: Fra 2024 er Larvik slått sammen med Lardal.")


def test_a_break_outside_of_the_years_of_the_table_is_not_told(indicator: Indicator, own: Region) -> None:
    group = factories.create_region(name="KOSTRA-gruppe 11", kind=RegionKind.KOSTRA_GROUP)
    for period in ("2021", "2024"):
        figure(indicator, group, period=period)
    assert page_of(indicator, own).table.notes == ()
    figure(indicator, group, period="2019")
    [note] = page_of(indicator, own).table.notes
    assert note.text == "KOSTRA-gruppene ble delt inn på nytt i 2020: KOSTRA-gruppe 11 har andre medlemmer før."


def test_a_merger_before_the_first_figure_is_not_told(indicator: Indicator, own: Region) -> None:
    figure(indicator, own, period="2024")
    factories.create_region_change(old=factories.create_region(), new=own, on=date(2018, 1, 1))
    factories.create_region_change(old=factories.create_region(), new=own, on=date(2018, 1, 1))
    assert page_of(indicator, own).table.notes == ()


def test_a_former_code_has_no_row_of_its_own_where_its_figures_stand_in_the_row_of_what_it_became(
    indicator: Indicator, own: Region
) -> None:
    old = factories.create_region(code="3805", name="Larvik (2020-2023)")
    factories.create_region_change(old=old, new=own, on=date(2024, 1, 1))
    figure(indicator, old, "4.0", period="2023")
    figure(indicator, own, "5.0", period="2024")
    page = page_of(indicator, own)
    assert [row.name for row in page.table.rows] == ["Larvik"]
    assert cell(page, "Larvik", "2023").value == "4,0"


def test_a_former_code_whose_figure_cannot_be_added_keeps_its_row(indicator: Indicator, own: Region) -> None:
    for name in ("Brunlanes", "Hedrum"):
        old = factories.create_region(name=name)
        factories.create_region_change(old=old, new=own, on=date(2024, 1, 1))
        figure(indicator, old, "4.0", period="2023")
    figure(indicator, own, "5.0", period="2024")
    page = page_of(indicator, own)
    assert [row.name for row in page.table.rows] == ["Larvik", "Brunlanes", "Hedrum"]


def test_two_prints_of_one_delivery_are_told_at_the_figure(indicator: Indicator, own: Region) -> None:
    delivery = factories.create_fetch()
    figure(indicator, own, "7.2", fetch=delivery, source_table="detail", table_rank=1)
    figure(indicator, own, "7.3", fetch=delivery, source_table="overview", table_rank=2)
    page = page_of(indicator, own)
    assert cell(page, "Larvik", "2024").notes == (1,)
    assert page.table.notes[0].text == "Samme leveranse oppgir også 7,2 (detaljtabellen)."
    assert page.changes.deliveries == ()


def test_a_plan_that_quotes_otherwise_is_told_at_the_figure(indicator: Indicator, own: Region) -> None:
    figure(indicator, own, "7.3")
    quoted = factories.create_fetch(channel=Channel.PLAN, name="Liten plan")
    figure(
        indicator,
        own,
        "7.2",
        fetch=quoted,
        standing=Standing.CITED,
        source_table="plan:P-1",
        extra={"stated_as": "omtrent sju", "at": "KG:1"},
    )
    page = page_of(indicator, own)
    assert cell(page, "Larvik", "2024").value == "7,3"
    note = page.table.notes[0]
    assert note.text == "Planen gjengir 7,2. Det offisielle tallet gjelder. Omtalt som «omtrent sju» i dokumentet."
    assert note.source == "Liten plan"


def test_what_a_plan_says_of_a_figure_that_it_only_repeats(indicator: Indicator, own: Region, plan: Plan) -> None:
    figure(indicator, own)
    cited = [{"period": "2024", "approx": True}, {"period": "2023", "region": "Norge", "approx": True}]
    factories.create_used_indicator(plan=plan, indicator=indicator, region=own, extra={"cited": cited})
    page = page_of(indicator, own)
    assert cell(page, "Larvik", "2024").notes == (1,)
    assert [note.text for note in page.table.notes] == ["Omtrentlig tall."]


def test_a_figure_that_was_reported_as_wrong_is_told_where_it_stands(indicator: Indicator, own: Region) -> None:
    figure(indicator, own, "1479")
    figure(indicator, own, "1479", standing=Standing.SHOWN, kind=ValueKind.REPORTED_ERROR)
    page = page_of(indicator, own)
    assert cell(page, "Larvik", "2024").notes == (1,)
    assert page.table.notes[0].text == "Kommunen har meldt 1\u00a0479,0 som feil."
    assert page.shown_only == []


def test_a_typed_figure_says_who_typed_it_and_from_where(indicator: Indicator, own: Region) -> None:
    typed = factories.create_fetch(channel=Channel.HAND, received_from="Kari", note="Årsregnskapet side 3.")
    figure(indicator, own, fetch=typed)
    assert page_of(indicator, own).table.notes[0].text == "Skrevet inn av Kari. Årsregnskapet side 3."


def test_projections_of_several_scenarios_all_stand_under_other_figures(indicator: Indicator, own: Region) -> None:
    for literal, scenario in (("1", "lav"), ("2", "høy")):
        values: dict[str, Any] = {
            "standing": Standing.SHOWN,
            "kind": ValueKind.PROJECTION,
            "extra": {"scenario": scenario},
        }
        figure(indicator, own, literal, "2030", **values)
    page = page_of(indicator, own)
    assert [(one.value, one.note) for one in page.shown_only] == [
        ("1,0\u00a0%", "Alternativ: lav."),
        ("2,0\u00a0%", "Alternativ: høy."),
    ]


# Indicators that belong together ------------------------------------------------------------------------------------


def test_a_replaced_indicator_leads_to_those_that_took_over_and_back(reader: Client, indicator: Indicator) -> None:
    later = factories.create_indicator(code="nytt-fond", name_nb="Nytt fond")
    indicator.replaced_by.add(later)
    factories.create_quality_record(indicator, later, from_period="2024", is_break=True)
    assert "Denne tallserien er avsluttet Fra 2024 er den erstattet av: Nytt fond" in text(reader)
    assert "Ny tallserie fra 2024" in text(reader, "/indikatorer/nytt-fond/")
    assert 'href="/indikatorer/fond/"' in reader.get("/indikatorer/nytt-fond/").content.decode()


def test_a_remark_leads_to_the_other_indicators_that_it_is_true_of(reader: Client, indicator: Indicator) -> None:
    factories.create_quality_record(indicator, factories.create_indicator(name_nb="Årsverk"))
    factories.create_observation(indicator=indicator)
    assert "Gjelder også: Årsverk" in text(reader)


def test_the_municipalitys_own_indicator_is_linked_with_the_one_it_corrects(
    reader: Client, indicator: Indicator, plan: Plan
) -> None:
    factories.create_used_indicator(plan=plan, indicator=indicator, code="I-1")
    own_one = factories.create_indicator(code="eget", name_nb="Eget tall for fond")
    factories.create_used_indicator(plan=plan, indicator=own_one, code="I-2", extra={"corrects": "I-1"})
    assert "Kommunen har et eget tall" in text(reader)
    assert "Dette er kommunens eget tall Det offisielle tallet for det samme: Fond" in text(
        reader, "/indikatorer/eget/"
    )


# Who may read it ----------------------------------------------------------------------------------------------------


def test_what_a_draft_says_is_hidden_from_readers(
    reader: Client, indicator: Indicator, plan: Plan, own: Region
) -> None:
    figure(indicator, own)
    draft = factories.create_plan(municipality=plan.municipality, status=PlanStatus.DRAFT)
    factories.create_quality_record(indicator, text="Hemmelig.", namespace=draft.code)
    factories.create_used_indicator(plan=draft, indicator=indicator, note="Også hemmelig.")
    assert "emmelig" not in text(reader)
    reader.force_login(factories.create_user(role=Role.COORDINATOR, municipality=plan.municipality))
    assert "Hemmelig." in text(reader)
    assert "Også hemmelig." in text(reader)


def test_what_another_municipalitys_plan_says_is_hidden(reader: Client, indicator: Indicator, own: Region) -> None:
    figure(indicator, own)
    factories.create_quality_record(indicator, text="Naboens merknad.", namespace=factories.create_plan().code)
    factories.create_quality_record(indicator, text="Alles merknad.")
    assert "Naboens merknad." not in text(reader)
    assert "Alles merknad." in text(reader)
