"""What is the matter with Larvik's own figures: every cell that the document prints twice, and what does not add up."""

from collections import Counter
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from indicators.models import Indicator, Region
from planning.models import Plan
from reporting.quality import Kind, Thing
from reporting.queries.quality import quality_of_indicator, quality_page, things_to_look_at
from reporting.queries.quality_conflicts import printed_differently
from reporting.queries.quality_figures import figures_of
from reporting.queries.quality_watched import watched_alone
from tests.larvik import CODE

pytestmark = [pytest.mark.usefixtures("larvik"), pytest.mark.both_databases]

ON = date(2026, 7, 1)


@pytest.fixture
def things() -> list[Thing]:
    return things_to_look_at(plan=Plan.objects.get(), hidden=[], on=ON)


def test_every_cell_that_the_document_prints_differently_comes_out() -> None:
    own = Region.objects.get(code="3909")
    watched = {one.pk: watched_alone(one, own) for one in Indicator.objects.filter(namespace="")}
    figures = figures_of(list(watched.values()), hidden=[])
    found = [one for one in printed_differently(watched, figures) if one.kind is Kind.CONFLICT]
    official = [one for one in found if not one.indicator.startswith("I-")]
    assert len(official) == 27
    assert Counter("i detaljtabellen" in one.sentence for one in official) == {True: 15, False: 12}
    assert Counter("i teksten" in one.sentence for one in official) == {True: 12, False: 15}
    assert Counter(one.region for one in official) == {
        "Skien": 19,
        "KOSTRA-gruppe 11": 5,
        "Sandefjord": 1,
        "Porsgrunn": 1,
        "Tønsberg": 1,
    }


def test_the_overview_counts_where_the_tables_differ() -> None:
    told = quality_of_indicator(
        indicator=Indicator.objects.get(code="netto-driftsutgifter-per-innbygger-257"),
        own=Region.objects.get(code="3909"),
        visible={CODE},
        on=ON,
    )
    conflicts = {one.region: one.sentence.replace("\u00a0", " ") for one in told if one.kind is Kind.CONFLICT}
    assert conflicts == {
        "Skien": (
            "Tallet for 2024 er 7 416 kr i oversiktstabellen og 7 270 kr i detaljtabellen. Planpuls bruker 7 416 kr."
        ),
        "KOSTRA-gruppe 11": (
            "Tallet for 2024 er 7 243 kr i oversiktstabellen og 7 226 kr i detaljtabellen. Planpuls bruker 7 243 kr."
        ),
    }


def test_the_plan_is_told_of_what_its_own_indicators_are_part_of(things: list[Thing]) -> None:
    found = {(one.indicator, one.region, one.period) for one in things if one.kind is Kind.DOES_NOT_ADD_UP}
    debt = "netto-lanegjeld-pct-brutto-driftsinntekter"
    assert found == {
        (debt, "Larvik", "2023"),
        (debt, "Larvik", "2024"),
        ("frie-inntekter-per-innbygger", "KOSTRA-gruppe 11", "2023"),
    }
    assert {target.code for one in things if one.indicator == debt for target in one.targets} == {"T-25"}


def test_a_light_is_named_only_where_it_builds_on_the_region(things: list[Thing]) -> None:
    fires = next(one for one in things if one.kind is Kind.CONFLICT and one.region == "Tønsberg")
    assert (fires.name.startswith("Antall boligbranner"), fires.targets) == (True, ())


def test_every_thing_can_be_told_from_every_other(things: list[Thing]) -> None:
    assert [key for key, count in Counter(one.key for one in things).items() if count > 1] == []


def test_the_whole_plan_takes_six_questions() -> None:
    plan = Plan.objects.get()
    with CaptureQueriesContext(connection) as captured:
        page = quality_page(plan=plan, hidden=[], on=ON)
    assert page.total > 100
    assert len(captured) == 6
