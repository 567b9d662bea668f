"""The certificate of a light: everything it was judged from, as plain text that can be stored, read and replayed."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from indicators.formats import plain
from indicators.models import Indicator
from indicators.periods import Period
from indicators.rules import Reading
from targets.models import Target
from targets.queries import figures_of, terms_of
from targets.rules import RULE_VERSION, Figure, Verdict, assess

Facts = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Judgement:
    """A target with its verdict and the certificate of it."""

    target: Target
    verdict: Verdict
    facts: Facts


def judge_target(target: Target, readings: Sequence[Reading], *, on: date) -> Judgement:
    """Ask the rule, and write down what it was asked and what it answered."""
    verdict = assess(terms_of(target), figures_of(readings), on=on)
    return Judgement(target, verdict, facts_of(target, verdict, readings))


def facts_of(target: Target, verdict: Verdict, readings: Sequence[Reading]) -> Facts:
    """Inputs, thresholds and outcome. Numbers are text, so that nothing is lost on the way through the database."""
    return {
        "rule_version": RULE_VERSION,
        "kind": target.kind,
        "target": target_facts(target),
        "indicator": indicator_facts(target),
        "figure": figure_facts(verdict.figure, readings),
        "verdict": verdict_facts(verdict),
    }


def target_facts(target: Target) -> Facts:
    return {
        "lower": text(target.lower),
        "upper": text(target.upper),
        "goal": text(target.goal_value),
        "change": text(target.change),
        "change_is_percent": target.change_is_percent,
        "unit": target.unit,
        "state": target.state,
        "bound": target.bound,
        "condition": target.condition,
        "baseline_period": target.baseline_period,
        "baseline_value": text(target.baseline_value),
        "deadline": target.deadline,
        "steps": [[step.period, text(step.value)] for step in target.steps.all()],
        "tolerance": text(target.tolerance),
        "green_from": text(target.green_from),
        "yellow_from": text(target.yellow_from),
        "recurs_every": target.recurs_every,
    }


def indicator_facts(target: Target) -> Facts | None:
    used = target.used_indicator
    if used is None:
        return None
    indicator = used.indicator
    return {
        "code": indicator.code,
        "names": {"nb": indicator.name_nb, "nn": indicator.name_nn, "en": indicator.name_en},
        "unit": indicator.unit,
        "decimals": indicator.decimals,
        "base_period": indicator.base_period,
        "direction": indicator.direction,
        "artefact_above": text(indicator.artefact_above),
        "quality_note": indicator.quality_note,
        "region": used.region.name,
        "sources": source_names(indicator, plans={target.plan.code}),
    }


def source_names(indicator: Indicator, *, plans: Collection[str]) -> list[str]:
    """What the catalogue or one of these plans names; another plan's sources are not this one's to quote."""
    return sorted(str(source) for source in indicator.sources.all() if source.namespace in {"", *plans})


def figure_facts(figure: Figure | None, readings: Sequence[Reading]) -> Facts | None:
    """The figure with its vintage: which observation, since when it is known, and by which delivery.

    One from before the region had its code also says under which codes it was published.
    """
    if figure is None:
        return None
    reading = next(one for one in readings if one.observation_id == figure.observation_id)
    came_from = {"came_from": list(reading.came_from)} if reading.came_from else {}
    return {
        "period": figure.period.code,
        "literal": reading.literal,
        "missing": reading.missing,
        "kind": reading.kind,
        "observation": reading.observation_id,
        "fetch": reading.fetch_id,
        "fetch_name": reading.fetch_name,
        "known_from": reading.known_from.isoformat(),
        **came_from,
    }


def verdict_facts(verdict: Verdict) -> Facts:
    return {
        "light": verdict.light.value,
        "reason": verdict.reason.value if verdict.reason else None,
        "detail": verdict.detail.value if verdict.detail else None,
        "family": verdict.family.value if verdict.family else None,
        "expected": text(verdict.expected),
        "goal": text(verdict.goal),
        "baseline_period": code(verdict.baseline_period),
        "baseline_value": text(verdict.baseline_value),
        "lower": text(verdict.lower),
        "upper": text(verdict.upper),
        "band": text(verdict.band),
        "share": text(verdict.share),
        "short_by": text(verdict.short_by),
        "attainment": verdict.attainment.value if verdict.attainment else None,
        "is_stale": verdict.is_stale,
    }


def text(value: Decimal | None) -> str | None:
    return None if value is None else f"{plain(value):f}"


def code(period: Period | None) -> str | None:
    return period.code if period else None
