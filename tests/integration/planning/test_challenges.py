"""Challenges and opportunities written on pages: the next code, words that were adopted, and all of it undone."""

from typing import Any

import pytest

from accounts.models import AuditEvent
from planning.models import Basis, Challenge, ChallengeKind, Dimension, EarlierWording, Edit, Plan, PlanStatus
from planning.services import last_edit, undo
from planning.services.challenges import ChallengeLinks, add_challenge, change_challenge, delete_challenge
from planning.services.wording import WordsNeedReason
from tests import factories
from tests.factories import NOW, TODAY

pytestmark = pytest.mark.django_db
VALUES = {
    "kind": ChallengeKind.CHALLENGE,
    "text": "Flere eldre",
    "dimension": Dimension.SOCIAL,
    "dimension_basis": Basis.DERIVED,
}


@pytest.fixture
def plan() -> Plan:
    return factories.create_plan(code="PLAN")


def add(plan: Plan, **links: Any) -> Challenge:
    return add_challenge(plan=plan, values=VALUES, links=ChallengeLinks(**links), by="kari", now=NOW)


def change(challenge: Challenge, text: str, *, reason: str = "", **links: Any) -> None:
    told: dict[str, Any] = {"links": ChallengeLinks(**links), "reason": reason}
    change_challenge(challenge=challenge, values=VALUES | {"text": text}, **told, by="kari", on=TODAY, now=NOW)


def undo_last(plan: Plan) -> None:
    edit = last_edit(plan, by="kari")
    assert edit is not None
    undo(edit=edit, by="kari", now=NOW)


def test_the_first_of_a_plan_gets_the_first_code(plan: Plan) -> None:
    challenge = add(plan)
    assert (challenge.code, challenge.order) == ("U-01", 0)
    assert AuditEvent.objects.get().action == "planning.challenge.added"


def test_the_next_goes_on_in_the_manner_of_the_plan(plan: Plan) -> None:
    factories.create_challenge(plan=plan, code="UTF-07", order=4)
    challenge = add(plan)
    assert (challenge.code, challenge.order) == ("UTF-08", 5)


def test_an_added_one_is_gone_when_it_is_undone(plan: Plan) -> None:
    add(plan, focus_areas=[factories.create_focus_area(plan=plan)], measures=[factories.create_measure(plan=plan)])
    undo_last(plan)
    assert not Challenge.objects.exists()


def test_a_change_with_its_links_is_undone_whole(plan: Plan) -> None:
    area, other = factories.create_focus_area(plan=plan), factories.create_focus_area(plan=plan)
    measure = factories.create_measure(plan=plan)
    challenge = factories.create_challenge(plan=plan, text="Før")
    challenge.focus_areas.add(area)
    change(challenge, "Etter", reason="Nye tall", focus_areas=[other], measures=[measure])
    challenge.refresh_from_db()
    assert (challenge.text, challenge.dimension) == ("Etter", Dimension.SOCIAL)
    assert (list(challenge.focus_areas.all()), list(challenge.measures.all())) == ([other], [measure])
    undo_last(plan)
    challenge.refresh_from_db()
    assert (challenge.text, challenge.dimension) == ("Før", "")
    assert (list(challenge.focus_areas.all()), list(challenge.measures.all())) == ([area], [])


def test_other_words_of_an_adopted_plan_need_a_reason(plan: Plan) -> None:
    challenge = factories.create_challenge(plan=plan, text="Før")
    with pytest.raises(WordsNeedReason):
        change(challenge, "Etter")
    assert Challenge.objects.get().text == "Før"
    change(challenge, "Etter", reason="Nye tall")
    kept = EarlierWording.objects.get()
    assert (kept.subject, kept.code, kept.text, kept.reason) == (
        "planning.challenge",
        challenge.code,
        "Før",
        "Nye tall",
    )


def test_a_draft_is_written_anew_without_a_reason() -> None:
    draft = factories.create_plan(status=PlanStatus.DRAFT)
    change(factories.create_challenge(plan=draft), "Etter")
    assert Challenge.objects.get().text == "Etter"
    assert not EarlierWording.objects.exists()


def test_a_change_that_changes_nothing_leaves_no_trace(plan: Plan) -> None:
    challenge = factories.create_challenge(plan=plan, **VALUES)
    change(challenge, "Flere eldre")
    assert not Edit.objects.exists()


def test_an_adopted_one_is_deleted_with_a_reason_and_comes_back_with_its_links(plan: Plan) -> None:
    area, measure = factories.create_focus_area(plan=plan), factories.create_measure(plan=plan)
    challenge = factories.create_challenge(plan=plan, text="Før")
    challenge.focus_areas.add(area)
    challenge.measures.add(measure)
    with pytest.raises(WordsNeedReason):
        delete_challenge(challenge=challenge, reason=" ", by="kari", now=NOW)
    delete_challenge(challenge=challenge, reason="Står to ganger", by="kari", now=NOW)
    assert not Challenge.objects.exists()
    assert AuditEvent.objects.get().reason == "Står to ganger"
    undo_last(plan)
    back = Challenge.objects.get(pk=challenge.pk)
    assert (list(back.focus_areas.all()), list(back.measures.all())) == ([area], [measure])
