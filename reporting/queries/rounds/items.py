"""What is commented in a round: the targets of its plans, and the indicators of service areas that units comment."""

from dataclasses import dataclass
from datetime import date, datetime

from accounts.models import Unit
from reporting.models import ReportingRound
from reporting.queries.lights import LightRow
from reporting.queries.newest_figure import NewestFigure
from reporting.rounds import Ask, Group


@dataclass(frozen=True, slots=True)
class Written:
    """What is written of one thing in a round, as a row tells it. `state` is a CommentaryState, `word` how it reads."""

    pk: int
    state: str
    word: str
    has_words: bool
    version: int
    saved_by: str
    saved_at: datetime
    return_reason: str


@dataclass(frozen=True, slots=True)
class RoundItem:
    """One target, or one indicator that no target of the round's plans is judged by.

    `light` and `word` are empty for an indicator. `asked_in_words` says why words are asked for, one short sentence
    each. `unit` comments it; None where nobody does.
    """

    # "target" or "indicator".
    kind: str
    pk: int
    # Empty for an indicator.
    plan_code: str
    code: str
    title: str
    title_language: str
    light: str
    word: str
    row: LightRow | None
    sentence: str
    figure: NewestFigure | None
    asks: tuple[Ask, ...]
    asked_in_words: tuple[str, ...]
    unit: Unit | None
    written: Written | None

    @property
    def is_target(self) -> bool:
        return self.kind == "target"

    @property
    def is_asked(self) -> bool:
        return bool(self.asks)

    @property
    def group(self) -> Group:
        raise NotImplementedError

    @property
    def lacks_words(self) -> bool:
        """Asked for, and nothing is written."""
        return self.is_asked and not (self.written and self.written.has_words)

    @property
    def is_left(self) -> bool:
        """Asked for or begun, and still in the unit's hands: not sent in, or sent back."""
        raise NotImplementedError


def round_items(asked: ReportingRound, *, on: date) -> list[RoundItem]:
    """Everything in the round that some of its units comments, and targets that nobody does, in the order of plans and
    service areas; a fixed number of queries. Of a closed round only what was written, and nothing is asked for."""
    raise NotImplementedError
