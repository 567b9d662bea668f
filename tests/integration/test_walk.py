"""One figure from Statistics Norway's bank to the words of the light on the page: each step as Celery takes it."""

import re
from datetime import datetime, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.apps import apps
from django.test import Client
from django.urls import reverse

from accounts.models import Job, Role
from indicators.models import Fetch, Observation, RateBudget, SourceProblem, SourceStatus
from indicators.tasks import fetch_due_sources
from targets.models import LightChange, Target
from targets.tasks import assess_touched
from tests.factories import create_region, create_target, create_used_indicator, create_user
from tests.fakes.pxweb import PxWeb, Table, reloading
from tests.fetched import NOON, mapped, publish, put, small_table, source_of

DAYS = timedelta(days=2)


@pytest.fixture
def table(pxweb: PxWeb) -> Table:
    """The net result of 2025 is 1.9 percent."""
    table = pxweb.add(small_table())
    put(table, "1.9")
    return table


@pytest.fixture
def target(pxweb: PxWeb, table: Table) -> Target:
    """A net result of at least 1.75 percent, followed in the table."""
    indicator = mapped(source_of(pxweb, table))
    used = create_used_indicator(indicator=indicator, region=create_region(code="3909", name="Larvik"))
    return create_target(plan=used.plan, used_indicator=used, lower=Decimal("1.75"))


def run_celery(at: datetime) -> None:
    """What beat sends, in the order in which it comes."""
    with time_machine.travel(at, tick=False):
        fetch_due_sources()
        assess_touched()


def page_of(target: Target) -> str:
    client = Client()
    client.force_login(create_user(role=Role.LEADER, municipality=target.plan.municipality))
    with time_machine.travel(NOON, tick=False):
        answer = client.get(reverse("target-detail", args=[target.plan.code, target.code]))
    assert answer.status_code == 200
    return answer.content.decode()


def verdict_on(page: str) -> str:
    """The word of the large light, which answers why; the small ones beneath it are history."""
    found = re.search(r'data-size-of-light="large".*?pp-light-word">([^<]+)<', page, re.DOTALL)
    assert found
    return found[1]


def changes(target: Target) -> list[str]:
    return list(LightChange.objects.filter(target=target).order_by("pk").values_list("to_light", flat=True))


def test_a_figure_becomes_a_light(target: Target) -> None:
    run_celery(NOON)
    page = page_of(target)
    assert verdict_on(page) == "Oppfylt"
    assert "1,9" in page
    assert "Nøkkeltall (Statistisk sentralbyrå)" in page
    assert changes(target) == ["green"]


def test_a_revised_figure_turns_the_light(pxweb: PxWeb, table: Table, target: Target) -> None:
    run_celery(NOON)
    put(table, "1.2")
    publish(pxweb, table, updated=NOON + timedelta(days=1))
    run_celery(NOON + DAYS)
    page = page_of(target)
    assert verdict_on(page) == "Ikke oppfylt"
    assert "1,2" in page
    assert changes(target) == ["green", "red"]


@pytest.mark.parametrize(
    ("printed", "reason"),
    [
        pytest.param(":", "confidential", id="hidden"),
        pytest.param("..", "no_data", id="withdrawn"),
    ],
)
def test_a_figure_that_is_no_longer_there_is_grey_and_never_zero(
    pxweb: PxWeb, table: Table, target: Target, printed: str, reason: str
) -> None:
    run_celery(NOON)
    put(table, printed)
    publish(pxweb, table, updated=NOON + timedelta(days=1))
    run_celery(NOON + DAYS)
    assert verdict_on(page_of(target)) == "Kan ikke vurderes"
    last = LightChange.objects.order_by("-pk").select_related("assessment").first()
    assert last
    assert (last.to_light, last.assessment.reason) == ("grey", reason)


def test_the_second_time_nothing_is_written(pxweb: PxWeb, table: Table, target: Target) -> None:
    run_celery(NOON)
    before = rows()
    run_celery(NOON)
    run_celery(NOON + DAYS)
    publish(pxweb, table, updated=NOON + timedelta(days=3))
    run_celery(NOON + DAYS * 2)
    assert rows() == before
    assert SourceStatus.objects.get().updated_upstream == NOON + timedelta(days=3)


def rows() -> dict[str, int]:
    """How many of everything there is, but for the jobs themselves and who asked whom when."""
    counted = [model for model in apps.get_models() if model not in {Job, RateBudget}]
    return {model._meta.label: model._default_manager.count() for model in counted}


def test_a_withdrawn_table_leaves_the_light_alone(pxweb: PxWeb, target: Target) -> None:
    run_celery(NOON)
    before = Observation.objects.count(), Fetch.objects.count()
    pxweb.withdraw("12134")
    run_celery(NOON + DAYS)
    assert SourceProblem.objects.open().count() == 1
    assert (Observation.objects.count(), Fetch.objects.count()) == before
    assert verdict_on(page_of(target)) == "Oppfylt"
    assert changes(target) == ["green"]


def test_a_lost_code_leaves_the_light_alone(pxweb: PxWeb, table: Table, target: Target) -> None:
    run_celery(NOON)
    table.remove_code("ContentsCode", "KOSAGD230000")
    publish(pxweb, table, updated=NOON + timedelta(days=1))
    run_celery(NOON + DAYS)
    assert SourceProblem.objects.open().count() == 1
    assert verdict_on(page_of(target)) == "Oppfylt"
    assert changes(target) == ["green"]


def test_a_bank_that_is_out_of_order_for_a_while_catches_up(pxweb: PxWeb, table: Table, target: Target) -> None:
    run_celery(NOON)
    put(table, "1.2")
    publish(pxweb, table, updated=NOON + timedelta(days=1))
    pxweb.answer_next(*[reloading()] * 4)
    run_celery(NOON + DAYS)
    assert changes(target) == ["green"]
    run_celery(NOON + DAYS + timedelta(hours=1))
    assert changes(target) == ["green", "red"]
    assert not SourceProblem.objects.open().exists()
