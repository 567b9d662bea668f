"""The annual report prints why a target is red, and what is done about it, under its sentence."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from planning.models import Plan
from reporting.exports.annual_layout import annual_document
from reporting.exports.html import as_html
from reporting.queries.annual_report import annual_report
from targets.models import StatedCause, Target
from tests import factories

pytestmark = pytest.mark.django_db
SAID_AT = datetime(2026, 3, 3, 8, tzinfo=UTC)


def answered_target(plan: Plan, literal: str) -> Target:
    target = factories.create_target(plan=plan)
    factories.give_figure(target, literal)
    assert target.goal is not None
    unit = factories.create_unit(municipality=plan.municipality, name=f"Skole {target.pk}")
    measure = factories.create_measure(plan=plan, title="Spare mer", unit=unit, progress="ongoing", percent_done=40)
    measure.goals.add(target.goal)
    StatedCause.objects.create(
        target=target, text="Færre inntekter", said_on=SAID_AT.date(), said_by="Vilde", said_at=SAID_AT
    )
    return target


def printed(plan: Plan) -> str:
    report = annual_report(plan=plan, year=2025, on=date(2026, 7, 1))
    return as_html(annual_document(report)).decode().replace("\u00a0", " ")


def test_cause_and_measures_stand_under_a_red_light() -> None:
    plan = factories.create_plan()
    target = answered_target(plan, "1.0")
    page = printed(plan)
    assert "Årsak: Færre inntekter (Skrevet 3. mars 2026 av Vilde)." in page
    assert f"Tiltak: Spare mer: I gang, 40 %, Skole {target.pk}." in page


def test_nothing_is_said_of_causes_under_a_green_light() -> None:
    plan = factories.create_plan()
    answered_target(plan, "9.0")
    assert "Årsak:" not in printed(plan)


def test_many_answers_take_no_more_queries_than_few() -> None:
    plan = factories.create_plan()

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            annual_report(plan=plan, year=2025, on=date(2026, 7, 1))
        return len(queries)

    for _ in range(2):
        answered_target(plan, "1.0")
    few = asked()
    for _ in range(8):
        answered_target(plan, "1.0")
    assert asked() == few
