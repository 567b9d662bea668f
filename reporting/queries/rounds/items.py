"""What is commented in a round: the targets of its plans, and the indicators of service areas that units comment."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from accounts.models import Unit
from indicators.rules import Reading
from reporting.models import Commentary, CommentaryState, ReportingRound
from reporting.queries.lights import LightRow, row_of
from reporting.queries.newest_figure import NewestFigure
from reporting.queries.rounds.indicator_news import IndicatorSeen, indicators_seen
from reporting.queries.rounds.scope import Scope, scope_of
from reporting.queries.rounds.target_news import TargetSeen, targets_seen
from reporting.round_words import ask_in_words
from reporting.rounds import IN_HAND, Ask, Group, asks_of, group_of
from targets.certificates import Facts
from targets.sentences import language_of_name, name_of_indicator


@dataclass(frozen=True, slots=True)
class Written:
    """What is written of one thing in a round, as a row tells it. `state` is a CommentaryState, `word` how it reads.

    The drafted sentence alone is no words: it says what the figures say.
    """

    pk: int
    state: str
    word: str
    has_words: bool
    version: int
    saved_by: str
    saved_at: datetime
    submitted_at: datetime | None
    return_reason: str


@dataclass(frozen=True, slots=True)
class RoundItem:
    """One target, or one indicator that no target of the round's plans is judged by.

    `light` and `word` are empty for an indicator. `asked_in_words` says why words are asked for, one short sentence
    each. `unit` comments it; None where nobody does. `figure` is told where it was asked for.
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
    # What counts of the own series, oldest first.
    readings: Sequence[Reading] = ()
    # What the light of a target rests on, where it has been judged.
    certificate: Facts | None = None

    @property
    def is_target(self) -> bool:
        return self.kind == "target"

    @property
    def is_asked(self) -> bool:
        return bool(self.asks)

    @property
    def group(self) -> Group:
        return group_of(self.asks)

    @property
    def state(self) -> str:
        """A CommentaryState; empty where nothing is begun."""
        return self.written.state if self.written else ""

    @property
    def lacks_words(self) -> bool:
        """Asked for, and nothing is written."""
        return self.is_asked and not (self.written and self.written.has_words)

    @property
    def is_left(self) -> bool:
        """Still in the unit's hands: asked for and not sent in, or sent back."""
        if self.state == CommentaryState.RETURNED:
            return True
        return self.is_asked and (not self.written or self.state in IN_HAND)


def round_items(
    asked: ReportingRound, *, on: date, unit: Unit | None = None, with_figures: bool = False
) -> list[RoundItem]:
    """Everything in the round that some of its units comments, and targets that nobody does, in the order of plans and
    service areas; a fixed number of queries. With `unit` what that one comments alone.

    Of a closed round only what was written, and nothing is asked for.
    """
    return items_in(scope_of(asked, on=on).of_unit(unit), with_figures=with_figures)


def items_in(scope: Scope, *, with_figures: bool = False) -> list[RoundItem]:
    """The same of what is read of the round already."""
    targets = targets_seen(scope, with_figures=with_figures)
    indicators = indicators_seen(scope, with_figures=with_figures)
    return [*(item_of_target(one, scope) for one in targets), *(item_of_indicator(one, scope) for one in indicators)]


def in_order(items: Iterable[RoundItem]) -> list[RoundItem]:
    """As the list of a unit shows them: by group, and red before yellow."""
    groups = list(Group)
    return sorted(items, key=lambda one: (groups.index(one.group), Ask.RED not in one.asks))


def item_of_target(found: TargetSeen, scope: Scope) -> RoundItem:
    row = row_of(found.target, found.assessment)
    asks = asks_of(found.seen) if scope.is_open else ()
    return RoundItem(
        kind="target",
        pk=row.pk,
        plan_code=row.plan_code,
        code=row.code,
        title=row.title,
        title_language=row.title_language,
        light=row.light,
        word=row.word,
        row=row,
        sentence=row.explanation,
        figure=found.figure,
        asks=asks,
        asked_in_words=said(asks, found.facts),
        unit=found.unit,
        written=written_of(scope.written_on_targets.get(row.pk)),
        readings=found.readings,
        certificate=found.assessment.facts if found.assessment else None,
    )


def item_of_indicator(found: IndicatorSeen, scope: Scope) -> RoundItem:
    one = found.indicator
    asks = asks_of(found.seen) if scope.is_open else ()
    return RoundItem(
        kind="indicator",
        pk=one.pk,
        plan_code="",
        code=one.code,
        title=name_of_indicator(one),
        title_language=language_of_name(one),
        light="",
        word="",
        row=None,
        sentence="",
        figure=found.figure,
        asks=asks,
        asked_in_words=said(asks, found.facts),
        unit=found.unit,
        written=written_of(scope.written_on_indicators.get(one.pk)),
        readings=found.readings,
    )


def said(asks: Collection[Ask], facts: dict[str, str]) -> tuple[str, ...]:
    return tuple(ask_in_words(one, facts) for one in asks)


def written_of(row: Commentary | None) -> Written | None:
    if row is None:
        return None
    return Written(
        pk=row.pk,
        state=row.state,
        word=row.get_state_display(),
        has_words=bool(row.text) and row.text != row.drafted,
        version=row.version,
        saved_by=row.saved_by,
        saved_at=row.saved_at,
        submitted_at=row.submitted_at,
        return_reason=row.return_reason if row.state == CommentaryState.RETURNED else "",
    )
