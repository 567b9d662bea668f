"""Targets are judged soon after figures have come in, and not otherwise."""

from datetime import timedelta
from decimal import Decimal

import pytest

from targets.models import Assessment
from targets.services.assessment import NEWS_FOR, assess_news
from tests.factories import NOW, TODAY, create_fetch, create_target, give_figure

MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("brought", "age", "is_judged"),
    [
        pytest.param({"created_count": 1}, MINUTE, True, id="a new figure"),
        pytest.param({"updated_count": 1}, MINUTE, True, id="a revised figure"),
        pytest.param({"created_count": 1}, NEWS_FOR, True, id="just still news"),
        pytest.param({"created_count": 1}, NEWS_FOR + MINUTE, False, id="no news any more"),
        pytest.param({"unchanged_count": 9}, MINUTE, False, id="nothing but what was known"),
    ],
)
def test_targets_are_judged_when_figures_have_come(brought: dict[str, int], age: timedelta, is_judged: bool) -> None:
    fetch = create_fetch(received_at=NOW - age, **brought)
    give_figure(create_target(lower=Decimal(5)), "6", fetch=fetch)
    outcome = assess_news(on=TODAY, now=NOW)
    assert (outcome is not None) is is_judged
    assert Assessment.objects.count() == is_judged
