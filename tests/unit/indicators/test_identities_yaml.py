"""The file of identities: the one that ships is whole, and what is wrong with another is told field by field."""

from fractions import Fraction

import pytest

from accounts.imports import ImportRefused
from indicators.sources.identities_yaml import read_identities, shipped_identities

WHOLE = """
identities:
- code: sum
  name: Delene blir helheten
  left: {words: delene, formula: a + b}
  right: {words: helheten, formula: c}
  indicator: c
  unit: NOK
  source: test
"""


def refused(text: str) -> list[str]:
    with pytest.raises(ImportRefused) as told:
        read_identities(text.encode(), name="prøve.yaml")
    return [str(one) for one in told.value.problems]


def test_a_whole_file_is_read() -> None:
    (identity,) = read_identities(WHOLE.encode(), name="prøve.yaml")
    assert (identity.code, sorted(identity.codes), identity.slack) == ("sum", ["a", "b", "c"], Fraction(0))


def test_every_identity_that_ships_is_named_and_says_where_it_is_from() -> None:
    shipped = shipped_identities().values()
    assert len(shipped) >= 30
    assert all(one.name and one.source and one.left.words and one.right.words for one in shipped)
    assert len({one.name for one in shipped}) == len(shipped)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("formula: a + b", "formula: a +", "formel med mellomrom rundt hvert ledd"),
        ("indicator: c", "indicator: d", "«d» står ikke i formlene"),
        ("code: sum", "code: gruppesum", "koden «gruppesum» står flere ganger"),
        ("  name: Delene blir helheten\n", "", "name (sum): feltet er påkrevd og mangler"),
        ("unit: NOK", "unit: NOK\n  slack: 3", "ukjent felt «slack»"),
        ("unit: NOK", "unit: NOK\n  slack_percent: -3", "kan ikke være negativt"),
        ("unit: NOK", "unit: NOK\n  relation: '<'", "«<» er ukjent"),
        ("unit: NOK", "unit: NOK\n  from: i fjor", "ikke en periode"),
        ("words: delene, ", "", "words (sum): feltet er påkrevd og mangler"),
    ],
)
def test_what_is_wrong_is_told_where_it_stands(before: str, after: str, said: str) -> None:
    assert before in WHOLE
    (line,) = refused(WHOLE.replace(before, after))
    assert line.startswith("prøve.yaml: linje ")
    assert said in line
