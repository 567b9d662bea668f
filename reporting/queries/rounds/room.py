"""The page where the words on one target or indicator are written: everything that the writer needs beside them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from indicators.formats import published, unit_title, with_unit
from indicators.models import Indicator, ValueKind
from indicators.periods import parse_period
from reporting.drafted_words import drafted_sentence, figure_sentence
from reporting.models import Commentary, CommentaryVersion, Evidence, Mention, ReportingRound
from reporting.queries.rounds.items import RoundItem, in_order, items_in
from reporting.queries.rounds.listing import title_of_round
from reporting.queries.rounds.scope import scope_of
from reporting.round_words import period_title
from reporting.rounds import IN_HAND
from targets.models import Target
from targets.queries import period_named


@dataclass(frozen=True, slots=True)
class FigureLine:
    """One figure of the own series, the newest first. `kind` where it is not a plain one."""

    period: str
    value: str
    kind: str


@dataclass(frozen=True, slots=True)
class EarlierCommentary:
    """What was written in another round of the same thing, or of the indicator that the target is judged by."""

    period: str
    title: str
    text: str
    state: str
    state_word: str
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
    # The unit of the figures, for the head of their table.
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
    scope = scope_of(asked, on=on)
    items = items_in(scope.of_unit(scope.unit_for(subject)), with_figures=True)
    item = next((one for one in items if (one.is_target, one.pk) == (isinstance(subject, Target), subject.pk)), None)
    if item is None:
        return None
    commentary = commentary_on(asked, subject)
    drafted = commentary.drafted if commentary and commentary.drafted else drafted_for(subject, item)
    before, after = neighbours(item, items)
    indicator = indicator_of(subject)
    return CommentaryRoom(
        round=asked,
        title=title_of_round(asked),
        item=item,
        subject=subject,
        unit_text=unit_title(indicator.unit) if indicator else "",
        figures=figure_lines(item, indicator) if indicator else (),
        drafted=drafted,
        text=commentary.text if commentary and commentary.version else drafted,
        version=commentary.version if commentary else 0,
        commentary=commentary,
        may_write=asked.is_open and (commentary is None or commentary.state in IN_HAND),
        versions=tuple(commentary.versions.order_by("-number")) if commentary else (),
        evidence=tuple(commentary.evidence.defer("body").order_by("brought_at", "pk")) if commentary else (),
        mentions=tuple(commentary.mentions.select_related("person").order_by("pk")) if commentary else (),
        earlier=earlier_on(asked, subject),
        previous=before,
        next=after,
    )


def commentary_on(asked: ReportingRound, subject: Target | Indicator) -> Commentary | None:
    rows = Commentary.objects.filter(round=asked, **field_of(subject))
    return rows.select_related("unit", "round__municipality").first()


def field_of(subject: Target | Indicator) -> dict[str, Any]:
    return {"target" if isinstance(subject, Target) else "indicator": subject}


def indicator_of(subject: Target | Indicator) -> Indicator | None:
    """What the figures are of."""
    if isinstance(subject, Indicator):
        return subject
    return subject.used_indicator.indicator if subject.used_indicator else None


def drafted_for(subject: Target | Indicator, item: RoundItem) -> str:
    """From the certificate of a target; of an indicator its newest figure."""
    if isinstance(subject, Target):
        return drafted_sentence(item.certificate) if item.certificate else ""
    if (figure := item.figure) is None:
        return ""
    change = figure.change
    return figure_sentence(
        name=item.title,
        value=figure.value,
        period=figure.period,
        change=change.text if change else "",
        since=change.since if change else "",
    )


def figure_lines(item: RoundItem, indicator: Indicator) -> tuple[FigureLine, ...]:
    return tuple(
        FigureLine(
            period=period_named(one.period).label,
            value=with_unit(published(one.literal, indicator.decimals), indicator.unit, value=one.value)
            if one.literal
            else f"«{one.missing}»",
            kind="" if one.kind in {ValueKind.ACTUAL, ValueKind.CHANGE} else str(ValueKind(one.kind).label),
        )
        for one in reversed(item.readings)
    )


def neighbours(item: RoundItem, items: Iterable[RoundItem]) -> tuple[RoundItem | None, RoundItem | None]:
    """The one before and the one after in the order of the unit's list, among what words are asked for."""
    listed = in_order(one for one in items if one.is_asked or one is item)
    place = next(number for number, one in enumerate(listed) if one is item)
    return (listed[place - 1] if place else None), (listed[place + 1] if place + 1 < len(listed) else None)


def earlier_on(asked: ReportingRound, subject: Target | Indicator) -> tuple[EarlierCommentary, ...]:
    """Of periods that end no later, the newest round first; what is written of a target also stands at its indicator,
    and the other way round."""
    own = parse_period(asked.period)
    indicator = indicator_of(subject)
    same = Q(**field_of(subject))
    if isinstance(subject, Target):
        same |= Q(indicator=indicator) if indicator else Q()
    else:
        same |= Q(target__used_indicator__indicator=subject)
    rows = Commentary.objects.filter(same, round__municipality=asked.municipality_id).exclude(
        round=asked, **field_of(subject)
    )
    found = rows.exclude(text="").select_related("round").order_by("-round__opened_at", "-pk")
    return tuple(
        EarlierCommentary(
            period=one.round.period,
            title=period_title(one.round.period),
            text=one.text,
            state=one.state,
            state_word=one.get_state_display(),
            saved_by=one.saved_by,
            commentary=one.pk,
        )
        for one in found
        if parse_period(one.round.period).position <= own.position
    )
