"""The plan file as a whole: what is required, what refers to what, and what is kept."""

from typing import Any

import pytest

from accounts.imports import ImportRefused
from targets.planfile.file import read_plan_file
from targets.planfile.records import IndicatorRecord, PlanFile
from tests.plan_files import as_yaml, plan_with


def read(plan: dict[str, Any]) -> PlanFile:
    return read_plan_file(as_yaml(plan), name="plan.yaml")


def refusal_of(plan: dict[str, Any]) -> str:
    with pytest.raises(ImportRefused) as refused:
        read(plan)
    return "\n".join(str(problem) for problem in refused.value.problems)


def indicator(**fields: Any) -> IndicatorRecord:
    return read(plan_with(indicators=[{"id": "I-1", "name": "N", "unit": "prosent", **fields}])).indicators[0]


def plan_section(**fields: Any) -> dict[str, Any]:
    return {"plan": plan_with()["plan"] | fields}


def test_only_what_is_required() -> None:
    file = read(
        {
            "plan": plan_with()["plan"],
            "focus_areas": [{"code": "A", "title": "A"}],
            "goals": [{"id": "M-1", "text": "t"}],
            "indicators": [{"id": "I-1", "name": "n", "unit": "prosent"}],
            "targets": [{"id": "T-1", "comparator": ">="}, {"id": "T-2", "kind": "milestone"}],
        }
    )
    assert [target.code for target in file.targets] == ["T-1", "T-2"]


def test_everything_else_may_be_null() -> None:
    empty = {
        "focus_areas": [{"code": "A", "title": "A", "order": None, "is_focus_area": None, "themes": None, "at": None}],
        "goals": [
            {"id": "M-1", "text": "t", "level": None, "focus_areas": None, "theme": None, "sdg": None, "at": None}
        ],
        "indicators": [
            {"id": "I-1", "name": "n", "unit": "kr", "values": None, "desired_direction": None, "geography": None}
        ],
        "targets": [
            {
                "id": "T-1",
                "comparator": "<=",
                "goal": None,
                "indicator": None,
                "target": None,
                "deadline": None,
                "steps": None,
            }
        ],
        "challenges_opportunities": None,
        "guidelines": None,
        "measures": None,
        "sources": None,
        "data_quality": None,
        "meta": None,
    }
    file = read(plan_with(**empty))
    assert file.content.focus_areas[0].values["is_focus_area"] is True
    assert (file.targets[0].goal, file.targets[0].indicator) == ("", "")


@pytest.mark.parametrize(
    ("plan", "place"),
    [
        ({}, "plan.code"),
        (plan_section(code=None), "plan.code"),
        (plan_section(title=""), "plan.title"),
        (plan_section(municipality=None), "plan.municipality.number"),
        (plan_section(municipality={"number": "9901"}), "plan.municipality.name"),
        (plan_section(period=None), "plan.period.from"),
        (plan_section(period={"from": 2024}), "plan.period.to"),
        ({"focus_areas": [{"title": "A"}]}, "focus_areas[0].code"),
        ({"focus_areas": [{"code": "A"}]}, "focus_areas[0].title (A)"),
        ({"goals": [{"text": "t"}]}, "goals[0].id"),
        ({"goals": [{"id": "M-1"}]}, "goals[0].text (M-1)"),
        ({"indicators": [{"id": "I-1", "unit": "kr"}]}, "indicators[0].name (I-1)"),
        ({"indicators": [{"id": "I-1", "name": "n"}]}, "indicators[0].unit (I-1)"),
        ({"targets": [{"comparator": ">="}]}, "targets[0].id"),
    ],
)
def test_what_is_required_is_told_with_its_place(plan: dict[str, Any], place: str) -> None:
    whole = plan_with(**plan) if plan else {"focus_areas": []}
    assert f"{place}: feltet er påkrevd" in refusal_of(whole)


@pytest.mark.parametrize(
    ("sections", "told"),
    [
        pytest.param({"plan": "en plan"}, "plan: her ventes felter med navn", id="a text for the plan"),
        pytest.param({"goals": {"id": "M-1"}}, "goals: her ventes en liste", id="a mapping for the goals"),
        pytest.param({"goals": ["M-1"]}, "goals[0]: her ventes felter med navn", id="a text for a goal"),
        pytest.param(
            {"goals": [{"id": "M-1", "text": ["a"]}]}, "her ventes tekst, ikke en liste", id="a list for a text"
        ),
        pytest.param({"goals": [{"id": "M-1", "text": True}]}, "her ventes tekst, ikke true", id="a truth for a text"),
        pytest.param(
            {"goals": [{"id": "M-1", "text": "t", "focus_areas": "A"}]}, "her ventes en liste", id="a text for a list"
        ),
        pytest.param({"focus_areas": [{"code": "A", "title": "A", "order": "sist"}]}, "et helt tall fra 0", id="order"),
        pytest.param(
            {"focus_areas": [{"code": "A", "title": "A", "crosscutting": "kanskje"}]}, "true eller false", id="truth"
        ),
        pytest.param(plan_section(period={"from": 2030, "to": 2024}), "må slutte etter", id="the period ends first"),
        pytest.param(plan_section(period={"from": "i år", "to": 2030}), "et helt tall fra 1700", id="no year"),
        pytest.param(plan_section(municipality={"name": "A", "number": 301}), "fire siffer", id="three digits"),
        pytest.param(plan_section(code="A/B"), "skråstrek", id="a slash in the plan's code"),
        pytest.param(plan_section(status="glemt"), "lovlige er draft", id="unknown status"),
        pytest.param(plan_section(decision={"date": "i fjor"}), "her ventes en dato", id="no date"),
        pytest.param(
            {"goals": [{"id": "M-1", "text": "a"}, {"id": "M-1", "text": "b"}]},
            "«M-1» står også på linje",
            id="goal twice",
        ),
        pytest.param(
            {"focus_areas": [{"code": "A", "title": "a"}, {"code": "A", "title": "b"}]},
            "«A» står også",
            id="area twice",
        ),
        pytest.param(
            {
                "focus_areas": [
                    {"code": "A", "title": "a", "themes": [{"code": "X", "title": "x"}]},
                    {"code": "B", "title": "b", "themes": [{"code": "X", "title": "x"}]},
                ]
            },
            "«X» står også",
            id="theme twice in two areas",
        ),
        pytest.param(
            {"goals": [{"id": "M-1", "text": "t", "theme": "X"}]}, "«X» finnes ikke under «themes»", id="theme"
        ),
        pytest.param({"goals": [{"id": "M-1", "text": "t", "parent": "M-2"}]}, "«M-2» finnes ikke", id="parent"),
        pytest.param({"goals": [{"id": "M-1", "text": "t", "parent": "M-1"}]}, "står over seg selv", id="own parent"),
        pytest.param(
            {"goals": [{"id": "M-1", "text": "t", "parent": "M-2"}, {"id": "M-2", "text": "t", "parent": "M-1"}]},
            "«M-2» står over seg selv",
            id="parents in a ring",
        ),
        pytest.param({"goals": [{"id": "M-1", "text": "t", "sdg": [18]}]}, "nummer fra 1 til 17", id="sdg 18"),
        pytest.param({"measures": [{"id": "TI-1", "title": "t", "goals": ["M-9"]}]}, "«M-9» finnes ikke", id="goal"),
        pytest.param(
            {"indicators": [{"id": "I-1", "name": "n", "unit": "kr", "source": ["S-9"]}]},
            "«S-9» finnes ikke",
            id="source",
        ),
        pytest.param({"data_quality": [{"id": "D", "indicators": ["I-9"]}]}, "«I-9» finnes ikke", id="quality record"),
    ],
)
def test_wrong_types_and_dangling_references_are_told(sections: dict[str, Any], told: str) -> None:
    assert told in refusal_of(plan_with(**{"targets": [], **sections}))


def test_everything_that_is_wrong_is_told_at_once() -> None:
    told = refusal_of(plan_with(goals=[{"id": "M-1"}, {"text": "t"}], targets=[{"id": "T-1"}]))
    assert len(told.splitlines()) == 3


def test_unknown_fields_are_kept_and_told_once_for_each_kind_of_place() -> None:
    goals = [{"id": f"M-{number}", "text": "t", "farge": "blå"} for number in range(3)]
    file = read(plan_with(goals=goals, targets=[], nytt=[1], meta={"eier": "meg"}))
    assert [record.values["extra"] for record in file.content.goals] == [{"farge": "blå"}] * 3
    assert file.content.plan.values["extra"] == {"nytt": [1], "meta": {"eier": "meg"}}
    told = [str(remark) for remark in file.remarks]
    assert len(told) == 3
    assert any("goals[0] (M-0): ukjent felt «farge» er tatt vare på (også 2 andre steder)" in line for line in told)


def test_an_unknown_word_is_kept_and_told() -> None:
    file = read(plan_with(goals=[{"id": "M-1", "text": "t", "level": "galaktisk"}], targets=[]))
    assert file.content.goals[0].values["level"] == "municipal"
    assert file.content.goals[0].values["extra"] == {"level": "galaktisk"}
    assert "ukjent ord «galaktisk»" in str(file.remarks[0])


@pytest.mark.parametrize(
    ("at", "document", "line", "section"),
    [
        ("KG:1074", "KG", "1074", ""),
        ("KG:26-31", "KG", "26-31", ""),
        ({"doc": "KG", "line": 12, "section": "Kapittel 1"}, "KG", "12", "Kapittel 1"),
        ("side 12", "", "", "side 12"),
        (None, "", "", ""),
    ],
)
def test_citations(at: Any, document: str, line: str, section: str) -> None:
    goal = read(plan_with(goals=[{"id": "M-1", "text": "t", "at": at}])).content.goals[0].values
    assert (goal["cited_document"], goal["cited_line"], goal["cited_section"]) == (document, line, section)


def test_a_goal_has_a_primary_focus_area() -> None:
    areas = [{"code": "A", "title": "a"}, {"code": "B", "title": "b"}]
    goals = [
        {"id": "M-1", "text": "t", "focus_areas": ["B", "A"]},
        {"id": "M-2", "text": "t", "focus_areas": ["B"], "primary_focus_area": "A"},
        {"id": "M-3", "text": "t"},
    ]
    records = read(plan_with(focus_areas=areas, goals=goals, targets=[])).content.goals
    assert [record.one["primary_focus_area"] for record in records] == ["B", "A", ""]
    assert [record.many["focus_areas"] for record in records] == [("B", "A"), ("A", "B"), ()]


@pytest.mark.parametrize(
    ("word", "direction"), [("opp", "up"), ("ned", "down"), ("innenfor", "within"), ("ingen", "none"), (None, None)]
)
def test_directions(word: str | None, direction: str | None) -> None:
    values = indicator(desired_direction=word).values
    assert values.get("direction") == direction
    assert values.get("direction_basis") == (direction and "plan")


def test_values_are_figures_with_kind_period_and_exact_digits() -> None:
    record = indicator(
        values=[
            {"period": 2022, "value": 13.50, "kind": "faktisk", "at": "KG:1"},
            {"period": "2022-02", "value": 7, "kind": "foreløpig"},
            {"period": None, "value": 1},
            {"period": "2030", "value": 9, "kind": "prognose", "scenario": "lav"},
            {"period": "2023", "value": None},
            {"period": "2024", "value": None, "missing": ":"},
            {"period": "2025", "min": 200, "max": 300},
        ]
    )
    told = [
        (one.period.code if one.period else "", one.literal, one.missing, one.kind, one.value_min)
        for one in record.figures
    ]
    assert told == [
        ("2022", "13.5", "", "actual", None),
        ("2022M02", "7", "", "provisional", None),
        ("", "1", "", "actual", None),
        ("2030", "9", "", "projection", None),
        ("2023", "", "..", "actual", None),
        ("2024", "", ":", "actual", None),
        ("2025", "", "", "interval", 200),
    ]
    assert record.figures[0].extra == {"at": "KG:1"}


def test_decimals_are_read_as_they_are_written() -> None:
    text = as_yaml(
        plan_with(indicators=[{"id": "I-1", "name": "n", "unit": "kr", "values": [{"period": 2022, "value": "@"}]}])
    )
    record = read_plan_file(text.replace(b"'@'", b"13.50"), name="plan.yaml").indicators[0]
    assert (record.figures[0].literal, record.decimals) == ("13.50", 2)


def test_parts_and_comparisons() -> None:
    record = indicator(
        ordinal_scale=["dårlig", "god"],
        breakdown=[
            {"part": "god", "period": None, "value": 36.7},
            {"part": "skole", "period": 2024, "value": 690, "horizon": "0-4 år"},
            {"part": "skole", "period": 2024, "value": 875, "horizon": "0-10 år"},
            {"part": "skole", "period": 2023, "share": "omtrent halvparten"},
        ],
        comparisons=[{"entity": "KOSTRA-gruppe 11", "aggregate": "sum", "values": [{"period": 2024, "value": 63}]}],
    )
    assert [(one.part, one.region, one.literal) for one in record.figures] == [
        ("", "KOSTRA-gruppe 11", "63"),
        ("god", "", "36.7"),
        ("skole, 0-4 år", "", "690"),
        ("skole, 0-10 år", "", "875"),
    ]
    assert record.values["group_value"] == "sum"
    assert record.use["extra"]["breakdown"] == [{"part": "skole", "period": 2023, "share": "omtrent halvparten"}]


def test_a_zero_that_the_plan_calls_missing_is_missing() -> None:
    record = indicator(values=[{"period": 2024, "value": 0, "quality": "manglende verdi vist som 0"}])
    assert (record.figures[0].literal, record.figures[0].missing) == ("", "..")
    assert record.figures[0].extra["printed"] == "0"


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ({"period": "2024-13", "value": 1}, "er ikke en periode"),
        ({"period": 2024, "value": "mye"}, "her ventes et tall"),
        ({"period": 2024, "value": 1, "kind": "gjetning"}, "«gjetning» er ukjent"),
        ({"period": 2024, "value": 1, "missing": ".."}, "ikke stå sammen med en verdi"),
        ({"period": 2024, "min": 3, "max": 1}, "intervallet må slutte"),
        ({"period": [2024], "value": 1}, "her ventes tekst"),
        ("2024: 1", "her ventes felter med navn"),
    ],
)
def test_wrong_values_are_told(value: Any, told: str) -> None:
    plan = plan_with(indicators=[{"id": "I-1", "name": "n", "unit": "kr", "values": [value]}])
    assert told in refusal_of(plan)


def test_coverage_above_100_percent_is_an_artefact_of_its_source() -> None:
    assert indicator(quality="over_100_prosent").values["artefact_above"] == 100
