"""What a plan file says about the quality of figures: where it is kept, and what happens when it is loaded again."""

from datetime import UTC, datetime
from typing import Any

import pytest

from accounts.imports import ImportRefused, LoadOutcome
from accounts.models import AuditEvent
from indicators.models import Indicator, QualityRecord, Region
from planning.models import Plan
from targets.models import IndicatorInPlan
from targets.services.plan_loading import load_plan
from tests.factories import create_indicator
from tests.plan_files import as_yaml, plan_with

NOW = datetime(2026, 7, 1, 12, tzinfo=UTC)


def load(plan: dict[str, Any]) -> LoadOutcome:
    return load_plan(name="plan.yaml", body=as_yaml(plan), by="kari", now=NOW)


def refusal_of(plan: dict[str, Any]) -> str:
    with pytest.raises(ImportRefused) as refused:
        load(plan)
    return "\n".join(str(problem) for problem in refused.value.problems)


def told(outcome: LoadOutcome) -> str:
    return "\n".join(str(warning) for warning in outcome.warnings)


def with_remarks(*remarks: dict[str, Any], **indicator: Any) -> dict[str, Any]:
    described = {"id": "I-1", "name": "En indikator", "unit": "prosent", **indicator}
    return plan_with(indicators=[described], data_quality=list(remarks))


BREAK = {
    "id": "DQ-1",
    "kind": "definisjonsbrudd",
    "indicators": ["I-1"],
    "from_period": 2024,
    "text": "Endret.",
    "region": "Testvik",
    "at": "ST:1691",
    "price_year": 2013,
}


def test_what_the_plan_says_of_quality_is_a_record_of_the_indicators_it_concerns() -> None:
    create_indicator(code="fond")
    load(with_remarks(BREAK, external_id="fond"))
    record = QualityRecord.objects.get()
    assert (record.namespace, record.code, record.kind, record.text) == (
        "TEST-2024",
        "DQ-1",
        "definisjonsbrudd",
        "Endret.",
    )
    assert (record.from_period, record.to_period, record.is_break) == ("2024", "", True)
    assert record.region == Region.objects.get(code="9901")
    assert [one.code for one in record.indicators.all()] == ["fond"]
    assert record.extra == {"price_year": 2013, "at": {"cited_document": "ST", "cited_line": "1691"}}


def test_a_remark_is_kept_in_one_place() -> None:
    create_indicator(code="fond", quality_note="Fra katalogen.")
    load(with_remarks(BREAK, external_id="fond", quality="kjent_feil"))
    assert Indicator.objects.get().quality_note == "Fra katalogen."
    assert "data_quality" not in Plan.objects.get().extra
    assert IndicatorInPlan.objects.get().extra["quality"] == ["kjent_feil"]


def test_the_same_remarks_again_write_nothing_and_a_changed_one_is_audited() -> None:
    load(with_remarks(BREAK))
    assert (load(with_remarks(BREAK)).created, load(with_remarks(BREAK)).updated) == (0, 0)
    outcome = load(with_remarks(BREAK | {"text": "Endret igjen.", "indicators": []}))
    assert (outcome.created, outcome.updated) == (0, 1)
    assert QualityRecord.objects.get().indicators.count() == 0
    event = AuditEvent.objects.order_by("pk").last()
    assert event is not None
    assert event.before is not None
    assert event.before["merknad om kvalitet DQ-1 text"] == "Endret."


def test_a_remark_that_vanished_from_the_file_is_kept_and_told() -> None:
    load(with_remarks(BREAK, BREAK | {"id": "DQ-2"}))
    outcome = load(with_remarks(BREAK))
    assert QualityRecord.objects.count() == 2
    assert "data_quality: står ikke lenger i filen, men er beholdt: «DQ-2»" in told(outcome)


def test_two_plans_may_call_their_remarks_the_same() -> None:
    load(with_remarks(BREAK))
    other = with_remarks(BREAK | {"text": "Noe annet."})
    other["plan"] |= {"code": "ANNEN-2024", "municipality": {"name": "Nabovik", "number": "9902"}}
    load(other)
    assert {one.namespace: one.text for one in QualityRecord.objects.all()} == {
        "TEST-2024": "Endret.",
        "ANNEN-2024": "Noe annet.",
    }


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        ({"kind": "x" * 101}, "data_quality[0] (DQ-1), slag"),
        ({"id": "x" * 101}, "kode"),
        ({"region": "x" * 201}, "lengre enn 200"),
    ],
)
def test_a_remark_that_the_database_would_not_take_is_told(fields: dict[str, Any], place: str) -> None:
    assert place in refusal_of(with_remarks(BREAK | fields))
    assert QualityRecord.objects.count() == 0
