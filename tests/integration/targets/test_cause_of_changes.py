"""The cause that is written down when a stored light changes."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from targets.models import Cause, LightChange, Override, Target
from targets.services.overriding import override_light, withdraw_override
from tests import factories
from tests.factories import NOW, TODAY, give_figure

TOMORROW, AT = TODAY + timedelta(days=1), NOW + timedelta(days=1)


@pytest.fixture
def target() -> Target:
    target = factories.create_target(lower=Decimal(5))
    give_figure(target, "6.0", period="2024")
    factories.assess(target.plan)
    return target


def last_cause(target: Target) -> str:
    return LightChange.objects.filter(target=target).latest("pk").cause


def set_yellow(target: Target, *, on: date = TODAY, now: datetime = NOW, until: date | None = None) -> Override:
    return override_light(
        target=target,
        light="yellow",
        reason="Tallet er for gammelt",
        decided_by="Kommunedirektøren",
        decided_on=on,
        until=until,
        by="kari",
        on=on,
        now=now,
    )


def test_the_first_light_is_called_that(target: Target) -> None:
    assert last_cause(target) == Cause.FIRST


def test_a_new_figure_is_named(target: Target) -> None:
    give_figure(target, "1.0", period="2025", known_from=AT)
    factories.assess(on=TOMORROW, now=AT)
    assert last_cause(target) == Cause.NEW_FIGURE


def test_a_known_figure_of_a_year_that_has_ended_is_a_matter_of_the_date(target: Target) -> None:
    """It was confirmed last on the last day of the year, when next year's first figure was known already."""
    give_figure(target, "1.0", period="2026", known_from=NOW)
    factories.assess(on=date(2026, 12, 31), now=datetime(2026, 12, 31, 6, tzinfo=UTC))
    factories.assess(on=date(2027, 1, 1), now=datetime(2027, 1, 1, 6, tzinfo=UTC))
    assert last_cause(target) == Cause.DATE


Deed = Callable[[Target], object]


@pytest.mark.parametrize(
    ("deed", "cause"),
    [
        pytest.param(set_yellow, Cause.OVERRIDE, id="a person sets another light"),
        pytest.param(
            lambda target: (set_yellow(target), withdraw_override(target=target, by="kari", on=TOMORROW, now=AT)),
            Cause.OVERRIDE,
            id="and takes it back",
        ),
        pytest.param(
            lambda target: (
                set_yellow(target),
                give_figure(target, "1.0", period="2025", known_from=AT),
                factories.assess(on=TOMORROW, now=AT),
            ),
            Cause.NEW_FIGURE,
            id="a figure ends it and is another light",
        ),
        pytest.param(
            lambda target: (
                set_yellow(target, until=TODAY),
                factories.assess(on=TOMORROW, now=AT),
            ),
            Cause.OVERRIDE,
            id="its last day passes",
        ),
        pytest.param(
            lambda target: (
                give_figure(target, "1.0", period="2025", known_from=AT),
                set_yellow(target, on=TOMORROW, now=AT, until=TOMORROW),
            ),
            Cause.OVERRIDE,
            id="it is set on the day that the calculated light changes too",
        ),
    ],
)
def test_a_persons_light_is_named_where_it_decided(target: Target, deed: Deed, cause: Cause) -> None:
    deed(target)
    assert last_cause(target) == cause
