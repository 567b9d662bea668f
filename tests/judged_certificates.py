"""Whole certificates that can be judged again, for tests of what differs between two. No database."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from targets.certificates.promises import terms_facts
from targets.certificates.texts import Facts, text
from targets.certificates.verdicts import opinion_facts, override_facts, verdict_facts
from targets.rules import RULE_VERSION, Done, Figure, Opinion, Overriding, Terms, assess
from tests.certificates import figure

Figures = Mapping[str, str]


def judged(
    terms: Terms,
    figures: Figures | None = None,
    *,
    on: str,
    known_from: str = "2020-01-01",
    peer: Figures | None = None,
    peer_name: str = "KOSTRA-gruppe 11",
    done: Sequence[Done] = (),
    opinions: Sequence[Opinion] = (),
    override: Overriding | None = None,
    rule_version: str = RULE_VERSION,
    kinds: Mapping[str, str] | None = None,
    **more: Any,
) -> Facts:
    """What is stored for a target that is judged that day.

    `figures` are those that are known, `2025: "5.1"`; `kinds` are of those that are no actual ones.
    """
    day = date.fromisoformat(on)
    known = [figure(*one) for one in (figures or {}).items()]
    theirs = [figure(*one) for one in (peer or {}).items()]
    verdict = assess(terms, known, on=day, peer=theirs, done=done, opinions=opinions)
    return {
        "rule_version": rule_version,
        "kind": terms.kind.value,
        "terms": terms_facts(terms),
        "target": target_facts(more),
        "indicator": indicator_facts(terms, more) if terms.has_indicator else None,
        "figure": figure_facts(verdict.figure, known_from) if verdict.figure else None,
        "figures": rows(figures, on=day, kinds=kinds or {}),
        "peer": {"region": peer_name, "figures": rows(peer, on=day)} if terms.has_peer else None,
        "done": [
            [one.on.isoformat(), one.holds_until and one.holds_until.isoformat()] for one in done if one.on <= day
        ],
        "opinions": [opinion_facts(one) for one in opinions if one.on <= day],
        "verdict": verdict_facts(verdict),
        **(override_facts(override) if override else {}),
    }


def target_facts(more: Mapping[str, Any]) -> Facts:
    return {
        **{name: more.get(name, "") for name in ("unit", "state", "condition", "status_in_document")},
        **{name: more.get(name) for name in ("recurs_every", "recurs_unit")},
    }


def indicator_facts(terms: Terms, more: Mapping[str, Any]) -> Facts:
    return {
        "code": more.get("code", "fond"),
        "names": {"nb": "Disposisjonsfondet", "nn": "", "en": ""},
        "unit": more.get("indicator_unit", "prosent"),
        "decimals": 1,
        "base_period": "",
        "direction": more.get("direction", ""),
        "artefact_above": text(terms.artefact_above),
        "region": more.get("region", "Larvik"),
        "sources": ["KOSTRA"],
    }


def figure_facts(judged_by: Figure, known_from: str) -> Facts:
    return {
        "period": judged_by.period.code,
        "literal": "" if judged_by.value is None else str(judged_by.value),
        "missing": judged_by.missing,
        "kind": "actual",
        "fetch_name": "tall.csv",
        "known_from": f"{known_from}T08:00:00+00:00",
    }


def rows(figures: Figures | None, *, on: date, kinds: Mapping[str, str] | None = None) -> list[list[str]]:
    known = sorted((figure(*one) for one in (figures or {}).items()), key=lambda one: one.period.position)
    return [
        [
            one.period.code,
            "" if one.value is None else str(one.value),
            one.missing,
            (kinds or {}).get(one.period.code, "actual"),
        ]
        for one in known
        if one.period.is_finished(on)
    ]
