"""Targets with what is answered for each: why it is so, and what is done about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext

from reporting.answering import NOBODY, Answering
from reporting.queries.answers import Answer, answers_for
from reporting.queries.approved_commentary import ApprovedComment
from reporting.queries.lights import LightRow


@dataclass(frozen=True, slots=True)
class AnsweredRow:
    """One target as it stands, with cause and measures. `may_answer`: whether the reader may write them. `comments` are
    what the unit has written of it in a round, where that is told beside it."""

    row: LightRow
    answer: Answer
    may_answer: bool
    comments: tuple[ApprovedComment, ...] = ()

    @property
    def lacking(self) -> str:
        """Words of a round are about why it is so and what is done, so nobody is said to have written neither."""
        return "" if self.comments else lacking_said(self.answer)

    @property
    def words(self) -> str:
        """What the unit wrote in a round and from when it is, on one line; empty where a cause is stated."""
        if self.answer.cause or not self.comments:
            return ""
        written = self.comments[0]
        words = {"day": date_format(localdate(written.approved_at)), "text": " ".join(written.text.split())}
        return gettext("Faglig vurdering %(day)s: %(text)s") % words


def answered_rows(rows: Sequence[LightRow], *, on: date, answering: Answering = NOBODY) -> list[AnsweredRow]:
    """In the order of the rows; as many queries for many as for one."""
    answers = answers_for([row.pk for row in rows], on=on)
    return [AnsweredRow(row, answers[row.pk], answering.may_for(row.unit)) for row in rows]


def lacking_said(answer: Answer) -> str:
    """What a red light still asks for, in plain words; empty where it asks for nothing."""
    if answer.lacks_cause and answer.lacks_measure and not answer.measures:
        return gettext("Ingen årsak eller tiltak er skrevet.")
    said = []
    if answer.lacks_cause:
        said.append(gettext("Ingen årsak er skrevet."))
    if answer.lacks_measure:
        said.append(gettext("Ingen tiltak er i gang.") if answer.measures else gettext("Ingen tiltak er skrevet."))
    return " ".join(said)
