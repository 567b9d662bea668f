"""The page of a target: why this light, from which figures, since when, and what was promised."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext

from indicators.formats import published, unit_title, with_unit
from indicators.models import Indicator, ValueKind
from indicators.queries.delivery_words import deliveries_in_words
from indicators.rules import Reading
from planning.models import FocusArea
from reporting.chart_points import breaks_said
from reporting.charts import TargetChart
from reporting.queries.light_history import ChangeRow, history_of
from reporting.queries.lights import LightRow, light_rows, title_of
from reporting.queries.target_overrides import OverrideRow, overrides_of
from reporting.queries.target_remarks import breaks_of, region_breaks_of, remarks_on_judged, remarks_on_targets
from reporting.remarks import Remark
from reporting.target_drawing import drawing_of
from targets.certificates import Facts
from targets.models import Assessment, Target
from targets.queries import period_named, readings_for, terms_of
from targets.sentences import (
    PromiseChange,
    both_words_of,
    outlook_alone,
    outlook_rows,
    promise,
    promise_changes,
    thresholds,
    too_few_said,
)


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One period of the figures behind the light, newest first on the page."""

    period: str
    value: str
    missing: str
    kind: str
    is_judged: bool
    known_from: datetime
    delivery: str


@dataclass(frozen=True, slots=True)
class OutlookPart:
    """The second signal in words, with the numbers behind it; none where there are too few figures."""

    sentence: str
    rows: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class TargetPage:
    target: Target
    row: LightRow
    promised: list[tuple[str, str]]
    focus_area: FocusArea | None
    family: str | None
    thresholds: list[tuple[str, str]]
    outlook: OutlookPart | None
    rule_version: str
    figures: list[FigureRow]
    chart: TargetChart | None
    breaks_in_words: str
    unit: str
    history: list[ChangeRow]
    overrides: list[OverrideRow]
    # What the plan promised before, the newest change first.
    earlier: list[PromiseChange]
    # What must be known of the judged figure.
    remarks: list[Remark]
    assessed_at: datetime | None


def target_page(*, target: Target) -> TargetPage:
    """Everything the page of a target shows, in a fixed number of queries."""
    readings = readings_for([target], known_at=None).get(target.pk, [])
    assessment = Assessment.objects.current().filter(target=target).first()
    indicator = target.used_indicator.indicator if target.used_indicator else None
    judged = assessment.observation_id if assessment else None
    row = light_rows(Target.objects.filter(pk=target.pk))[0]
    remarks = remarks_on_targets([target])[target.pk]
    breaks = breaks_of(target, remarks, region_breaks_of([target]))
    facts = assessment.facts if assessment else None
    chart = drawing_of(target, terms_of(target), readings, facts, breaks)
    return TargetPage(
        target=target,
        row=row,
        promised=[*promised_facts(target), *in_charge(row)],
        focus_area=focus_area_of(target, row),
        family=facts["verdict"]["family"] if facts else None,
        thresholds=thresholds(facts) if facts else [],
        outlook=outlook_part(facts) if facts else None,
        rule_version=assessment.rule_version if assessment else "",
        figures=figure_rows(readings, indicator, judged) if indicator else [],
        chart=chart,
        breaks_in_words=" ".join(breaks_said(chart.series, breaks)) if chart else "",
        unit=unit_title(indicator.unit) if indicator else "",
        history=history_of(target),
        overrides=overrides_of(target, facts),
        earlier=promise_changes(target),
        remarks=remarks_on_judged(target, remarks, facts),
        assessed_at=assessment.assessed_at if assessment else None,
    )


def outlook_part(facts: Facts) -> OutlookPart | None:
    """The outlook, or that there are too few figures for one; nothing where no outlook is asked for."""
    if said := outlook_alone(facts):
        return OutlookPart(said, outlook_rows(facts))
    if not facts["figure"] or not facts["figure"]["literal"] or facts["verdict"]["attainment"]:
        return None
    return OutlookPart(too_few_said(), [])


def promised_facts(target: Target) -> list[tuple[str, str]]:
    """What the plan says of the target, as (what, words); empty ones are left out."""
    document = target.plan.documents.filter(code=target.cited_document).first() if target.cited_document else None
    place = ", ".join(part for part in (str(document or ""), target.cited_section) if part)
    facts = [
        (gettext("Måltall"), promise(target)),
        (gettext("Type"), target.get_kind_display().capitalize()),
        (gettext("Vilkår"), target.condition),
        (gettext("Lovet sammen med"), coupled_said(target)),
        (gettext("Fastsatt av"), ", ".join(part for part in (target.authority, target.instrument) if part)),
        (gettext("Hvor bindende"), target.binding),
        (gettext("Gjelder"), str(target.used_indicator.region) if target.used_indicator else ""),
        (gettext("Planens egen vurdering"), target.status_in_document),
        (gettext("Står i"), place),
    ]
    return [(name, words) for name, words in facts if words]


def in_charge(row: LightRow) -> list[tuple[str, str]]:
    """Who answers for the target, as (what, words); empty ones are left out."""
    facts = [(gettext("Ansvarlig"), row.owner), (gettext("Virksomhet"), row.unit.name if row.unit else "")]
    return [(name, words) for name, words in facts if words]


def coupled_said(target: Target) -> str:
    """The other target, how it stands, and how the two hang together; either of them may say that."""
    other = target.coupled_with
    if other is None:
        return ""
    standing = Assessment.objects.current().filter(target=other).first()
    named = f"{title_of(other)} ({both_words_of(standing.facts)})" if standing else title_of(other)
    return ": ".join(part for part in (named, target.coupling or other.coupling) if part)


def focus_area_of(target: Target, row: LightRow) -> FocusArea | None:
    """The focus area that the reader comes from: the first that the target belongs to."""
    if not row.focus_areas:
        return None
    return FocusArea.objects.select_related("plan").get(plan=target.plan, code=row.focus_areas[0])


def figure_rows(readings: Sequence[Reading], indicator: Indicator, judged: int | None) -> list[FigureRow]:
    """The newest first."""
    deliveries = deliveries_in_words({one.fetch_id for one in readings})
    return [figure_row(one, indicator, judged, deliveries[one.fetch_id]) for one in reversed(readings)]


def figure_row(reading: Reading, indicator: Indicator, judged: int | None, delivery: str) -> FigureRow:
    unit, decimals = indicator.unit, indicator.decimals
    return FigureRow(
        period=period_named(reading.period).label,
        value=with_unit(published(reading.literal, decimals), unit, value=reading.value) if reading.literal else "",
        missing=reading.missing,
        kind="" if reading.kind in {ValueKind.ACTUAL, ValueKind.CHANGE} else str(ValueKind(reading.kind).label),
        is_judged=reading.observation_id == judged,
        known_from=reading.known_from,
        delivery=delivery,
    )
