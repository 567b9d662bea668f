"""What is typed about a target, and the page around it: the form, what was found, and how the target would stand."""

from copy import copy
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from django.http import QueryDict

from accounts.opened import digest
from indicators.models import Indicator, Region
from reporting.drawing import draw_target
from reporting.forms.target import RecordTargetForm
from reporting.forms.target_kinds import KINDS
from reporting.forms.target_typing import advice_of, as_sent, kept_terms, typed_so_far, with_what_is_known
from reporting.permissions import Person, indicators_for, visible_plans
from reporting.queries.indicator_list import own_region
from reporting.queries.indicator_search import Hits, hit_for, search_indicators
from reporting.queries.lights import title_of
from reporting.queries.target_preview import Preview, figures_only, preview_of
from reporting.trails import Trail, plan_trail, target_trail
from targets.models import Target

# What a button asks for. Enter searches where words stand in the search field, and saves otherwise.
SAVE, ENTER, PREVIEW, SEARCH, SHOW, OTHER = "lagre", "enter", "forhandsvis", "sok", "vis", "bytt"


@dataclass
class Recording:
    """A target, new or kept, with what a person has typed about it so far."""

    user: Person
    target: Target
    on: date
    data: QueryDict = field(default_factory=QueryDict)

    @property
    def asks_for(self) -> str:
        if "velg" in self.data:
            return SHOW
        asked = self.data.get("handling", "")
        if asked == ENTER:
            return SEARCH if self.data.get("tekst", "").strip() else SAVE
        return asked

    @property
    def code(self) -> str:
        """The code of the indicator that is chosen."""
        if self.asks_for == OTHER:
            return ""
        used = self.target.used_indicator
        return self.data.get("velg") or self.data.get("indicator", used.indicator.code if used else "")

    @cached_property
    def chosen(self) -> Indicator | None:
        """The indicator: one that the plan may use, or the one that the target has."""
        used, code = self.target.used_indicator, self.code
        if used is not None and used.indicator.code == code:
            return used.indicator
        found = indicators_for(self.user, self.target.plan).select_related("service_area")
        return found.filter(code=code).first() if code else None

    @cached_property
    def own(self) -> Region | None:
        """The region of the plan's municipality, which the figures are about."""
        return own_region(numbers=[self.target.plan.municipality.number])

    def bound(self, data: QueryDict) -> RecordTargetForm:
        """The form with what is typed, to be checked."""
        return RecordTargetForm(
            data, instance=copy(self.target), initial=kept_terms(self.target), chosen=self.chosen, own=self.own
        )

    def unbound(self) -> RecordTargetForm:
        """The form with what is typed so far and what is known, without a word on what is lacking."""
        return RecordTargetForm(initial=self.known(), instance=copy(self.target), chosen=self.chosen, own=self.own)

    def known(self) -> dict[str, Any]:
        typed = kept_terms(self.target) | typed_so_far(self.data)
        typed["indicator"] = self.chosen.code if self.chosen else ""
        return with_what_is_known(typed, target=self.target, chosen=self.chosen, own=self.own, on=self.on)


def context_of(recording: Recording, form: RecordTargetForm) -> dict[str, Any]:
    """Everything that the page of the form shows."""
    target, plan, chosen = recording.target, recording.target.plan, recording.chosen
    hit = hit_for(chosen, plan=plan, own=recording.own, plans=visible_plans(recording.user)) if chosen else None
    checked = form if form.is_bound else recording.bound(as_sent(recording.data, recording.known()))
    return aside_of(recording, checked) | {
        "form": form,
        "target": target,
        "plan": plan,
        "goal": target.goal,
        "hit": hit,
        "hits": hits_of(recording) if chosen is None else None,
        "asked": recording.data.get("tekst", ""),
        "kinds": [(choice, KINDS[choice.data["value"]]) for choice in form["kind"]],
        "baseline_of": form.initial.get("utgangspunkt_fra", "") or recording.data.get("utgangspunkt_fra", ""),
        "goes_on_to_kind": "velg" in recording.data,
        "crumbs": crumbs_of(target),
        "municipality": plan.municipality,
    }


def version_of_target(target: Target) -> str:
    """Of what a stored target promises, its steps too."""
    return digest(f"{name}={value}" for name, value in sorted(kept_terms(target).items())) if target.pk else ""


def crumbs_of(target: Target) -> Trail:
    return target_trail(target, title_of(target)) if target.pk else plan_trail(target.plan)


def hits_of(recording: Recording) -> Hits:
    plan = recording.target.plan
    return search_indicators(
        text=recording.data.get("tekst", ""),
        among=indicators_for(recording.user, plan),
        plan=plan,
        own=recording.own,
        plans=visible_plans(recording.user),
    )


def aside_of(recording: Recording, form: RecordTargetForm) -> dict[str, Any]:
    """How the target would stand, or what is still lacking for that to be seen."""
    if not (form.is_whole() and form.kind_asked):
        chart = figures_only(draft=form.typed_target())
        drawing = draw_target(chart, family=None) if chart else None
        advice = advice_of(form) if form.kind_asked else []
        return {"preview": None, "advice": advice, "drawing": drawing, "is_kind_chosen": bool(form.kind_asked)}
    preview: Preview = preview_of(draft=form.typed_target(), steps=form.steps(), on=recording.on)
    drawing = draw_target(preview.chart, family=preview.family) if preview.chart else None
    return {"preview": preview, "advice": [], "drawing": drawing, "is_kind_chosen": True}
