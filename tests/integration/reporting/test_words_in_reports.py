"""Approved words reach every report of the year, whichever round they were written in."""

from datetime import UTC, date, datetime

import pytest

from accounts.models import Municipality, Unit
from indicators.models import RegionKind
from planning.models import Plan
from reporting.documents import Comment
from reporting.exports.reports import ReportAsked, composed
from reporting.models import Commentary, CommentaryState, ReportingRound, ReportKind, RoundKind
from targets.models import Target
from tests import factories

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)


@pytest.fixture
def target() -> Target:
    home = factories.create_municipality(name="Fjordvik", number="3999")
    plan = factories.create_plan(municipality=home, code="KPS")
    own = factories.create_region(code="3999", name="Fjordvik", kind=RegionKind.MUNICIPALITY)
    indicator = factories.create_indicator(
        name_nb="Barn med tiltak", service_area=factories.create_service_area(name="Barnevern")
    )
    for period, literal in (("2024", "4.5"), ("2025", "5")):
        factories.create_observation(indicator=indicator, region=own, period=period, literal=literal, known_from=NOW)
    used = factories.create_used_indicator(plan=plan, indicator=indicator)
    return factories.create_target(plan=plan, used_indicator=used, code="BARN")


def approve(target: Target, period: str, kind: RoundKind, text: str) -> None:
    home = target.plan.municipality
    about = {"kind": kind, "deadline": NOW.date(), "opened_by": "kari", "opened_at": NOW}
    asked_in = ReportingRound.objects.create(municipality=home, period=period, **about)
    asked_in.plans.add(target.plan)
    decided = {"state": CommentaryState.APPROVED, "submitted_at": NOW, "decided_at": NOW}
    unit = Unit.objects.get_or_create(municipality=home, name="Oppvekst")[0]
    Commentary.objects.create(
        round=asked_in, unit=unit, target=target, text=text, saved_by="vilde", saved_at=NOW, **decided
    )


def words(kind: ReportKind, plan: Plan, home: Municipality) -> list[str]:
    asked = ReportAsked(kind, home, plan if kind == ReportKind.ANNUAL else None, 2025, "nb")
    blocks = composed(asked, on=date(2026, 3, 1)).document.blocks
    return [text for one in blocks if isinstance(one, Comment) for text in one.paragraphs]


@pytest.mark.parametrize("kind", list(ReportKind))
@pytest.mark.parametrize(
    ("rounds", "said"),
    [
        pytest.param([("2025T3", RoundKind.TERTIAL)], "2025T3", id="a tertial alone"),
        pytest.param([("2025M02", RoundKind.MONTH)], "2025M02", id="a month alone"),
        pytest.param([("2025T3", RoundKind.TERTIAL), ("2025T1", RoundKind.TERTIAL)], "2025T3", id="the last tertial"),
        pytest.param([("2025", RoundKind.YEAR), ("2025T3", RoundKind.TERTIAL)], "2025", id="the year before all"),
    ],
)
def test_words_of_a_part_of_the_year_reach_both_reports(
    target: Target, kind: ReportKind, rounds: list[tuple[str, RoundKind]], said: str
) -> None:
    for period, round_kind in rounds:
        approve(target, period, round_kind, f"Ord fra {period}.")
    assert words(kind, target.plan, target.plan.municipality) == [f"Ord fra {said}."]
