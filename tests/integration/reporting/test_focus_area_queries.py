"""What the page of a focus area is made of: goals in their tree, measures, guidelines, challenges, figures."""

from datetime import date
from typing import Any

import pytest

from indicators.models import Direction, Standing, ValueKind
from planning.models import Basis, ChallengeKind, Dimension, FocusArea, Level, Plan, Progress
from reporting.queries.distribution import Distribution
from reporting.queries.focus_area import FocusAreaPage, focus_area_page
from reporting.queries.focus_goals import GoalRow
from reporting.queries.guidelines import guideline_page
from tests import factories

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 1)


@pytest.fixture
def area() -> FocusArea:
    return factories.create_focus_area(code="KLIMA", title="Klima")


def page_of(area: FocusArea) -> FocusAreaPage:
    return focus_area_page(area=area, plans=Plan.objects.all(), on=ON)


def goal_in(area: FocusArea, **values: Any) -> Any:
    goal = factories.create_goal(plan=area.plan, **values)
    goal.focus_areas.add(area)
    return goal


def only_goal(area: FocusArea) -> GoalRow:
    return page_of(area).own[0].goals[0]


# Themes and goals ---------------------------------------------------------------------------------------------------


def test_themes_stand_in_document_order_each_under_its_own(area: FocusArea) -> None:
    last = factories.create_theme(focus_area=area, title="Natur", order=9)
    first = factories.create_theme(focus_area=area, title="Utslipp", order=1)
    factories.create_theme(focus_area=area, title="Vann", parent=last, order=2)
    factories.create_theme(focus_area=area, title="Bil", parent=first, order=3)
    goal_in(area, theme=first)
    told = [(one.title, one.depth, one.holds) for one in page_of(area).chapters]
    assert told == [("Utslipp", 0, ("1 mål",)), ("Bil", 1, ()), ("Natur", 0, ()), ("Vann", 1, ())]


def test_goals_follow_the_themes_and_those_without_come_last(area: FocusArea) -> None:
    late, early = (factories.create_theme(focus_area=area, title=title, order=n) for n, title in ((2, "B"), (1, "A")))
    elsewhere = factories.create_theme(title="Fremmed")
    for theme in (None, elsewhere, late, early):
        goal_in(area, theme=theme)
    assert [group.title for group in page_of(area).own] == ["A", "B", "Fremmed", ""]


def test_a_subgoal_stands_under_its_goal(area: FocusArea) -> None:
    top = goal_in(area, text="Øverst")
    goal_in(area, text="Under", parent=top)
    page = page_of(area)
    (goal,) = page.own[0].goals
    assert [one.text for one in goal.subgoals] == ["Under"]
    assert page.own_count == 2


def test_a_subgoal_of_a_goal_elsewhere_says_what_it_lies_under(area: FocusArea) -> None:
    goal_in(area, parent=factories.create_goal(plan=area.plan, text="Overordnet"))
    assert only_goal(area).above == "Overordnet"


def test_goals_in_a_ring_are_all_shown(area: FocusArea) -> None:
    one = goal_in(area, text="En")
    other = goal_in(area, text="To", parent=one)
    one.parent = other
    one.save()
    assert {goal.text for goal in page_of(area).own[0].goals} == {"En", "To"}


def test_a_goal_brings_its_measures_guidelines_and_sdgs(area: FocusArea) -> None:
    goal = goal_in(area)
    factories.create_measure(plan=area.plan, title="Ladepunkter").goals.add(goal)
    goal.guidelines.add(factories.create_guideline(plan=area.plan, code="F-1", reference="Meld. St. 9 (2022–2023)"))
    goal.sdgs.add(factories.create_sdg(13), factories.create_sdg(7))
    row = only_goal(area)
    assert [one.title for one in row.measures] == ["Ladepunkter"]
    assert row.guidelines == (("F-1", "Meld. St. 9 (2022–2023)"),)
    assert row.sdgs == ((7, "Ren energi til alle"), (13, "Stoppe klimaendringene"))


def test_a_goal_whose_target_lies_in_another_area_still_shows_it(area: FocusArea) -> None:
    goal = goal_in(area)
    other = factories.create_focus_area(plan=area.plan)
    factories.create_target(plan=area.plan, goal=goal, primary_focus_area=other, code="T-9")
    assert [one.code for one in only_goal(area).targets] == ["T-9"]


# Measures -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("deadline", "progress", "late"),
    [
        (date(2026, 10, 31), Progress.ONGOING, True),
        (date(2026, 11, 1), Progress.ONGOING, False),
        (date(2026, 10, 31), Progress.DONE, False),
        (date(2026, 10, 31), Progress.STOPPED, False),
        (None, "", False),
    ],
)
def test_a_measure_is_late_the_day_after_its_deadline_unless_it_is_over(
    area: FocusArea, deadline: date | None, progress: str, late: bool
) -> None:
    factories.create_measure(plan=area.plan, deadline=deadline, progress=progress).focus_areas.add(area)
    assert [one.is_late for one in page_of(area).measures.rows] == [late]


# Guidelines ---------------------------------------------------------------------------------------------------------


def test_a_guideline_tells_each_citation_and_which_other_areas_cite_it(area: FocusArea) -> None:
    document = factories.create_document(plan=area.plan, code="KG", title="Kunnskapsgrunnlag")
    other = factories.create_focus_area(plan=area.plan, title="Leve")
    guideline = factories.create_guideline(plan=area.plan)
    for place, angle in ((area, "utslipp"), (other, "helse")):
        factories.create_citation(
            guideline=guideline, focus_area=place, cited_document=document.code, cited_section="Kapittel 4", angle=angle
        )
    (row,) = page_of(area).guidelines[0].guidelines
    (here,), (elsewhere,) = row.citations, row.elsewhere
    assert (here.document, here.where, here.angle) == ("Kunnskapsgrunnlag", "Kapittel 4", "utslipp")
    assert (elsewhere.where, elsewhere.angle) == ("Leve: Kapittel 4", "helse")


def test_guidelines_stand_by_level_from_the_widest(area: FocusArea) -> None:
    for level in (Level.MUNICIPAL, Level.INTERNATIONAL, Level.REGIONAL, Level.NATIONAL):
        factories.create_guideline(plan=area.plan, level=level).focus_areas.add(area)
    levels = [group.level for group in page_of(area).guidelines]
    assert levels == ["international", "national", "regional", "municipal"]


def test_the_page_of_guidelines_finds_by_words_level_and_what_is_unanswered() -> None:
    plan = factories.create_plan()
    answered = factories.create_guideline(plan=plan, title="Klima i ENDRING", gist="Naturbaserte løsninger")
    factories.create_goal(plan=plan).guidelines.add(answered)
    factories.create_guideline(plan=plan, title="Fylkesplan", level=Level.REGIONAL)

    def found(**asked: Any) -> list[str]:
        return [row.name for group in guideline_page(plan=plan, **asked).groups for row in group.guidelines]

    assert found() == ["Klima i ENDRING", "Fylkesplan"]
    assert found(text="løsninger klima") == ["Klima i ENDRING"]
    assert found(level="regional") == ["Fylkesplan"]
    assert found(only_unanswered=True) == ["Fylkesplan"]
    assert found(text="løsninger", level="regional") == []


# Challenges ---------------------------------------------------------------------------------------------------------


def test_challenges_and_opportunities_stand_by_dimension_with_its_basis(area: FocusArea) -> None:
    for kind, basis in ((ChallengeKind.CHALLENGE, Basis.DOCUMENT), (ChallengeKind.OPPORTUNITY, Basis.DERIVED)):
        one = factories.create_challenge(
            plan=area.plan, kind=kind, dimension=Dimension.ENVIRONMENTAL, dimension_basis=basis
        )
        one.focus_areas.add(area)
    factories.create_challenge(plan=area.plan).focus_areas.add(area)
    environmental, without = page_of(area).challenges
    assert environmental.title == "Miljømessig bærekraft"
    assert environmental.basis == ""
    assert [one.basis for one in environmental.challenges] == ["Dimensjonen er sagt i dokumentet."]
    assert [one.basis for one in environmental.opportunities] == ["Dimensjonen er utledet av innholdet."]
    assert without.title == "Uten bærekraftsdimensjon"


def test_what_all_of_a_dimension_rests_on_is_said_once(area: FocusArea) -> None:
    for _ in range(2):
        values = {"dimension": Dimension.SOCIAL, "dimension_basis": Basis.DOCUMENT}
        factories.create_challenge(plan=area.plan, **values).focus_areas.add(area)
    (group,) = page_of(area).challenges
    assert group.basis == "Dimensjonen er sagt i dokumentet."
    assert [one.basis for one in group.challenges] == ["", ""]


def test_a_challenge_leads_to_the_figures_that_show_it(area: FocusArea) -> None:
    used = factories.create_used_indicator(plan=area.plan, code="I-1")
    factories.create_challenge(plan=area.plan, extra={"indicators": ["I-1", "I-X"]}).focus_areas.add(area)
    (row,) = page_of(area).challenges[0].challenges
    assert row.indicators == ((used.indicator.code, used.indicator.name_nb),)


# Figures ------------------------------------------------------------------------------------------------------------


def follow(area: FocusArea, **indicator: Any) -> Any:
    used = factories.create_used_indicator(plan=area.plan, indicator=factories.create_indicator(**indicator))
    used.focus_areas.add(area)
    return used


def give(used: Any, literal: str, *, period: str = "2025", **values: Any) -> None:
    factories.create_observation(indicator=used.indicator, region=used.region, literal=literal, period=period, **values)


def figure_in(area: FocusArea) -> Any:
    (row,) = page_of(area).indicators.figures
    return row.figure


def test_the_newest_figure_tells_period_change_and_whether_that_is_better(area: FocusArea) -> None:
    used = follow(area, direction=Direction.DOWN)
    give(used, "10.5", period="2023")
    give(used, "9.0", period="2024")
    figure = figure_in(area)
    assert (figure.value, figure.period) == ("9,0\u00a0%", "2024")
    assert (figure.change.text, figure.change.since) == ("−1,5\u00a0prosentpoeng", "2023")
    assert (figure.change.direction, figure.change.good) == ("down", True)
    assert figure.spark is not None


def test_across_a_break_no_change_is_told(area: FocusArea) -> None:
    used = follow(area)
    give(used, "10.5", period="2023")
    give(used, "9.0", period="2024")
    factories.create_quality_record(used.indicator, from_period="2024", is_break=True)
    figure = figure_in(area)
    assert (figure.change, figure.is_broken) == (None, True)


def test_a_figure_without_a_period_is_shown_as_such(area: FocusArea) -> None:
    give(follow(area), "77", period="", standing=Standing.CITED)
    assert (figure_in(area).value, figure_in(area).period) == ("77,0\u00a0%", "uten årstall")


def test_a_projection_alone_is_shown_with_its_kind(area: FocusArea) -> None:
    give(follow(area), "40", period="2040", kind=ValueKind.PROJECTION, standing=Standing.SHOWN)
    assert (figure_in(area).period, figure_in(area).kind) == ("2040", "Framskriving")


def test_an_indicator_with_a_target_is_not_told_twice(area: FocusArea) -> None:
    used = follow(area)
    factories.create_target(plan=area.plan, goal=goal_in(area), used_indicator=used)
    assert page_of(area).indicators.all == []


def test_figures_that_only_a_hidden_draft_quotes_are_left_out(area: FocusArea) -> None:
    used = follow(area)
    draft = factories.create_plan(status="draft", code="UTKAST")
    give(used, "77", source_table=f"plan:{draft.code}", standing=Standing.CITED)
    page = focus_area_page(area=area, plans=Plan.objects.exclude(pk=draft.pk), on=ON)
    assert page.indicators.figures[0].figure is None


@pytest.mark.parametrize(("direction", "better"), [(Direction.DOWN, "lavere er bedre"), (None, "")])
def test_a_rank_is_a_place_and_lower_is_better_where_the_plan_wants_it_down(
    area: FocusArea, direction: str | None, better: str
) -> None:
    give(follow(area, unit="plassering", decimals=0, direction=direction), "37")
    (row,) = page_of(area).indicators.ranks
    assert row.figure is not None
    assert (row.figure.value, row.better) == ("plass 37", better)


def water(area: FocusArea, parts: dict[str, str], **values: Any) -> Distribution:
    used = follow(area, ordinal_scale=["svært dårlig", "dårlig", "moderat", "god", "svært god"], **values)
    for part, literal in parts.items():
        give(used, literal, period="", part=part, standing=Standing.CITED)
    (found,) = page_of(area).indicators.distributions
    return found


def test_a_scale_of_classes_is_one_whole_with_the_good_ones_added_up(area: FocusArea) -> None:
    told = water(
        area, {"svært god": "14.0", "God ": "36.7", "moderat": "31.3", "dårlig": "12.0", "svært dårlig": "6.0"}
    )
    assert told.rows[-1] == ("svært god", "14,0\u00a0%", True)
    assert (told.cut, told.good) == ("God eller bedre", "50,7\u00a0%")


def test_a_scale_may_say_itself_where_it_is_good_enough(area: FocusArea) -> None:
    told = water(area, {"moderat": "60", "god": "40"}, extra={"threshold": "moderat"})
    assert (told.cut, told.good) == ("Moderat eller bedre", "100,0\u00a0%")
    assert told.rows[0] == ("svært dårlig", "ikke oppgitt", False)


def test_a_class_that_the_scale_does_not_know_is_told_beside_it(area: FocusArea) -> None:
    told = water(area, {"god": "90", "ukjent": "10"})
    assert told.rows[-1] == ("ukjent", "10,0\u00a0%", False)


# Other plans, and front matter --------------------------------------------------------------------------------------


def test_a_related_plan_belongs_to_the_chapter_that_speaks_of_it() -> None:
    plan = factories.create_plan()
    front = factories.create_focus_area(plan=plan, is_focus_area=False, cited_document="KG", cited_line="1")
    area = factories.create_focus_area(plan=plan, cited_document="KG", cited_line="100-110")
    for title, document, line in (("Innledning", "KG", "26-31"), ("Klimaplan", "KG", "120"), ("Uten sted", "", "")):
        factories.create_related_plan(plan=plan, title=title, cited_document=document, cited_line=line)
    assert [one.title for one in page_of(area).related] == ["Klimaplan"]
    assert [one.title for one in page_of(front).related] == ["Innledning", "Uten sted"]


def test_front_matter_shows_what_stands_under_its_themes() -> None:
    front = factories.create_focus_area(is_focus_area=False)
    theme = factories.create_theme(focus_area=front)
    factories.create_goal(plan=front.plan, theme=theme)
    factories.create_measure(plan=front.plan, theme=theme)
    factories.create_challenge(plan=front.plan, theme=theme)
    page = page_of(front)
    assert (page.own_count, len(page.measures), page.challenge_count) == (1, 1, 1)
