"""The annual report says what a line is about, why a light is so, where figures come from, and nothing twice."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from planning.models import FocusArea, Plan
from reporting.documents import Comment, LightLine, Paragraph, Table
from reporting.drafted_words import drafted_sentence
from reporting.exports.annual_layout import annual_document
from reporting.models import CommentaryState, RoundKind
from reporting.queries.annual_report import AnnualReport, annual_report
from targets.models import Assessment, StatedCause, Target, TargetKind
from targets.sentences import name_of_indicator
from targets.services.assessment import assess_and_store
from tests import factories

pytestmark = pytest.mark.django_db
MADE_ON = date(2026, 7, 1)


@pytest.fixture
def plan() -> Plan:
    return factories.create_plan()


@pytest.fixture
def area(plan: Plan) -> FocusArea:
    return factories.create_focus_area(plan=plan, title="Leve her")


def make_target(area: FocusArea, text: str = "Et trygt fond.", **values: object) -> Target:
    goal = factories.create_goal(plan=area.plan, text=text)
    goal.focus_areas.add(area)
    return factories.create_target(plan=area.plan, goal=goal, **values)


def make_duty(area: FocusArea, text: str) -> Target:
    duty = make_target(
        area, text, kind=TargetKind.RECURRING, used_indicator=None, recurs_every=4, recurs_unit="år", unit=""
    )
    duty.completions.create(done_on=date(2019, 1, 1), recorded_at=datetime(2019, 1, 1, tzinfo=UTC))
    return duty


def report(plan: Plan, year: int = 2024) -> AnnualReport:
    return annual_report(plan=plan, year=year, on=MADE_ON)


def notes(plan: Plan) -> list[str]:
    return [one.text for one in annual_document(report(plan)).blocks if isinstance(one, Paragraph)]


def tables(plan: Plan) -> list[Table]:
    return [one for one in annual_document(report(plan)).blocks if isinstance(one, Table) and one.about]


def test_a_red_line_of_the_summary_says_what_it_is_about(plan: Plan, area: FocusArea) -> None:
    make_duty(area, "Revidere klimaplanen.")
    first = next(one for one in annual_document(report(plan)).blocks if isinstance(one, LightLine))
    assert first.text.startswith("Revidere klimaplanen: ")


def test_a_line_that_names_its_indicator_names_it_once(plan: Plan, area: FocusArea) -> None:
    target = make_target(area)
    factories.give_figure(target, "1", period="2024")
    first = next(one for one in annual_document(report(plan)).blocks if isinstance(one, LightLine))
    assert target.used_indicator is not None
    assert first.text.count(name_of_indicator(target.used_indicator.indicator)) == 1


def test_red_without_cause_or_measure_says_so(plan: Plan, area: FocusArea) -> None:
    factories.give_figure(make_target(area), "1", period="2024")
    assert "Ingen årsak eller tiltak er skrevet." in notes(plan)


def test_red_with_a_cause_says_only_what_is_lacking(plan: Plan, area: FocusArea) -> None:
    target = make_target(area)
    factories.give_figure(target, "1", period="2024")
    said_at = datetime(2026, 3, 3, tzinfo=UTC)
    StatedCause.objects.create(
        target=target, text="Færre inntekter", said_on=said_at.date(), said_by="Vilde", said_at=said_at
    )
    assert "Ingen tiltak er skrevet." in notes(plan)
    assert "Ingen årsak eller tiltak er skrevet." not in notes(plan)


def test_nothing_is_asked_for_under_a_green_light_or_a_norm(plan: Plan, area: FocusArea) -> None:
    factories.give_figure(make_target(area), "9", period="2024")
    norm = factories.create_target(plan=plan, goal=None, primary_focus_area=area)
    factories.give_figure(norm, "1", period="2024")
    assert not [text for text in notes(plan) if "er skrevet" in text]


def test_one_figure_with_a_limit_is_drawn(plan: Plan, area: FocusArea) -> None:
    factories.give_figure(make_target(area), "6", period="2024")
    (table,) = tables(plan)
    assert table.drawing is not None


def test_a_light_that_became_grey_says_why_it_is(plan: Plan, area: FocusArea) -> None:
    target = make_target(area)
    assert target.used_indicator is not None
    indicator = target.used_indicator.indicator
    indicator.artefact_above = Decimal(100)
    indicator.save()
    for period, literal in (("2023", "4.9"), ("2024", "126.7")):
        factories.give_figure(target, literal, period=period)
    (change,) = report(plan).changes
    assert change.to_light == "grey"
    assert "kommer av måten kilden teller på" in change.because
    assert "nytt tall" not in change.because
    assert not change.because.endswith(".")


def test_a_figure_table_names_publisher_table_and_years(plan: Plan, area: FocusArea) -> None:
    target = make_target(area)
    assert target.used_indicator is not None
    target.used_indicator.indicator.sources.add(
        factories.create_source(name="KOSTRA", publisher="SSB", table="12362", url="https://www.ssb.no/kostra")
    )
    known = datetime(2025, 3, 15, 12, tzinfo=UTC)
    for period in ("2022", "2023", "2024"):
        factories.give_figure(target, "6", period=period, known_from=known)
    (table,) = tables(plan)
    assert table.source == "Kilde: KOSTRA (SSB), tabell 12362. Tall for 2022–2024, hentet 15. mars 2025."


@pytest.mark.parametrize(
    ("more", "paragraphs"),
    [
        pytest.param(" Vi sparer mer.", [("Vi sparer mer.",)], id="the draft is dropped and the rest stands"),
        pytest.param("", [], id="a commentary that is the draft alone is not printed"),
    ],
)
def test_the_drafted_sentence_is_not_printed_again(
    plan: Plan, area: FocusArea, more: str, paragraphs: list[tuple[str, ...]]
) -> None:
    target = make_target(area)
    factories.give_figure(target, "1", period="2024")
    assess_and_store(plan=plan, on=date(2025, 1, 1), now=datetime(2025, 1, 1, tzinfo=UTC))
    drafted = drafted_sentence(Assessment.objects.current().get(target=target).facts)
    its_round = factories.create_round(municipality=plan.municipality, kind=RoundKind.YEAR, period="2024", plans=[plan])
    factories.create_commentary(
        its_round,
        unit=factories.create_unit(municipality=plan.municipality),
        target=target,
        text=f"{drafted}{more}".replace("\u00a0", " "),
        state=CommentaryState.APPROVED,
        submitted_by="virksomhet",
        submitted_at=datetime(2025, 1, 20, tzinfo=UTC),
        decided_by="koordinator",
        decided_at=datetime(2025, 2, 1, tzinfo=UTC),
    )
    blocks = annual_document(report(plan)).blocks
    assert [one.paragraphs for one in blocks if isinstance(one, Comment)] == paragraphs
    assert ("Ingen årsak eller tiltak er skrevet." in notes(plan)) is (not paragraphs), "what is written is not lacking"


def test_a_drafted_sentence_that_a_correction_made_wrong_is_not_printed(plan: Plan, area: FocusArea) -> None:
    target = make_target(area)
    factories.give_figure(target, "9", period="2024", known_from=datetime(2025, 1, 1, tzinfo=UTC))
    assess_and_store(plan=plan, on=date(2025, 1, 1), now=datetime(2025, 1, 1, tzinfo=UTC))
    drafted = drafted_sentence(Assessment.objects.current().get(target=target).facts)
    its_round = factories.create_round(municipality=plan.municipality, kind=RoundKind.YEAR, period="2024", plans=[plan])
    moment = datetime(2025, 2, 1, tzinfo=UTC)
    factories.create_commentary(
        its_round,
        unit=factories.create_unit(municipality=plan.municipality),
        target=target,
        drafted=drafted,
        text=f"{drafted} Vi sparer mer.".replace("\u00a0", " "),
        state=CommentaryState.APPROVED,
        submitted_by="virksomhet",
        submitted_at=moment,
        decided_by="koordinator",
        decided_at=moment,
    )
    factories.give_figure(target, "1", period="2024", known_from=datetime(2025, 3, 1, tzinfo=UTC))
    blocks = annual_document(report(plan)).blocks
    assert [one.paragraphs for one in blocks if isinstance(one, Comment)] == [("Vi sparer mer.",)]
