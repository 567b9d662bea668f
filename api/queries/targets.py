"""Targets with their lights, as the API tells them: whole to a plan's own people, without persons to everybody else."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Case, Exists, F, FilteredRelation, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.http import Http404
from django.utils.translation import gettext

from api.reach import readable_plan, readable_plans
from indicators.models import ValueKind
from planning.models import FocusArea, Goal
from reporting.nameless import nameless
from reporting.permissions import Person, visible_plans
from reporting.queries.lights import LightRow, row_of, with_lights
from targets.certificates import Facts
from targets.models import Assessment, IndicatorInPlan, LightChange, Target
from targets.models.light_choices import LightChoice
from targets.sentences import outlook_alone, override_in, word_of

# The worst first.
BY_LIGHT = (LightChoice.RED, LightChoice.YELLOW, LightChoice.GREEN, LightChoice.GREY)


@dataclass(frozen=True, slots=True)
class TargetTold:
    """A target with its row and the certificate that the row is told from; none where it is not judged yet."""

    target: Target
    row: LightRow
    assessment: Assessment | None
    # Whether the caller reads the plan by a role. Else there is no person in anything here.
    is_own: bool

    @property
    def facts(self) -> Facts | None:
        return self.assessment.facts if self.assessment else None

    @property
    def verdict(self) -> Facts:
        return self.facts["verdict"] if self.facts else {}

    @property
    def calculated_light(self) -> str:
        return self.assessment.light if self.assessment else LightChoice.GREY.value

    @property
    def calculated_word(self) -> str:
        return word_of(self.facts) if self.facts else self.row.word

    @property
    def figure(self) -> Facts | None:
        """What was judged, or looked at and found missing."""
        return self.facts["figure"] if self.facts else None

    @property
    def override(self) -> Facts | None:
        """The light that a person has set; by whom is for the plan's own people."""
        found = override_in(self.facts) if self.facts else None
        return found and found | {"by": found["by"] if self.is_own else None}

    @property
    def outlook(self) -> Facts | None:
        found: Facts | None = self.verdict.get("outlook")
        return found and found | {"sentence": outlook_alone(self.facts or {})}

    @property
    def unit_of_figure(self) -> str:
        used = self.target.used_indicator
        return used.indicator.unit if used else ""


def readable_targets(person: Person) -> QuerySet[Target]:
    """Those of every plan that the caller may read, with how they stand to be asked for by."""
    plans = readable_plans(person).values("pk")
    own = visible_plans(person).filter(pk=OuterRef("plan"))
    return with_standing(Target.objects.filter(plan__in=plans)).annotate(is_own=Exists(own))


def readable_target(person: Person, plan_code: str, code: str) -> Target:
    """The target, or 404. Three queries."""
    plan = readable_plan(person, plan_code)
    if found := readable_targets(person).filter(plan=plan, code=code).first():
        return found
    raise no_such_target()


def no_such_target() -> Http404:
    return Http404(gettext("Måltallet finnes ikke i planen."))


def with_standing(targets: QuerySet[Target]) -> QuerySet[Target]:
    """Columns to ask and order by, in the words of the answer. One that is not judged yet is grey."""
    newest_change = LightChange.objects.filter(target=OuterRef("pk")).order_by("-pk").values("changed_on")[:1]
    is_provisional = Q(standing__observation__kind=ValueKind.PROVISIONAL) & ~Q(standing__observation__literal="")
    worst_first = (When(standing__shown_light=light, then=Value(place)) for place, light in enumerate(BY_LIGHT))
    return targets.alias(
        standing=FilteredRelation("assessments", condition=Q(assessments__is_current=True)),
        light=Coalesce("standing__shown_light", Value(LightChoice.GREY.value)),
        place_of_light=Case(*worst_first, default=Value(len(BY_LIGHT))),
        is_stale=Coalesce("standing__is_stale", Value(False)),
        is_provisional=Case(When(is_provisional, then=Value(True)), default=Value(False)),
        is_overridden=Case(When(standing__override__isnull=False, then=Value(True)), default=Value(False)),
        is_warned=Case(When(~Q(standing__warning="") & Q(standing__pk__isnull=False), then=Value(True)), default=False),
        changed_on=Subquery(newest_change),
        answering=Coalesce(F("unit_in_charge__name"), F("goal__unit__name")),
    )


def in_focus_area(targets: QuerySet[Target], code: str) -> QuerySet[Target]:
    """As `focus_area_codes` tells it: where the target's own areas are, else its goal's, else its indicator's."""
    secondary, of_goal = Target.secondary_focus_areas.through, Goal.focus_areas.through
    of_indicator = IndicatorInPlan.focus_areas.through
    others = Exists(linked(secondary, target=OuterRef("pk")))
    has_own = Q(primary_focus_area__isnull=False) | Q(others)
    named = Q(primary_focus_area__code=code) | Q(Exists(linked(secondary, code, target=OuterRef("pk"))))
    by_goal = Q(goal__primary_focus_area__code=code) | Q(Exists(linked(of_goal, code, goal=OuterRef("goal"))))
    by_indicator = Q(Exists(linked(of_indicator, code, indicatorinplan=OuterRef("used_indicator"))))
    borrowed = Q(by_goal, goal__isnull=False) | Q(by_indicator, goal__isnull=True)
    return targets.filter(named | (~has_own & borrowed))


def linked(through: Any, code: str = "", **of: Any) -> QuerySet[Any]:
    areas = FocusArea.objects.filter(code=code).values("pk")
    rows: QuerySet[Any] = through.objects.filter(**of)
    return rows.filter(focusarea__in=areas) if code else rows


def targets_told(found: Sequence[Target]) -> list[TargetTold]:
    """What belongs to targets of `readable_targets`, in their order; six queries however many there are."""
    own = {one.pk: bool(one.is_own) for one in found}  # type: ignore[attr-defined]
    rows = with_lights(Target.objects.filter(pk__in=own)).select_related("used_indicator__region")
    read = {one.pk: one for one in rows.prefetch_related("steps")}
    return [target_told(read[pk], is_own=is_own) for pk, is_own in own.items() if pk in read]


def target_told(target: Target, *, is_own: bool) -> TargetTold:
    current: Assessment | None = next(iter(target.current), None)  # type: ignore[attr-defined]
    if current and not is_own:
        # Never saved: the answer is only told from it.
        current.facts = nameless(current.facts)
    row = row_of(target, current)
    return TargetTold(target, row if is_own else replace(row, owner=""), current, is_own)
