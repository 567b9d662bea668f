"""The page of a derived indicator says how its figures are computed."""

import re
from datetime import timedelta
from decimal import Decimal
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Role
from indicators.formulas import FormulaKind
from indicators.models import Channel, Indicator, Region, Standing
from indicators.services.formulas import formula_has_changed
from targets.models import TargetKind
from tests.derived import bring
from tests.factories import (
    NOW,
    assess,
    create_formula,
    create_indicator,
    create_municipality,
    create_plan,
    create_region,
    create_target,
    create_used_indicator,
    create_user,
)

LATER = NOW + timedelta(minutes=5)


@pytest.fixture
def larvik() -> Region:
    return create_region(code="3909", name="Larvik")


@pytest.fixture
def reader(client: Client, larvik: Region) -> Client:
    municipality = create_municipality(number="3909", name="Larvik")
    client.force_login(create_user(role=Role.READER, municipality=municipality))
    return client


@pytest.fixture
def homes() -> Indicator:
    return create_indicator(code="257", name_nb="Bofellesskap", unit="NOK", decimals=0)


@pytest.fixture
def visits() -> Indicator:
    return create_indicator(code="258", name_nb="Ambulerende", unit="NOK", decimals=0)


@pytest.fixture
def care(homes: Indicator, visits: Indicator) -> Indicator:
    care = create_indicator(code="254", name_nb="Hjemmeboende", unit="NOK", decimals=0)
    create_formula(care, plus=[homes, visits], from_period="2024", note="Delt i to.")
    return care


def page(client: Client, indicator: Indicator) -> str:
    return client.get(reverse("indicator-detail", args=[indicator.code])).content.decode()


def explained(client: Client, indicator: Indicator) -> str:
    """The page that tells how it is computed; it is led to from the indicator's own."""
    address = reverse("figure-formula", args=[indicator.code])
    assert f'href="{address}"' in page(client, indicator)
    return client.get(address).content.decode()


def fold(client: Client, indicator: Indicator) -> str:
    """The same as it is read."""
    text = unescape(re.sub(r"<[^>]+>", "", explained(client, indicator)))
    return re.sub(r"\s+", " ", text.replace("\u00a0", " "))


def test_the_formula_the_worked_figure_and_the_rule_are_read(
    reader: Client, larvik: Region, homes: Indicator, visits: Indicator, care: Indicator
) -> None:
    bring({(care, larvik, "2023"): "9956"}, at=NOW)
    bring({(homes, larvik, "2024"): "4006", (visits, larvik, "2024"): "6782"}, at=NOW)
    said = fold(reader, care)
    assert "Bofellesskap + Ambulerende " in said
    assert "Larvik i 2024: 4 006 + 6 782 = 10 788 kr." in said
    assert "Fra 2024 regner Planpuls ut tallet av andre indikatorer." in said
    assert "1 av 2 tall på siden er regnet ut. Resten er publisert. Delt i to." in said
    for term in (homes, visits):
        assert f'href="{reverse("indicator-detail", args=[term.code])}"' in explained(reader, care)


def test_the_break_is_told_where_the_series_is_continued(
    reader: Client, larvik: Region, homes: Indicator, visits: Indicator, care: Indicator
) -> None:
    bring({(homes, larvik, "2024"): "4006", (visits, larvik, "2024"): "6782"}, at=NOW)
    formula_has_changed(indicators={care.pk}, now=NOW)
    assert "Herfra er tallet regnet ut av Planpuls: Bofellesskap + Ambulerende." in page(reader, care)


def test_what_is_missing_is_said_in_words(
    reader: Client, larvik: Region, homes: Indicator, visits: Indicator, care: Indicator
) -> None:
    bring({(homes, larvik, "2024"): "4006", (visits, larvik, "2024"): ":"}, at=NOW)
    assert "Larvik i 2024: 4 006 + «:» = ikke noe tall, fordi et av leddene mangler." in fold(reader, care)


def test_a_published_figure_that_is_another_one_is_set_beside_the_computed(
    reader: Client, larvik: Region, homes: Indicator, visits: Indicator, care: Indicator
) -> None:
    bring({(homes, larvik, "2024"): "4006", (visits, larvik, "2024"): "6782"}, at=NOW, kind="provisional")
    bring({(care, larvik, "2024"): "10790"}, at=NOW)
    assert "4 006* + 6 782* = 10 788 kr. Det publiserte tallet er 10 790 kr, og det er det som gjelder." in fold(
        reader, care
    )


def test_nothing_is_divided_by_nothing(reader: Client, larvik: Region, homes: Indicator) -> None:
    people = create_indicator(unit="count", decimals=0)
    derived = create_indicator(unit="NOK")
    create_formula(derived, kind=FormulaKind.PER_INHABITANT, plus=[homes], over=people)
    bring({(homes, larvik, "2024"): "1", (people, larvik, "2024"): "0"}, at=NOW)
    assert "1 / 0 = ikke noe tall, fordi det ikke går an å dele på null." in fold(reader, derived)


def test_an_indicator_without_a_formula_leads_to_none(reader: Client, homes: Indicator) -> None:
    assert "Slik er tallet regnet ut" not in page(reader, homes)
    assert reader.get(reverse("figure-formula", args=[homes.code])).status_code == 404


def test_what_a_draft_quotes_is_not_worked_out(
    reader: Client, larvik: Region, homes: Indicator, visits: Indicator, care: Indicator
) -> None:
    bring({(homes, larvik, "2024"): "4006"}, at=NOW)
    bring({(visits, larvik, "2024"): "6782"}, at=NOW, standing=Standing.CITED, channel=Channel.PLAN, table="plan:X")
    assert "Larvik i 2024" not in fold(reader, care)


def test_the_page_makes_as_many_queries_for_many_figures_as_for_few(
    reader: Client, larvik: Region, homes: Indicator, visits: Indicator, care: Indicator
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            explained(reader, care)
        return len(found)

    bring({(one, larvik, "2024"): "1" for one in (homes, visits)}, at=NOW)
    page(reader, care)
    few = queries()
    regions = [create_region() for _number in range(8)]
    bring({(one, place, f"202{year}"): "1" for one in (homes, visits) for place in regions for year in "4567"}, at=NOW)
    assert queries() == few


def test_a_new_vintage_of_a_part_gives_the_target_a_new_light(
    larvik: Region, homes: Indicator, visits: Indicator, care: Indicator
) -> None:
    plan = create_plan()
    used = create_used_indicator(plan=plan, indicator=care, region=larvik)
    target = create_target(
        plan=plan,
        used_indicator=used,
        kind=TargetKind.STAY_BELOW,
        upper=Decimal(11_000),
        tolerance=Decimal(0),
        unit="kroner",
    )
    bring({(homes, larvik, "2025"): "4006", (visits, larvik, "2025"): "6782"}, at=NOW)
    assess(plan)
    first = target.assessments.get(is_current=True)
    assert (first.light, first.facts["figure"]["literal"]) == ("green", "10788")
    bring({(homes, larvik, "2025"): "4400"}, at=LATER)
    outcome = assess(plan, now=LATER)
    second = target.assessments.get(is_current=True)
    assert (outcome.changed, second.light, second.facts["figure"]["literal"]) == (1, "red", "11182")
    assert "Regnet ut av Planpuls" in str(second.facts)
