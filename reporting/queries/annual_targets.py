"""One target as the annual report prints it: its light in words, what was promised, and its last figures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext

from indicators.formats import decimals_of, number, published, rounded, unit_title
from indicators.models import Source, ValueKind
from indicators.queries.delivery_words import cited_source
from indicators.rules import Reading, SeriesBreak
from reporting.charts import TargetChart
from reporting.queries.annual_changes import never_stored
from reporting.queries.answered_rows import AnsweredRow
from reporting.queries.answers import Answer, MeasureLine
from reporting.queries.approved_commentary import ApprovedComment
from reporting.queries.lights import LightRow, ShownOverride, focus_area_codes, light_row, shown_override, title_of
from reporting.queries.target_remarks import breaks_of, remarks_on_judged
from reporting.remarks import Remark
from reporting.target_drawing import drawing_of
from targets.certificates import Facts, Judgement
from targets.models import Target
from targets.queries import figures_of, period_named, terms_of
from targets.rules import Family, Kind, Light, Missing, Path, expected_path, shown
from targets.sentences import name_of_indicator, promise, promise_changes, sentence, shown_word_of, word_of
from targets.sentences.statements import statement
from targets.sentences.words import actual, expected, period_label, telling_decimals

# So many of the last periods are printed; the chart shows them all.
PERIODS = 5
FEWEST_TO_DRAW = 2
Breaks = Mapping[int, Sequence[SeriesBreak]]


@dataclass(frozen=True, slots=True)
class PeriodFigure:
    """One period: the figure as published or the symbol instead of it, what the plan expected, and a remark."""

    period: str
    value: str
    expected: str
    remark: str
    is_judged: bool
    # The numbers that the texts are the writing of.
    number: Decimal | None = None
    expected_number: Decimal | None = None


@dataclass(frozen=True, slots=True)
class FigureSeries:
    """The figures behind a light. `zones` is the family of words for the zones of the chart."""

    unit: str
    region: str
    periods: tuple[PeriodFigure, ...]
    source: str
    chart: TargetChart | None
    zones: str | None
    # What is printed, and the judged figure where that is older.
    readings: tuple[Reading, ...] = ()


@dataclass(frozen=True, slots=True)
class Measured:
    """By which codes the figures behind a light are found; `peer` where it is compared with somebody."""

    indicator: str
    region: str
    peer: str


@dataclass(frozen=True, slots=True)
class ReportedTarget:
    """`sentence` begins with the calculated word; `explanation` is the rest of it, without remarks and source it is
    `statement`."""

    code: str
    goal: str | None
    kind: Kind
    title: str
    # The light that is shown, by its word. Where a person has set it, `override` holds what is calculated.
    light: str
    reason: str | None
    word: str
    override: ShownOverride | None
    calculated_word: str
    sentence: str
    statement: str
    # The same in the words that papers and slides are made of.
    row: LightRow
    promise: str
    actual: str
    expected: str
    is_stale: bool
    areas: tuple[str, ...]
    sources: tuple[str, ...]
    figures: FigureSeries | None
    # What must be known of the judged figure.
    remarks: tuple[str, ...]
    facts: Facts
    measured: Measured | None
    # How the promise was changed after the plan was adopted, and why.
    promise_changes: tuple[str, ...] = ()
    # Where it is red: why, as it was said last, and what is done, as it stands on the day of the report.
    cause: str = ""
    measures: tuple[str, ...] = ()
    # What is answered as the report's own light asks for it; none before anybody has looked.
    answer: Answer | None = None
    # What units have written of it, as it was approved.
    comments: tuple[ApprovedComment, ...] = ()

    @property
    def is_norm(self) -> bool:
        return self.goal is None

    @property
    def lacking(self) -> str:
        """What a red light of the plan's own still asks for; a norm asks for nothing."""
        return "" if self.is_norm else self.answered.lacking

    @property
    def answered(self) -> AnsweredRow:
        answer = self.answer or Answer(asks=False, cause=None)
        return AnsweredRow(self.row, answer, may_answer=False, comments=self.comments)

    @property
    def explanation(self) -> str:
        return self.sentence.removeprefix(f"{self.calculated_word}: ")


def reported_target(
    judgement: Judgement,
    readings: Sequence[Reading],
    remarks: Sequence[Remark],
    of_regions: Breaks,
    deliveries: Mapping[int, str],
    *,
    on: date,
) -> ReportedTarget:
    """A judged target in words, with the figures of periods that had ended by then. `deliveries` in words, by key."""
    target, facts, verdict = judgement.target, judgement.facts, judgement.verdict
    finished = [one for one in readings if period_named(one.period).is_finished(on)]
    breaks = breaks_of(target, remarks, of_regions)
    figures = figure_series(target, finished, facts, breaks, deliveries) if finished else None
    # A duty and a state are judged without a figure.
    is_judged = verdict.light is not Light.GREY and verdict.figure is not None
    return ReportedTarget(
        code=target.code,
        goal=target.goal.code if target.goal else None,
        kind=Kind(target.kind),
        title=title_in_report(target),
        light=judgement.shown_light.value,
        reason=verdict.reason.value if verdict.reason else None,
        word=shown_word_of(facts),
        override=shown_override(facts),
        calculated_word=word_of(facts),
        sentence=sentence(facts),
        statement=statement(facts),
        row=light_row(target, never_stored(judgement, on=on), since=None, areas=focus_area_codes(target)),
        promise=promise(target),
        actual=f"{actual(facts)} ({period_label(facts['figure']['period'])})" if is_judged else "",
        expected=expected(facts) if verdict.family is Family.PATH else "",
        is_stale=verdict.is_stale,
        areas=focus_area_codes(target),
        sources=sources_of(target, finished, deliveries),
        figures=figures,
        promise_changes=tuple(one.said for one in promise_changes(target)),
        remarks=tuple(one.said for one in remarks_on_judged(target, remarks, facts)) if facts["figure"] else (),
        facts=facts,
        measured=measured(target),
    )


def measured(target: Target) -> Measured | None:
    used, peer = target.used_indicator, target.peer
    return Measured(used.indicator.code, used.region.code, peer.code if peer else "") if used else None


def with_answer(one: ReportedTarget, answer: Answer) -> ReportedTarget:
    """With cause and measures, where the report's own light asks for them."""
    answer = replace(answer, asks=one.row.is_red)
    if not answer.asks:
        return replace(one, answer=answer)
    cause = f"{answer.cause.text} ({answer.cause.written.rstrip('.')})" if answer.cause else ""
    return replace(one, answer=answer, cause=cause, measures=tuple(measure_said(each) for each in answer.measures))


def measure_said(measure: MeasureLine) -> str:
    """`Våre unge: I gang, 40 %, Oppvekst, frist 1. mai 2027`."""
    deadline = gettext("frist %(day)s") % {"day": date_format(measure.deadline)} if measure.deadline else ""
    parts = [measure.progress_word, measure.unit or measure.owner, deadline, measure.late_word]
    return f"{measure.title}: {', '.join(part for part in parts if part)}"


def title_in_report(target: Target) -> str:
    """The indicator's name; without one the promise itself, because the goal stands right above."""
    if target.used_indicator:
        return name_of_indicator(target.used_indicator.indicator)
    said = promise(target) if target.goal else title_of(target)
    return said[:1].upper() + said[1:]


def sources_of(
    target: Target, readings: Sequence[Reading], deliveries: Mapping[int, str], *, with_address: bool = True
) -> tuple[str, ...]:
    """Where the figures come from: the indicator's named sources, or the deliveries that brought them, in words."""
    if target.used_indicator is None:
        return ()
    sources = target.used_indicator.indicator.sources.all()
    named = tuple(sorted(cited(source, with_address=with_address) for source in sources))
    return named or tuple(sorted({deliveries[reading.fetch_id] for reading in readings}))


def cited(source: Source, *, with_address: bool) -> str:
    """A source as it stands in a list of sources."""
    return ", ".join(part for part in (cited_source(source), source.url if with_address else "") if part)


def figure_series(
    target: Target,
    readings: Sequence[Reading],
    facts: Facts,
    breaks: Sequence[SeriesBreak],
    deliveries: Mapping[int, str],
) -> FigureSeries:
    assert target.used_indicator is not None  # there are readings, so there is an indicator that they are of
    indicator = target.used_indicator.indicator
    terms = terms_of(target)
    chart = drawing_of(target, terms, readings, facts, breaks)
    path = expected_path(terms, figures_of(readings))
    if chart and not terms.unit_fits:
        # A promise in days has no place on an axis of percent.
        chart, path = replace(chart, expectation=None, target=None), None
    is_judged = facts["figure"] and facts["verdict"]["light"] != Light.GREY
    judged = facts["figure"]["observation"] if is_judged else None
    return FigureSeries(
        unit=unit_title(indicator.unit),
        region=target.used_indicator.region.name,
        periods=tuple(period_figure(one, path, indicator.decimals, judged) for one in readings[-PERIODS:]),
        readings=tuple(
            one for one in readings if one in readings[-PERIODS:] or (judged and one.observation_id == judged)
        ),
        source=source_line(target, readings, deliveries),
        chart=chart if chart and is_worth_drawing(chart) else None,
        zones=facts["verdict"]["family"],
    )


def is_worth_drawing(chart: TargetChart) -> bool:
    """Several figures show where it goes, one shows how far it is from what was promised; one alone shows nothing."""
    return len(chart.series.drawn) >= (1 if chart.sound_expectation else FEWEST_TO_DRAW)


def period_figure(reading: Reading, path: Path | None, decimals: int | None, judged: int | None) -> PeriodFigure:
    expected = expected_there(reading, path, decimals) if path else None
    return PeriodFigure(
        period=period_named(reading.period).label,
        value=published(reading.literal, decimals) if reading.literal else reading.missing,
        expected="" if expected is None else number(expected),
        remark=remark_on(reading),
        is_judged=reading.observation_id == judged,
        number=published_number(reading.literal, decimals) if reading.literal else None,
        expected_number=expected,
    )


def expected_there(reading: Reading, path: Path, decimals: int | None) -> Decimal | None:
    """What the plan expected at the end of that period, as it is written; nothing was expected before the baseline."""
    position = period_named(reading.period).position
    if position < path.points[0][0]:
        return None
    value = shown(path.expected_at(position))
    return rounded(value, telling_decimals(value, reading.value or Decimal(0), decimals))


def published_number(literal: str, decimals: int | None) -> Decimal:
    """The number with as many decimals as it is written with."""
    value = Decimal(literal)
    return rounded(value, max(decimals_of(value), decimals or 0))


def remark_on(reading: Reading) -> str:
    """What a reader must know about one figure."""
    if not reading.literal:
        hidden = reading.missing == Missing.CONFIDENTIAL
        return gettext("skjult") if hidden else gettext("mangler")
    remarks = {ValueKind.PROVISIONAL: gettext("foreløpig"), ValueKind.CORRECTION: gettext("eget tall")}
    return remarks.get(ValueKind(reading.kind), "")


def source_line(target: Target, readings: Sequence[Reading], deliveries: Mapping[int, str]) -> str:
    """Who publishes the figures and in which table, of which years they are, and when they were fetched."""
    printed = readings[-PERIODS:]
    first, last = (period_named(one.period).label for one in (printed[0], printed[-1]))
    words = {
        "sources": "; ".join(sources_of(target, readings, deliveries, with_address=False)),
        "periods": first if first == last else f"{first}–{last}",
        "day": date_format(timezone.localdate(max(reading.known_from for reading in readings))),
    }
    return gettext("Kilde: %(sources)s. Tall for %(periods)s, hentet %(day)s.") % words
