"""The same content again is recognised where that is certain, and compared figure by figure where it is not."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.imports import ImportRefused, LoadOutcome
from indicators.models import Fetch, Indicator, IndicatorAlias, Observation, Region
from indicators.services.catalogue import load_indicators
from indicators.services.observations import load_observations
from tests.factories import create_indicator

NOW = datetime(2026, 7, 1, 12, tzinfo=UTC)
HEADING = b"indicator_id,region,year,value\n"
BODY = HEADING + b"fond,Larvik,2023,5\nfond,Larvik,2024,6\nI-7,Skien,2024,7\n"


@pytest.fixture(autouse=True)
def indicators() -> None:
    create_indicator(code="fond")
    IndicatorAlias.objects.create(indicator=create_indicator(code="dager"), alias="I-7")


def load(body: bytes = BODY, *, days: int = 0, provisional: bool = False) -> tuple[bool, tuple[int, int, int]]:
    """Load a file so many days later: whether its figures were compared, and created, updated, unchanged."""
    now = NOW + timedelta(days=days)
    with CaptureQueriesContext(connection) as queries:
        outcome: LoadOutcome = load_observations(
            name="tall.csv", body=body, provisional=provisional, known_from=now, by="kari", now=now
        )
    compared = any("CREATE TEMPORARY TABLE" in query["sql"] for query in queries)
    return compared, (outcome.created, outcome.updated, outcome.unchanged)


def test_the_same_again_is_recognised() -> None:
    assert load() == (True, (3, 0, 0))
    assert load(days=30) == (False, (0, 0, 3))
    assert (Observation.objects.count(), Fetch.objects.count()) == (3, 1)


def test_as_provisional_it_is_something_else() -> None:
    load()
    assert load(days=1, provisional=True) == (True, (0, 3, 0))
    assert load(days=2, provisional=True) == (False, (0, 0, 3))
    assert load(days=3) == (True, (0, 3, 0))


def test_known_earlier_it_is_something_else() -> None:
    load()
    assert load(days=-1) == (True, (3, 0, 0))


def test_what_was_loaded_later_may_have_changed_it() -> None:
    load()
    load(HEADING + b"fond,Larvik,2024,8\n", days=1)
    assert load(days=2) == (True, (0, 1, 2))


def test_what_is_known_later_may_have_changed_it() -> None:
    load(HEADING + b"fond,Larvik,2024,8\n", days=10)
    load(days=0)
    assert load(days=20) == (True, (0, 1, 2))


def test_a_name_that_has_changed_hands_means_other_figures() -> None:
    load()
    IndicatorAlias.objects.update(indicator=Indicator.objects.get(code="fond"))
    assert load(days=1) == (True, (1, 0, 2))
    Region.objects.filter(code="4003").update(code="4099", name="Gamle Skien")
    assert load(days=2) == (True, (1, 0, 2))


def test_figures_that_are_gone_come_back() -> None:
    load()
    Observation.objects.all().delete()
    assert load(days=1) == (True, (3, 0, 0))


def test_a_file_that_another_command_took_is_still_read() -> None:
    body = b"indicator_id,name_nb,unit\nny,Ny,percent\n"
    load_indicators(name="fil.csv", body=body, by="kari", now=NOW)
    with pytest.raises(ImportRefused):
        load(body)
