"""Whatever stood in a cell, and whatever a person types there: the official figure that counted goes on counting."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from indicators.models import Indicator, Observation, Region, Standing
from indicators.queries import readings_that_count
from indicators.rules import OFFICIAL, Reading, reading_that_counts
from indicators.services.typed_figures import TypedFigure, TypedKind, type_figure
from tests.factories import create_indicator, create_municipality, create_observation, create_region

NOW = datetime(2026, 7, 1, 12, tzinfo=UTC)
LITERALS = st.sampled_from(["3.1", "4", "0", "-2"])
SYMBOLS = st.sampled_from([".", "..", ":"])
# (standing, literal or symbol, days before the typing)
KEPT = st.tuples(
    st.sampled_from([Standing.CORRECTION, Standing.CITED, Standing.OFFICIAL]),
    LITERALS | SYMBOLS,
    st.integers(0, 3),
)
TYPED = st.tuples(st.sampled_from(TypedKind), LITERALS | SYMBOLS)


def is_symbol(text: str) -> bool:
    return text in {".", "..", ":"}


def keep(indicator: Indicator, region: Region, standing: Standing, said: str, days: int) -> None:
    values: dict[str, Any] = {"missing": said} if is_symbol(said) else {"literal": said}
    moment = NOW - timedelta(days=days)
    create_observation(
        indicator=indicator, region=region, period="2024", standing=standing, known_from=moment, **values
    )


def counting(indicator: Indicator, region: Region) -> Reading | None:
    series = readings_that_count(indicators=[indicator.pk], regions=[region.pk])
    return next(iter(series.get((indicator.pk, region.pk), [])), None)


class TypedFiguresTest(TestCase):
    @given(st.lists(KEPT, max_size=4), st.lists(TYPED, min_size=1, max_size=3))
    def test_typing_never_changes_which_official_figure_counts(
        self, kept: list[tuple[Standing, str, int]], typed: list[tuple[TypedKind, str]]
    ) -> None:
        indicator, municipality = create_indicator(), create_municipality()
        region = create_region(code=municipality.number)
        for standing, said, days in kept:
            keep(indicator, region, standing, said, days)
        officials = Observation.objects.filter(indicator=indicator, standing=Standing.OFFICIAL)
        before, rows = counting(indicator, region), list(officials.order_by("id").values())
        for number, (kind, said) in enumerate(typed):
            figure = TypedFigure(
                indicator=indicator,
                period="2024",
                value=None if is_symbol(said) else Decimal(said),
                missing=said if is_symbol(said) else "",
                kind=kind,
                note="prøve",
            )
            moment = NOW + timedelta(minutes=number)
            type_figure(typed=figure, municipality=municipality, by="kari", now=moment)
        after = counting(indicator, region)
        assert list(officials.order_by("id").values()) == rows
        if before is not None and before.standing == OFFICIAL and before.literal:
            assert after == before


@pytest.mark.parametrize(
    ("kept", "kind", "said", "counts"),
    [
        ([], TypedKind.CITED, "3.1", "3.1"),
        ([], TypedKind.OWN, "3.1", "3.1"),
        ([(Standing.OFFICIAL, "5")], TypedKind.CITED, "3.1", "5"),
        ([(Standing.OFFICIAL, "5")], TypedKind.CITED_PROVISIONAL, "3.1", "5"),
        ([(Standing.OFFICIAL, "5")], TypedKind.OWN, "3.1", "5"),
        # A hidden official figure is not filled from a quotation, which may repeat the old one.
        ([(Standing.OFFICIAL, ":")], TypedKind.CITED, "3.1", ":"),
        ([(Standing.OFFICIAL, ":")], TypedKind.OWN, "3.1", "3.1"),
        ([(Standing.CITED, "5")], TypedKind.OWN, "3.1", "5"),
        ([(Standing.CITED, "5")], TypedKind.CITED, "3.1", "3.1"),
        ([(Standing.CORRECTION, "5")], TypedKind.CITED, "3.1", "3.1"),
    ],
)
def test_which_figure_counts_after_typing(
    kept: list[tuple[Standing, str]], kind: TypedKind, said: str, counts: str
) -> None:
    indicator, municipality = create_indicator(), create_municipality()
    region = create_region(code=municipality.number)
    for standing, text in kept:
        keep(indicator, region, standing, text, days=1)
    figure = TypedFigure(indicator, "2024", Decimal(said), "", kind, "prøve")
    outcome = type_figure(typed=figure, municipality=municipality, by="kari", now=NOW)
    reading = counting(indicator, region)
    assert reading is not None
    assert (reading.literal or reading.missing) == counts
    assert (outcome.official is not None) == (reading.standing == OFFICIAL)


READINGS = st.builds(
    Reading,
    indicator_id=st.just(1),
    region_id=st.just(1),
    period=st.just("2024"),
    literal=LITERALS | st.just(""),
    missing=st.just(".."),
    kind=st.just("actual"),
    standing=st.sampled_from([Standing.CORRECTION, Standing.CITED]),
    known_from=st.just(NOW),
    observation_id=st.integers(1, 9),
    fetch_id=st.just(1),
    fetch_name=st.just("a"),
)


@given(st.lists(READINGS, max_size=5), LITERALS)
def test_the_rule_takes_an_official_value_before_anything_else(others: list[Reading], literal: str) -> None:
    official = Reading(1, 1, "2024", literal, "", "actual", OFFICIAL, NOW, 99, 1, "ssb")
    assert reading_that_counts([*others, official]) == official
    assert reading_that_counts([official, *others]) == official
