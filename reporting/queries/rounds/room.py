"""The page where the words on one target or indicator are written: everything that the writer needs beside them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from indicators.models import Indicator
from reporting.models import Commentary, CommentaryVersion, Evidence, Mention, ReportingRound
from reporting.queries.rounds.items import RoundItem
from targets.models import Target


@dataclass(frozen=True, slots=True)
class FigureLine:
    """One figure of the own series, the newest first. `kind` where it is not a plain one."""

    period: str
    value: str
    kind: str


@dataclass(frozen=True, slots=True)
class EarlierCommentary:
    """What was written in another round of the same thing, and approved there or not."""

    period: str
    title: str
    text: str
    state: str
    saved_by: str
    commentary: int


@dataclass(frozen=True, slots=True)
class CommentaryRoom:
    """`item` is the thing with light, sentence, newest figure and why words are asked for. `drafted` is the first
    sentence to go on from; `text` what stands in the field: the words, or `drafted` where none are kept yet.

    `may_write` tells whether the round and the state allow it, not who the reader is.
    """

    round: ReportingRound
    title: str
    item: RoundItem
    subject: Target | Indicator
    unit_text: str
    figures: tuple[FigureLine, ...]
    drafted: str
    text: str
    version: int
    commentary: Commentary | None
    may_write: bool
    versions: Sequence[CommentaryVersion]
    evidence: Sequence[Evidence]
    mentions: Sequence[Mention]
    earlier: tuple[EarlierCommentary, ...]
    previous: RoundItem | None
    next: RoundItem | None


def commentary_room(asked: ReportingRound, subject: Target | Indicator, *, on: date) -> CommentaryRoom | None:
    """In a fixed number of queries; None where the thing is not in the round. Evidence comes without its bodies.

    `previous` and `next` are the neighbours in the unit's list among what words are asked for.
    """
    raise NotImplementedError
