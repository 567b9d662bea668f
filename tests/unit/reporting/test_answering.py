"""For which lights a person may write cause and measures, and what a red light still asks for."""

from datetime import date

import pytest

from accounts.models import Unit
from reporting.answering import NOBODY, Answering
from reporting.queries.answered_rows import lacking_said
from reporting.queries.answers import Answer, MeasureLine, SaidCause

CAUSE = SaidCause("Færre søkere", date(2026, 3, 3), "Vilde", "2024", "")


def measure(progress: str) -> MeasureLine:
    return MeasureLine("P", "T", "Kurs", "", "", None, progress, "", None, None)


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        pytest.param(Answer(True, None), "Ingen årsak eller tiltak er skrevet.", id="neither"),
        pytest.param(Answer(True, CAUSE), "Ingen tiltak er skrevet.", id="no measure"),
        pytest.param(Answer(True, None, (measure("ongoing"),)), "Ingen årsak er skrevet.", id="no cause"),
        pytest.param(Answer(True, CAUSE, (measure("done"),)), "Ingen tiltak er i gang.", id="measures are over"),
        pytest.param(
            Answer(True, None, (measure("stopped"),)), "Ingen årsak er skrevet. Ingen tiltak er i gang.", id="both"
        ),
        pytest.param(Answer(True, CAUSE, (measure(""),)), "", id="answered"),
        pytest.param(Answer(False, None), "", id="not red"),
    ],
)
def test_a_red_light_says_what_is_lacking(answer: Answer, said: str) -> None:
    assert lacking_said(answer) == said


def test_a_unit_contact_answers_for_the_own_unit_alone() -> None:
    own, other = Unit(pk=1), Unit(pk=2)
    answering = Answering(units=frozenset({1}))
    assert [answering.may_for(one) for one in (own, other, None)] == [True, False, False]
    assert Answering(everything=True).may_for(None)
    assert not NOBODY.may_for(own)
