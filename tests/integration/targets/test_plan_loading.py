"""Loading a plan file: what is written, what is left alone, and what stops it."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from accounts.imports import ImportRefused, LoadOutcome
from accounts.models import AuditEvent, Municipality
from indicators.models import Fetch, Indicator, IndicatorAlias, Observation, Region, Source, Standing
from indicators.services.catalogue import load_indicators
from indicators.services.observations import load_observations
from planning.models import Citation, FocusArea, Goal, Measure, Plan
from targets.models import IndicatorInPlan, Target, TargetStep
from targets.services.plan_loading import load_plan
from tests.factories import create_indicator
from tests.plan_files import as_yaml, plan_with

NOW = datetime(2026, 7, 1, 12, tzinfo=UTC)


def load(plan: dict[str, Any], *, days: int = 0) -> LoadOutcome:
    return load_plan(name="plan.yaml", body=as_yaml(plan), by="kari", now=NOW + timedelta(days=days))


def refusal_of(plan: dict[str, Any]) -> str:
    with pytest.raises(ImportRefused) as refused:
        load(plan)
    return "\n".join(str(problem) for problem in refused.value.problems)


def told(outcome: LoadOutcome) -> str:
    return "\n".join(str(warning) for warning in outcome.warnings)


def with_indicator(**fields: Any) -> dict[str, Any]:
    return plan_with(indicators=[{"id": "I-1", "name": "En indikator", "unit": "prosent", **fields}])


def official(code: str, value: str, *, region: str = "9901", known: datetime = NOW) -> None:
    body = f"indicator_id,region,year,value\n{code},{region},2024,{value}\n".encode()
    load_observations(name="tall.csv", body=body, provisional=False, known_from=known, by="kari", now=known)


def test_the_least_plan_is_adopted_in_its_municipality() -> None:
    outcome = load(plan_with())
    plan = Plan.objects.get()
    assert (plan.code, plan.status, plan.municipality.number, plan.period_to) == ("TEST-2024", "adopted", "9901", 2030)
    assert outcome.created == 1 + 1 + 1 + 1 + 1 + 1  # plan, focus area, goal, indicator, its use, target
    used = IndicatorInPlan.objects.get()
    assert (used.region.code, used.region.name, used.is_organisation) == ("9901", "Testvik", False)
    assert Target.objects.get().used_indicator == used


def test_the_same_again_writes_nothing() -> None:
    plan = with_indicator(values=[{"period": 2024, "value": 1}], at="KG:1", source=["S-1"])
    plan |= {
        "sources": [{"id": "S-1", "name": "Kilde"}],
        "measures": [{"id": "TI-1", "title": "Tiltak", "goals": ["M-1"]}],
    }
    load(plan)
    before = (Fetch.objects.count(), AuditEvent.objects.count(), Observation.objects.count())
    outcome = load(plan, days=1)
    assert (outcome.created, outcome.updated) == (0, 0)
    assert (Fetch.objects.count(), AuditEvent.objects.count(), Observation.objects.count()) == before


def test_a_change_is_audited_with_before_and_after() -> None:
    load(plan_with())
    outcome = load(plan_with(goals=[{"id": "M-1", "text": "Et nytt mål"}]))
    assert (outcome.created, outcome.updated) == (0, 1)
    event = AuditEvent.objects.order_by("pk")[1]
    assert (event.action, event.actor, event.municipality_number) == ("targets.plan.loaded", "kari", "9901")
    assert event.before == {"mål M-1 text": "Et mål"}
    assert event.after is not None
    assert event.after["mål M-1 text"] == "Et nytt mål"


def test_what_a_person_added_beside_the_file_stays() -> None:
    load(plan_with())
    plan = Plan.objects.get()
    goal = Goal.objects.create(plan=plan, code="M-99", text="Skrevet inn for hånd")
    outcome = load(plan_with())
    assert Goal.objects.filter(pk=goal.pk).exists()
    assert "goals: står ikke lenger i filen, men er beholdt: «M-99»" in told(outcome)


def test_a_goal_that_vanished_from_the_file_is_kept_and_told() -> None:
    load(plan_with(goals=[{"id": "M-1", "text": "a"}, {"id": "M-2", "text": "b"}]))
    outcome = load(plan_with(goals=[{"id": "M-1", "text": "a"}]))
    assert Goal.objects.count() == 2
    assert "«M-2»" in told(outcome)


def test_links_steps_and_citations_follow_the_file() -> None:
    areas = [{"code": "A", "title": "a"}, {"code": "B", "title": "b"}]
    target = {"id": "T-1", "kind": "reach", "target": {"value": 9}, "baseline": {"period": 2020}, "deadline": 2030}
    steps = [{"period": 2022, "value": 1}, {"period": 2024, "value": 2}]
    cited = [{"at": "KG:1"}, {"at": "KG:2", "focus_area": "B"}]
    guideline = {"id": "F-1", "title": "Føring"}
    load(
        plan_with(
            focus_areas=areas,
            goals=[{"id": "M-1", "text": "t", "focus_areas": ["A", "B"], "source_guideline": "F-1", "sdg": [13]}],
            targets=[target | {"steps": steps, "secondary_focus_areas": ["B"]}],
            guidelines=[guideline | {"citations": cited}],
        )
    )
    goal = Goal.objects.get()
    assert set(goal.focus_areas.values_list("code", flat=True)) == {"A", "B"}
    assert [sdg.number for sdg in goal.sdgs.all()] == [13]
    outcome = load(
        plan_with(
            focus_areas=areas,
            goals=[{"id": "M-1", "text": "t", "focus_areas": ["B"], "source_guideline": "F-1"}],
            targets=[target | {"steps": steps[:1]}],
            guidelines=[guideline | {"citations": cited[:1]}],
        )
    )
    assert outcome.updated == 4
    assert [area.code for area in goal.focus_areas.all()] == ["B"]
    assert (goal.sdgs.count(), TargetStep.objects.count(), Citation.objects.count()) == (0, 1, 1)
    assert Target.objects.get().secondary_focus_areas.count() == 0


def test_trees_of_themes_and_goals() -> None:
    themes = [{"code": "A-1", "title": "x", "parent": "A-2"}, {"code": "A-2", "title": "y"}]
    goals = [{"id": "M-1", "text": "del", "parent": "M-2", "theme": "A-1"}, {"id": "M-2", "text": "hel"}]
    load(plan_with(focus_areas=[{"code": "A", "title": "A", "themes": themes}], goals=goals))
    part = Goal.objects.get(code="M-1")
    assert part.parent is not None
    assert part.theme is not None
    assert part.theme.parent is not None
    assert (part.parent.code, part.theme.parent.code) == ("M-2", "A-2")


def test_measures_of_one_title_are_told_apart_by_code() -> None:
    measures = [
        {"id": "TI-7", "title": "Larviksmodellen", "homonym_of": "TI-8"},
        {"id": "TI-8", "title": "Larviksmodellen"},
    ]
    load(plan_with(measures=measures))
    assert Measure.objects.filter(title="Larviksmodellen").count() == 2


def test_status_and_decision_are_left_alone_where_the_file_says_nothing() -> None:
    load(plan_with())
    Plan.objects.update(status="superseded", decision_reference="sak 1/26")
    load(plan_with())
    plan = Plan.objects.get()
    assert (plan.status, plan.decision_reference) == ("superseded", "sak 1/26")
    said = plan_with()["plan"] | {"status": "draft", "decision": {"reference": "sak 2/26", "date": "2026-05-01"}}
    load(plan_with(plan=said))
    plan.refresh_from_db()
    assert (plan.status, plan.decision_reference, str(plan.decided_on)) == ("draft", "sak 2/26", "2026-05-01")


def test_a_plan_of_another_municipality_is_not_taken_over() -> None:
    load(plan_with())
    other = plan_with()["plan"] | {"municipality": {"name": "Nabovik", "number": "9902"}}
    assert "tilhører Testvik (9901)" in refusal_of(plan_with(plan=other))
    assert Municipality.objects.count() == 1


@pytest.mark.parametrize(
    ("sections", "place"),
    [
        ({"plan": plan_with()["plan"] | {"title": "x" * 301}}, "plan, tittel"),
        ({"goals": [{"id": "x" * 51, "text": "t"}]}, "kode"),
        ({"focus_areas": [{"code": "A", "title": "x" * 201}]}, "focus_areas[0] (A), tittel"),
        ({"sources": [{"id": "S", "name": "n", "url": "javascript:alert(1)"}]}, "sources[0] (S), adresse"),
        ({"guidelines": [{"id": "F", "title": "t", "url": "nav punktum no"}]}, "guidelines[0] (F), adresse"),
        ({"targets": [{"id": "T", "comparator": ">=", "bound": "x" * 101}]}, "targets[0] (T), planens ord om grensen"),
        ({"indicators": [{"id": "I-1", "name": "x" * 501, "unit": "kr"}]}, "indicators[0] (I-1), navn"),
        ({"indicators": [{"id": "I-1", "name": "n", "unit": "kr", "geography": "x" * 201}]}, "lengre enn 200"),
        (
            {"indicators": [{"id": "I-1", "name": "n", "unit": "kr", "breakdown": [{"part": "x" * 201, "value": 1}]}]},
            "delen",
        ),
    ],
)
def test_what_the_database_would_not_take_is_told(sections: dict[str, Any], place: str) -> None:
    plan = plan_with(**sections) | ({} if "targets" in sections else {"targets": []})
    assert place in refusal_of(plan)
    assert [model._default_manager.count() for model in (Plan, Municipality, FocusArea)] == [0, 0, 0]


def test_a_refused_plan_leaves_the_old_one_untouched() -> None:
    load(plan_with())
    values = [{"period": 2024, "value": 1}, {"period": 2024, "value": 2}]
    changed = with_indicator(values=values) | {"goals": [{"id": "M-1", "text": "Endret"}]}
    line = refusal_of(changed)
    assert "indicators[0].values[1] (I-1): samme celle står også på linje" in line
    assert "indicators[0].values[0] (I-1), med en annen verdi (1 og 2)" in line
    assert Goal.objects.get().text == "Et mål"


# Indicators ---------------------------------------------------------------------------------------------------------


def test_an_external_id_is_the_catalogues_indicator_and_the_plans_code_an_alias() -> None:
    create_indicator(code="fond", unit="percent", decimals=1, direction=None, scope="konsern")
    outcome = load(with_indicator(external_id="fond", desired_direction="opp", desired_direction_basis="dokument"))
    row = Indicator.objects.get()
    assert (row.code, row.direction, row.direction_basis, row.namespace) == ("fond", "up", "dokument", "")
    assert IndicatorAlias.objects.get().alias == "I-1"
    assert IndicatorInPlan.objects.get().indicator == row
    assert told(outcome) == ""


def test_the_catalogue_wins_for_unit_decimals_and_scope_and_the_plan_for_direction() -> None:
    create_indicator(code="fond", unit="percent", decimals=1, direction="down", scope="konsern")
    outcome = load(
        with_indicator(external_id="fond", unit="dager", decimals=3, scope="kommunekasse", desired_direction="opp")
    )
    row = Indicator.objects.get()
    assert (row.unit, row.decimals, row.scope, row.direction) == ("percent", 1, "konsern", "up")
    lines = told(outcome)
    for words in ("måleenhet er «dager»", "desimaler er «3»", "omfang er «kommunekasse»", "ønsket retning er «opp»"):
        assert words in lines
    assert IndicatorInPlan.objects.get().extra["unit"] == "dager"


def test_a_null_direction_erases_none() -> None:
    create_indicator(code="fond", direction="up")
    load(with_indicator(external_id="fond", desired_direction=None))
    assert Indicator.objects.get().direction == "up"


def test_an_external_id_that_nobody_has_met_is_filled_by_the_catalogue_later() -> None:
    load(with_indicator(external_id="fond", desired_direction="opp"))
    assert Indicator.objects.get().namespace == "TEST-2024"
    body = b"indicator_id,name_nb,unit,decimals,higher_is\nfond,Disposisjonsfond,percent,1,bad\n"
    outcome = load_indicators(name="i.csv", body=body, by="kari", now=NOW)
    row = Indicator.objects.get()
    assert (row.namespace, row.name_nb, row.decimals, row.direction) == ("", "Disposisjonsfond", 1, "up")
    assert outcome.updated == 1


def test_without_an_external_id_a_public_indicator_of_that_code_is_the_one() -> None:
    public = create_indicator(code="I-1")
    load(with_indicator())
    assert IndicatorInPlan.objects.get().indicator == public


def test_two_plans_with_the_same_code_never_mix_their_figures() -> None:
    load(with_indicator(values=[{"period": 2024, "value": 1}]))
    other = with_indicator(values=[{"period": 2024, "value": 99}])
    other["plan"] |= {"code": "ANNEN-2024", "municipality": {"name": "Nabovik", "number": "9902"}}
    load(other)
    used = {one.plan.code: one.indicator for one in IndicatorInPlan.objects.select_related("plan", "indicator")}
    assert {plan: row.code for plan, row in used.items()} == {"TEST-2024": "I-1", "ANNEN-2024": "ANNEN-2024:I-1"}
    assert used["ANNEN-2024"].aliases.get().alias == "I-1"
    assert load(other).updated == 0


def test_two_plans_that_quote_one_public_figure_differently_do_not_take_turns() -> None:
    create_indicator(code="fond")
    plans = []
    for number, value in enumerate((1, 2)):
        plan = with_indicator(external_id="fond", values=[{"period": 2024, "value": value}])
        plan["plan"] |= {"code": f"PLAN-{number}"}
        plans.append(plan)
        load(plan, days=number)
    assert [load(plan, days=9).updated for plan in plans] == [0, 0]
    assert Observation.objects.count() == 2


def test_decimals_of_a_plans_own_indicator_follow_its_figures() -> None:
    load(with_indicator(values=[{"period": 2024, "value": 1}, {"period": 2023, "value": 1.25}]))
    assert Indicator.objects.get().decimals == 2


def test_sources_belong_to_the_plan_that_names_them() -> None:
    load(
        with_indicator(source=["S-1"]) | {"sources": [{"id": "S-1", "name": "Kilde", "publisher": "SSB", "at": "KG:3"}]}
    )
    source = Source.objects.get()
    assert (source.namespace, source.code, source.extra["at"]["cited_line"]) == ("TEST-2024", "S-1", "3")
    assert Indicator.objects.get().sources.get() == source


def test_an_indicator_that_was_replaced_knows_by_which() -> None:
    indicators = [
        {"id": "I-1", "name": "a", "unit": "kr", "replaced": {"from": "2024", "by": ["I-2"], "text": "delt"}},
        {"id": "I-2", "name": "b", "unit": "kr"},
        {"id": "I-3", "name": "c", "unit": "kr", "replaces": "I-1"},
    ]
    load(plan_with(indicators=indicators))
    assert {one.code for one in Indicator.objects.get(code="I-1").replaced_by.all()} == {"I-2", "I-3"}
    assert load(plan_with(indicators=indicators)).updated == 0


# Figures ------------------------------------------------------------------------------------------------------------


def standing(value: str) -> int:
    return Observation.objects.get(literal=value).standing


def test_figures_of_a_plan_are_quotations_corrections_or_only_shown() -> None:
    kinds = {1: "faktisk", 2: "foreløpig", 3: "endring", 4: "korrigert", 5: "prognose", 6: "anslag", 7: "opphevet"}
    load(with_indicator(values=[{"period": 2000 + one, "value": one, "kind": kind} for one, kind in kinds.items()]))
    assert [standing(str(one)) for one in kinds] == [
        *[Standing.CITED] * 3,
        Standing.CORRECTION,
        *[Standing.SHOWN] * 3,
    ]


def test_one_period_may_hold_a_cancelled_and_a_decided_figure() -> None:
    load(
        with_indicator(
            values=[{"period": 2025, "value": 3, "kind": "opphevet"}, {"period": 2025, "value": 0, "kind": "vedtatt"}]
        )
    )
    assert Observation.objects.newest().get().literal == "0"


def test_projections_of_two_scenarios_stand_side_by_side() -> None:
    values = [{"period": 2030, "value": 1, "kind": "prognose", "scenario": "lav"}]
    values += [{"period": 2030, "value": 2, "kind": "prognose", "scenario": "høy"}]
    load(with_indicator(values=values))
    assert load(with_indicator(values=values), days=1).updated == 0
    assert Observation.objects.count() == 2


def test_a_figure_that_contradicts_another_ranks_below_it() -> None:
    values = [{"period": 2024, "value": 48870}, {"period": 2024, "value": 48715, "conflict_with": 48870}]
    load(with_indicator(values=values))
    assert Observation.objects.newest().get().literal == "48870"
    assert load(with_indicator(values=values), days=1).created == 0


def test_a_quotation_of_the_official_figure_is_no_figure_of_its_own() -> None:
    create_indicator(code="fond")
    official("fond", "10.6")
    load(with_indicator(external_id="fond", values=[{"period": 2024, "value": 10.60, "at": "ST:3"}]))
    assert Observation.objects.get().standing == Standing.OFFICIAL
    assert IndicatorInPlan.objects.get().extra["cited"] == [{"period": "2024", "at": "ST:3"}]


def test_a_quotation_that_differs_is_kept_told_and_never_current() -> None:
    create_indicator(code="fond")
    official("fond", "10.6")
    plan = with_indicator(external_id="fond", values=[{"period": 2024, "value": 9}])
    outcome = load(plan, days=1)
    assert "planen gjengir 9, men det offisielle tallet er 10.6" in told(outcome)
    assert Observation.objects.newest().get().literal == "10.6"
    assert load(plan, days=2).created == 0


def test_a_local_correction_stands_beside_the_official_figure() -> None:
    create_indicator(code="fond")
    official("fond", "3.1")
    load(with_indicator(external_id="fond", values=[{"period": 2024, "value": 17.7, "kind": "korrigert"}]))
    assert Observation.objects.newest().get().literal == "3.1"
    assert standing("17.7") == Standing.CORRECTION


def test_compared_regions_parts_and_intervals() -> None:
    load(
        with_indicator(
            geography="Testvik kommune",
            values=[{"period": None, "min": 200, "max": 300, "kind": "intervall", "approx": True}],
            breakdown=[{"part": "god", "period": None, "value": 36.7}],
            comparisons=[{"entity": "Norge", "values": [{"period": 2024, "value": 5}]}],
        )
    )
    rows = {(one.region.code, one.part, one.literal) for one in Observation.objects.select_related("region")}
    assert rows == {("9901", "", ""), ("9901", "god", "36.7"), ("EAK", "", "5")}
    interval = Observation.objects.get(literal="")
    assert (interval.value_min, interval.value_max) == (Decimal(200), Decimal(300))
    assert interval.standing == Standing.SHOWN
    assert interval.extra == {"approx": True}
    assert IndicatorInPlan.objects.get().is_organisation


def test_figures_that_named_the_municipality_before_its_plan_came_are_the_plans() -> None:
    create_indicator(code="fond")
    official("fond", "4", region="Testvik")
    assert Region.objects.get().code == "testvik"
    load(with_indicator(external_id="fond"))
    region = Region.objects.get()
    assert (region.code, region.name, region.kind) == ("9901", "Testvik", "municipality")
    assert IndicatorInPlan.objects.get().region == region


def test_a_region_that_figures_knew_by_number_gets_its_name() -> None:
    create_indicator(code="fond")
    official("fond", "4", region="9901")
    load(with_indicator(external_id="fond"))
    assert Region.objects.get().name == "Testvik"


def test_the_source_of_a_plans_figures_is_its_title() -> None:
    load(with_indicator(values=[{"period": 2024, "value": 1}]))
    assert Observation.objects.get().fetch.name == "Prøveplan"
