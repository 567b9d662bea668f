"""What a region was earlier."""

from datetime import date

import pytest

from indicators.lineage import Change, Chronicle, Life

KNOWN = [
    ("0709", "0712", 2018),
    ("0728", "0712", 2018),
    ("0712", "3805", 2020),
    ("3805", "3909", 2024),
    ("0704", "3803", 2020),
    ("0716", "3803", 2020),
    ("3803", "3905", 2024),
    ("1507", "1508", 2024),
    ("1507", "1580", 2024),
]


def year(number: int | None) -> date | None:
    return date(number, 1, 1) if number else None


def changes(*rows: tuple[str, str, int]) -> list[Change]:
    return [Change(old, new, date(on, 1, 1)) for old, new, on in rows]


def lives(*rows: tuple[str, int, int | None]) -> list[Life]:
    return [Life(code, date(start, 1, 1), year(end)) for code, start, end in rows]


def told(chronicle: Chronicle, code: str) -> list[tuple[int | None, set[str]]]:
    """The spans as (first year, codes), newest first."""
    return [(span.start.year if span.start else None, set(span.codes)) for span in chronicle.lineage(code).spans]


Told = list[tuple[int | None, set[str]]]


@pytest.mark.parametrize(
    ("code", "spans"),
    [
        pytest.param(
            "3909",
            [(2024, {"3909"}), (2020, {"3805"}), (2018, {"0712"}), (None, {"0709", "0728"})],
            id="Larvik: two new codes, and a merger before that",
        ),
        pytest.param("0712", [(2020, set()), (2018, {"0712"}), (None, {"0709", "0728"})], id="a code that is no more"),
        pytest.param("0728", [(2018, set()), (None, {"0728"})], id="Lardal ended in 2018 and had no past"),
        pytest.param(
            "3905", [(2024, {"3905"}), (2020, {"3803"}), (None, {"0704", "0716"})], id="Tønsberg merged with Re in 2020"
        ),
        pytest.param("1508", [(2024, {"1508"}), (None, set())], id="Ålesund without Haram is not what Ålesund was"),
        pytest.param("4203", [(None, {"4203"})], id="Arendal has not changed"),
    ],
)
def test_spans(code: str, spans: Told) -> None:
    assert told(Chronicle(changes(*KNOWN)), code) == spans


@pytest.mark.parametrize(
    ("rows", "known_lives", "code", "spans"),
    [
        pytest.param([("A", "A", 2014)], [], "A", [(None, {"A"})], id="a new name makes no span"),
        pytest.param(
            [("B", "A", 2014), ("A", "A", 2014)],
            [],
            "A",
            [(2014, {"A"}), (None, {"A", "B"})],
            id="a merger that kept one of the codes, told by a row of its own",
        ),
        pytest.param(
            [("B", "A", 2014)],
            [("A", 2000, 2014), ("A", 2014, None)],
            "A",
            [(2014, {"A"}), (None, {"A", "B"})],
            id="a merger that kept one of the codes, known from when the code was valid",
        ),
        pytest.param(
            [("B", "A", 2014)],
            [("A", 2000, None)],
            "A",
            [(2014, {"A"}), (None, {"A", "B"})],
            id="a merger into a code whose validity was never cut",
        ),
        pytest.param(
            [],
            [("A", 2000, 2014), ("A", 2014, None)],
            "A",
            [(2014, {"A"}), (None, set())],
            id="Moss and Moss ny: the code means something else, and nobody says what",
        ),
        pytest.param(
            [("A", "A", 2014)],
            [("A", 2000, 2014), ("A", 2014, None)],
            "A",
            [(None, {"A"})],
            id="Tromsø and Tromsø – Romsa: another name for the same",
        ),
        pytest.param(
            [("A", "C", 2020)],
            [("A", 2000, 2014), ("A", 2014, 2020)],
            "C",
            [(2020, {"C"}), (2014, {"A"}), (None, set())],
            id="what a predecessor was before its code meant something else is not known",
        ),
        pytest.param(
            [("A", "Y", 2002), ("Z", "A", 2020)],
            [],
            "A",
            [(2020, {"A"}), (None, {"Z"})],
            id="a code that was free for years came back for another place",
        ),
        pytest.param(
            [("X", "B", 2010), ("X", "C", 2010), ("B", "A", 2020), ("C", "A", 2020)],
            [],
            "A",
            [(2020, {"A"}), (2010, {"B", "C"}), (None, {"X"})],
            id="split and put together again is the same as before the split",
        ),
        pytest.param(
            [("B", "A", 2020), ("C", "A", 2020), ("C", "D", 2020)],
            [],
            "A",
            [(2020, {"A"}), (None, set())],
            id="a part of a neighbour came along: the sum would be too large",
        ),
        pytest.param(
            [("A", "B", 2020), ("A", "A", 2020)],
            [],
            "A",
            [(2020, {"A"}), (None, set())],
            id="it gave a part away: it was larger before",
        ),
        pytest.param(
            [("A", "B", 2020)],
            [("A", 2000, None)],
            "B",
            [(2020, {"B"}), (None, set())],
            id="it came out of one that lives on",
        ),
        pytest.param(
            [("A", "B", 2020), ("B", "A", 2020)],
            [],
            "A",
            [(2020, {"A"}), (None, {"B"})],
            id="two exchanged their codes",
        ),
        pytest.param(
            [("A", "B", 2018), ("B", "A", 2020)],
            [],
            "A",
            [(2020, {"A"}), (2018, {"B"}), (None, {"A"})],
            id="there and back again",
        ),
        pytest.param(
            [("A", "B", 2020), ("B", "C", 2020)],
            [],
            "C",
            [(2020, {"C"}), (None, {"B"})],
            id="codes that moved up on one day",
        ),
        pytest.param(
            [("A", "B", 2018), ("A", "C", 2020)],
            [],
            "C",
            [(2020, {"C"}), (2018, {"A"}), (None, set())],
            id="rows that contradict each other: what went away in 2018 is no whole in 2020",
        ),
    ],
)
def test_what_else_can_happen(
    rows: list[tuple[str, str, int]], known_lives: list[tuple[str, int, int | None]], code: str, spans: Told
) -> None:
    assert told(Chronicle(changes(*rows), lives(*known_lives)), code) == spans


def test_it_says_what_a_region_was_cut_out_of() -> None:
    chronicle = Chronicle(changes(*KNOWN))
    assert chronicle.lineage("1508").spans[-1].pieces == {"1507"}
    assert chronicle.lineage("3909").spans[-1].pieces == frozenset()


def test_a_day_belongs_to_what_it_begins() -> None:
    lineage = Chronicle(changes(*KNOWN)).lineage("3909")
    assert lineage.at(date(2017, 12, 31)).codes == {"0709", "0728"}
    assert lineage.at(date(2018, 1, 1)).codes == {"0712"}
    assert lineage.predecessors == {"3805", "0712", "0709", "0728"}


@pytest.mark.parametrize(
    ("rows", "another_place"),
    [
        pytest.param([("A", "Y", 2002), ("Z", "A", 2020)], [1990, 2001], id="until it left, and not when it was free"),
        pytest.param([("A", "B", 2020), ("B", "A", 2020)], [1990, 2001, 2010, 2019], id="until the exchange"),
        pytest.param([("A", "B", 2018), ("B", "A", 2020)], [], id="it came back as itself"),
        pytest.param([("A", "B", 2020), ("A", "A", 2020)], [], id="it gave a part away and stayed"),
        pytest.param([("A", "B", 2020)], [], id="it is no more"),
        pytest.param([("A", "B", 2010), ("A", "C", 2020)], [], id="rows that contradict each other"),
    ],
)
def test_a_code_may_have_been_another_place(rows: list[tuple[str, str, int]], another_place: list[int]) -> None:
    lineage = Chronicle(changes(*rows)).lineage("A")
    years = [1990, 2001, 2010, 2019, 2024]
    assert [one for one in years if lineage.is_another_place(date(one, 6, 1))] == another_place
