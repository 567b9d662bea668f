"""Which units measure the same."""

import pytest
from django.utils import translation

from indicators.formats import with_unit
from indicators.units import measure_of, same_measure


@pytest.mark.parametrize(
    ("unit", "measure"),
    [
        ("prosent", "percent"),
        ("percent", "percent"),
        ("prosent av brutto driftsinntekter", "percent"),
        ("kroner per m2", "NOK"),
        ("NOK", "NOK"),
        ("mill. kroner", "NOK_million"),
        ("dager", "days"),
        ("døgn", "days"),
        ("personer", "count"),
        ("pasienter per liste", "count"),
        ("per 1 000 innbyggere", "per_1000"),
        ("per\u00a01\u00a0000", "per_1000"),
        ("per 10 000 innbyggere", "per_10000"),
        ("promille av takst", "permille"),
        ("årsverk avvik fra normen", "FTE"),
        ("år", "years"),
        ("ikke oppgitt (trolig kg)", ""),
        ("", ""),
        ("kronikk", "kronikk"),
    ],
)
def test_the_first_words_name_the_measure(unit: str, measure: str) -> None:
    assert measure_of(unit) == measure


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("døgn", "prosent", False),
        ("dager", "døgn", True),
        ("", "prosent", True),
        ("kroner per innbygger", "NOK", True),
        ("årsverk", "år", False),
        ("mill. kroner", "kroner", False),
    ],
)
def test_only_different_measures_do_not_fit(left: str, right: str, same: bool) -> None:
    assert same_measure(left, right) is same


@pytest.mark.parametrize("unit", ["per_1000", "per_10000"])
@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_no_line_breaks_within_a_figure_with_its_unit(unit: str, language: str) -> None:
    with translation.override(language):
        assert " 000" not in with_unit("0,45", unit)
