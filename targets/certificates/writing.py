"""Writing the certificate of a light: what the rule was told, and what it answered."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from indicators.rules import Reading
from targets.certificates.promises import terms_facts, terms_in
from targets.certificates.texts import Facts, day, text
from targets.certificates.verdicts import opinion_facts, override_facts, verdict_facts
from targets.models import Target
from targets.queries import Inputs, figures_of, period_named
from targets.rules import (
    RULE_VERSION,
    Figure,
    Judged,
    Light,
    Overriding,
    Terms,
    Verdict,
    assess,
    looks_again_on,
    override_on,
)


@dataclass(frozen=True, slots=True)
class Judgement:
    """A target with its verdict, the certificate of it, and the light that a person has set beside it."""

    target: Target
    verdict: Verdict
    facts: Facts
    override: Overriding | None = None
    # Every one that was ever set, those that are over too.
    overrides: tuple[Overriding, ...] = ()
    # The first day on which the passing of time alone can make it another one.
    look_again_on: date | None = None

    @property
    def shown_light(self) -> Light:
        """What stands on the wall: the person's light where there is one."""
        return self.override.light if self.override else self.verdict.light


def judge_target(target: Target, inputs: Inputs, *, on: date) -> Judgement:
    """Ask the rule, and write down what it was asked and what it answered."""
    terms = terms_for(inputs)
    figures, peer = figures_of(inputs.readings), figures_of(inputs.peer)
    verdict = assess(terms, figures, on=on, peer=peer, done=inputs.done, opinions=inputs.opinions)
    facts = facts_of(target, terms, inputs, verdict, on=on)
    override = override_on(inputs.overrides, on=on, judged=judged_in(facts)) if inputs.overrides else None
    again = looks_again_on(
        terms, figures, on=on, peer=peer, done=inputs.done, opinions=inputs.opinions, overrides=inputs.overrides
    )
    facts = facts | override_facts(override) if override else facts
    return Judgement(target, verdict, facts, override, inputs.overrides, again)


def terms_for(inputs: Inputs) -> Terms:
    """What was promised at that time, and where the region itself became another one."""
    if inputs.earlier is None:
        return inputs.terms
    terms = terms_in(inputs.earlier.terms)
    return replace(terms, breaks=tuple(sorted({*terms.breaks, *inputs.breaks})))


def judged_in(facts: Facts) -> Judged:
    """The figure that the certificate was judged by."""
    figure = facts["figure"]
    return Judged(figure["period"], figure["literal"] or figure["missing"]) if figure else Judged()


def facts_of(target: Target, terms: Terms, inputs: Inputs, verdict: Verdict, *, on: date) -> Facts:
    """Inputs, thresholds and outcome. The day is not among them, so that a day without news changes nothing."""
    return {
        "rule_version": RULE_VERSION,
        "kind": terms.kind.value,
        "terms": terms_facts(terms),
        "target": inputs.earlier.words if inputs.earlier else target_facts(target),
        "indicator": indicator_facts(target, inputs),
        "figure": figure_facts(verdict.figure, inputs.readings),
        "figures": series_facts(inputs.readings, on=on),
        "peer": peer_facts(target, inputs, on=on),
        "done": [[day(one.on), day(one.holds_until)] for one in inputs.done if one.on <= on],
        "opinions": [opinion_facts(one) for one in inputs.opinions if one.on <= on],
        "verdict": verdict_facts(verdict),
    }


def target_facts(target: Target) -> Facts:
    """What the plan says in words."""
    return {
        "unit": target.unit,
        "state": target.state,
        "bound": target.bound,
        "condition": target.condition,
        "status_in_document": target.status_in_document,
        "recurs_every": target.recurs_every,
        "recurs_unit": target.recurs_unit,
    }


def peer_facts(target: Target, inputs: Inputs, *, on: date) -> Facts | None:
    peer = inputs.peer_of(target)
    if peer is None:
        return None
    return {"region": peer.name, "figures": series_facts(inputs.peer, on=on)}


def series_facts(readings: Sequence[Reading], *, on: date) -> list[list[str]]:
    """Every figure of a period that had ended, as it was published."""
    return [
        [one.period, one.literal, one.missing, one.kind] for one in readings if period_named(one.period).is_finished(on)
    ]


def indicator_facts(target: Target, inputs: Inputs) -> Facts | None:
    used = inputs.used_by(target)
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
        "sources": list(inputs.sources),
    }


def figure_facts(figure: Figure | None, readings: Sequence[Reading]) -> Facts | None:
    """The figure with its vintage: which observation, since when it is known, and by which delivery.

    One from before the region had its code also says under which codes it was published.
    """
    if figure is None:
        return None
    # It is nearly always the newest one.
    reading = next(one for one in reversed(readings) if one.observation_id == figure.observation_id)
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
