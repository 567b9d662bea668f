"""Taking away a whole draft: everything of the plan goes, every figure stays, and what held once stays too."""

from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps

from accounts.models import AuditEvent
from indicators.models import Indicator, Observation, QualityRecord, Source
from planning.models import Plan, PlanStatus
from planning.services import last_edit
from planning.services.adopting import adopt_plan
from reporting.models import Publication, QualityReview
from reporting.services.removing_plans import delete_plan
from targets.models import Appraisal, Assessment, Override, Target
from targets.services.overriding import override_light
from targets.services.plan_removal import CannotDeletePlan, obstacle_to_removal, what_goes
from targets.services.undoing import undo_edit
from tests import factories
from tests.factories import NOW, TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft() -> Plan:
    return factories.create_plan(code="UTKAST", title="Utkastet", status=PlanStatus.DRAFT)


def fill(plan: Plan) -> Target:
    """Something of everything, as much as possible of it resting on something else; one target judged and overridden.

    The plan's own indicator has a figure.
    """
    area = factories.create_focus_area(plan=plan)
    theme = factories.create_theme(focus_area=area)
    factories.create_theme(focus_area=area, parent=theme)
    goal = factories.create_goal(plan=plan, primary_focus_area=area, theme=theme)
    factories.create_goal(plan=plan, parent=goal)
    measure = factories.create_measure(plan=plan, theme=theme)
    measure.goals.add(goal)
    challenge = factories.create_challenge(plan=plan, theme=theme)
    challenge.measures.add(measure)
    factories.create_citation(guideline=factories.create_guideline(plan=plan), focus_area=area)
    indicator = factories.create_indicator(code=f"{plan.code}:sett", namespace=plan.code)
    used = factories.create_used_indicator(plan=plan, indicator=indicator, theme=theme)
    target = factories.create_target(plan=plan, goal=goal, used_indicator=used, primary_focus_area=area)
    factories.create_target(plan=plan, goal=goal, used_indicator=None, kind="milestone", coupled_with=target)
    factories.create_step(target=target)
    judge(target)
    return target


def judge(target: Target) -> None:
    factories.give_figure(target, "3.1")
    factories.assess(target.plan)
    said: dict[str, Any] = {
        "light": "green",
        "reason": "Feil i kilden",
        "decided_by": "Rådet",
        "decided_on": TODAY,
        "until": None,
    }
    override_light(target=target, **said, by="kari", on=TODAY, now=NOW + timedelta(hours=1))
    factories.create_stated_cause(target)
    Appraisal.objects.create(
        target=target, light="green", reason="x", judged_on=TODAY, judged_by="y", recorded_by="z", recorded_at=NOW
    )


def delete(plan: Plan) -> None:
    delete_plan(plan=plan, by="kari", now=NOW)


def rows_of_plans() -> dict[str, int]:
    """How many rows there are of everything that only a plan has."""
    models = [*apps.get_app_config("planning").get_models(), *apps.get_app_config("targets").get_models()]
    left_out = {"planning.sdg", "targets.seen", "targets.judgedfetch"}
    found = {model._meta.label_lower: model._default_manager.count() for model in models}
    return {name: count for name, count in found.items() if count and name not in left_out}


def test_everything_of_the_draft_goes_and_every_figure_stays(draft: Plan) -> None:
    target = fill(draft)
    assert Override.objects.exists()
    assert Assessment.objects.filter(override__isnull=False).exists()
    figures = set(Observation.objects.values_list("pk", flat=True))
    QualityReview.objects.create(
        plan=draft, thing="x", stamp="y", sentence="z", reason="Greit", reviewed_by="kari", reviewed_at=NOW
    )
    delete(draft)
    assert rows_of_plans() == {}
    assert not QualityReview.objects.exists()
    assert set(Observation.objects.values_list("pk", flat=True)) == figures
    assert target.used_indicator is not None
    assert Indicator.objects.filter(pk=target.used_indicator.indicator_id).exists()


def test_what_the_draft_alone_brought_in_and_nobody_saw_a_figure_of_goes_too(draft: Plan) -> None:
    seen = factories.create_indicator(namespace=draft.code)
    factories.create_observation(indicator=seen)
    unseen = factories.create_indicator(namespace=draft.code)
    public = factories.create_indicator()
    elsewhere = factories.create_indicator(namespace=draft.code)
    factories.create_used_indicator(plan=factories.create_plan(), indicator=elsewhere)
    for one in (seen, unseen, public):
        factories.create_used_indicator(plan=draft, indicator=one)
    own_source = factories.create_source(namespace=draft.code)
    public_source = factories.create_source()
    kept = factories.create_quality_record(seen, namespace=draft.code)
    factories.create_quality_record(unseen, namespace=draft.code)
    delete(draft)
    assert set(Indicator.objects.all()) == {seen, public, elsewhere}
    assert set(QualityRecord.objects.all()) == {kept}
    assert not Source.objects.filter(pk=own_source.pk).exists()
    assert Source.objects.filter(pk=public_source.pk).exists()


def test_another_plan_is_as_it_was() -> None:
    fill(factories.create_plan(code="ANNEN"))
    before = rows_of_plans()
    draft = factories.create_plan(status=PlanStatus.DRAFT)
    fill(draft)
    delete(draft)
    assert rows_of_plans() == before


def test_one_event_tells_what_went(draft: Plan) -> None:
    fill(draft)
    before = AuditEvent.objects.count()
    delete(draft)
    assert AuditEvent.objects.count() == before + 1
    event = AuditEvent.objects.get(action="planning.plan.deleted")
    assert (event.actor, event.object_id, event.after) == ("kari", str(draft.pk), None)
    assert event.before is not None
    counted = ("code", "goals", "targets", "measures", "challenges", "focus_areas", "themes", "sayings")
    assert [event.before[name] for name in counted] == ["UTKAST", 2, 2, 1, 1, 1, 2, 3]
    assert event.before["assessments"] >= 2


def test_a_draft_made_of_an_earlier_plan_goes_and_the_earlier_stays(draft: Plan) -> None:
    earlier = factories.create_plan()
    goal = factories.create_goal(plan=earlier)
    draft.follows = earlier
    draft.save()
    factories.create_goal(plan=draft, continues=goal)
    delete(draft)
    assert (list(Plan.objects.all()), goal.continued_by.count()) == ([earlier], 0)


@pytest.mark.parametrize("status", [PlanStatus.ADOPTED, PlanStatus.SUPERSEDED])
def test_an_adopted_plan_stays_whole(status: PlanStatus) -> None:
    plan = factories.create_plan(status=status)
    fill(plan)
    before = rows_of_plans()
    with pytest.raises(CannotDeletePlan, match="vedtatt"):
        delete(plan)
    assert rows_of_plans() == before


def test_a_draft_that_was_adopted_and_is_a_draft_again_by_undoing_stays(draft: Plan) -> None:
    factories.create_focus_area(plan=draft)
    factories.create_goal(plan=draft)
    said: dict[str, Any] = {"decision_reference": "KST 1/26", "decided_on": TODAY, "supersede": False}
    adopt_plan(plan=draft, **said, by="kari", now=NOW)
    edit = last_edit(draft, by="kari")
    assert edit is not None
    undo_edit(edit=edit, by="kari", on=TODAY, now=NOW)
    draft.refresh_from_db()
    assert (draft.status, draft.decided_on) == (PlanStatus.DRAFT, None)
    with pytest.raises(CannotDeletePlan, match="har vært vedtatt"):
        delete(draft)


def test_a_draft_whose_adoption_stands_only_in_the_trail_stays(draft: Plan) -> None:
    factories.create_audit_event(
        object_type="planning.plan", object_id=str(draft.pk), before={"status": "adopted"}, after={"status": "draft"}
    )
    assert "har vært vedtatt" in obstacle_to_removal(draft)


def test_a_draft_with_a_day_of_decision_stays(draft: Plan) -> None:
    draft.decided_on = TODAY
    draft.save()
    assert "har vært vedtatt" in obstacle_to_removal(draft)


def test_a_draft_that_another_plan_was_made_of_stays(draft: Plan) -> None:
    factories.create_plan(title="Neste", follows=draft)
    with pytest.raises(CannotDeletePlan, match="«Neste» er laget av den"):
        delete(draft)


def test_a_draft_that_superseded_another_stays(draft: Plan) -> None:
    factories.create_plan(title="Forrige", status=PlanStatus.SUPERSEDED, superseded_by=draft)
    with pytest.raises(CannotDeletePlan, match="avløst «Forrige»"):
        delete(draft)


def test_a_draft_that_was_published_stays(draft: Plan) -> None:
    factories.create_publication(draft)
    with pytest.raises(CannotDeletePlan, match="publisert"):
        delete(draft)
    assert Publication.objects.exists()


def test_a_draft_that_somebody_deleted_meanwhile_is_said_to_be_gone(draft: Plan) -> None:
    delete(draft)
    with pytest.raises(CannotDeletePlan, match="slettet allerede"):
        delete(draft)


def test_an_empty_draft_has_nothing_to_count(draft: Plan) -> None:
    going = what_goes(draft)
    assert (going.goals, going.targets, going.challenges, going.sayings) == (0, 0, 0, 0)
