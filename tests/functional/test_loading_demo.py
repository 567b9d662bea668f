"""`load_demo`: everything that `make demo` shows, and nothing lost when it is run again."""

from collections.abc import Iterator
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.utils import translation
from pytest_django import DjangoDbBlocker

from accounts.demo import PASSWORD, PEOPLE
from accounts.models import AuditEvent, Membership, Role, Unit, User
from accounts.permissions import Permission, has_permission
from indicators.models import Fetch, Observation, RegionChange, RegionVersion
from planning.models import Goal, Plan
from reporting.models import Commentary, CommentaryState, ReportingRound
from targets.models import Assessment, LightChange, Target

pytestmark = [pytest.mark.slow, pytest.mark.both_databases]


def load_demo() -> str:
    out = StringIO()
    call_command("load_demo", stdout=out)
    return out.getvalue()


@pytest.fixture(scope="module")
def told(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """What was said the first time. A test's own changes are undone after it, everything after the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        with translation.override("nb"):
            said = load_demo()
        yield said
        transaction.set_rollback(True)


def test_it_tells_what_it_does_and_who_can_log_in(told: str) -> None:
    for name in ("regions.yaml", "indicators.csv", "population.csv", "observations.csv", "need.csv", "plan.yaml"):
        assert f"{name}: " in told
    assert "52 måltall er vurdert, 52 vurderinger er nye" in told
    assert PASSWORD in told
    for person in PEOPLE:
        assert person.username in told


def test_one_person_per_role_and_five_units_marked_as_demo(told: str) -> None:
    plan = Plan.objects.get()
    assert {one.role for one in Membership.objects.filter(municipality=plan.municipality)} == set(Role.values)
    assert all(user.is_demo and "(demo)" in user.get_full_name() for user in User.objects.all())
    assert Unit.objects.filter(is_demo=True, name__endswith="(demo)").count() == Unit.objects.count() == 5
    assert Membership.objects.get(role=Role.UNIT_CONTACT).unit is not None
    assert has_permission(User.objects.get(username="administrator"), Permission.ADMINISTER)


def test_one_round_is_open_with_words_that_say_that_they_are_invented(told: str) -> None:
    assert "En rapporteringsrunde for 2025 er åpnet" in told
    asked = ReportingRound.objects.get()
    assert (asked.period, asked.is_open, asked.units.count()) == ("2025", True, 5)
    words = list(Commentary.objects.all())
    assert {one.state for one in words} == set(CommentaryState.values)
    assert all("oppdiktet" in one.text for one in words)


def test_each_of_them_can_log_in(told: str) -> None:
    refused = [person.username for person in PEOPLE if not Client().login(username=person.username, password=PASSWORD)]
    assert refused == []


def test_the_second_time_nothing_changes_and_nothing_typed_is_lost(told: str) -> None:
    Goal.objects.filter(code="M-01").update(text="Skrevet om av koordinatoren")
    Target.objects.filter(code="T-22").update(tolerance="0.5")
    person = User.objects.get(username="leder")
    person.set_password("et-annet-passord")
    person.save()
    models = (Observation, Fetch, Assessment, LightChange, AuditEvent, User, Unit, Membership, Commentary)
    before = [model._default_manager.count() for model in models]
    assert "blir stående som det er" in load_demo()
    after = [model._default_manager.count() for model in models]
    # The target whose band was typed is judged with it; nothing else moves.
    assert [new - old for new, old in zip(after, before, strict=True)] in ([0] * 9, [0, 0, 1, *[0] * 6])
    assert Goal.objects.get(code="M-01").text == "Skrevet om av koordinatoren"
    assert Client().login(username="leder", password="et-annet-passord")


def test_a_demo_from_before_learns_what_became_of_municipalities(told: str) -> None:
    RegionChange.objects.all().delete()
    RegionVersion.objects.all().delete()
    assert "regions.yaml: 45 nye, 0 endret" in load_demo()
    assert "regions.yaml: 0 nye, 0 endret" in load_demo()


def test_a_demo_person_who_was_removed_comes_back(told: str) -> None:
    User.objects.get(username="leser").delete()
    load_demo()
    assert Membership.objects.get(user__username="leser").role == Role.READER


def test_the_units_answer_for_goals_until_somebody_says_otherwise(told: str) -> None:
    given = Goal.objects.filter(unit__isnull=False)
    assert given.values("unit").distinct().count() == 4
    assert given.filter(owner__isnull=False).exists()
    kept = given.order_by("pk").first()
    assert kept is not None
    Goal.objects.exclude(pk=kept.pk).update(unit=None, owner=None)
    load_demo()
    assert list(Goal.objects.filter(unit__isnull=False)) == [kept]
