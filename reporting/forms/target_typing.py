"""What is typed in the target's form before it is saved: shown again as it is, with what is known filled in."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.forms import model_to_dict
from django.http import QueryDict

from indicators.fields import typed_as
from indicators.formats import plain
from indicators.models import Indicator, Region
from indicators.queries import group_of
from planning.models import Plan
from reporting.forms.steps import StepsField
from reporting.forms.target import RecordTargetForm, keeps_kind, measures_by
from reporting.forms.target_kinds import PATHS
from reporting.queries.target_preview import newest_finished
from targets.models import IndicatorInPlan, Target
from targets.rules import Kind

MANY = frozenset({"secondary_focus_areas"})
# Which kind the fields were shown for, and which indicator the baseline was taken from: hidden in the form.
SHOWN_FOR, BASELINE_OF = "vist", "utgangspunkt_fra"


def typed_so_far(data: QueryDict) -> dict[str, Any]:
    """The fields as they stand, to be shown once more without being checked."""
    typed: dict[str, Any] = {name: data.getlist(name) if name in MANY else data[name] for name in data}
    if data.get(SHOWN_FOR) == Kind.CHANGE_BY:
        typed["change_is_percent"] = "change_is_percent" in data
    if SHOWN_FOR in data:
        typed |= {name: data.getlist(name) for name in MANY}
    return typed


def kept_terms(target: Target) -> dict[str, Any]:
    """What a stored target says where the form shows it in another way than it is kept."""
    if not target.pk:
        return {}
    used = target.used_indicator
    unit = "" if used and used.indicator.unit == target.unit else target.unit
    steps = [(one.period, plain(one.value)) for one in target.steps.all()]
    return model_to_dict(target, fields=RecordTargetForm.Meta.fields) | {
        "unit": unit,
        "steps_typed": sorted(steps),
        "indicator": used.indicator.code if used else "",
    }


def as_sent(data: QueryDict, known: Mapping[str, Any]) -> QueryDict:
    """What is known as if the form had sent it, to be looked at before anybody has."""
    sent = data.copy()
    for name, value in known.items():
        if name not in MANY and name not in data:
            sent[name] = sent_as(value)
    for name in ("indicator", "peer", "deadline", "baseline_period", "baseline_value"):
        if name in known:
            sent[name] = sent_as(known[name])
    if known.get("change_is_percent", True) and data.get(SHOWN_FOR) != Kind.CHANGE_BY:
        sent["change_is_percent"] = "on"
    return sent


def sent_as(value: Any) -> str:
    match value:
        case None:
            return ""
        case Decimal():
            return typed_as(value)
        case list():
            return str(StepsField().prepare_value(value))
        case _:
            return str(value)


def with_what_is_known(
    typed: Mapping[str, Any], *, target: Target, chosen: Indicator | None, own: Region | None, on: date
) -> dict[str, Any]:
    """The same with what the figures and the plan say already; nothing that a person has typed is changed.

    What a stored target does not say stays unsaid: nobody shall promise it by saving.
    """
    filled, kind, plan = dict(typed), typed.get("kind", ""), target.plan
    if keeps_kind(target, kind) and measures_by(target, chosen):
        return filled
    if kind == Kind.PEER and own is not None and not filled.get("peer"):
        group = group_of(own, on)
        filled["peer"] = group.pk if group else ""
    if kind in PATHS:
        filled["deadline"] = filled.get("deadline") or str(plan.period_to)
        filled |= baseline(filled, plan=plan, chosen=chosen, own=own, on=on)
    return filled


def baseline(
    typed: Mapping[str, Any], *, plan: Plan, chosen: Indicator | None, own: Region | None, on: date
) -> dict[str, Any]:
    """Where the way begins: at the newest finished figure, once for each indicator that is chosen."""
    taken_from, is_empty = typed.get(BASELINE_OF, ""), not (typed.get("baseline_period") or typed.get("baseline_value"))
    if chosen is None or own is None or chosen.base_period or taken_from == chosen.code:
        return {}
    if not (is_empty or taken_from):
        return {}
    newest = newest_finished(used=IndicatorInPlan(plan=plan, indicator=chosen, region=own), on=on)
    if newest is None:
        return {}
    return {"baseline_period": newest[0], "baseline_value": typed_as(newest[1]), BASELINE_OF: chosen.code}


def advice_of(form: RecordTargetForm) -> list[str]:
    """What keeps the promise from being judged yet, as it would be said at the fields."""
    told = [form["kind"], form["indicator"], *form.asked, *form.borders]
    said = [f"{field.label}: {error}" for field in told for error in field.errors]
    return [*said, *(str(error) for error in form.non_field_errors())]
