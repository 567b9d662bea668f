"""Deleting what rounds ask of: it goes while nobody has written of it, and stays with one clear line where somebody
has."""

from typing import Any

import pytest
from django.test import Client

from accounts.models import Role, Unit
from planning.models import Goal, Plan, PlanStatus
from planning.services import CannotUndo, last_edit
from planning.services.goals import CannotDelete, create_goal
from reporting.models import Commentary, CommentingDuty
from reporting.services.commenting_duties import set_duties
from reporting.services.removing_commented import TargetStays, delete_goal, delete_target
from reporting.services.removing_plans import delete_plan, why_plan_stays
from targets.models import Target
from targets.services.plan_removal import CannotDeletePlan
from targets.services.undoing import undo_edit
from tests.factories import NOW, TODAY, create_superuser, create_user
from tests.rounds import World, add_target, ask, create_world, write

BY: dict[str, Any] = {"by": "kari", "now": NOW}


@pytest.fixture
def world() -> World:
    """Whose plan is a draft."""
    made = create_world()
    Plan.objects.filter(pk=made.plan.pk).update(status=PlanStatus.DRAFT)
    made.plan.refresh_from_db()
    return made


@pytest.fixture
def target(world: World) -> Target:
    return add_target(world, "red", unit=world.schools)


def give_duty(world: World, goal: Goal) -> None:
    set_duties(municipality=world.municipality, goals={goal: world.streets}, **BY)


def test_a_draft_goes_with_duties_links_to_rounds_and_words_that_were_never_written(
    world: World, target: Target
) -> None:
    assert target.goal is not None
    give_duty(world, target.goal)
    asked = ask(world)
    write(asked, target, world.schools, "")
    delete_plan(plan=world.plan, **BY)
    asked.refresh_from_db()
    assert (Plan.objects.count(), CommentingDuty.objects.count(), Commentary.objects.count()) == (0, 0, 0)
    assert (asked.plans.count(), asked.units.count()) == (0, 2)


def test_a_draft_of_which_somebody_has_written_stays_whole(world: World, target: Target) -> None:
    assert target.goal is not None
    give_duty(world, target.goal)
    asked = ask(world)
    write(asked, target, world.schools)
    assert why_plan_stays(world.plan) == (
        "Planen kan ikke slettes, for det er skrevet faglige vurderinger av måltallene i den."
    )
    with pytest.raises(CannotDeletePlan):
        delete_plan(plan=world.plan, **BY)
    with pytest.raises(TargetStays, match="i runden for 2025, så det må bli stående"):
        delete_target(target=target, label="x", **BY)
    assert (asked.plans.count(), CommentingDuty.objects.count(), Commentary.objects.count()) == (1, 1, 1)


def test_a_target_whose_words_are_empty_goes_and_comes_back(world: World, target: Target) -> None:
    write(ask(world), target, world.schools, "")
    delete_target(target=target, label="x", **BY)
    assert (Target.objects.count(), Commentary.objects.count()) == (0, 0)
    undo_last(world.plan)
    assert Target.objects.get().code == target.code


def test_a_goal_goes_with_its_duty_unless_something_rests_on_it(world: World, target: Target) -> None:
    assert target.goal is not None
    give_duty(world, target.goal)
    with pytest.raises(CannotDelete, match="targets"):
        delete_goal(goal=target.goal, **BY)
    assert CommentingDuty.objects.count() == 1
    delete_target(target=target, label="x", **BY)
    delete_goal(goal=target.goal, **BY)
    assert (Goal.objects.count(), CommentingDuty.objects.count()) == (0, 0)


def test_a_goal_that_somebody_was_asked_to_comment_since_is_not_undone(world: World) -> None:
    goal = create_goal(plan=world.plan, values={"text": "Flere skal trives"}, links={}, **BY)
    give_duty(world, goal)
    with pytest.raises(CannotUndo):
        undo_last(world.plan)
    assert Goal.objects.count() == 1


def undo_last(plan: Plan) -> None:
    edit = last_edit(plan, by="kari")
    assert edit is not None
    undo_edit(edit=edit, by="kari", on=TODAY, now=NOW)


def test_pages_say_in_one_line_why_a_target_stays_and_let_a_goal_go(
    world: World, target: Target, client: Client
) -> None:
    write(ask(world), target, world.schools)
    goal = create_goal(plan=world.plan, values={"text": "Flere skal trives"}, links={}, **BY)
    give_duty(world, goal)
    client.force_login(create_user(role=Role.COORDINATOR, municipality=world.municipality))
    page = f"/planer/{world.plan.code}/maltall/{target.code}/slett/"
    for answer, status in ((client.get(page), 200), (client.post(page), 409)):
        text = answer.content.decode()
        assert answer.status_code == status
        assert "Det er skrevet en faglig vurdering av måltallet i runden for 2025" in text
        assert "har hatt et lys" not in text
    assert client.post(f"/planer/{world.plan.code}/rediger/mal/{goal.code}/slett/").status_code == 302
    assert not Goal.objects.filter(pk=goal.pk).exists()


def test_a_unit_that_comments_is_not_deleted_and_the_page_says_what_keeps_it(
    world: World, target: Target, client: Client
) -> None:
    assert target.goal is not None
    give_duty(world, target.goal)
    client.force_login(create_superuser(is_staff=True))
    answer = client.post(f"/admin/accounts/unit/{world.streets.pk}/delete/", {"post": "yes"})
    assert answer.status_code == 200
    assert "ansvar for kommentar" in answer.content.decode().casefold()
    assert Unit.objects.filter(pk=world.streets.pk).exists()
