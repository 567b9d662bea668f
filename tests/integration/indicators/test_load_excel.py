"""Loading workbooks: the same checks, vintages and audit as a CSV file, and indicators that a mapping describes."""

import zlib
from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from accounts.imports import ImportRefused, LoadOutcome
from accounts.models import AuditEvent
from indicators.models import Channel, Fetch, Indicator, Observation, Region, Standing
from indicators.services.excel_files import load_excel
from indicators.services.observations import load_observations
from indicators.sources.excel import WorkbookMapping, shipped_mappings
from targets.models import Assessment, TargetKind
from tests.factories import assess, create_alias, create_indicator, create_plan, create_target, create_used_indicator
from tests.workbooks import emissions, tall

NOW = datetime(2026, 7, 1, 12, tzinfo=UTC)
EMISSIONS = "miljodirektoratet-klimagassutslipp"


@pytest.fixture(autouse=True)
def fond() -> Indicator:
    return create_indicator(code="fond")


def load(
    body: bytes,
    *,
    mapping: WorkbookMapping | None = None,
    days: int = 0,
    provisional: bool = False,
    only: Collection[str] | None = None,
) -> LoadOutcome:
    now = NOW + timedelta(days=days)
    return load_excel(
        name="tall.xlsx",
        body=body,
        mapping=mapping,
        provisional=provisional,
        known_from=now,
        by="kari",
        now=now,
        only_regions=only,
    )


def counts(outcome: LoadOutcome) -> tuple[int, int, int]:
    return outcome.created, outcome.updated, outcome.unchanged


def refusal_of(body: bytes, mapping: WorkbookMapping | None = None, only: Collection[str] | None = None) -> list[str]:
    with pytest.raises(ImportRefused) as refused:
        load(body, mapping=mapping, only=only)
    return [str(problem) for problem in refused.value.problems]


def test_a_workbook_is_kept_as_a_delivery_with_its_figures() -> None:
    body = tall(["fond", "Larvik", 2024, 0.1 + 0.2])
    assert counts(load(body)) == (1, 0, 0)
    row, fetch = Observation.objects.get(), Fetch.objects.get()
    assert (row.literal, row.value, row.region.code, row.standing) == ("0.3", Decimal("0.3"), "3909", Standing.OFFICIAL)
    assert (fetch.channel, zlib.decompress(bytes(fetch.body)), fetch.received_from) == (Channel.EXCEL, body, "kari")
    event = AuditEvent.objects.get()
    assert (event.action, event.actor, event.object_id) == ("indicators.workbook.loaded", "kari", str(fetch.pk))


def test_the_same_again_writes_nothing_and_a_revision_keeps_both() -> None:
    load(tall(["fond", "Larvik", 2024, 5], ["fond", "Skien", 2024, 7]))
    before = (Observation.objects.count(), Fetch.objects.count())
    assert counts(load(tall(["fond", "Larvik", 2024, 5], ["fond", "Skien", 2024, 7]), days=1))[:2] == (0, 0)
    assert counts(load(tall(["fond", "Larvik", 2024, 6], ["fond", "Skien", 2024, 7]), days=2)) == (0, 1, 1)
    assert Observation.objects.count() == before[0] + 1


def test_a_csv_file_with_the_same_figures_is_no_news() -> None:
    load(tall(["fond", "Larvik", 2024, 5]))
    body = b"indicator_id,region,year,value\nfond,3909,2024,5.0\n"
    outcome = load_observations(name="a.csv", body=body, provisional=False, known_from=NOW, by="kari", now=NOW)
    assert counts(outcome) == (0, 0, 1)


def test_provisional_figures_are_marked() -> None:
    load(tall(["fond", "Larvik", 2024, 5]), provisional=True)
    assert Observation.objects.get().kind == "provisional"


def test_a_plan_name_is_an_indicator_too() -> None:
    create_alias(indicator=Indicator.objects.get(code="fond"), alias="I-FOND")
    load(tall(["I-FOND", "Larvik", 2024, 5]))
    assert Observation.objects.get().indicator.code == "fond"


def test_what_is_wrong_is_told_by_sheet_row_and_column_and_writes_nothing() -> None:
    body = tall(["ukjent", "Nytt sted", 2024, 1], ["fond", "???", 2024, 1])
    assert refusal_of(body) == [
        "tall.xlsx: ark «Tall», rad 2, kolonne A: ukjent indikator «ukjent»: last inn indikatoren først",
        "tall.xlsx: ark «Tall», rad 3, kolonne B: regionen har verken bokstaver eller tall",
    ]
    assert [model.objects.count() for model in (Observation, Fetch, Region)] == [0, 0, 0]


def test_two_figures_for_one_cell_contradict() -> None:
    assert refusal_of(tall(["fond", "Larvik", 2024, 5], ["fond", "3909", 2024, 6])) == [
        (
            "tall.xlsx: ark «Tall», rad 3, kolonne D: samme celle står også på ark «Tall», rad 2, kolonne D, "
            "med en annen verdi (5 og 6)"
        )
    ]


# With a mapping -------------------------------------------------------------------------------------------------------

TWO_YEARS = [
    (3909, 2009, "Veitrafikk", "Personbiler", "CO2", 60),
    (3909, 2009, "Oppvarming", "Vedfyring", "CH4", 40),
    (3909, 2024, "Veitrafikk", "Personbiler", "CO2", 50),
    (3909, 2024, "Oppvarming", "Vedfyring", "CH4", 37),
    (4003, 2024, "Oppvarming", "Vedfyring", "CH4", 1),
]


def test_the_emissions_make_their_indicators_and_say_that_nobody_checked_the_mapping() -> None:
    outcome = load(emissions(*TWO_YEARS), mapping=shipped_mappings()[EMISSIONS])
    assert counts(outcome) == (8, 0, 0)
    assert [str(warning) for warning in outcome.warnings] == [
        (
            "tall.xlsx: oppsett «miljodirektoratet-klimagassutslipp»: "
            "oppsettet er ikke kontrollert mot en ekte fil: se over tallene"
        )
    ]
    total = Indicator.objects.get(code="klimagassutslipp-direkte")
    assert (total.name_nb, total.unit, total.namespace) == (
        *("Direkte klimagassutslipp, alle sektorer", "tonn CO2-ekvivalenter", ""),
    )
    assert counts(load(emissions(*TWO_YEARS), mapping=shipped_mappings()[EMISSIONS], days=1)) == (0, 0, 8)
    assert Indicator.objects.filter(code__startswith="klimagassutslipp").count() == 3


def test_the_emissions_carry_the_promise_of_fifty_percent() -> None:
    """The target of the plan, half of 2009 by 2030, on the level that the workbook gives."""
    load(emissions(*TWO_YEARS), mapping=shipped_mappings()[EMISSIONS])
    total, larvik = Indicator.objects.get(code="klimagassutslipp-direkte"), Region.objects.get(code="3909")
    plan = create_plan()
    target = create_target(
        plan=plan,
        used_indicator=create_used_indicator(plan=plan, indicator=total, region=larvik),
        kind=TargetKind.CHANGE_BY,
        change=Decimal(-50),
        unit="prosent",
        baseline_period="2009",
        deadline="2030",
    )
    assess(plan)
    # 87 of 100 tonnes after 15 of 21 years on the way to half.
    assert Assessment.objects.get(target=target).light == "red"


def test_only_the_own_regions_may_be_taken() -> None:
    outcome = load(emissions(*TWO_YEARS), mapping=shipped_mappings()[EMISSIONS], only={"3909", "0709"})
    assert counts(outcome) == (6, 0, 0)
    assert "tall om 1 andre regioner er ikke tatt med" in str(outcome.warnings[-1])
    assert Observation.objects.exclude(region__code="3909").count() == 0
    assert refusal_of(emissions(*TWO_YEARS), shipped_mappings()[EMISSIONS], only={"0301"}) == [
        "tall.xlsx: filen har ingen tall om kommunen (0301)"
    ]


def test_an_indicator_that_measures_something_else_is_not_given_tonnes() -> None:
    create_indicator(code="klimagassutslipp-direkte", unit="prosent")
    assert refusal_of(emissions(*TWO_YEARS), shipped_mappings()[EMISSIONS]) == [
        (
            "tall.xlsx: oppsett: indikatoren «klimagassutslipp-direkte» måles i prosent, men oppsettet gir tonn "
            "CO2-ekvivalenter"
        )
    ]
    assert Observation.objects.count() == 0
