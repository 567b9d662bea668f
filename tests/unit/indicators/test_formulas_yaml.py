"""The file of formulas, and what is said of one that cannot be read."""

from decimal import Decimal

import pytest

from accounts.imports import ImportRefused
from indicators.formulas import FormulaKind, TermRole
from indicators.services.formula_files import SHIPPED
from indicators.sources.formulas_yaml import FormulaRow, read_formulas

ADD, SUBTRACT, DIVIDE = TermRole.ADDED, TermRole.SUBTRACTED, TermRole.DENOMINATOR


def read(*lines: str) -> list[FormulaRow]:
    return read_formulas("\n".join(("formulas:", *lines)).encode(), name="formler.yaml")


def test_a_formula_is_read_with_its_terms_in_their_order() -> None:
    (row,) = read(
        "- {indicator: e, kind: ratio, plus: [a, b], minus: c, divided_by: d, factor: 1000, from_period: 2024}"
    )
    assert row.terms == ((ADD, "a"), (ADD, "b"), (SUBTRACT, "c"), (DIVIDE, "d"))
    assert (row.kind, row.factor, row.from_period) == (FormulaKind.RATIO, Decimal(1000), "2024")


def test_what_ships_is_read() -> None:
    assert len(read_formulas(SHIPPED.read_bytes(), name=SHIPPED.name)) >= 10


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("- {indicator: a, kind: sum}", "linje 2, formulas[0] (a): formelen har ingen ledd"),
        ("- {indicator: a, kind: sum, plus: [b]}", "en sum legger sammen minst to ledd"),
        ("- {indicator: a, kind: share, plus: b, divided_by: [c, d]}", "formelen har 2 nevnere"),
        ("- {indicator: a, kind: sum, plus: [b, b, c]}", "linje 2, formulas[0].plus (a): samme ledd står flere ganger"),
        ("- {indicator: a, kind: difference, plus: b, minus: b}", "leddet «b» står flere ganger i formelen"),
        ("- {indicator: a, kind: sum, plus: [a, b]}", "«a» kan ikke regnes ut av seg selv"),
        ("- {indicator: a, kind: product, plus: [b, c]}", "«product» er ukjent"),
        ("- {indicator: a, plus: [b, c]}", "feltet er påkrevd og mangler"),
        ("- {indicator: a, kind: sum, plus: [b, c], form_period: 2024}", "ukjent felt «form_period»"),
        ("- {indicator: a, kind: sum, plus: [b, c], from_period: i fjor}", "«i fjor» er ikke en periode"),
        ("- {indicator: a, kind: sum, plus: [b, c], factor: '1,5'}", "bruk punktum som desimaltegn"),
        ("- {indicator: a, kind: sum, plus: {b: c}}", "her ventes tekst, ikke felter med navn"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(line: str, complaint: str) -> None:
    with pytest.raises(ImportRefused) as refused:
        read(line)
    assert [one for one in map(str, refused.value.problems) if complaint in one]


def test_two_formulas_for_one_indicator_are_refused() -> None:
    line = "- {indicator: a, kind: sum, plus: [b, c]}"
    with pytest.raises(ImportRefused) as refused:
        read(line, line)
    assert "indikatoren «a» har to formler" in str(refused.value.problems[0])


def test_a_file_without_formulas_is_refused() -> None:
    with pytest.raises(ImportRefused):
        read_formulas(b"formulas: []", name="formler.yaml")
