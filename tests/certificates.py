"""Certificates as they would be stored, for tests of what is said of them. No database."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from indicators.periods import parse_period
from targets.certificates.promises import terms_facts
from targets.certificates.texts import Facts, text
from targets.certificates.verdicts import opinion_facts, verdict_facts
from targets.rules import Done, Figure, Opinion, Terms, Verdict, assess
from targets.sentences import sentence


def figure(period: str, literal: str) -> Figure:
    missing = literal if literal in {".", "..", ":", "-"} else ""
    return Figure(parse_period(period), Decimal(literal) if literal and not missing else None, missing)


def certificate(
    terms: Terms,
    period: str = "",
    literal: str = "",
    *,
    unit: str = "prosent",
    decimals: int = 1,
    on: str = "2026-11-22",
    earlier: Mapping[str, str] | None = None,
    peer: Mapping[str, str] | None = None,
    done: Sequence[Done] = (),
    opinions: Sequence[Opinion] = (),
    **more: Any,
) -> Facts:
    """The facts of a target whose newest figure is `literal`; `earlier` are figures of periods before."""
    given = {**(earlier or {}), **({period: literal} if period else {})}
    verdict: Verdict = assess(
        terms,
        [figure(*one) for one in given.items()],
        on=date.fromisoformat(on),
        peer=[figure(*one) for one in (peer or {}).items()],
        done=done,
        opinions=opinions,
    )
    return {
        "kind": terms.kind.value,
        "terms": terms_facts(terms),
        "target": {
            **{name: more.get(name, "") for name in ("state", "condition", "status_in_document", "recurs_unit")},
            "unit": more.get("target_unit", ""),
            "recurs_every": more.get("recurs_every"),
        },
        "indicator": indicator_facts(terms, unit, decimals, more) if terms.has_indicator else None,
        "figure": figure_facts(verdict, more),
        "peer": {"region": "KOSTRA-gruppe 11"} if terms.has_peer else None,
        "done": [[one.on.isoformat(), one.holds_until and one.holds_until.isoformat()] for one in done],
        "opinions": [opinion_facts(one) for one in opinions],
        "verdict": verdict_facts(verdict),
    }


def indicator_facts(terms: Terms, unit: str, decimals: int, more: Mapping[str, Any]) -> Facts:
    return {
        "names": {"nb": more.get("name", "Andelen"), "nn": "", "en": more.get("name_en", "")},
        "unit": unit,
        "decimals": decimals,
        "base_period": terms.changes_since.code if terms.changes_since else "",
        "region": "Larvik",
        "artefact_above": text(terms.artefact_above),
        "sources": ["KOSTRA 2024 (SSB)"],
    }


def figure_facts(verdict: Verdict, more: Mapping[str, Any]) -> Facts | None:
    if verdict.figure is None:
        return None
    return {
        "period": verdict.figure.period.code,
        "literal": "" if verdict.figure.value is None else str(verdict.figure.value),
        "missing": verdict.figure.missing,
        "kind": more.get("kind", "actual"),
        "fetch_name": "tall.csv",
    }


def said(*arguments: Any, **more: Any) -> str:
    """The whole sentence, with plain spaces."""
    return sentence(certificate(*arguments, **more)).replace("\u00a0", " ")
