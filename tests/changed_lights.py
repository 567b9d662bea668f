"""A fund whose light changes on known days, for tests of what is told of it."""

from datetime import UTC, date, datetime
from decimal import Decimal

from django.test import Client

from planning.models import Plan
from targets.models import Target
from tests import factories

MARCH, APRIL, MAY = date(2026, 3, 15), date(2026, 4, 2), date(2026, 5, 4)


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 10, tzinfo=UTC)


def create_fund(plan: Plan, *figures: str, name: str = "Disposisjonsfondet") -> Target:
    """Judged on the first of March, and again when each later figure has come, on the 15th."""
    indicator = factories.create_indicator(name_nb=name, unit="prosent", decimals=1)
    used = factories.create_used_indicator(plan=plan, indicator=indicator)
    target = factories.create_target(plan=plan, used_indicator=used, lower=Decimal(5))
    factories.give_figure(target, figures[0], period="2024", known_from=at(date(2025, 6, 1)))
    factories.assess(plan, on=date(2026, 3, 1), now=at(date(2026, 3, 1)))
    for literal in figures[1:]:
        factories.give_figure(target, literal, period="2025", known_from=at(MARCH))
    factories.assess(plan, on=MARCH, now=at(MARCH))
    return target


def text_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().replace("\u00a0", " ").replace("&nbsp;", " ").split())
