"""What those who bring figures to the door may count on."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection

from accounts.imports import LoadOutcome
from indicators.models import Channel, Fetch, Indicator, Observation, Standing
from indicators.services.recording import Delivery, NewFigure, record_figures, staging
from indicators.services.recording.adding import KnownTooLate
from indicators.vintages import Vintage
from tests.factories import create_indicator, create_region

NOW = datetime(2026, 7, 1, 12, tzinfo=UTC)
DELIVERY = Delivery(Channel.HAND, "Skrevet inn", b"1", "kari", NOW, NOW)


def figures(count: int, *, known_from: datetime = NOW) -> Iterator[NewFigure]:
    """So many figures of one indicator, each asked for when its turn has come."""
    indicator, region = create_indicator(), create_region()
    for year in range(1900, 1900 + count):
        vintage = Vintage(f"{year}", "", "actual", Standing.OFFICIAL, "", 0, known_from)
        assert Indicator.objects.filter(pk=indicator.pk).exists()
        yield NewFigure(indicator.pk, region.pk, f"{year}", date(year, 12, 31), vintage, f"celle {year}")


def test_whoever_makes_the_figures_may_use_the_database_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(staging, "FIGURES_AT_A_TIME", 3)
    assert record_figures(figures=figures(8), delivery=DELIVERY).outcome == LoadOutcome(created=8)


def test_two_deliveries_in_one_transaction_do_not_meet_each_others_tables() -> None:
    for body in (b"1", b"2"):
        delivery = Delivery(Channel.HAND, "Skrevet inn", body, "kari", NOW, NOW)
        assert record_figures(figures=figures(2), delivery=delivery).outcome == LoadOutcome(created=2)
    assert not {"staged_figure", "repeated_cell", "kept_cell", "doubted_figure"} & set(
        connection.introspection.table_names()
    )


def test_a_delivery_without_figures_is_kept_once() -> None:
    assert record_figures(figures=[], delivery=DELIVERY).fetch is not None
    assert record_figures(figures=[], delivery=DELIVERY).fetch is None
    assert Fetch.objects.count() == 1


def test_no_figure_is_known_later_than_its_delivery() -> None:
    with pytest.raises(KnownTooLate):
        record_figures(figures=figures(2, known_from=NOW + timedelta(seconds=1)), delivery=DELIVERY)
    assert not Observation.objects.exists()
    record_figures(figures=figures(2, known_from=NOW - timedelta(days=1)), delivery=DELIVERY)
    assert Observation.objects.count() == 2
