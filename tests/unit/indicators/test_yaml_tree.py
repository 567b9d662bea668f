"""YAML read exactly, and within bounds."""

from decimal import Decimal
from typing import Any

import pytest

from accounts.imports import ImportRefused, Problems
from indicators.sources.yaml_tree import plain_json, read_tree


def value_of(text: str) -> Any:
    return read_tree(f"a: {text}\n", problems=Problems("plan.yaml"))["a"]


def refusal_of(text: str) -> str:
    with pytest.raises(ImportRefused) as refused:
        read_tree(text, problems=Problems("plan.yaml"))
    return "\n".join(str(problem) for problem in refused.value.problems)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("13", 13),
        ("-13", -13),
        ("13.50", Decimal("13.50")),
        (".5", Decimal("0.5")),
        ("1e3", Decimal(1000)),
        pytest.param("0301", "0301", id="a municipality number is no octal"),
        pytest.param("no", "no", id="a word is no falsehood"),
        pytest.param("2024-05-01", "2024-05-01", id="a date is text"),
        pytest.param("12:30", "12:30", id="a time is text"),
        pytest.param("1_000", "1_000", id="digits with underscores are text"),
        pytest.param(".inf", ".inf", id="infinity is no number"),
        ("true", True),
        ("~", None),
        ("", None),
        ("'13'", "13"),
        ("!!str 13", "13"),
        pytest.param("&x [1, *x2]".replace("*x2", "2"), [1, 2], id="an anchor that nobody uses"),
    ],
)
def test_scalars(text: str, value: Any) -> None:
    assert value_of(text) == value
    assert type(value_of(text)) is type(value) or isinstance(value, list)


def test_decimals_keep_the_zeros_they_were_written_with() -> None:
    assert str(value_of("13.0")) == "13.0"


def test_aliases_stand_for_what_they_name() -> None:
    tree = read_tree("a: &x {b: 1}\nc: *x\n", problems=Problems("plan.yaml"))
    assert tree["c"] == {"b": 1}


def test_lines_are_known() -> None:
    tree = read_tree("a: 1\nb:\n- x\n- {c: 1,\n   d: 2}\n", problems=Problems("plan.yaml"))
    assert (tree.lines, tree["b"].lines, tree["b"][1].lines) == ({"a": 1, "b": 3}, [3, 4], {"c": 4, "d": 5})


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param("a: [1", "linje 2, kolonne 1: filen er ikke gyldig YAML", id="syntax"),
        pytest.param("a: b: c", "linje 1", id="two colons"),
        pytest.param("a:\n\tb: 1", "linje 2", id="a tab"),
        pytest.param("- a", "må begynne med navngitte felter", id="a list"),
        pytest.param("tekst", "må begynne med navngitte felter", id="a text"),
        pytest.param("# bare en kommentar", "må begynne med navngitte felter", id="nothing"),
        pytest.param("a: 1\n---\nb: 2", "linje 2: filen har flere YAML-dokumenter", id="two documents"),
        pytest.param("a: 1\nb: 2\na: 3", "linje 3: feltet «a» står også på linje 1", id="a key twice"),
        pytest.param("x:\n- {b: 1, b: 2}", "linje 2: feltet «b» står også på linje 2", id="a key twice, deeper"),
        pytest.param("? [a]\n: 1", "linje 1: et felt mangler navn", id="a list as key"),
        pytest.param("a: 1e999", "for mange siffer", id="a number out of bounds"),
        pytest.param("a: " + "9" * 5000, "for mange siffer", id="thousands of digits"),
        pytest.param('a: "x\\0y"', "linje 1: teksten har styretegn i seg", id="NUL by escape"),
        pytest.param("a: \x01", "tegn som ikke hører til", id="a control character"),
        pytest.param("a: !!python/object/apply:os.system [ls]", "ukjent YAML-merke", id="a Python object"),
        pytest.param("a: !egen 1", "ukjent YAML-merke", id="a tag of its own"),
        pytest.param("a: *b", "linje 1: «b» viser til noe", id="unknown alias"),
        pytest.param("a: &a [*a]", "linje 1: «a» viser til noe", id="an alias inside itself"),
        pytest.param("a: " + "[" * 100_000, "mer enn 40 nivåer", id="very deep"),
        pytest.param(
            "\n".join(" " * depth + "a:" for depth in range(200)), "mer enn 40 nivåer", id="very deep in lines"
        ),
    ],
)
def test_what_cannot_be_read_says_where(text: str, told: str) -> None:
    assert told in refusal_of(text)


def test_a_bomb_of_aliases_is_refused() -> None:
    bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 10)}]\n" for level in range(1, 20)
    )
    assert "blir til mer enn 500000 verdier" in refusal_of(bomb)


def test_all_keys_that_come_twice_are_told() -> None:
    assert refusal_of("a: 1\na: 2\nb: 1\nb: 2").count("står også på") == 2


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        (Decimal("10.6"), 10.6),
        (Decimal(4), 4),
        pytest.param(Decimal("13.00"), "13.00", id="what JSON would write otherwise is kept as text"),
        pytest.param(Decimal("0.1234567890123456789"), "0.1234567890123456789", id="and what it would round"),
        ([{"a": Decimal("1.5")}], [{"a": 1.5}]),
    ],
)
def test_numbers_in_what_is_kept(value: Any, kept: Any) -> None:
    assert plain_json(value) == kept
    assert type(plain_json(value)) is type(kept)
