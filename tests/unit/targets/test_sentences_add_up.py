"""A reader with a pencil: the numbers of a sentence agree with each other, with the light, and in number."""

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from math import floor

import pytest
from django.utils import translation
from hypothesis import assume, given
from hypothesis import strategies as st

from indicators.formats import number, rounded, rounded_ratio
from indicators.periods import parse_period
from targets.rules import Kind, Light, Terms
from targets.sentences import sentence, thresholds
from tests.certificates import certificate, said


@pytest.fixture(autouse=True)
def bokmal() -> Iterator[None]:
    with translation.override("nb"):
        yield


def way(start: str, goal: str, *, since: str = "2020", by: str = "2024") -> Terms:
    return Terms(
        Kind.REACH,
        baseline_period=parse_period(since),
        baseline_value=Decimal(start),
        goal=Decimal(goal),
        deadline=parse_period(by),
    )


def rows(*arguments: object, **more: object) -> dict[str, str]:
    found = thresholds(certificate(*arguments, **more))  # type: ignore[arg-type]
    return {what: how_much.replace("\u00a0", " ") for what, how_much in found}


# Two numbers that differ ----------------------------------------------------------------------------------------


def test_an_expected_half_is_not_rounded_to_the_figure_that_misses_it() -> None:
    told = said(way("10", "0"), "2023", "3", unit="count", decimals=0, on="2024-06-01")
    assert told.startswith("Litt bak: Andelen er 3 i 2023; planen krever høyst 2,5 da for å nå 0 i 2024.")


@given(st.integers(-50, 50), st.integers(-50, 50), st.integers(2024, 2030), st.integers(-1, 2), st.integers(0, 2))
def test_what_a_path_expects_looks_like_the_figure_only_where_it_is_the_same(
    start: int, goal: int, by: int, beside: int, decimals: int
) -> None:
    assume(start != goal)
    figure = floor(start + Fraction((goal - start) * 3, by - 2020)) + beside
    terms = way(str(start), str(goal), by=str(by))
    facts = certificate(terms, "2023", str(figure), unit="count", decimals=decimals, on="2024-06-01")
    with translation.override("nb"):
        told = sentence(facts).replace("\u00a0", "")
    found = re.search(r"er (−?[\d,]+) i 2023; planen krever (?:minst|høyst) (−?[\d,]+) da", told)
    assert found
    actual, expected = (Decimal(one.replace("−", "-").replace(",", ".")) for one in found.groups())
    assert (actual == expected) == (Decimal(facts["verdict"]["expected"]) == figure)


@given(st.lists(st.decimals(-500, 500, places=1), min_size=2, max_size=4), st.integers(0, 2))
def test_the_figure_less_the_mean_is_the_distance_that_is_told(values: list[Decimal], decimals: int) -> None:
    *before, newest = values
    earlier = {str(2024 - len(before) + place): str(one) for place, one in enumerate(before)}
    facts = certificate(
        Terms(Kind.TREND, direction=1), "2024", str(newest), earlier=earlier, unit="count", decimals=decimals
    )
    with translation.override("nb"):
        told = sentence(facts).replace("\u00a0", "")
    if found := re.search(r"er (−?[\d,]+) i 2024, ([\d,]+) (over|under) \w+ for [\d–]+ \((−?[\d,]+)\)", told):
        actual, distance, mean = (Decimal(found[one].replace("−", "-").replace(",", ".")) for one in (1, 2, 4))
        assert actual - mean == (distance if found[3] == "over" else -distance)
    else:
        assert "det samme som" in told


def test_a_mean_is_told_with_as_many_decimals_as_the_distance_to_it() -> None:
    earlier = {"2021": "2082", "2022": "2384", "2023": "2601"}
    told = said(Terms(Kind.TREND, direction=-1), "2024", "2656", earlier=earlier, unit="NOK", decimals=0)
    assert "er 2 656 kr i 2024, 300,3 kr over snittet for 2021–2023 (2 355,7 kr)." in told


def test_a_peer_is_told_as_it_was_published() -> None:
    terms = Terms(Kind.PEER, direction=1, has_peer=True)
    told = said(terms, "2024", "9.6", peer={"2024": "9.85"})
    assert "er 9,6 % i 2024, 0,25 prosentpoeng under KOSTRA-gruppe 11 (9,85 %)." in told


@pytest.mark.parametrize("value", ["-0.04", "-0.05", "0.04", "0"])
def test_nothing_has_no_sign(value: str) -> None:
    assert number(Decimal(value), 1) in {"0,0", "−0,1"}
    assert not (rounded(Decimal(value), 1).is_signed() and not rounded(Decimal(value), 1))


def test_a_ratio_that_rounds_to_nothing_has_no_sign() -> None:
    assert str(rounded_ratio(Fraction(-1, 100), 1)) == "0.0"


# The number and the light ---------------------------------------------------------------------------------------


def test_a_green_light_behind_the_line_says_why_it_is_green() -> None:
    told = said(way("0", "40"), "2023", "29.0", on="2024-06-01")
    assert told.startswith(
        "I rute: Andelen er 29,0 % i 2023; planen krever minst 30,0 % da for å nå 40 % i 2024. "
        "97 % av den ventede veien er gått, og fra 95 % regnes det som i rute."
    )


def test_at_or_ahead_of_the_line_nothing_needs_to_be_excused() -> None:
    assert "regnes det som" not in said(way("0", "40"), "2023", "30.0", on="2024-06-01")
    assert "regnes det som" not in said(way("0", "40"), "2023", "20.0", on="2024-06-01")


def test_a_share_is_never_rounded_to_a_border_that_it_does_not_reach() -> None:
    found = rows(way("0", "200", by="2026"), "2023", "94.96", decimals=2, on="2024-06-01")
    assert found["Andel av veien som er gått"] == "94,96 %"
    assert found["Grenser"] == "grønt fra 95 %, gult fra 60 %"


def test_borders_are_told_as_they_were_set() -> None:
    terms = Terms(
        Kind.REACH,
        baseline_period=parse_period("2020"),
        baseline_value=Decimal(0),
        goal=Decimal(40),
        deadline=parse_period("2024"),
        green_from=Decimal("0.955"),
        yellow_from=Decimal("0.605"),
    )
    assert rows(terms, "2023", "29.0", on="2024-06-01")["Grenser"] == "grønt fra 95,5 %, gult fra 60,5 %"


def test_after_the_deadline_the_borders_are_those_of_the_deadline() -> None:
    found = rows(way("60", "50", since="2015", by="2020"), "2020", "50.2")
    assert found["Grenser"] == "grønt fra 100 %, gult fra 95 %"
    assert found["Andel av veien som er gått"] == "98 %"


@pytest.mark.parametrize("figure", ["50.0001", "50.4999", "50.5", "50.5001"])
def test_after_the_deadline_share_and_borders_tell_the_light(figure: str) -> None:
    facts = certificate(way("60", "50", since="2015", by="2020"), "2020", figure, decimals=4)
    share = Decimal(dict(thresholds(facts))["Andel av veien som er gått"].split("\u00a0")[0].replace(",", "."))
    assert share < 100
    assert (share >= 95) == (facts["verdict"]["light"] == Light.YELLOW)


def test_level_with_a_peer_the_deviation_is_the_whole_distance_and_the_band_is_green() -> None:
    found = rows(Terms(Kind.PEER, has_peer=True), "2024", "11.5", peer={"2024": "9.8"})
    assert found["Avvik"] == "1,7 prosentpoeng"
    assert found["Slingringsmonn (grønt)"] == "0,98 prosentpoeng"


def test_what_did_not_change_is_neither_a_rise_nor_a_fall() -> None:
    terms = Terms(
        Kind.CHANGE_BY, changes_since=parse_period("2009"), change=Decimal(-50), deadline=parse_period("2030")
    )
    told = said(terms, "2009-2022", "0", decimals=0, name="Utslippene")
    assert told.startswith(
        "Ikke i rute: Utslippene: uendret siden 2009; planen krever en nedgang på 31 % i 2022 for å nå 50 % i 2030."
    )


def test_a_series_that_stands_still_has_a_certain_direction() -> None:
    still = {"2021": "5", "2022": "5", "2023": "5"}
    told = said(Terms(Kind.TREND, direction=1), "2024", "5", earlier=still)
    assert "Utsikter: 5,0 % i 2025 med dagens tempo." in told
    assert "usikker" not in told


# One and many ---------------------------------------------------------------------------------------------------


def test_one_place_is_one_place() -> None:
    terms = Terms(Kind.STAY_BELOW, upper=Decimal(2))
    assert "1 plass over kravet på høyst plass 2" in said(terms, "2024", "3", unit="plassering", decimals=0)
    assert "2 plasser over kravet" in said(terms, "2024", "4", unit="plassering", decimals=0)


# Periods --------------------------------------------------------------------------------------------------------


def test_parts_of_a_year_are_said_in_words() -> None:
    ceiling = Terms(Kind.STAY_BELOW, upper=Decimal(5))
    assert "er 6,0 % i 2. kvartal 2026" in said(ceiling, "2026K2", "6.0")
    assert "er 6,0 % i 1. tertial 2026" in said(ceiling, "2026T1", "6.0")
    assert "er 6,0 % i februar 2026" in said(ceiling, "2026M02", "6.0")


def test_a_mean_of_years_with_a_gap_names_each_of_them() -> None:
    terms = Terms(Kind.TREND, direction=-1)
    told = said(terms, "2024", "4.8", earlier={"2020": "5.3", "2021": "5.2", "2023": "5.0"})
    assert "0,4 prosentpoeng under snittet for 2020, 2021 og 2023 (5,2 %)." in told
    told = said(terms, "2026K2", "4.8", earlier={"2025K4": "5.3", "2026K1": "5.2"})
    assert "under snittet for 4. kvartal 2025 – 1. kvartal 2026" in told


def test_a_change_that_counts_as_none_is_not_larger_than_what_is_told_to() -> None:
    terms = Terms(Kind.TREND, direction=-1)
    told = said(terms, "2024", "7.12", earlier={"2023": "7.00"}, decimals=1)
    assert "0,12 prosentpoeng over tallet for 2023 (7,00 %)." in told
    assert "En forskjell på inntil 0,14 prosentpoeng regnes som uendret." in told


@given(st.lists(st.decimals(1, 500, places=2), min_size=1, max_size=3), st.decimals(-3, 3, places=2), st.integers(0, 2))
def test_a_change_within_the_noise_is_told_to_be(before: list[Decimal], percent: Decimal, decimals: int) -> None:
    newest = rounded(sum(before, Decimal(0)) / len(before) * (1 + percent / 100), 2)
    earlier = {str(2024 - len(before) + place): str(one) for place, one in enumerate(before)}
    facts = certificate(Terms(Kind.TREND, direction=1), "2024", str(newest), earlier=earlier, decimals=decimals)
    with translation.override("nb"):
        told = sentence(facts).replace("\u00a0", "")
    distance = re.search(r"i 2024, ([\d,]+)prosentpoeng (?:over|under)", told)
    noise = re.search(r"inntil ([\d,]+)prosentpoeng", told)
    assert bool(noise) == (facts["verdict"]["light"] == Light.YELLOW)
    if distance and noise:
        change, allowed = (Decimal(one[1].replace(",", ".")) for one in (distance, noise))
        assert change <= allowed


def test_a_deadline_that_passed_without_its_figure_is_said_to_have() -> None:
    terms = way("0", "10", since="2018")
    late = said(terms, "2023", "9.0", on="2025-01-01")
    assert late.startswith("I rute: Andelen er 9,0 % i 2023; planen krever minst 8,3 % da for å nå 10 % i 2024.")
    assert "Fristen er ute, og tallet for 2024 er ikke kommet." in late
    assert "Fristen" not in said(terms, "2023", "9.0", on="2024-12-31")
    assert "Fristen" not in said(terms, "2024", "9.0", on="2025-01-01")
