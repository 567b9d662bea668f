"""Tables outside the reports as sheets of Excel."""

import pytest
from django.utils import translation

from reporting.exports.plain_sheets import decimals_in


@pytest.mark.parametrize(
    ("language", "text", "decimals"),
    [
        ("nb", "0,8\N{NO-BREAK SPACE}%", 1),
        ("nb", "1\N{NO-BREAK SPACE}234", 0),
        ("nn", "1\N{NO-BREAK SPACE}234,56", 2),
        ("en", "0.8\N{NO-BREAK SPACE}%", 1),
        ("en", "1,234", 0),
        ("en", "1,234.5", 1),
    ],
)
def test_a_number_is_shown_with_the_decimals_that_it_is_read_with(language: str, text: str, decimals: int) -> None:
    with translation.override(language):
        assert decimals_in(text) == decimals
