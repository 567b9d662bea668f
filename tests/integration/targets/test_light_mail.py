"""Who is told by mail that a light has become worse, of what, in which words, and how often."""

from datetime import date, timedelta
from decimal import Decimal
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from pytest_django import Settings

from accounts.models import Role, User
from planning.models import Plan, PlanStatus
from targets.models import LightChange, Target, TargetKind
from targets.services import light_mail
from targets.services.light_mail import tell_of_worse_lights
from targets.services.overriding import override_light
from tests.factories import (
    NOW,
    TODAY,
    assess,
    create_goal,
    create_indicator,
    create_membership,
    create_municipality,
    create_plan,
    create_target,
    create_used_indicator,
    create_user,
    give_figure,
)

DAY = timedelta(days=1)
# What a target of at least 5, with a band of 1, is judged by for each of the lights.
FIGURES = {"green": "6", "yellow": "4.5", "red": "2"}


@pytest.fixture
def plan() -> Plan:
    return create_plan(title="Kommuneplanens samfunnsdel")


@pytest.fixture
def owner(plan: Plan) -> User:
    return create_user(role=Role.UNIT_CONTACT, municipality=plan.municipality, email="eier@larvik.example")


@pytest.fixture
def target(plan: Plan, owner: User) -> Target:
    return owned(plan, owner)


def owned(plan: Plan, owner: User | None, **values: Any) -> Target:
    used = create_used_indicator(plan=plan, indicator=create_indicator(name_nb="Disposisjonsfond"))
    terms = {"lower": Decimal(5), "tolerance": Decimal(1)}
    return create_target(plan=plan, owner=owner, used_indicator=used, **terms | values)


def show(target: Target, light: str, *, days: int) -> None:
    """Let the target be judged so, on a day that many days from today."""
    moment = NOW + DAY * days
    values = {"missing": ".."} if light == "grey" else {"literal": FIGURES[light]}
    give_figure(target, **{"literal": "", **values}, known_from=moment)
    assess(target.plan, on=TODAY + DAY * days, now=moment)


def shown(target: Target, *lights: str) -> None:
    for days, light in enumerate(lights):
        show(target, light, days=days)


def tell() -> list[str]:
    """Who is told now."""
    mail.outbox.clear()
    tell_of_worse_lights(now=NOW + DAY * 30)
    return [address for message in mail.outbox for address in message.to]


OWNER = ["eier@larvik.example"]


@pytest.mark.parametrize(
    ("lights", "told"),
    [
        pytest.param(["red"], [], id="the first light of a target"),
        pytest.param(["green", "yellow"], OWNER, id="green to yellow"),
        pytest.param(["green", "red"], OWNER, id="green to red"),
        pytest.param(["yellow", "red"], OWNER, id="yellow to red"),
        pytest.param(["green", "grey"], OWNER, id="green to no light"),
        pytest.param(["red", "grey"], OWNER, id="red to no light"),
        pytest.param(["red", "yellow"], [], id="red to yellow"),
        pytest.param(["grey", "red"], [], id="its first colour"),
        pytest.param(["grey", "green"], [], id="a good first colour"),
        pytest.param(["grey", "green", "red"], OWNER, id="worse than its first colour"),
        pytest.param(["red", "grey", "yellow"], [], id="better by way of no light"),
        pytest.param(["green", "red", "green"], [], id="worse, and back before the mail went"),
        pytest.param(["green", "red", "yellow"], OWNER, id="worse, and half the way back"),
        pytest.param(["red", "green", "yellow"], [], id="better on the whole"),
        pytest.param(["green", "grey", "red"], OWNER, id="worse by way of no light"),
    ],
)
def test_the_owner_is_told_of_a_light_that_stands_worse(lights: list[str], told: list[str], target: Target) -> None:
    shown(target, *lights)
    assert tell() == told
    assert tell() == []


def test_what_was_not_worth_telling_is_no_measure_of_the_next_change(target: Target) -> None:
    shown(target, "red", "green")
    assert tell() == []
    show(target, "yellow", days=5)
    assert tell() == OWNER


def test_each_change_is_told_once_and_the_next_one_again(target: Target) -> None:
    shown(target, "green", "yellow")
    assert tell() == OWNER
    show(target, "red", days=3)
    assert tell() == OWNER
    assert "Gult → rødt" in mail.outbox[0].body


def test_when_it_was_told_is_kept(target: Target) -> None:
    shown(target, "green", "red")
    tell()
    told = {one.to_light: one.told_at for one in LightChange.objects.all()}
    assert told == {"green": None, "red": NOW + DAY * 30}


# What is said -------------------------------------------------------------------------------------------------------


def test_the_mail_says_from_what_to_what_why_and_where_to_read_more(target: Target, settings: Settings) -> None:
    settings.SITE_URL = "https://planpuls.example"
    shown(target, "green", "red")
    tell()
    (message,) = mail.outbox
    assert message.subject == "Planpuls: ett lys er blitt rødt i Kommuneplanens samfunnsdel"
    assert "Disposisjonsfond\nGrønt → rødt, siden 2. juli 2026.\nÅrsak: rettet tall.\nIkke oppfylt:" in message.body
    assert f"https://planpuls.example/planer/{target.plan.code}/maltall/{target.code}/" in message.body


def test_a_light_that_cannot_be_judged_any_more_is_told_so(target: Target) -> None:
    shown(target, "green", "grey")
    tell()
    assert "Grønt → grått: kan ikke lenger vurderes" in mail.outbox[0].body


def test_many_lights_are_one_mail_whose_subject_says_how_many_and_the_worst(plan: Plan, owner: User) -> None:
    for light in ("yellow", "red", "grey"):
        shown(owned(plan, owner), "green", light)
    assert tell() == OWNER
    subject = "Planpuls: 3 lys er blitt verre i Kommuneplanens samfunnsdel, det verste er rødt"
    assert mail.outbox[0].subject == subject
    body = mail.outbox[0].body
    assert body.index("Grønt → rødt") < body.index("Grønt → gult") < body.index("Grønt → grått")


def test_lights_of_several_plans_are_one_mail_too(plan: Plan, owner: User) -> None:
    other = create_plan(municipality=plan.municipality, title="Klimaplan")
    for one in (plan, other):
        shown(owned(one, owner), "green", "red")
    assert tell() == OWNER
    assert mail.outbox[0].subject == "Planpuls: 2 lys er blitt verre i 2 planer, det verste er rødt"
    assert "Klimaplan\n=========\n" in mail.outbox[0].body


def test_a_mail_of_too_many_lights_tells_how_many_more(
    plan: Plan, owner: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("targets.services.light_mail_words.MOST_TOLD", 1)
    for _time in range(3):
        shown(owned(plan, owner), "green", "red")
    tell()
    assert "Og 2 lys til er blitt verre." in mail.outbox[0].body
    assert tell() == []


def test_a_light_that_a_person_has_set_is_told_with_the_reason(target: Target) -> None:
    shown(target, "green")
    tell()
    override_light(
        target=target,
        light="red",
        reason="Tallet er feil.",
        decided_by="Formannskapet",
        decided_on=TODAY,
        until=date(2026, 12, 31),
        by="kari",
        on=TODAY,
        now=NOW,
    )
    assert tell() == OWNER
    assert "Lyset er satt av Formannskapet: Tallet er feil. Beregnet:\nOppfylt" in mail.outbox[0].body


def test_what_is_calculated_behind_a_persons_light_is_not_told(target: Target) -> None:
    shown(target, "yellow")
    override_light(
        target=target,
        light="green",
        reason="x",
        decided_by="x",
        decided_on=TODAY,
        until=date(2026, 12, 31),
        by="kari",
        on=TODAY,
        now=NOW,
    )
    show(target, "red", days=2)
    assert tell() == []


def test_a_milestone_is_named_by_its_state(plan: Plan, owner: User) -> None:
    milestone = create_target(
        plan=plan, owner=owner, kind=TargetKind.MILESTONE, used_indicator=None, state="Arealnøytral i 2030"
    )
    for days, light in enumerate(("green", "red")):
        milestone.appraisals.create(
            light=light, reason="x", judged_on=TODAY + DAY * days, judged_by="x", recorded_by="x", recorded_at=NOW
        )
        assess(plan, on=TODAY + DAY * days)
    assert tell() == OWNER
    assert "Arealnøytral i 2030\nGrønt → rødt" in mail.outbox[0].body


# Who is told --------------------------------------------------------------------------------------------------------


@pytest.fixture
def coordinators(plan: Plan) -> list[str]:
    """Two of the municipality, and others who are not to be told."""
    elsewhere = create_municipality()
    for address in ("kari@larvik.example", "ola@larvik.example"):
        create_user(role=Role.COORDINATOR, municipality=plan.municipality, email=address)
    create_user(role=Role.COORDINATOR, municipality=plan.municipality, email="")
    create_user(role=Role.LEADER, municipality=plan.municipality, email="leder@larvik.example")
    reader = create_user(role=Role.COORDINATOR, municipality=elsewhere, email="annen@sandefjord.example")
    create_membership(user=reader, role=Role.READER, municipality=plan.municipality)
    return ["kari@larvik.example", "ola@larvik.example"]


@pytest.mark.parametrize(
    "values",
    [
        pytest.param({"email": ""}, id="without an address"),
        pytest.param({"is_active": False}, id="who has left"),
    ],
)
def test_an_owner_who_cannot_be_told_is_told_by_way_of_the_coordinators(
    values: dict[str, Any], target: Target, owner: User, coordinators: list[str]
) -> None:
    User.objects.filter(pk=owner.pk).update(**values)
    shown(target, "green", "red")
    assert sorted(tell()) == coordinators
    assert all(len(message.to) == 1 for message in mail.outbox)


def test_a_target_without_an_owner_is_told_to_the_owner_of_its_goal(plan: Plan, owner: User) -> None:
    shown(owned(plan, None, goal=create_goal(plan=plan, owner=owner)), "green", "red")
    assert tell() == OWNER


def test_the_owner_of_the_target_comes_before_the_owner_of_the_goal(plan: Plan, owner: User) -> None:
    other = create_user(role=Role.LEADER, municipality=plan.municipality, email="annen@larvik.example")
    shown(owned(plan, owner, goal=create_goal(plan=plan, owner=other)), "green", "red")
    assert tell() == OWNER


def test_a_target_that_nobody_owns_is_told_to_the_coordinators(plan: Plan, coordinators: list[str]) -> None:
    shown(owned(plan, None), "green", "red")
    assert sorted(tell()) == coordinators


def test_a_draft_is_not_told_to_an_owner_who_may_not_see_it(coordinators: list[str], plan: Plan) -> None:
    reader = create_user(role=Role.READER, municipality=plan.municipality, email="leser@larvik.example")
    Plan.objects.filter(pk=plan.pk).update(status=PlanStatus.DRAFT)
    plan.refresh_from_db()
    shown(owned(plan, reader), "green", "red")
    assert sorted(tell()) == coordinators


def test_an_owner_of_another_municipality_is_not_told(coordinators: list[str], plan: Plan) -> None:
    stranger = create_user(role=Role.LEADER, email="leder@sandefjord.example")
    shown(owned(plan, stranger), "green", "red")
    assert sorted(tell()) == coordinators


def test_where_there_is_nobody_to_tell_nothing_is_sent(plan: Plan) -> None:
    shown(owned(plan, None), "green", "red")
    assert tell() == []
    assert LightChange.objects.filter(told_at__isnull=False).count() == 0


def test_a_coordinator_who_owns_targets_gets_one_mail_of_all(plan: Plan) -> None:
    both = create_user(role=Role.COORDINATOR, municipality=plan.municipality, email="kari@larvik.example")
    shown(owned(plan, both), "green", "red")
    shown(owned(plan, None), "green", "yellow")
    assert tell() == ["kari@larvik.example"]
    assert "2 lys er blitt verre" in mail.outbox[0].subject


# When mail cannot be sent -------------------------------------------------------------------------------------------


@pytest.fixture
def warnings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    told: list[str] = []
    monkeypatch.setattr(light_mail.logger, "warning", lambda text, *_facts: told.append(text))
    return told


def test_what_could_not_be_sent_is_sent_the_next_time(
    target: Target, warnings: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def disconnected(*_arguments: object) -> None:
        raise SMTPServerDisconnected

    shown(target, "green", "red")
    with monkeypatch.context() as patched:
        patched.setattr("django.core.mail.backends.locmem.EmailBackend.open", disconnected)
        assert tell() == []
    assert warnings == ["Mail about lights could not be sent: %s"]
    assert not LightChange.objects.filter(told_at__isnull=False).exists()
    assert tell() == OWNER


def test_an_address_that_is_refused_keeps_nobody_else_from_being_told(
    plan: Plan, target: Target, warnings: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    other = create_user(role=Role.LEADER, municipality=plan.municipality, email="borte@larvik.example")
    shown(owned(plan, other), "green", "red")
    shown(target, "green", "red")
    really = EmailBackend.send_messages

    def refusing(self: Any, messages: Any) -> int:
        if messages[0].to == ["borte@larvik.example"]:
            raise SMTPRecipientsRefused({})
        return int(really(self, messages))

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", refusing)
    assert tell() == OWNER
    assert tell() == []
    assert warnings == ["Mail about lights to the user %s could not be sent: %s"] * 2


def test_what_goes_wrong_before_the_mail_is_written_leaves_the_changes_untold(
    target: Target, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown(target, "green", "red")

    def broken(*_arguments: object) -> str:
        raise RuntimeError

    with monkeypatch.context() as patched:
        patched.setattr(light_mail, "body_of", broken)
        with pytest.raises(RuntimeError):
            tell()
    assert tell() == OWNER


def test_asking_costs_as_many_questions_for_many_lights_as_for_one(
    plan: Plan, owner: User, django_assert_max_num_queries: Any
) -> None:
    for _time in range(12):
        shown(owned(plan, owner), "green", "red")
    with django_assert_max_num_queries(12):
        tell_of_worse_lights(now=NOW)
    assert len(mail.outbox) == 1
