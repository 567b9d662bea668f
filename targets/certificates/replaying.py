"""Judging a certificate again from what stands in it, without a database."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from indicators.periods import parse_period
from targets.certificates.promises import terms_in
from targets.certificates.texts import Facts, day, day_in, text
from targets.certificates.verdicts import opinion_facts, verdict_facts
from targets.rules import RULE_VERSION, Done, Figure, Light, Opinion, Verdict, assess

# The certificates of rule version 1 hold the judged figure alone.
NEEDED = ("rule_version", "terms", "figures", "peer", "done", "opinions", "figure", "verdict")


class CertificateError(ValueError):
    """A text that is no certificate, or one from before certificates could be replayed."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that the certificate says and the rule does not say again."""

    what: str
    then: Any
    now: Any


@dataclass(frozen=True, slots=True)
class Replay:
    """How a certificate comes out when it is judged again."""

    verdict: Verdict
    rule_version: str
    differences: tuple[Difference, ...]
    # What a person had set beside the verdict. The rule knows nothing of it, so it is shown and not judged.
    override: Facts | None = None

    @property
    def is_same(self) -> bool:
        return not self.differences

    @property
    def is_same_rule(self) -> bool:
        return self.rule_version == RULE_VERSION


def replay(facts: Facts, *, on: date) -> Replay:
    """Judge what stands in the certificate, as of the day it is from. Raises CertificateError."""
    if missing := [name for name in NEEDED if name not in facts]:
        raise CertificateError(", ".join(missing))
    try:
        verdict = verdict_of(facts, on=on)
        override = override_beside(facts)
        then = dict(facts["verdict"]) | judged(facts["figure"])
    except (LookupError, TypeError, ValueError, ArithmeticError, AttributeError) as error:
        raise CertificateError(f"{type(error).__name__}: {error}") from error
    now = verdict_facts(verdict) | judged_now(verdict)
    return Replay(verdict, str(facts["rule_version"]), tuple(differences(then, now)), override)


def override_beside(facts: Facts) -> Facts | None:
    """What a person had set, read so that a damaged one is found."""
    if "override" not in facts:
        return None
    row = facts["override"]
    opinion, until = opinion_in(row), day_in(row["until"])
    return {**opinion_facts(opinion), "until": day(until)}


def verdict_of(facts: Facts, *, on: date) -> Verdict:
    """What the rule says of the same terms, figures and people, as of that day."""
    return assess(
        terms_in(facts["terms"]),
        [figure_in(*row) for row in facts["figures"]],
        on=on,
        peer=[figure_in(*row) for row in (facts["peer"] or {"figures": []})["figures"]],
        done=[done_in(*row) for row in facts["done"]],
        opinions=[opinion_in(row) for row in facts["opinions"]],
    )


def figure_in(period: str, literal: str, missing: str, kind: str) -> Figure:
    return Figure(
        period=parse_period(period),
        value=Decimal(literal) if literal else None,
        missing=missing,
        is_provisional=kind == "provisional",
        is_correction=kind == "correction",
    )


def done_in(on: str, holds_until: str | None) -> Done:
    return Done(date.fromisoformat(on), day_in(holds_until))


def opinion_in(row: Facts) -> Opinion:
    return Opinion(Light(row["light"]), date.fromisoformat(row["on"]), row["reason"], row["by"])


def judged(figure: Facts | None) -> Facts:
    """Which figure the certificate was judged by."""
    return {
        "period": figure["period"] if figure else None,
        "actual": text(Decimal(figure["literal"])) if figure and figure["literal"] else None,
    }


def judged_now(verdict: Verdict) -> Facts:
    figure = verdict.figure
    return {"period": figure.period.code if figure else None, "actual": text(figure.value) if figure else None}


def differences(then: Facts, now: Facts, *, within: str = "") -> Iterator[Difference]:
    """Every value that differs, by its name; one inside another as `outlook.next.value`."""
    for name in dict.fromkeys((*then, *now)):
        before, after = then.get(name), now.get(name)
        if isinstance(before, dict) and isinstance(after, dict):
            yield from differences(before, after, within=f"{within}{name}.")
        elif before != after:
            yield Difference(f"{within}{name}", before, after)
