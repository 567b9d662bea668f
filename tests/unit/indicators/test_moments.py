"""Moments as the engines write them."""

from datetime import UTC, datetime

import pytest

from indicators.queries.moments import moment_in

NINE = datetime(2025, 3, 15, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        pytest.param("2025-03-15 09:00:00+00", NINE, id="PostgreSQL writes the distance to UTC"),
        pytest.param("2025-03-15 10:00:00+01", NINE, id="a server in Norway writes its own time of day"),
        pytest.param("2025-03-15 09:00:00", NINE, id="SQLite writes UTC without saying so"),
        pytest.param("2025-03-15 09:00:00.5+00", NINE.replace(microsecond=500_000), id="zeros at the end are left out"),
    ],
)
def test_every_way_of_writing_a_moment_is_read(text: str, moment: datetime) -> None:
    assert (moment_in(text), moment_in(text).tzinfo) == (moment, UTC)
