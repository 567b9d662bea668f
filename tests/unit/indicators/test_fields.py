"""Numbers and periods as people type them."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from indicators.fields import NorwegianDecimalField, PeriodField, read_typed_number, typed_as

NUMBERS = {
    "a comma": ("1,75", "1.75"),
    "a full stop": ("1.75", "1.75"),
    "no decimals": ("1750", "1750"),
    "a space between thousands": ("1 234,5", "1234.5"),
    "a space that does not break": ("101\u00a0213", "101213"),
    "a thin space": ("1\u2009234\u202f567", "1234567"),
    "full stops between thousands and a comma": ("1.234,5", "1234.5"),
    "a full stop after nought": ("0.125", "0.125"),
    "a real minus sign": ("\u22121,5", "-1.5"),
    "a minus sign with a space": ("\u2212 3", "-3"),
    "a dash": ("\u20133", "-3"),
    "a plus sign": ("+2", "2"),
    "percent with a space": ("1,75 %", "1.75"),
    "percent without": ("50%", "50"),
    "per mille": ("4 ‰", "4"),
    "spaces around": ("  5  ", "5"),
    "decimals that end in nought": ("5,0", "5.0"),
}


@pytest.mark.parametrize(("typed", "number"), NUMBERS.values(), ids=NUMBERS.keys())
def test_a_number_is_read_as_it_was_meant(typed: str, number: str) -> None:
    assert str(read_typed_number(typed)) == number


@pytest.mark.parametrize(
    "typed",
    ["", "fem", "1,2,3", "1 2", "12 34", "1 234 5", "1.234.567", "1,75 kr", "--1", "1e5", "NaN", "%", "1,", ",5", "٣"],
)
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError, match="er ikke et tall"):
        read_typed_number(typed)


@pytest.mark.parametrize("typed", ["1.234", "\u221212.500", "999.999 %"])
def test_what_could_be_thousands_or_decimals_is_asked_about(typed: str) -> None:
    with pytest.raises(ValidationError, match="kan leses på to måter"):
        read_typed_number(typed)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("1.750000000000000", "1,75"),
        ("1234567.5", "1\u00a0234\u00a0567,5"),
        ("-0.5", "-0,5"),
        ("5.000", "5"),
        ("0", "0"),
        ("1E+3", "1\u00a0000"),
    ],
)
def test_a_number_is_shown_as_it_would_be_typed(value: str, shown: str) -> None:
    assert typed_as(Decimal(value)) == shown
    assert read_typed_number(shown) == Decimal(value)


def test_a_field_takes_nothing_for_nothing() -> None:
    assert NorwegianDecimalField(required=False).clean("") is None


def test_a_field_minds_how_many_digits_there_is_room_for() -> None:
    with pytest.raises(ValidationError, match="4 eller færre tall"):
        NorwegianDecimalField(max_digits=4, decimal_places=3).clean("0,12345")


def test_a_number_with_other_noughts_is_the_same_number() -> None:
    assert not NorwegianDecimalField().has_changed(Decimal("1234.500"), "1 234,5")


def test_what_was_mistyped_is_shown_again_as_it_was_typed() -> None:
    assert NorwegianDecimalField().prepare_value("fem") == "fem"


@pytest.mark.parametrize(
    ("typed", "period"),
    [("2030", "2030"), ("2024-02", "2024M02"), ("2024k2", "2024K2"), ("2023/2024", "2023/2024"), ("", "")],
)
def test_a_period_is_kept_in_one_way(typed: str, period: str) -> None:
    assert PeriodField(required=False).clean(typed) == period


@pytest.mark.parametrize("typed", ["2030-13", "snart", "2024T4", "20300"])
def test_what_is_no_period_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError, match="er ikke en periode"):
        PeriodField().clean(typed)


def test_the_time_between_two_periods_is_refused() -> None:
    with pytest.raises(ValidationError, match="tiden mellom to perioder"):
        PeriodField().clean("2009-2022")
