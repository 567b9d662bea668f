"""Targets with their lights: the row that dashboard, focus area, indicator page and report all show."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery
from django.utils.translation import gettext

from planning.models import FocusArea, Goal
from targets.models import Assessment, LightChange, Target
from targets.rules import Light, RollUp, roll_up
from targets.sentences import explanation, name_of, promise, summary, word_of


@dataclass(frozen=True, slots=True)
class LightRow:
    """One target as it stands, in words."""

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
    light: str
    word: str
    reason: str
    explanation: str
    summary: str
    is_stale: bool
    # Met now, and broken by the next figure at the present pace.
    is_warned: bool
    is_provisional: bool
    since: date | None
    confirmed_on: date | None
    focus_areas: tuple[str, ...]
    source: str

    @property
    def needs_attention(self) -> bool:
        return self.light in {Light.RED, Light.YELLOW}


def light_rows(targets: QuerySet[Target]) -> list[LightRow]:
    """A row per target, in the order of the plan; five queries however many there are."""
    newest_change = LightChange.objects.filter(target=OuterRef("pk")).order_by("-pk").values("changed_on")[:1]
    current = Prefetch("assessments", Assessment.objects.current(), to_attr="current")
    chosen = (
        targets.select_related(
            *("plan", "goal__primary_focus_area", "used_indicator__indicator", "primary_focus_area", "peer")
        )
        .prefetch_related(current, "secondary_focus_areas", "goal__focus_areas", "used_indicator__focus_areas")
        .annotate(since=Subquery(newest_change))
        .order_by("order", "code")
    )
    return [light_row(target, next(iter(target.current), None), areas=focus_area_codes(target)) for target in chosen]


def light_row(target: Target, assessment: Assessment | None, *, areas: tuple[str, ...] = ()) -> LightRow:
    """The row of one target, which brings `since` with it. Its focus areas are told by those who group by them."""
    used = target.used_indicator
    facts = assessment.facts if assessment else None
    return LightRow(
        plan_code=target.plan.code,
        code=target.code,
        title=title_of(target),
        promise=promise(target),
        goal_code=target.goal.code if target.goal else None,
        goal=target.goal.text if target.goal else "",
        kind=target.get_kind_display(),
        is_norm=target.is_norm,
        indicator=name_of(facts) if facts else (str(used) if used else ""),
        indicator_code=used.indicator.code if used else "",
        light=assessment.light if assessment else Light.GREY.value,
        word=word_of(facts) if facts else gettext("Ikke vurdert"),
        reason=assessment.reason if assessment else "",
        summary=summary(facts) if facts else "",
        explanation=explanation(facts) if facts else gettext("Måltallet er ikke vurdert ennå."),
        is_stale=assessment.is_stale if assessment else False,
        is_warned=bool(assessment and assessment.warning),
        is_provisional=bool(facts and facts["figure"] and facts["figure"]["kind"] == "provisional"),
        since=target.since,  # type: ignore[attr-defined]
        confirmed_on=assessment.confirmed_on if assessment else None,
        focus_areas=areas,
        source="; ".join(facts["indicator"]["sources"]) if facts and facts["indicator"] else "",
    )


def title_of(target: Target) -> str:
    """What the target is about, short: its indicator, else its goal, else what it says itself."""
    if target.used_indicator:
        return str(target.used_indicator.indicator)
    if target.goal:
        return target.goal.text
    return target.note or target.code


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


@dataclass(frozen=True, slots=True)
class Standing:
    """How several targets stand together: the distribution, and the worst in one word."""

    lights: RollUp
    worst: str
    worst_word: str
    stale: int

    @property
    def total(self) -> int:
        return self.lights.total


def standing_of(rows: Iterable[LightRow]) -> Standing:
    """Over the plan's own targets; norms that it only quotes are shown beside and not counted."""
    counted = [row for row in rows if not row.is_norm]
    lights = roll_up([Light(row.light) for row in counted])
    words = {
        Light.RED: gettext("Rødt"),
        Light.YELLOW: gettext("Gult"),
        Light.GREEN: gettext("Grønt"),
        Light.GREY: gettext("Kan ikke vurderes"),
    }
    worst = lights.worst
    return Standing(
        lights, worst.value if worst else "", words[worst] if worst else "", sum(row.is_stale for row in counted)
    )
