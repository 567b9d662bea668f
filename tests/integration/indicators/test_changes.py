"""What a delivery changed is told beside the figure that it replaces, and no other."""

from indicators.changes import changes_in
from indicators.models import Observation, Standing, ValueKind
from tests import factories


def projection(literal: str, scenario: str, *, beside: Observation | None = None) -> Observation:
    return factories.create_observation(
        indicator=beside.indicator if beside else factories.create_indicator(decimals=0),
        region=beside.region if beside else factories.create_region(),
        period="2030",
        literal=literal,
        kind=ValueKind.PROJECTION,
        standing=Standing.SHOWN,
        extra={"scenario": scenario},
    )


def test_a_projection_is_told_beside_the_one_of_its_own_scenario() -> None:
    low = projection("470", "lav vekst")
    projection("520", "høy vekst", beside=low)
    revised = projection("475", "lav vekst", beside=low)
    [change] = changes_in(revised.fetch, most=10)
    assert (change.before, change.after) == ("470", "475")


def test_the_first_projection_of_a_scenario_replaces_nothing() -> None:
    low = projection("470", "lav vekst")
    [change] = changes_in(projection("520", "høy vekst", beside=low).fetch, most=10)
    assert change.before == ""
