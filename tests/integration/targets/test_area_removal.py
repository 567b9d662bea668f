"""Taking focus areas and themes out of a plan, and getting them back whole."""

import pytest

from accounts.models import AuditEvent
from planning.models import EarlierWording, FocusArea, Plan, Theme
from planning.services import CannotUndo, edited, last_edit
from planning.services.areas import add_focus_area, change_part
from planning.services.wording import earlier_words_of
from targets.services.area_removal import IsInUse, Resting, delete_focus_area, delete_theme
from targets.services.undoing import undo_edit
from tests import factories
from tests.factories import NOW, TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def area() -> FocusArea:
    return factories.create_focus_area(code="OMR", title="Området")


def undo_last(plan: Plan) -> None:
    edit = last_edit(plan, by="kari")
    assert edit is not None
    undo_edit(edit=edit, by="kari", on=TODAY, now=NOW)


def test_an_empty_focus_area_is_deleted_and_told_of(area: FocusArea) -> None:
    delete_focus_area(area=area, by="kari", now=NOW)
    assert not FocusArea.objects.exists()
    assert AuditEvent.objects.get().action == "planning.focusarea.deleted"


def test_a_deleted_focus_area_comes_back_with_themes_citations_and_links(area: FocusArea) -> None:
    theme = factories.create_theme(focus_area=area)
    under = factories.create_theme(focus_area=area, parent=theme)
    guideline = factories.create_guideline(plan=area.plan)
    guideline.focus_areas.add(area)
    citation = factories.create_citation(guideline=guideline, focus_area=area)
    challenge = factories.create_challenge(plan=area.plan)
    challenge.focus_areas.add(area)
    key = area.pk
    delete_focus_area(area=area, by="kari", now=NOW)
    assert not Theme.objects.exists()
    undo_last(area.plan)
    back = FocusArea.objects.get(pk=key)
    assert list(back.themes.order_by("pk")) == [theme, under]
    assert (list(back.guidelines.all()), list(back.citations.all())) == ([guideline], [citation])
    assert list(back.challenges.all()) == [challenge]
    under.refresh_from_db()
    assert under.parent == theme


def test_a_focus_area_with_goals_measures_targets_and_indicators_stays(area: FocusArea) -> None:
    theme = factories.create_theme(focus_area=area)
    factories.create_goal(plan=area.plan, primary_focus_area=area).focus_areas.add(area)
    factories.create_measure(plan=area.plan, theme=theme)
    factories.create_challenge(plan=area.plan, theme=theme)
    used = factories.create_used_indicator(plan=area.plan, theme=theme)
    factories.create_target(plan=area.plan, goal=None, used_indicator=used, primary_focus_area=area)
    with pytest.raises(IsInUse) as refused:
        delete_focus_area(area=area, by="kari", now=NOW)
    assert refused.value.resting == Resting(goals=1, measures=1, targets=1, indicators=1, challenges=1)
    assert FocusArea.objects.exists()


def test_what_lies_elsewhere_does_not_keep_a_focus_area(area: FocusArea) -> None:
    other = factories.create_focus_area(plan=area.plan)
    factories.create_goal(plan=area.plan, primary_focus_area=other)
    delete_focus_area(area=area, by="kari", now=NOW)
    assert list(FocusArea.objects.all()) == [other]


def test_a_theme_with_themes_under_it_or_goals_in_it_stays(area: FocusArea) -> None:
    theme = factories.create_theme(focus_area=area)
    under = factories.create_theme(focus_area=area, parent=theme)
    factories.create_goal(plan=area.plan, theme=under)
    for one, resting in ((theme, Resting(themes=1)), (under, Resting(goals=1))):
        with pytest.raises(IsInUse) as refused:
            delete_theme(theme=one, by="kari", now=NOW)
        assert refused.value.resting == resting


def test_a_deleted_theme_comes_back(area: FocusArea) -> None:
    theme = factories.create_theme(focus_area=area)
    delete_theme(theme=theme, by="kari", now=NOW)
    undo_last(area.plan)
    assert Theme.objects.get(pk=theme.pk).title == theme.title


def test_a_deletion_cannot_be_undone_when_its_code_is_taken(area: FocusArea) -> None:
    delete_focus_area(area=area, by="kari", now=NOW)
    factories.create_focus_area(plan=area.plan, code="OMR")
    edit = last_edit(area.plan, by="kari")
    assert edit is not None
    with pytest.raises(CannotUndo):
        undo_edit(edit=edit, by="kari", on=TODAY, now=NOW)
    assert FocusArea.objects.count() == 1


def test_an_added_focus_area_stays_when_somebody_has_put_a_goal_in_it(area: FocusArea) -> None:
    added = add_focus_area(plan=area.plan, values={"title": "Nytt"}, by="kari", now=NOW)
    factories.create_goal(plan=area.plan, primary_focus_area=added)
    edit = last_edit(area.plan, by="kari")
    assert edit is not None
    with pytest.raises(CannotUndo):
        undo_edit(edit=edit, by="kari", on=TODAY, now=NOW)
    assert FocusArea.objects.filter(pk=added.pk).exists()


def test_words_that_held_until_they_were_undone_are_kept_as_well(area: FocusArea) -> None:
    change_part(part=area, values={"title": "I mellomtiden"}, reason="x", by="kari", on=TODAY, now=NOW)
    undo_last(area.plan)
    kept = [(one.text, one.reason) for one in earlier_words_of(area)]
    assert kept == [("I mellomtiden", "Endringen ble angret."), ("Området", "x")]


def test_undoing_what_left_the_words_alone_keeps_nothing(area: FocusArea) -> None:
    with edited(plan=area.plan, action="planning.focusarea.moved", label="x", by="kari", now=NOW) as edit:
        edit.before(area)
        area.order = 99
        area.save()
    undo_last(area.plan)
    assert not EarlierWording.objects.exists()
