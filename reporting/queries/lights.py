"""Targets with their lights: the row that dashboard, focus area, indicator page and report all show."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext

from accounts.models import Unit
from indicators.models import Indicator
from indicators.source_names import name_of_source
from planning.models import FocusArea, Goal
from reporting.nameless import nameless
from reporting.quoted import Quoted
from targets.certificates import Facts
from targets.models import Assessment, LightChange, Target
from targets.rules import Light
from targets.sentences import (
    explanation,
    language_of_name,
    name_of,
    name_of_indicator,
    override_in,
    override_said,
    promise,
    shown_word_of,
    summary,
    word_of,
)


@dataclass(frozen=True, slots=True)
class ShownOverride:
    """What the rule says where a person has set another light, and the sentence that tells of it."""

    calculated: str
    calculated_word: str
    sentence: str


@dataclass(frozen=True, slots=True)
class LightRow:
    """One target as it stands, in words."""

    pk: int
    plan_code: str
    code: str
    title: str
    promise: str
    goal_code: str | None
    goal: str
    kind: str
    is_norm: bool
    indicator: str
    indicator_code: str
    # The light that is shown: the one that a person has set where there is one, else the calculated one.
    light: str
    word: str
    override: ShownOverride | None
    reason: str
    explanation: str
    summary: str
    is_stale: bool
    # Met now, and broken by the next figure at the present pace.
    is_warned: bool
    is_provisional: bool
    # The period of the judged figure as a code, and when that figure came in; empty where no figure gave the light.
    period: str
    figure_came_on: date | None
    since: date | None
    confirmed_on: date | None
    focus_areas: tuple[str, ...]
    # Who answers for it: its own, else its goal's.
    unit: Unit | None
    owner: str
    source: str
    # Plans are written in bokmål, and so are most names of indicators.
    title_language: str = "nb"

    @property
    def needs_attention(self) -> bool:
        """Red or yellow, soon to be, or red behind a light that a person has set."""
        return self.light in {Light.RED, Light.YELLOW} or self.is_warned or self.hides_red

    @property
    def is_red(self) -> bool:
        """Red, or red behind a light that a person has set."""
        return self.light == Light.RED or self.hides_red

    @property
    def hides_red(self) -> bool:
        return self.override is not None and self.override.calculated == Light.RED


def shown_override(facts: Facts | None) -> ShownOverride | None:
    """The override that a certificate holds."""
    if facts is None or override_in(facts) is None:
        return None
    return ShownOverride(facts["verdict"]["light"], word_of(facts), override_said(facts))


def light_rows(targets: QuerySet[Target]) -> list[LightRow]:
    """A row per target, in the order of the plan; five queries however many there are."""
    return [row_of(target, next(iter(target.current), None)) for target in with_lights(targets)]  # type: ignore[attr-defined]


def nameless_rows(targets: QuerySet[Target]) -> list[LightRow]:
    """The same for everybody to read: no person is named in them."""
    rows = []
    for target in with_lights(targets):
        current = next(iter(target.current), None)  # type: ignore[attr-defined]
        if current:
            # Never saved: the row is only told from.
            current.facts = nameless(current.facts)
        rows.append(replace(row_of(target, current), owner=""))
    return rows


def row_of(target: Target, current: Assessment | None) -> LightRow:
    return light_row(target, current, since=target.since, areas=focus_area_codes(target))  # type: ignore[attr-defined]


def with_lights(targets: QuerySet[Target]) -> QuerySet[Target]:
    """With how each stands in `current`, since when, and everything else that its row is told from."""
    newest_change = LightChange.objects.filter(target=OuterRef("pk")).order_by("-pk").values("changed_on")[:1]
    current = Prefetch("assessments", Assessment.objects.current(), to_attr="current")
    return (
        targets.select_related(
            *("plan", "goal__primary_focus_area", "used_indicator__indicator", "primary_focus_area", "peer"),
            *("unit_in_charge", "owner", "goal__unit", "goal__owner"),
        )
        .prefetch_related(current, "secondary_focus_areas", "goal__focus_areas", "used_indicator__focus_areas")
        .annotate(since=Subquery(newest_change))
        .order_by("order", "code")
    )


def light_row(
    target: Target, assessment: Assessment | None, *, since: date | None, areas: tuple[str, ...] = ()
) -> LightRow:
    """The row of one target. Its focus areas are told by those who group by them."""
    used = target.used_indicator
    facts = assessment.facts if assessment else None
    figure = figure_in(facts)
    return LightRow(
        pk=target.pk,
        plan_code=target.plan.code,
        code=target.code,
        title=title_of(target),
        promise=promise(target),
        goal_code=target.goal.code if target.goal else None,
        goal=target.goal.text if target.goal else "",
        kind=target.get_kind_display(),
        is_norm=target.is_norm,
        indicator=name_of(facts) if facts else (name_of_indicator(used.indicator) if used else ""),
        indicator_code=used.indicator.code if used else "",
        light=assessment.shown_light if assessment else Light.GREY.value,
        word=shown_word_of(facts) if facts else gettext("Ikke vurdert"),
        override=shown_override(facts),
        reason=assessment.reason if assessment else "",
        summary=summary(facts) if facts else "",
        explanation=explanation(facts) if facts else gettext("Måltallet er ikke vurdert ennå."),
        is_stale=assessment.is_stale if assessment else False,
        is_warned=bool(assessment and assessment.warning),
        is_provisional=bool(figure and figure["kind"] == "provisional"),
        period=figure["period"] if figure else "",
        figure_came_on=day_of(figure["known_from"]) if figure else None,
        since=since,
        confirmed_on=assessment.confirmed_on if assessment else None,
        unit=unit_of(target),
        owner=owner_of(target),
        focus_areas=areas,
        source="; ".join(map(name_of_source, facts["indicator"]["sources"])) if facts and facts["indicator"] else "",
        title_language=language_of_name(used.indicator) if used else "nb",
    )


def figure_in(facts: Facts | None) -> Facts | None:
    """The judged figure of a certificate; a missing one gave no light."""
    figure: Facts | None = facts["figure"] if facts else None
    return figure if figure and figure["literal"] else None


def day_of(moment: str) -> date:
    """The local day of a moment in a certificate."""
    return timezone.localdate(datetime.fromisoformat(moment))


def unit_of(target: Target) -> Unit | None:
    """The unit that answers for the target, or for its goal where the target names none."""
    return target.unit_in_charge or (target.goal.unit if target.goal else None)


def owner_of(target: Target) -> str:
    owner = target.owner or (target.goal.owner if target.goal else None)
    return str(owner) if owner else ""


def title_of(target: Target) -> str:
    """What the target is about, short: its indicator, else its goal, else what it says itself."""
    if target.used_indicator:
        return name_of_indicator(target.used_indicator.indicator)
    if target.goal:
        return target.goal.text
    return target.note or target.code


def quoted_title(target: Target) -> Quoted:
    """The same with the language that it is in."""
    used = target.used_indicator
    return Quoted(title_of(target), language_of_name(used.indicator) if used else "nb")


def quoted_name(indicator: Indicator) -> Quoted:
    """What the reader calls the indicator, with the language that it is in."""
    return Quoted(name_of_indicator(indicator), language_of_name(indicator))


def focus_area_codes(target: Target) -> tuple[str, ...]:
    """Where the target belongs: its own focus areas, else its goal's, else its indicator's. The primary one first."""
    own = listed(target.primary_focus_area, target.secondary_focus_areas.all())
    if own:
        return own
    if isinstance(target.goal, Goal):
        return listed(target.goal.primary_focus_area, target.goal.focus_areas.all())
    return listed(None, target.used_indicator.focus_areas.all()) if target.used_indicator else ()


def listed(first: FocusArea | None, others: Iterable[FocusArea]) -> tuple[str, ...]:
    codes = [first.code] if first else []
    return tuple(dict.fromkeys([*codes, *(area.code for area in sorted(others, key=lambda one: one.order))]))
