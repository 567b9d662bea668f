"""The Larvik examples that docs/traffic-light.md states come out as it says."""

from datetime import date

import pytest

from targets.models import Target, TargetKind
from tests.larvik import lights
from tests.prose import rows_of

ROWS = rows_of("target")

pytestmark = pytest.mark.usefixtures("larvik")


def number(text: str) -> float | None:
    return None if text == "–" else float(text)


@pytest.mark.parametrize("on", sorted({row["as of"] for row in ROWS}))
def test_the_examples_of_a_day(on: str) -> None:
    answers = lights(on=date.fromisoformat(on))
    for row in (row for row in ROWS if row["as of"] == on):
        answer, (light, *more) = answers[row["target"]], row["light"].split(", ")
        assert (row["target"], answer["light"]) == (row["target"], light)
        assert [one for one in (answer["reason"], answer["warning"]) if one] == more
        if light != "grey":
            assert answer["actual"] == number(row["figure"])
            assert answer["expected"] == pytest.approx(number(row["expected"]), abs=0.001)


def test_every_kind_that_larvik_measures_has_an_example() -> None:
    shown = Target.objects.filter(code__in=[row["target"] for row in ROWS])
    measured = Target.objects.exclude(used_indicator=None).exclude(kind=TargetKind.REACH)
    assert {*shown.values_list("kind", flat=True)} == {*measured.values_list("kind", flat=True), TargetKind.RECURRING}
