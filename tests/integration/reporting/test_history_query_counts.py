"""The pages of history make a fixed number of queries, however much has happened."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.test import Client

from accounts.models import Role
from planning.models import Plan
from targets.models import Assessment, Target
from targets.services.promises import change_promise
from tests import factories
from tests.counted_queries import queries_of

START = date(2026, 1, 10)


@pytest.fixture
def plan() -> Plan:
    return factories.create_plan(code="P-1")


@pytest.fixture
def reader(plan: Plan, client: Client) -> Client:
    client.force_login(factories.create_user(role=Role.READER, municipality=plan.municipality))
    return client


def happen(target: Target, count: int, *, start: int = 0) -> None:
    """So many revisions, each with another light, and a promise that is changed every time."""
    for number in range(start, start + count):
        day = START + timedelta(days=number)
        now = datetime(day.year, day.month, day.day, 10, tzinfo=UTC)
        factories.give_figure(target, "6.0" if number % 2 else "1.0", period="2025", known_from=now)
        factories.assess(target.plan, on=day, now=now)
        change_promise(
            target=target, values={"lower": Decimal(5) - number / Decimal(100)}, reason="Sak", by="k", on=day, now=now
        )


@pytest.mark.parametrize("page", ["?siden=2026-01-01", "maltall/{code}/", "maltall/{code}/sertifikat/"])
def test_ten_times_as_much_history_takes_the_same_queries(page: str, plan: Plan, reader: Client) -> None:
    target = factories.create_target(plan=plan)
    happen(target, 2)
    address = f"/planer/P-1/{page.format(code=target.code)}"
    few = queries_of(reader, address)
    happen(target, 18, start=2)
    assert Assessment.objects.filter(target=target).count() > 20
    assert queries_of(reader, address) == few


def test_the_overview_asks_the_same_for_one_changed_target_and_for_many(plan: Plan, reader: Client) -> None:
    happen(factories.create_target(plan=plan), 3)
    few = queries_of(reader, "/planer/P-1/?siden=2026-01-01")
    for _ in range(6):
        happen(factories.create_target(plan=plan), 2)
    assert queries_of(reader, "/planer/P-1/?siden=2026-01-01") == few
