"""What a target of the plan file promises, by kind and comparator."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from accounts.imports import ImportRefused
from targets.planfile.file import read_plan_file
from targets.planfile.records import PlanFile, TargetRecord
from tests.plan_files import as_yaml, plan_with_target


def read(plan: dict[str, Any]) -> PlanFile:
    return read_plan_file(as_yaml(plan), name="plan.yaml")


def target(**fields: Any) -> TargetRecord:
    return read(plan_with_target(**fields)).targets[0]


def refusal_of(**fields: Any) -> str:
    with pytest.raises(ImportRefused) as refused:
        read(plan_with_target(**fields))
    return "\n".join(str(problem) for problem in refused.value.problems)


BASELINE, DEADLINE = {"period": "2019", "value": 1}, {"year": 2030}


@pytest.mark.parametrize(
    ("fields", "kind", "numbers"),
    [
        pytest.param(
            {"comparator": ">=", "target": {"value": 5}}, "stay_above", {"lower": 5}, id=">= without deadline"
        ),
        pytest.param(
            {"comparator": "<=", "target": {"value": 5}}, "stay_below", {"upper": 5}, id="<= without deadline"
        ),
        pytest.param(
            {"comparator": "=", "target": {"value": 5}},
            "stay_within",
            {"lower": 5, "upper": 5},
            id="= without deadline",
        ),
        pytest.param(
            {"comparator": ">=", "target": {"value": 5}, "deadline": DEADLINE, "baseline": BASELINE},
            "reach",
            {"goal_value": 5, "deadline": "2030", "baseline_period": "2019", "baseline_value": 1},
            id=">= with deadline and baseline",
        ),
        pytest.param(
            {"comparator": "=", "target": {"value": 5}, "deadline": DEADLINE, "baseline": {"period": 2019}},
            "reach",
            {"goal_value": 5, "baseline_period": "2019", "baseline_value": None},
            id="a baseline is given by its period alone",
        ),
        pytest.param(
            {"comparator": ">=", "target": {"value": 60}, "deadline": {"year": 2024}},
            "stay_above",
            {"lower": 60, "deadline": "2024"},
            id="a yearly goal is a limit with a deadline",
        ),
        pytest.param(
            {
                "comparator": ">=",
                "target": {"value": 60},
                "deadline": DEADLINE,
                "baseline": {"period": None, "value": None},
            },
            "stay_above",
            {"lower": 60},
            id="a baseline of nulls is none",
        ),
        pytest.param(
            {"comparator": "range", "target": {"min": 1, "max": 4}}, "stay_within", {"lower": 1, "upper": 4}, id="range"
        ),
        pytest.param(
            {"comparator": "reduce_by", "target": {"value": 50, "unit": "prosent"}},
            "change_by",
            {"change": -50, "change_is_percent": True},
            id="reduce by percent",
        ),
        pytest.param(
            {"comparator": "reduce_by", "target": {"value": -50}}, "change_by", {"change": -50}, id="minus stays"
        ),
        pytest.param(
            {"comparator": "increase_by", "target": {"value": 20}}, "change_by", {"change": 20}, id="increase by"
        ),
        pytest.param(
            {"comparator": "increase_by", "target": {"value": 20, "unit": "kroner"}},
            "change_by",
            {"change": 20, "change_is_percent": False},
            id="increase by an amount",
        ),
        pytest.param(
            {"comparator": "increase_by", "target": {"value": 2, "unit": "prosentpoeng"}},
            "change_by",
            {"change": 2, "change_is_percent": False},
            id="percentage points are an amount",
        ),
        pytest.param({"comparator": "reach", "target": {"value": 30}}, "reach", {"goal_value": 30}, id="reach a value"),
        pytest.param(
            {"comparator": "reach", "target": {"state": "ren"}}, "milestone", {"state": "ren"}, id="reach a state"
        ),
        pytest.param({"comparator": "decrease"}, "trend", {}, id="decrease"),
        pytest.param({"comparator": "increase"}, "trend", {}, id="increase"),
        pytest.param({"comparator": "peer_level"}, "peer", {}, id="peer level"),
        pytest.param(
            {"comparator": "every", "target": {"value": 4, "unit": "år"}},
            "recurring",
            {"recurs_every": 4, "recurs_unit": "år"},
            id="every four years",
        ),
        pytest.param(
            {"comparator": "every", "recurrence": {"every": 2, "unit": "år"}},
            "recurring",
            {"recurs_every": 2, "recurs_unit": "år"},
            id="every, said by recurrence",
        ),
        pytest.param(
            {"kind": "reach", "comparator": ">=", "target": {"value": 5}}, "reach", {"goal_value": 5}, id="kind wins"
        ),
        pytest.param({"kind": "stay_above", "target": {"min": 5}}, "stay_above", {"lower": 5}, id="min is a limit"),
        pytest.param({"kind": "stay_below", "target": {"max": 5}}, "stay_below", {"upper": 5}, id="max is a limit"),
        pytest.param({"kind": "change_by", "target": {"value": -9}}, "change_by", {"change": -9}, id="own sign"),
        pytest.param({"kind": "milestone"}, "milestone", {}, id="milestone"),
        pytest.param({"kind": "trend", "target": {"value": None}}, "trend", {}, id="trend"),
    ],
)
def test_kind_and_numbers(fields: dict[str, Any], kind: str, numbers: dict[str, Any]) -> None:
    values = target(**fields).values
    assert values["kind"] == kind
    assert {name: values[name] for name in numbers} == numbers


@pytest.mark.parametrize(
    ("deadline", "code", "phrase"),
    [
        (2030, "2030", ""),
        ("2030", "2030", ""),
        ("2030K2", "2030K2", ""),
        ({"year": 2030, "phrase": "innen"}, "2030", "innen"),
        ({"year": "2030"}, "2030", ""),
        ({"period": "2030T1"}, "2030T1", ""),
        ({"year": None, "phrase": "over tid"}, "", "over tid"),
        (None, "", ""),
    ],
)
def test_deadlines(deadline: Any, code: str, phrase: str) -> None:
    values = target(comparator=">=", target={"value": 5}, deadline=deadline).values
    assert (values["deadline"], values["deadline_phrase"]) == (code, phrase)


def test_change_starts_where_the_indicators_changes_start() -> None:
    fields = {"comparator": "reduce_by", "target": {"value": 50}, "deadline": DEADLINE}
    assert target(indicator={"base_period": "2009"}, **fields).values["baseline_period"] == "2009"
    own = target(indicator={"base_period": "2009"}, **fields, baseline={"period": "2015"})
    assert own.values["baseline_period"] == "2015"


def test_borders_band_and_steps() -> None:
    one = target(
        comparator=">=",
        baseline=BASELINE,
        deadline=DEADLINE,
        target={"value": 5},
        tolerance=2.0,
        green_from=0.9,
        yellow_from=0.5,
        steps=[{"period": "2025", "value": 3}, {"period": 2027, "value": 3.5}],
    )
    assert [one.values[name] for name in ("tolerance", "green_from", "yellow_from")] == [
        2,
        Decimal("0.9"),
        Decimal("0.5"),
    ]
    assert one.steps == (("2025", Decimal(3)), ("2027", Decimal("3.5")))


def test_authority_and_words() -> None:
    values = target(
        comparator=">=",
        bound="minst",
        condition="uten kvoter",
        status_in_document="langt igjen",
        authority={"name": "KS", "instrument": "norm", "binding": "anbefaling", "decided": "2013"},
        target={"value": 5, "price_year": "2013"},
    ).values
    assert (values["authority"], values["instrument"], values["binding"]) == ("KS", "norm", "anbefaling")
    assert (values["bound"], values["condition"]) == ("minst", "uten kvoter")
    assert values["extra"]["authority"] == {"decided": "2013"}
    assert values["extra"]["target"] == {"price_year": "2013"}


@pytest.mark.parametrize(
    "peer", [{"peer": "EKG11"}, {"target": {"peer": "EKG11"}}, {"target": {"peer_group": "EKG11"}}]
)
def test_peer_is_named_in_any_of_three_ways(peer: dict[str, Any]) -> None:
    assert target(kind="peer", **peer).peer == "EKG11"


@pytest.mark.parametrize(
    ("fields", "direction"),
    [
        ({"comparator": "increase"}, "up"),
        ({"comparator": "decrease"}, "down"),
        ({"kind": "trend"}, ""),
        ({"kind": "trend", "direction": "ned"}, "down"),
        ({"comparator": "increase", "direction": "down"}, "down"),
        ({"comparator": "decrease", "measures": "nedbygging, og ikke arealet"}, ""),
        ({"comparator": "peer_level", "peer": "EKG11"}, ""),
        ({"kind": "peer", "comparator": "<=", "peer": "EKG11"}, "down"),
        ({"comparator": ">=", "target": {"value": 5}}, ""),
    ],
)
def test_which_way_is_better_is_what_the_target_says_of_its_own_indicator(
    fields: dict[str, Any], direction: str
) -> None:
    assert target(**fields).values["direction"] == direction


def test_the_noise_of_a_trend_is_kept_as_its_band() -> None:
    assert target(comparator="increase", noise=0.5).values["tolerance"] == Decimal("0.5")
    assert target(comparator="increase", noise=0.5, tolerance=1).values["tolerance"] == 1


@pytest.mark.parametrize(
    ("unit", "kept"), [("år", "år"), ("years", "år"), ("Måneder", "måned"), ("", ""), ("uker", "uker")]
)
def test_the_unit_of_an_interval_is_kept_in_one_word(unit: str, kept: str) -> None:
    assert target(comparator="every", recurrence={"every": 2, "unit": unit}).values["recurs_unit"] == kept


@pytest.mark.parametrize(
    ("recurrence", "completions"),
    [
        ({"last_done": "2023-05-10"}, [(date(2023, 5, 10), None, "")]),
        ({"last_done": "2023-05-10", "holds_until": "2025-01-01"}, [(date(2023, 5, 10), date(2025, 1, 1), "")]),
        ({"last_plan_period": "2021-2024"}, [(date(2021, 1, 1), date(2024, 12, 31), "gjelder 2021-2024")]),
        ({"last_plan_period": 2024}, [(date(2024, 1, 1), date(2024, 12, 31), "gjelder 2024")]),
        ({}, []),
    ],
)
def test_when_a_duty_was_done(recurrence: dict[str, Any], completions: list[Any]) -> None:
    one = target(comparator="every", recurrence={"every": 4, "unit": "år", **recurrence})
    assert [(done.done_on, done.holds_until, done.note) for done in one.completions] == completions


def test_the_period_of_the_last_plan_is_kept_as_it_is_written_too() -> None:
    one = target(comparator="every", recurrence={"every": 4, "last_plan_period": "2021-2024"})
    assert one.values["extra"]["recurrence"] == {"last_plan_period": "2021-2024"}


def test_what_somebody_judged_of_a_state() -> None:
    judged = {"light": "yellow", "reason": "Halvveis", "date": "2025-05-03", "by": "rådet"}
    (appraisal,) = target(kind="milestone", judged=judged).appraisals
    assert (appraisal.light, appraisal.reason, appraisal.judged_by) == ("yellow", "Halvveis", "rådet")
    assert appraisal.judged_on == date(2025, 5, 3)


def test_a_judgement_of_a_number_is_only_kept() -> None:
    judged = {"light": "yellow", "reason": "Halvveis", "date": "2025-05-03", "by": "rådet"}
    one = target(comparator=">=", target={"value": 5}, judged=judged)
    assert (one.appraisals, one.values["extra"]["judged"]) == ((), judged)


def test_targets_that_are_promised_together() -> None:
    one = target(comparator="increase", coupled_with="T-1", relation="minst like mye")
    assert (one.coupled_with, one.values["coupling"]) == ("T-1", "minst like mye")


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"kind": "peer"}, "ikke hvem det skal sammenlignes med"),
        ({"kind": "recurring"}, "ikke hvor ofte oppgaven skal gjøres"),
        ({"kind": "recurring", "recurrence": {"every": 2, "unit": "uker"}}, "som unit år, halvår, tertial"),
    ],
)
def test_a_target_that_cannot_be_judged_yet_is_taken_and_remarked(fields: dict[str, Any], told: str) -> None:
    assert told in read(plan_with_target(**fields)).remarks[0].message


def test_a_number_that_the_kind_has_no_field_for_is_kept() -> None:
    assert target(comparator="increase", target={"value": 50}).values["extra"]["target"] == {"value": 50}


@pytest.mark.parametrize("kind", ["stay_above", "stay_below", "stay_within", "reach", "change_by"])
def test_a_target_without_its_number_is_taken_and_remarked(kind: str) -> None:
    file = read(plan_with_target(kind=kind))
    assert file.targets[0].values["kind"] == kind
    assert "mangler verdien" in file.remarks[0].message


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        pytest.param({}, "måltallet må ha kind", id="neither kind nor comparator"),
        pytest.param({"kind": "stige"}, "«stige» er ukjent; lovlige er stay_above, stay_below", id="unknown kind"),
        pytest.param({"comparator": "=>"}, "«=>» er ukjent; lovlige er >=, <=, =", id="unknown comparator"),
        pytest.param(
            {"comparator": ">=", "target": {"value": 1}, "deadline": DEADLINE, "baseline": BASELINE},
            "basis er lik målet: velg «holde seg over» (stay_above) eller «holde seg under» (stay_below)",
            id="baseline is target",
        ),
        pytest.param(
            {"comparator": "range", "target": {"min": 4, "max": 1}}, "bytt om min og max", id="limits crossed"
        ),
        pytest.param({"comparator": "reduce_by", "target": {"value": 0}}, "en endring på 0", id="no change"),
        pytest.param(
            {"kind": "reach", "target": {"value": 5}, "baseline": BASELINE, "deadline": 2018},
            "må komme etter hverandre i tid",
            id="deadline before baseline",
        ),
        pytest.param(
            {
                "kind": "reach",
                "target": {"value": 5},
                "baseline": BASELINE,
                "deadline": DEADLINE,
                "steps": [{"period": "2031", "value": 3}],
            },
            "må komme etter hverandre i tid",
            id="a step after the deadline",
        ),
        pytest.param(
            {"kind": "reach", "target": {"value": 5}, "steps": [{"period": "2025"}]},
            "value (T-1): feltet er",
            id="half step",
        ),
        pytest.param({"comparator": ">=", "green_from": 0.5}, "yellow_from", id="borders crossed"),
        pytest.param({"comparator": ">=", "green_from": 0.95555}, "for mange siffer", id="a border with five decimals"),
        pytest.param({"comparator": ">=", "tolerance": -1}, "ikke være negativt", id="negative band"),
        pytest.param(
            {"comparator": ">=", "target": {"value": "fem"}}, "et tall, ikke teksten «fem»", id="text for number"
        ),
        pytest.param({"comparator": ">=", "target": {"value": "12,5"}}, "bruk punktum", id="decimal comma"),
        pytest.param({"comparator": ">=", "target": {"value": True}}, "et tall, ikke true", id="truth for number"),
        pytest.param({"comparator": ">=", "target": [5]}, "felter med navn, ikke en liste", id="list for mapping"),
        pytest.param({"comparator": ">=", "target": {"value": [5]}}, "et tall, ikke en liste", id="list for number"),
        pytest.param(
            {"comparator": ">=", "deadline": {"year": "snart"}}, "«snart» er ikke en periode", id="bad deadline"
        ),
        pytest.param({"comparator": ">=", "baseline": {"period": "2024-13"}}, "er ikke en periode", id="bad baseline"),
        pytest.param(
            {"comparator": ">=", "target": {"value": 1234567890.1234567}},
            "for mange siffer",
            id="more digits than kept",
        ),
        pytest.param({"comparator": ">=", "goal": "M-9"}, "goal (T-1): «M-9» finnes ikke under «goals»", id="goal"),
        pytest.param({"comparator": ">=", "primary_focus_area": "Z"}, "«Z» finnes ikke", id="focus area"),
        pytest.param({"kind": "trend", "direction": "opover"}, "«opover» er ukjent; lovlige er opp", id="direction"),
        pytest.param(
            {"comparator": "every", "recurrence": {"every": 4, "last_done": "i fjor"}}, "ventes en dato", id="done when"
        ),
        pytest.param(
            {"comparator": "every", "recurrence": {"last_done": "2024-01-01", "holds_until": "2023-01-01"}},
            "holds_until (T-1): datoen må være den samme som «last_done», eller senere",
            id="holds backwards",
        ),
        pytest.param({"kind": "milestone", "judged": "ja"}, "felter med navn", id="a judgement in one word"),
        pytest.param({"kind": "milestone", "judged": {}}, "judged.light (T-1): feltet er påkrevd", id="no judgement"),
        pytest.param({"kind": "milestone", "judged": {"light": "grey"}}, "«grey» er ukjent", id="judged grey"),
        pytest.param(
            {"kind": "milestone", "judged": {"light": "red", "by": "x", "date": "2025-01-01"}},
            "judged.reason (T-1): feltet er påkrevd",
            id="judged without a reason",
        ),
        pytest.param(
            {"kind": "milestone", "judged": {"light": "red", "by": "x", "reason": "y"}},
            "judged.date (T-1): feltet er påkrevd",
            id="judged at no time",
        ),
        pytest.param({"comparator": ">=", "coupled_with": "T-9"}, "«T-9» finnes ikke", id="coupled target"),
    ],
)
def test_what_makes_no_sense_is_refused_with_advice(fields: dict[str, Any], told: str) -> None:
    assert told in refusal_of(**fields)


def test_a_problem_names_line_and_place() -> None:
    told = refusal_of(comparator=">=", baseline={"period": "2019", "value": "x"})
    assert told.startswith("plan.yaml: linje ")
    assert "targets[0].baseline.value (T-1)" in told
