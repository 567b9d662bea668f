"""What a formula makes of its parts."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.formulas import (
    Computed,
    FormulaKind,
    Part,
    Reason,
    TermRole,
    affected_by,
    circle_through,
    computed,
    holds_for_groups,
    in_order,
)

ADD, SUBTRACT, DIVIDE = TermRole.ADDED, TermRole.SUBTRACTED, TermRole.DENOMINATOR
ONE, HUNDRED, THOUSAND = Decimal(1), Decimal(100), Decimal(1000)


def part(said: str, role: TermRole = ADD, kind: str = "actual") -> Part:
    """A number, or the symbol that stands there instead."""
    is_symbol = not any(sign.isdigit() for sign in said)
    return Part(role, "" if is_symbol else said, said if is_symbol else "", kind)


def shown(figure: Computed) -> str:
    return figure.literal or figure.missing


@pytest.mark.parametrize(
    ("parts", "factor", "decimals", "said"),
    [
        pytest.param([part("4006"), part("6782")], ONE, None, "10788", id="257 and 258 together are 254"),
        pytest.param([part("0.1"), part("0.20")], ONE, None, "0.30", id="sums are exact"),
        pytest.param([part("1.25"), part("1")], ONE, 0, "2.25", id="a sum keeps the decimals that it has"),
        pytest.param([part("900"), part("173", SUBTRACT)], ONE, None, "727", id="gross less net is income"),
        pytest.param([part("173"), part("900", SUBTRACT)], ONE, None, "-727", id="a difference may be negative"),
        pytest.param([part("0"), part("0", SUBTRACT)], ONE, None, "0", id="nothing less nothing is nothing"),
        pytest.param([part("9956"), part("22960", DIVIDE)], HUNDRED, 1, "43.4", id="a share in percent"),
        pytest.param([part("73518"), part("48870", DIVIDE)], THOUSAND, 0, "1504", id="thousands to kroner per person"),
        pytest.param([part("1"), part("8", DIVIDE)], ONE, 2, "0.13", id="half is rounded away from zero"),
        pytest.param([part("-1"), part("8", DIVIDE)], ONE, 2, "-0.13", id="half is rounded away from zero below it"),
        pytest.param([part("-1"), part("900", DIVIDE)], ONE, 1, "0.0", id="no figure is minus nothing"),
        pytest.param([part("1"), part("3", DIVIDE)], ONE, None, "0.333333", id="six digits at least"),
        pytest.param([part("48870"), part("7", DIVIDE)], ONE, None, "6981.429", id="two more than the longest has"),
        pytest.param([part("9999999"), part("3", DIVIDE)], ONE, 0, "3333333", id="whole units stay"),
        pytest.param([part("1"), part("3", DIVIDE)], ONE, 99, "0.333333333333333", id="at most fifteen decimals"),
        pytest.param([part("0"), part("3", DIVIDE)], ONE, None, "0", id="nothing divided is nothing"),
    ],
)
def test_numbers_give_a_number(parts: list[Part], factor: Decimal, decimals: int | None, said: str) -> None:
    assert computed(parts, factor, decimals=decimals) == Computed(literal=said)


@pytest.mark.parametrize(
    ("parts", "symbol"),
    [
        pytest.param([part("5"), part("..")], "..", id="one missing part makes the sum missing"),
        pytest.param([part("."), part("..")], "..", id="missing says more than not applicable"),
        pytest.param([part(".."), part(":"), part("5")], ":", id="confidential wins over everything"),
        pytest.param([part("5"), part("-")], "-", id="a dash is not read as zero"),
        pytest.param([part("5"), part(":", DIVIDE)], ":", id="a hidden denominator hides the quotient"),
    ],
)
def test_a_missing_part_makes_the_whole_missing(parts: list[Part], symbol: str) -> None:
    assert computed(parts, ONE) == Computed(missing=symbol)


def test_a_denominator_of_nothing_gives_a_missing_figure_with_its_reason() -> None:
    assert computed([part("5"), part("0.0", DIVIDE)], ONE) == Computed(missing=".", reason=Reason.ZERO_DENOMINATOR)


def test_what_is_larger_than_a_figure_may_be_is_missing_with_its_reason() -> None:
    largest = "9" * 23
    assert computed([part(largest), part(largest)], ONE).reason == Reason.TOO_LARGE
    assert computed([part(largest), part("0.000000000000001", DIVIDE)], THOUSAND).reason == Reason.TOO_LARGE


@pytest.mark.parametrize(
    ("kinds", "kind"),
    [
        (["actual", "actual"], "actual"),
        (["actual", "provisional"], "provisional"),
        (["provisional", "correction", "actual"], "correction"),
    ],
)
def test_the_whole_is_as_weak_as_its_weakest_part(kinds: list[str], kind: str) -> None:
    assert computed([part("1", kind=one) for one in kinds], ONE).kind == kind


@pytest.mark.parametrize(
    ("kind", "sums", "holds"),
    [
        pytest.param(FormulaKind.SUM, [False, False], True, id="the sum of two means is a mean"),
        pytest.param(FormulaKind.SUM, [True, True], True, id="the sum of two sums is a sum"),
        pytest.param(FormulaKind.SUM, [True, False], False, id="a mean is not added to a sum"),
        pytest.param(FormulaKind.RATIO, [True, True], True, id="sums may be divided"),
        pytest.param(FormulaKind.SHARE, [False, False], False, id="the quotient of means is no mean"),
        pytest.param(FormulaKind.PER_INHABITANT, [True, False], False, id="a group's inhabitants must be a sum"),
    ],
)
def test_what_may_be_done_with_the_values_of_a_group(kind: FormulaKind, sums: list[bool], holds: bool) -> None:
    assert holds_for_groups(kind, sums) is holds


# The order of computing ---------------------------------------------------------------------------------------------

# 254 is made of 257 and 258; its share (10) of that and of all care (11); 20 of something else.
GRAPH = {10: {254, 11}, 254: {257, 258}, 20: {21}, 30: {10, 20}}


@pytest.mark.parametrize(
    ("changed", "order"),
    [
        pytest.param({257}, [254, 10, 30], id="through several formulas"),
        pytest.param({11}, [10, 30], id="only what it goes into"),
        pytest.param({254}, [10, 30], id="a figure of a derived indicator itself"),
        pytest.param({254, 258}, [254, 10, 30], id="the derived indicator and its part at once"),
        pytest.param({21}, [20, 30], id="another branch"),
        pytest.param({99}, [], id="what nothing is made of"),
    ],
)
def test_what_is_computed_again(changed: set[int], order: list[int]) -> None:
    assert affected_by(changed, GRAPH) == order


def test_what_stands_in_a_circle_is_not_computed() -> None:
    assert list(in_order({1: {2}, 2: {1}, 3: {4}, 5: {1}})) == [3]


@pytest.mark.parametrize(
    ("graph", "circle"),
    [({1: {2}, 2: {3}, 3: {1}}, [1, 2, 3, 1]), ({1: {1}}, [1, 1]), ({1: {2, 3}, 2: {3}}, []), ({2: {3}, 3: {2}}, [])],
)
def test_a_circle_is_found_and_named(graph: dict[int, set[int]], circle: list[int]) -> None:
    assert circle_through(1, graph) == circle


# What always holds ------------------------------------------------------------------------------------------------

LITERALS = st.decimals(-(10**9), 10**9, places=3, allow_nan=False).map(lambda value: f"{value:f}")
POSITIVE = st.integers(1, 10**9).map(str)
SYMBOLS = st.sampled_from([":", "..", ".", "-"])


@given(st.lists(LITERALS, min_size=2, max_size=8), st.randoms())
def test_a_sum_does_not_care_about_the_order(literals: list[str], random: object) -> None:
    mixed = list(literals)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    one, other = (computed([part(text) for text in texts], ONE) for texts in (literals, mixed))
    assert one == other
    assert Decimal(one.literal) == sum(map(Decimal, literals))


@given(st.lists(POSITIVE, min_size=1, max_size=6), st.integers(0, 4))
def test_the_shares_of_all_parts_lie_between_nothing_and_the_whole(parts: list[str], decimals: int) -> None:
    whole = part(str(sum(map(int, parts))), DIVIDE)
    shares: list[Decimal] = [Decimal(computed([part(one), whole], HUNDRED, decimals=decimals).literal) for one in parts]
    assert all(0 <= one <= 100 for one in shares)
    assert abs(sum(shares, Decimal(0)) - 100) <= len(parts) * Decimal(1).scaleb(-decimals) / 2


@given(st.lists(LITERALS, max_size=5), SYMBOLS, st.booleans(), st.integers(0, 5))
def test_a_missing_part_is_never_read_as_a_number(
    literals: list[str], symbol: str, is_divided: bool, place: int
) -> None:
    parts = [part(text) for text in literals]
    parts.insert(place, part(symbol, DIVIDE if is_divided else ADD))
    assert computed(parts, ONE) == Computed(missing=symbol)


@given(LITERALS, LITERALS, st.integers(0, 15))
def test_a_quotient_is_the_exact_one_rounded_once(above: str, below: str, decimals: int) -> None:
    figure = computed([part(above), part(below, DIVIDE)], HUNDRED, decimals=decimals)
    if not Decimal(below):
        assert figure.reason == Reason.ZERO_DENOMINATOR
        return
    exact = Fraction(above) * 100 / Fraction(below)
    assert abs(Fraction(figure.literal) - exact) <= Fraction(1, 2 * 10**decimals)


@given(st.dictionaries(st.integers(0, 8), st.sets(st.integers(0, 12), min_size=1, max_size=3), max_size=8))
def test_every_figure_is_computed_after_what_it_is_made_of(graph: dict[int, set[int]]) -> None:
    order = list(in_order(graph))
    assert len(order) == len(set(order))
    for place, one in enumerate(order):
        assert not (graph[one] & graph.keys()) - set(order[:place])
    assert all(one in order for one in graph if not reaches_circle(one, graph, ()))


def reaches_circle(one: int, graph: dict[int, set[int]], way: tuple[int, ...]) -> bool:
    return one in way or any(reaches_circle(term, graph, (*way, one)) for term in graph.get(one, ()))
