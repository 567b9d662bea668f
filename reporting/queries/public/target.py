"""A target of a published plan: why this light, from which figures, what was promised, and what has changed."""

from dataclasses import dataclass

from django.utils.translation import gettext

from indicators.formats import published, unit_title, with_unit
from indicators.models import ValueKind
from indicators.rules import Reading
from planning.models import FocusArea
from reporting.chart_points import breaks_said
from reporting.charts import TargetChart
from reporting.nameless import nameless
from reporting.queries.light_history import ChangeRow, nameless_history
from reporting.queries.lights import LightRow, nameless_rows
from reporting.queries.target import OutlookPart, outlook_part
from reporting.queries.target_remarks import breaks_of, region_breaks_of, remarks_on_judged, remarks_on_targets
from reporting.remarks import Remark
from reporting.target_drawing import drawing_of
from targets.models import Assessment, LightChange, Target
from targets.queries import period_named, readings_for, terms_of
from targets.sentences import PromiseChange, promise, promise_changes, rule_said, thresholds


@dataclass(frozen=True, slots=True)
class PublicFigure:
    """One period, the newest first on the page: the figure as published, or why there is none."""

    period: str
    value: str
    symbol: str
    status: str
    is_judged: bool


@dataclass(frozen=True, slots=True)
class PublicTarget:
    target: Target
    row: LightRow
    # The way back up: the first focus area that the target belongs to.
    area: FocusArea | None
    promised: list[tuple[str, str]]
    family: str | None
    rule: str
    thresholds: list[tuple[str, str]]
    rule_version: str
    outlook: OutlookPart | None
    figures: list[PublicFigure]
    unit: str
    chart: TargetChart | None
    breaks_in_words: str
    # What the source itself says of the judged figure.
    remarks: list[Remark]
    history: list[ChangeRow]
    earlier: list[PromiseChange]


def public_target(*, target: Target) -> PublicTarget:
    """Everything the page shows, in a fixed number of queries."""
    readings = readings_for([target], known_at=None).get(target.pk, [])
    assessment = Assessment.objects.current().filter(target=target).first()
    facts = nameless(assessment.facts) if assessment else None
    remarks = remarks_on_targets([target])[target.pk]
    breaks = breaks_of(target, remarks, region_breaks_of([target]))
    chart = drawing_of(target, terms_of(target), readings, facts, breaks)
    row = nameless_rows(Target.objects.filter(pk=target.pk))[0]
    judged = assessment.observation_id if assessment else None
    return PublicTarget(
        target=target,
        row=row,
        area=FocusArea.objects.filter(plan=target.plan, code__in=row.focus_areas[:1]).first(),
        promised=promised_in_public(target, row),
        family=facts["verdict"]["family"] if facts else None,
        rule=rule_said(facts["kind"]) if facts else "",
        thresholds=thresholds(facts) if facts else [],
        rule_version=assessment.rule_version if assessment else "",
        outlook=outlook_part(facts) if facts else None,
        figures=[public_figure(target, one, judged) for one in reversed(readings)],
        unit=unit_title(target.used_indicator.indicator.unit) if target.used_indicator else "",
        chart=chart,
        breaks_in_words=" ".join(breaks_said(chart.series, breaks)) if chart else "",
        remarks=[one for one in remarks_on_judged(target, remarks, facts) if one.is_of_source],
        history=nameless_history(LightChange.objects.filter(target=target)),
        earlier=promise_changes(target),
    )


def promised_in_public(target: Target, row: LightRow) -> list[tuple[str, str]]:
    """What the plan says of the target and which unit answers for it; empty ones are left out."""
    facts = [
        (gettext("Måltall"), promise(target)),
        (gettext("Vilkår"), target.condition),
        (gettext("Gjelder"), str(target.used_indicator.region) if target.used_indicator else ""),
        (gettext("Fastsatt av"), ", ".join(part for part in (target.authority, target.instrument) if part)),
        (gettext("Virksomhet"), row.unit.name if row.unit else ""),
    ]
    return [(name, words) for name, words in facts if words]


def public_figure(target: Target, reading: Reading, judged: int | None) -> PublicFigure:
    assert target.used_indicator is not None  # there are readings, so there is an indicator that they are of
    indicator = target.used_indicator.indicator
    told = published(reading.literal, indicator.decimals) if reading.literal else ""
    return PublicFigure(
        period=period_named(reading.period).label,
        value=with_unit(told, indicator.unit, value=reading.value) if told else "",
        symbol=reading.missing,
        status=status_of(reading),
        is_judged=reading.observation_id == judged,
    )


def status_of(reading: Reading) -> str:
    """What must be known of one figure, in a word or two; empty for one that is final."""
    if not reading.literal:
        return missing_said(reading.missing)
    if reading.kind in {ValueKind.ACTUAL, ValueKind.CHANGE}:
        return ""
    return str(ValueKind(reading.kind).label)


def missing_said(symbol: str) -> str:
    """Why there is no figure, by the symbol that the source has put there."""
    said = {".": gettext("kan ikke finnes"), ":": gettext("vises ikke, av hensyn til personvernet")}
    return said.get(symbol, gettext("mangler"))
