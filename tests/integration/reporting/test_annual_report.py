"""What the annual report says, and when: from figures in the database to the document that is printed."""

from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from indicators.models import Channel, Standing, ValueKind
from planning.models import FocusArea, Level, Plan, PlanStatus
from reporting.documents import Bullets, FactList, Heading, LightLine, Table
from reporting.exports.annual_layout import annual_document
from reporting.exports.html import as_html
from reporting.exports.word import as_docx
from reporting.queries.annual_report import AnnualReport, annual_report
from reporting.queries.annual_targets import ReportedTarget
from targets.models import Target, TargetKind
from tests import factories
from tests.report_files import docx_texts, html_texts

MADE_ON = date(2026, 7, 1)
REACH: dict[str, Any] = {
    "kind": TargetKind.REACH,
    "baseline_period": "2020",
    "baseline_value": Decimal(0),
    "goal_value": Decimal(100),
    "deadline": "2030",
}


@pytest.fixture
def plan() -> Plan:
    return factories.create_plan(title="Samfunnsdelen", municipality=factories.create_municipality(name="Fjordvik"))


@pytest.fixture
def area(plan: Plan) -> FocusArea:
    return factories.create_focus_area(plan=plan, code="A", title="Leve her", order=1)


def make_target(area: FocusArea, text: str = "Et trygt fond.", **values: Any) -> Target:
    goal = factories.create_goal(plan=area.plan, text=text)
    goal.focus_areas.add(area)
    return factories.create_target(plan=area.plan, goal=goal, **values)


def report(plan: Plan, year: int = 2024, on: date = MADE_ON) -> AnnualReport:
    return annual_report(plan=plan, year=year, on=on)


def only_target(plan: Plan, year: int = 2024, on: date = MADE_ON) -> ReportedTarget:
    (target,) = report(plan, year, on).targets
    return target


def headings(made: AnnualReport) -> list[tuple[int, str]]:
    return [(one.level, one.text) for one in annual_document(made).blocks if isinstance(one, Heading)]


def said(made: AnnualReport) -> str:
    """Everything that is printed, as one text."""
    return "\n".join(html_texts(as_html(annual_document(made))))


# The year -----------------------------------------------------------------------------------------------------------


def test_a_year_is_judged_by_its_own_figure_and_not_by_a_later_one(plan: Plan, area: FocusArea) -> None:
    target = make_target(area)
    factories.give_figure(target, "6", period="2024")
    factories.give_figure(target, "4", period="2025")
    lights = [(year, only_target(plan, year).light, only_target(plan, year).actual) for year in (2024, 2025)]
    assert lights == [(2024, "green", "6,0\u00a0% (2024)"), (2025, "red", "4,0\u00a0% (2025)")]


def test_figures_of_later_years_are_not_printed(plan: Plan, area: FocusArea) -> None:
    target = make_target(area)
    for year in range(2018, 2026):
        factories.give_figure(target, "6", period=str(year))
    figures = only_target(plan, 2024).figures
    assert figures is not None
    assert [one.period for one in figures.periods] == ["2020", "2021", "2022", "2023", "2024"]
    assert figures.chart is not None
    assert [point.label for point in figures.chart.series.points][-1] == "2024"


def test_a_figure_that_came_after_the_year_counts_for_it(plan: Plan, area: FocusArea) -> None:
    factories.give_figure(make_target(area), "6", period="2024", known_from=datetime(2025, 6, 5, tzinfo=UTC))
    assert only_target(plan, 2024).light == "green"


@pytest.mark.parametrize(
    ("year", "judged_on", "words"),
    [
        (2025, date(2026, 1, 1), ""),
        (2026, MADE_ON, "2026 er ikke over ennå."),
        (2027, MADE_ON, "2027 har ikke begynt ennå."),
    ],
)
def test_a_year_that_is_not_over_is_judged_today_and_says_so(
    plan: Plan, area: FocusArea, year: int, judged_on: date, words: str
) -> None:
    make_target(area)
    made = report(plan, year)
    assert made.judged_on == judged_on
    text = said(made)
    assert words in text
    assert ("ikke over" in text or "ikke begynt" in text) is bool(words)


# Lights -------------------------------------------------------------------------------------------------------------


def test_norms_are_shown_and_not_counted(plan: Plan, area: FocusArea) -> None:
    factories.give_figure(make_target(area), "6", period="2024")
    norm = factories.create_target(plan=plan, goal=None, primary_focus_area=area)
    factories.give_figure(norm, "1", period="2024")
    made = report(plan)
    assert (made.lights.green, made.lights.red) == (1, 0)
    assert made.areas[0].lights.total == 1
    assert [one.light for one in made.areas[0].norms] == ["red"]
    assert "I tillegg viser planen til 1 norm." in said(made)
    assert (2, "Dette er rødt") not in headings(made)


def test_red_and_yellow_are_named_in_the_summary(plan: Plan, area: FocusArea) -> None:
    for literal in ("1", "4.9", "6"):
        factories.give_figure(make_target(area), literal, period="2024")
    blocks = annual_document(report(plan)).blocks
    chapter = blocks[: next(n for n, one in enumerate(blocks) if isinstance(one, Heading) and one.text == "Leve her")]
    lines = [(one.light, one.word) for one in chapter if isinstance(one, LightLine)]
    assert lines == [("red", "Ikke oppfylt"), ("yellow", "Nær kravet")]


def test_the_sentence_is_printed_as_everywhere_else(plan: Plan, area: FocusArea) -> None:
    factories.give_figure(make_target(area), "6", period="2024")
    assert only_target(plan).sentence.replace("\u00a0", " ") in said(report(plan))


def test_why_lights_are_grey_is_counted(plan: Plan, area: FocusArea) -> None:
    make_target(area, used_indicator=None)
    make_target(area)
    bullets = [one.items for one in annual_document(report(plan)).blocks if isinstance(one, Bullets)]
    assert sorted(bullets[0]) == ["1 har ingen indikator", "1 mangler tall"]


def test_the_method_has_the_words_of_every_light_in_the_report(plan: Plan, area: FocusArea) -> None:
    make_target(area)
    make_target(area, kind="recurring", used_indicator=None, recurs_every=4, recurs_unit="år", deadline="2023")
    make_target(area, kind="milestone", used_indicator=None, state="arealnøytral")
    made = report(plan)
    (words,) = [one for one in annual_document(made).blocks if isinstance(one, Table) and "ordene" in one.title]
    told = {row[0].text: [cell.text for cell in row[1:]] for row in words.rows}
    assert told["Fast oppgave"] == ["I rute", "–", "Forfalt", "Kan ikke vurderes"]
    assert told["Tilstand"] == ["Oppfylt", "Delvis", "Ikke oppfylt", "Kan ikke vurderes"]
    assert {one.word for one in made.targets} <= {word for words in told.values() for word in words}


def test_a_target_of_several_areas_counts_in_each_and_is_printed_once(plan: Plan, area: FocusArea) -> None:
    other = factories.create_focus_area(plan=plan, title="Skape her", order=2)
    target = make_target(area, "Et mål for to områder.")
    assert target.goal is not None
    target.goal.focus_areas.add(other)
    factories.give_figure(target, "6", period="2024")
    made = report(plan)
    assert [one.lights.green for one in made.areas] == [1, 1]
    assert made.lights.green == 1
    assert [text for _level, text in headings(made)].count("Et mål for to områder.") == 1
    assert "Leve her – Et mål for to områder." in said(made)


# Figures ------------------------------------------------------------------------------------------------------------


def test_a_path_prints_what_was_expected_of_each_period(plan: Plan, area: FocusArea) -> None:
    target = make_target(area, **REACH)
    for period, literal in (("2019", "1"), ("2020", "0"), ("2023", "29"), ("2024", "20")):
        factories.give_figure(target, literal, period=period)
    figures = only_target(plan).figures
    assert figures is not None
    assert [(one.period, one.expected) for one in figures.periods] == [
        *(("2019", ""), ("2020", "0,0"), ("2023", "30,0"), ("2024", "40,0")),
    ]
    assert [one.is_judged for one in figures.periods] == [False, False, False, True]
    assert only_target(plan).expected == "40,0\u00a0%"


def test_a_figure_says_when_it_is_provisional_missing_hidden_or_the_municipalitys_own(
    plan: Plan, area: FocusArea
) -> None:
    target = make_target(area)
    own = {"kind": ValueKind.CORRECTION, "standing": Standing.CORRECTION}
    factories.give_figure(target, "6", period="2020", **own)
    factories.give_figure(target, "", period="2021", missing="..")
    factories.give_figure(target, "", period="2022", missing=":")
    factories.give_figure(target, "6", period="2023")
    factories.give_figure(target, "6", period="2024", kind=ValueKind.PROVISIONAL)
    figures = only_target(plan).figures
    assert figures is not None
    assert [(one.value, one.remark) for one in figures.periods] == [
        *(("6,0", "eget tall"), ("..", "mangler"), (":", "skjult"), ("6,0", ""), ("6,0", "foreløpig")),
    ]


def test_one_figure_without_a_limit_is_a_table_and_no_chart(plan: Plan, area: FocusArea) -> None:
    factories.give_figure(make_target(area, kind=TargetKind.TREND), "6", period="2024")
    figures = only_target(plan).figures
    assert figures is not None
    assert figures.chart is None


def test_a_promise_in_another_unit_is_not_drawn_on_the_axis(plan: Plan, area: FocusArea) -> None:
    target = make_target(area, kind=TargetKind.STAY_BELOW, upper=Decimal(3), unit="dager")
    for period in ("2023", "2024"):
        factories.give_figure(target, "98", period=period)
    made = only_target(plan)
    assert made.reason == "unit_mismatch"
    assert made.figures is not None
    assert made.figures.chart is not None
    assert made.figures.chart.expectation is None


# What stands where --------------------------------------------------------------------------------------------------


def test_goals_stand_by_theme_and_those_of_others_after_our_own(plan: Plan, area: FocusArea) -> None:
    theme = factories.create_theme(focus_area=area, title="Helse")
    for text, level in (("Nasjonalt mål.", Level.NATIONAL), ("Vårt mål.", Level.MUNICIPAL)):
        target = make_target(area, text, used_indicator=None)
        assert target.goal is not None
        target.goal.theme, target.goal.level = theme, level
        target.goal.save()
    made = headings(report(plan))
    start = made.index((1, "Leve her"))
    assert made[start : start + 9] == [
        *((1, "Leve her"), (2, "Kommunens mål"), (3, "Helse"), (4, "Vårt mål."), (5, "Minst 5\u00a0%")),
        *((2, "Mål som andre har satt"), (3, "Helse"), (4, "Nasjonalt: Nasjonalt mål."), (5, "Minst 5\u00a0%")),
    ]


def test_headings_never_skip_a_level(plan: Plan, area: FocusArea) -> None:
    make_target(area)
    factories.create_target(plan=plan, goal=None, primary_focus_area=area)
    levels = [level for level, _text in headings(report(plan))]
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))


def test_goals_without_a_target_are_named_and_counted(plan: Plan, area: FocusArea) -> None:
    make_target(area)
    goal = factories.create_goal(plan=plan, text="Et mål uten tall.")
    goal.focus_areas.add(area)
    made = report(plan)
    assert made.goals_without_target == 1
    assert (3, "Mål uten måltall") in headings(made)
    assert "1 mål har ikke noe måltall." in said(made)
    assert "Et mål uten tall." in said(made)


def test_what_belongs_to_no_area_is_printed_too(plan: Plan, area: FocusArea) -> None:
    factories.create_target(plan=plan, goal=factories.create_goal(plan=plan, text="Et løst mål."))
    factories.create_target(plan=plan, goal=None, note="En løs norm")
    factories.create_measure(plan=plan, title="Et løst tiltak")
    text = said(report(plan))
    assert text.count("Uten innsatsområde") == 3  # contents, summary, chapter
    assert all(words in text for words in ("Et løst mål.", "Et løst tiltak"))


def test_measures_of_an_area_are_a_table(plan: Plan, area: FocusArea) -> None:
    measure = factories.create_measure(plan=plan, title="Turstier", status="pågår", gist="ti kilometer")
    measure.focus_areas.add(area)
    table = next(one for one in annual_document(report(plan)).blocks if isinstance(one, Table) and one.about)
    assert [cell.text for cell in table.rows[0]] == ["Turstier", "pågår", "ti kilometer"]


def test_front_matter_without_content_gets_no_chapter(plan: Plan, area: FocusArea) -> None:
    factories.create_focus_area(plan=plan, title="Rammer", is_focus_area=False)
    make_target(area)
    assert (1, "Rammer") not in headings(report(plan))
    assert (1, "Leve her") in headings(report(plan))


def test_sources_and_documents_are_listed_once(plan: Plan, area: FocusArea) -> None:
    source = factories.create_source(name="KOSTRA", publisher="SSB", table="12362", url="https://www.ssb.no/kostra")
    for _ in range(2):
        target = make_target(area)
        assert target.used_indicator is not None
        target.used_indicator.indicator.sources.add(source)
        factories.give_figure(target, "6", period="2024")
    factories.create_document(plan=plan, title="Kunnskapsgrunnlag", publisher="Fjordvik kommune", year=2023)
    made = report(plan)
    assert made.sources == ("KOSTRA (SSB), tabell 12362, https://www.ssb.no/kostra",)
    assert made.documents == ("Kunnskapsgrunnlag, Fjordvik kommune, 2023",)


def test_a_figure_without_a_named_source_names_its_delivery(plan: Plan, area: FocusArea) -> None:
    fetch = factories.create_fetch(name="tall.csv", channel=Channel.CSV)
    factories.give_figure(make_target(area), "6", period="2024", fetch=fetch)
    assert report(plan).sources == ("levert av kommunen 1. juli 2026",)


def test_the_front_page_tells_plan_municipality_year_and_day(plan: Plan, area: FocusArea) -> None:
    make_target(area)
    made = annual_document(report(plan))
    assert (made.publisher, made.title, made.subtitle) == ("Fjordvik kommune", "Årsrapport 2024", "Samfunnsdelen")
    assert ("Lysene er vurdert per", "1. januar 2025") in made.facts.facts
    assert ("Tallene er hentet per", "1. juli 2026") in made.facts.facts


def test_a_draft_says_that_it_is_one() -> None:
    plan = factories.create_plan(status=PlanStatus.DRAFT)
    assert ("Planens status", "utkast") in annual_document(report(plan)).facts.facts


def test_an_empty_plan_gives_a_short_report(plan: Plan) -> None:
    text = said(report(plan))
    assert "Planen har ingen måltall, så det er ingenting å vurdere." in text
    assert docx_texts(as_docx(annual_document(report(plan)))) == text.split("\n")


def test_no_list_and_no_table_is_empty(plan: Plan, area: FocusArea) -> None:
    for made in (report(plan), report(factories.create_plan())):
        blocks = annual_document(made).blocks
        assert all(one.items for one in blocks if isinstance(one, Bullets))
        assert all(one.facts for one in blocks if isinstance(one, FactList))
        assert all(one.rows for one in blocks if isinstance(one, Table))


def test_both_forms_of_a_real_report_say_the_same(plan: Plan, area: FocusArea) -> None:
    target = make_target(area, **REACH)
    for period in ("2022", "2023", "2024"):
        factories.give_figure(target, "12.5", period=period)
    made = annual_document(report(plan))
    assert html_texts(as_html(made)) == docx_texts(as_docx(made))


@pytest.mark.parametrize("language", ["nn", "en"])
def test_the_report_is_in_the_readers_language(plan: Plan, area: FocusArea, language: str) -> None:
    factories.give_figure(make_target(area), "6", period="2024")
    with translation.override(language):
        made = annual_document(report(plan))
        texts = html_texts(as_html(made))
    assert made.language == language
    assert texts == docx_texts(as_docx(made))


# Cost ---------------------------------------------------------------------------------------------------------------


def test_ten_times_the_targets_take_the_same_queries(plan: Plan, area: FocusArea) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            annual_document(report(plan))
        return len(captured)

    def fill(count: int) -> None:
        for _ in range(count):
            factories.give_figure(make_target(area), "6", period="2024")

    fill(2)
    few = queries()
    fill(18)
    assert queries() == few <= 48
