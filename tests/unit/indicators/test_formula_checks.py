"""Which formulas are refused, and what the person is told; and how a formula is read."""

from decimal import Decimal

import pytest

from indicators.formula_checks import Facts, factor_for, problems_with
from indicators.formula_words import written
from indicators.formulas import FormulaKind, TermRole

ADD, SUBTRACT, DIVIDE = TermRole.ADDED, TermRole.SUBTRACTED, TermRole.DENOMINATOR
KRONER, THOUSANDS, PERSONS = Facts("A", "NOK"), Facts("B", "NOK_1000"), Facts("Innbyggere", "count")
PERCENT = Facts("C", "percent")


@pytest.mark.parametrize(
    ("kind", "own", "terms", "complaint"),
    [
        (FormulaKind.SUM, KRONER, [], "formelen har ingen ledd"),
        (FormulaKind.SUM, KRONER, [(ADD, KRONER)], "en sum legger sammen minst to ledd"),
        (FormulaKind.SUM, KRONER, [(ADD, KRONER), (SUBTRACT, KRONER)], "velg differanse"),
        (FormulaKind.SUM, KRONER, [(ADD, KRONER), (DIVIDE, PERSONS)], "har ingen nevner"),
        (FormulaKind.DIFFERENCE, KRONER, [(ADD, KRONER), (ADD, KRONER)], "minst ett ledd som legges til og ett som"),
        (FormulaKind.RATIO, KRONER, [(ADD, KRONER)], "formelen mangler nevner"),
        (FormulaKind.RATIO, KRONER, [(DIVIDE, PERSONS)], "formelen mangler teller"),
        (FormulaKind.RATIO, KRONER, [(ADD, KRONER), *[(DIVIDE, PERSONS)] * 2], "formelen har 2 nevnere"),
        (FormulaKind.SUM, KRONER, [(ADD, KRONER), (ADD, PERCENT)], "«A» måles i «NOK», men «C» i «percent»"),
        (FormulaKind.SUM, KRONER, [(ADD, KRONER), (ADD, THOUSANDS)], "«B» i «NOK_1000»"),
        (
            FormulaKind.SUM,
            PERCENT,
            [(ADD, KRONER), (ADD, KRONER)],
            "måleenheten til «C» passer ikke med leddene: «NOK»",
        ),
        (FormulaKind.SHARE, KRONER, [(ADD, KRONER), (DIVIDE, KRONER)], "en andel måles i prosent, ikke i «NOK»"),
        (FormulaKind.SHARE, PERCENT, [(ADD, KRONER), (DIVIDE, PERSONS)], "«Innbyggere» i «count»"),
        (FormulaKind.PER_INHABITANT, KRONER, [(ADD, KRONER), (DIVIDE, KRONER)], "«A» må være et antall innbyggere"),
        (FormulaKind.RATIO, KRONER, [(ADD, KRONER), (DIVIDE, KRONER)], "passer ikke med leddene: «NOK» delt på «NOK»"),
        (FormulaKind.SUM, KRONER, [(ADD, KRONER), (ADD, Facts("D", ""))], "«D» mangler måleenhet"),
        (FormulaKind.SUM, KRONER, [(ADD, KRONER), (ADD, Facts("D", "NOK", frequency="month"))], "annen hyppighet"),
        (FormulaKind.SUM, KRONER, [(ADD, KRONER), (ADD, Facts("D", "NOK", base_period="2009"))], "«D» er en endring"),
        (FormulaKind.SUM, KRONER, [(ADD, KRONER), (ADD, Facts("D", "NOK", is_of_a_plan=True))], "hører til én plan"),
        (FormulaKind.SUM, KRONER, [(ADD, KRONER), (ADD, Facts("D", "NOK", is_need_adjusted=True))], "utgiftsbehov"),
    ],
)
def test_what_cannot_be_computed_is_told(
    kind: FormulaKind, own: Facts, terms: list[tuple[TermRole, Facts]], complaint: str
) -> None:
    (told,) = problems_with(kind, own, terms, factor=None)
    assert complaint in told


@pytest.mark.parametrize(
    ("own", "above", "below", "factor"),
    [
        pytest.param("NOK", "NOK", None, 1, id="a sum of kroner is in kroner"),
        pytest.param("NOK", "NOK_1000", None, None, id="a sum is never scaled"),
        pytest.param("NOK", "NOK_1000", "count", 1000, id="thousands of kroner per inhabitant are kroner"),
        pytest.param("NOK", "mill. kroner", "count", 1_000_000, id="millions of kroner per inhabitant are kroner"),
        pytest.param("NOK", "NOK", "m2", 1, id="kroner per square metre"),
        pytest.param("percent", "NOK_1000", "NOK_1000", 100, id="parts of a whole are percent"),
        pytest.param("percent", "NOK_million", "NOK_1000", 100_000, id="parts in millions of a whole in thousands"),
        pytest.param("percent", "NOK", "count", None, id="kroner are no part of persons"),
        pytest.param("permille", "count", "count", 1000, id="parts in a thousand"),
        pytest.param("per_1000", "count", "count", 1000, id="fires per thousand inhabitants"),
        pytest.param("per_10000", "km", "count", 10_000, id="kilometres per ten thousand inhabitants"),
        pytest.param("ratio", "count", "count", 1, id="chimneys per inhabitant"),
        pytest.param("hours", "hours", "count", 1, id="hours per pupil"),
        pytest.param("count", "count", "count", 1, id="pupils per school"),
        pytest.param("hours", "count", "count", None, id="hours are not made of persons"),
    ],
)
def test_the_units_decide_the_factor(own: str, above: str, below: str | None, factor: int | None) -> None:
    found = factor_for(Facts("", own), Facts("", above), None if below is None else Facts("", below))
    assert found == (None if factor is None else Decimal(factor))


def test_another_factor_than_the_units_give_is_refused() -> None:
    terms = [(ADD, THOUSANDS), (DIVIDE, PERSONS)]
    assert list(problems_with(FormulaKind.PER_INHABITANT, KRONER, terms, factor=Decimal(1000))) == []
    (told,) = problems_with(FormulaKind.PER_INHABITANT, KRONER, terms, factor=Decimal(100))
    assert told == "faktoren må være 1000, etter måleenhetene til leddene"


@pytest.mark.parametrize(
    ("terms", "factor", "formula"),
    [
        ([(ADD, "a"), (ADD, "b")], "1", "a + b"),
        ([(SUBTRACT, "b"), (ADD, "a")], "1", "a − b"),
        ([(ADD, "a"), (DIVIDE, "c")], "100", "a / c × 100"),
        ([(ADD, "a"), (DIVIDE, "c"), (ADD, "b")], "1000", "(a + b) / c × 1000"),
    ],
)
def test_a_formula_is_read_from_left_to_right(terms: list[tuple[TermRole, str]], factor: str, formula: str) -> None:
    assert written(terms, factor) == formula
