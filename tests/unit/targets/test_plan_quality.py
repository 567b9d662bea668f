"""What a plan file says about the quality of figures, as it is read."""

from typing import Any

import pytest

from accounts.imports import ImportRefused
from targets.planfile.file import read_plan_file
from targets.planfile.records import PlanFile, QualityRemark
from tests.plan_files import as_yaml, plan_with


def read(plan: dict[str, Any]) -> PlanFile:
    return read_plan_file(as_yaml(plan), name="plan.yaml")


def refusal_of(plan: dict[str, Any]) -> str:
    with pytest.raises(ImportRefused) as refused:
        read(plan)
    return "\n".join(str(problem) for problem in refused.value.problems)


def quality(**fields: Any) -> QualityRemark:
    return read(with_remark(**fields)).quality[0]


def with_remark(**fields: Any) -> dict[str, Any]:
    documents = {"documents": [{"id": "ST", "title": "Ståstedsanalyse"}]}
    return plan_with(meta=documents, data_quality=[{"id": "DQ-1", "indicators": ["I-1"], "text": "t", **fields}])


def test_a_remark_is_cited_by_title_and_chapter_and_keeps_its_line_for_checking() -> None:
    values = quality(kind="feil enhet", at={"doc": "ST", "line": 5846, "section": "Klima"}, price_year=2013).values
    assert (values["kind"], values["text"], values["cited_at"]) == ("feil enhet", "t", "Ståstedsanalyse, Klima")
    place = {"cited_document": "ST", "cited_section": "Klima", "cited_line": "5846"}
    assert values["extra"] == {"price_year": 2013, "at": place}


@pytest.mark.parametrize(
    ("fields", "is_break"),
    [
        ({"kind": "definisjonsbrudd", "from_period": 2024}, True),
        ({"kind": "Erstattet indikator", "from_period": "2024"}, True),
        ({"kind": "rettet historikk", "from_period": "2021"}, True),
        ({"kind": "rettet historikk"}, False),
        ({"kind": "feil enhet", "from_period": "2024"}, False),
        ({"kind": "feil enhet", "from_period": "2024", "is_break": True}, True),
        ({"kind": "definisjonsbrudd", "from_period": "2024", "is_break": False}, False),
    ],
)
def test_definitions_functions_and_histories_break_where_the_record_says_from_when(
    fields: dict[str, Any], is_break: bool
) -> None:
    assert quality(**fields).values["is_break"] is is_break


def test_a_remark_may_be_of_some_periods_and_of_one_region() -> None:
    remark = quality(from_period="2024-02", to_period="2024M05", region="Norge")
    assert (remark.values["from_period"], remark.values["to_period"], remark.region) == ("2024M02", "2024M05", "Norge")
    assert remark.indicators == ("I-1",)


def test_a_kind_without_words_speaks_for_itself() -> None:
    assert quality(kind="figur mangler", text=None).values["text"] == "Figur mangler"


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"text": None}, "data_quality[0].text (DQ-1): feltet er påkrevd"),
        ({"id": None}, "data_quality[0].id: feltet er påkrevd"),
        ({"from_period": "i fjor"}, "data_quality[0].from_period (DQ-1): «i fjor» er ikke en periode"),
        ({"from_period": "2024", "to_period": "2023"}, "data_quality[0].to_period (DQ-1): perioden må slutte etter"),
        ({"is_break": True}, "data_quality[0].is_break (DQ-1): et brudd må ha «from_period»"),
        ({"is_break": "ja"}, "true eller false"),
        ({"indicators": ["I-9"]}, "«I-9» finnes ikke under «indicators»"),
        ({"indicators": "I-1"}, "her ventes en liste"),
    ],
)
def test_wrong_remarks_are_told(fields: dict[str, Any], told: str) -> None:
    assert told in refusal_of(with_remark(**fields))


def test_two_remarks_of_one_code_are_told() -> None:
    plan = plan_with(data_quality=[{"id": "DQ-1", "text": "a"}, {"id": "DQ-1", "text": "b"}])
    assert "data_quality[1].id (DQ-1): koden «DQ-1» står også på linje" in refusal_of(plan)
