"""What is checked when a target is edited: the promise must be one that the rule can keep track of."""

from collections.abc import Iterable
from copy import copy
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Prefetch, prefetch_related_objects
from django.forms.models import BaseInlineFormSet
from django.utils.translation import gettext, gettext_lazy

from accounts.snapshots import in_words
from indicators.fields import PeriodField
from indicators.periods import parse_period
from planning.forms import WithinPlanForm
from targets.intervals import KNOWN, tidy_unit
from targets.models import Target, TargetStep
from targets.queries import terms_of
from targets.rules import PATHS, Kind, Problem, Step, Terms, problems_of
from targets.services.promises import PROMISE_FIELDS, is_binding

if TYPE_CHECKING:
    InlineFormSet = BaseInlineFormSet[Any, Any, Any]
else:
    InlineFormSet = BaseInlineFormSet

# The field in which a kind of target keeps its number.
NUMBER_OF = {
    Kind.STAY_ABOVE: "lower",
    Kind.STAY_BELOW: "upper",
    Kind.STAY_WITHIN: "lower",
    Kind.REACH: "goal_value",
    Kind.CHANGE_BY: "change",
}


def terms_as_typed(target: Target, steps: Iterable[Step]) -> Terms:
    """The promise as it stands in the form, before anything is saved."""
    draft = copy(target)
    # Django lets no row without a key have steps, not even none.
    draft.pk = draft.pk or 0
    prefetch_related_objects([draft], Prefetch("steps", TargetStep.objects.none()))
    return replace(terms_of(draft), steps=tuple(steps))


def field_of(problem: Problem, terms: Terms) -> str:
    """Where in the form a problem is shown."""
    fields = {
        Problem.BASELINE_IS_TARGET: "baseline_value",
        Problem.LIMITS_CROSSED: "upper",
        Problem.NO_VALUE: NUMBER_OF.get(terms.kind, "kind"),
        Problem.NO_CHANGE: "change",
        Problem.NO_DIRECTION: "direction",
        Problem.NO_PEER: "peer",
        Problem.NO_INTERVAL: "recurs_every",
        Problem.PATH_OUT_OF_ORDER: "deadline",
        Problem.BORDERS_CROSSED: "yellow_from",
        Problem.NEGATIVE_TOLERANCE: "tolerance",
    }
    if problem is Problem.NO_VALUE and terms.kind is Kind.STAY_WITHIN and terms.lower is not None:
        return "upper"
    return fields[problem]


def advice_on(problem: Problem, terms: Terms) -> str:
    """What to do about a problem."""
    if problem is Problem.NO_VALUE:
        return lacking_value(terms.kind)
    advice = {
        Problem.BASELINE_IS_TARGET: gettext(
            "Utgangspunktet er lik målet: velg «holde seg over» eller «holde seg under» som slag, eller rett tallet."
        ),
        Problem.LIMITS_CROSSED: gettext("«Høyst» må være større enn eller lik «minst»."),
        Problem.NO_CHANGE: gettext("Endringen kan ikke være 0. Skriv for eksempel −50 for en halvering i prosent."),
        Problem.NO_DIRECTION: gettext("Velg ønsket retning: skal tallet gå opp eller ned?"),
        Problem.NO_PEER: gettext("Velg hvem måltallet skal sammenlignes med, for eksempel KOSTRA-gruppen."),
        Problem.NO_INTERVAL: gettext(
            "Fyll inn hvor ofte oppgaven skal gjøres, for eksempel 4 og år. Enheten er %(units)s."
        )
        % {"units": ", ".join(KNOWN)},
        Problem.PATH_OUT_OF_ORDER: gettext("Fristen må komme etter utgangspunktet, og trinnene må ligge mellom dem."),
        Problem.BORDERS_CROSSED: gettext("Grensen for gult må ligge mellom 0 og grensen for grønt, som er høyst 1."),
        Problem.NEGATIVE_TOLERANCE: gettext("Slingringsmonnet kan ikke være negativt."),
    }
    return advice[problem]


def lacking_value(kind: Kind) -> str:
    return {
        Kind.STAY_ABOVE: gettext("Fyll inn «minst»: måltallet skal holde seg over en grense."),
        Kind.STAY_BELOW: gettext("Fyll inn «høyst»: måltallet skal holde seg under en grense."),
        Kind.STAY_WITHIN: gettext("Fyll inn både «minst» og «høyst»: måltallet skal holde seg innenfor et intervall."),
        Kind.REACH: gettext("Fyll inn verdien som skal nås."),
        Kind.CHANGE_BY: gettext("Fyll inn hvor mye verdien skal endre seg, for eksempel −50."),
    }[kind]


# The field that asks why, on the page of a target and in the row of one.
WHY = "why"


class TargetForm(WithinPlanForm):
    """A target, judged with the steps that are already kept."""

    why = forms.CharField(
        label=gettext_lazy("Hvorfor endres måltallet?"),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        help_text=gettext_lazy("Planen er vedtatt. Det som var lovet før, blir stående på siden til måltallet."),
    )

    class Meta:
        field_classes: dict[str, Any] = {"baseline_period": PeriodField, "deadline": PeriodField}
        help_texts = {
            "goal": gettext_lazy("Tomt for en norm som planen bare gjengir; den telles ikke som et eget mål."),
            "unit": gettext_lazy("Samme måleenhet som indikatoren, for eksempel prosent."),
            "deadline": gettext_lazy("2030 betyr hele året."),
            "baseline_value": gettext_lazy("Tomt: indikatorens egen verdi i perioden brukes."),
            "tolerance": gettext_lazy(
                "I indikatorens måleenhet. Tomt: en tidel av grensen, og 2 prosent av snittet for «gå riktig vei»."
            ),
            "direction": gettext_lazy("For «gå riktig vei» og «på nivå med andre». Tomt: som indikatoren."),
            "recurs_unit": gettext_lazy("År, halvår, tertial, kvartal eller måned. Tomt: år."),
            "coupled_with": gettext_lazy("Et annet måltall som dette er lovet sammen med."),
            "green_from": gettext_lazy("Hvor stor del av veien som må være gått for grønt lys. Vanligvis 0,95."),
            "yellow_from": gettext_lazy("Hvor stor del av veien som må være gått for gult lys. Vanligvis 0,6."),
        }

    def clean(self) -> dict[str, Any]:
        super().clean()
        if "kind" in self.cleaned_data:
            terms = terms_as_typed(self.typed_target(), self.steps())
            for problem in problems_of(terms):
                name = field_of(problem, terms)
                if name not in self.errors:
                    self.add_error(name if name in self.fields else None, advice_on(problem, terms))
        self.refuse_own_region()
        if self.changes_promise() and not self.cleaned_data.get(WHY):
            self.add_error(WHY, gettext("Planen er vedtatt. Skriv hvorfor måltallet endres."))
        return self.cleaned_data

    def changes_promise(self) -> bool:
        """Whether an adopted plan would promise something else than it does."""
        if not self.instance.pk or not is_binding(self.instance):
            return False
        typed = {name: self.cleaned_data[name] for name in PROMISE_FIELDS if name in self.cleaned_data}
        return any(in_words(value) != in_words(getattr(self.instance, name)) for name, value in typed.items())

    def clean_recurs_unit(self) -> str:
        return tidy_unit(self.cleaned_data["recurs_unit"])

    def refuse_own_region(self) -> None:
        """A place is always on level with itself."""
        peer, used = self.cleaned_data.get("peer"), self.cleaned_data.get("used_indicator")
        if peer is not None and used is not None and used.region == peer:
            self.add_error("peer", gettext("Måltallet gjelder %(place)s. Velg et annet sted.") % {"place": peer})

    def steps(self) -> list[Step]:
        kept = self.instance.steps.all() if self.instance.pk else []
        return sorted((Step(parse_period(one.period), one.value) for one in kept), key=when)

    def typed_target(self) -> Target:
        """The target with what was typed, without touching the one that is edited."""
        draft: Target = copy(self.instance)
        for field in Target._meta.concrete_fields:
            if field.name in self.cleaned_data and not field.primary_key:
                setattr(draft, field.name, self.cleaned_data[field.name])
        return draft

    def _get_validation_exclusions(self) -> set[str]:
        """A code is used once in a plan also where the plan comes from the goal and is no field of the form."""
        excluded: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        return excluded - {"plan"} if self.instance.plan_id else excluded


class TargetWithStepsForm(TargetForm):
    """A target whose steps are typed on the same page, and judged with it there."""

    def steps(self) -> list[Step]:
        return []


class StepFormSet(InlineFormSet):
    """The steps of a path, in whatever order they were typed."""

    def clean(self) -> None:
        super().clean()
        target: Target = self.instance
        self.ask_why(target)
        if any(self.errors) or target.kind not in PATHS:
            return
        terms = terms_as_typed(target, ())
        if is_in_order(terms):
            self.refuse_outside(terms)
        if not any(self.errors) and is_in_order(terms) and not is_in_order(replace(terms, steps=self.typed_steps())):
            raise ValidationError(gettext("To trinn slutter samtidig. Behold ett av dem."))

    def ask_why(self, target: Target) -> None:
        """The reason is typed once, in the form of the target."""
        is_changed = any(form.has_changed() for form in self.forms)
        if is_changed and target.pk and is_binding(target) and not self.data.get(WHY, "").strip():
            text = gettext("Planen er vedtatt. Skriv hvorfor trinnene endres, under «Hvorfor endres måltallet?».")
            raise ValidationError(text)

    def refuse_outside(self, terms: Terms) -> None:
        for form in self.typed_forms():
            if not is_in_order(replace(terms, steps=(step_in(form),))):
                form.add_error("period", gettext("Trinnet må ligge mellom utgangspunktet og fristen."))

    def typed_steps(self) -> tuple[Step, ...]:
        return tuple(sorted(map(step_in, self.typed_forms()), key=when))

    def typed_forms(self) -> list[Any]:
        kept = [form for form in self.forms if form not in self.deleted_forms]
        return [form for form in kept if form.has_changed() or form.instance.pk]


def step_in(form: Any) -> Step:
    return Step(parse_period(form.cleaned_data["period"]), form.cleaned_data["value"])


def is_in_order(terms: Terms) -> bool:
    return Problem.PATH_OUT_OF_ORDER not in problems_of(terms)


def when(step: Step) -> int:
    return step.period.position
