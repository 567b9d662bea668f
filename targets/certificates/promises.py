"""The terms of a promise as they stand in a certificate, and back."""

from decimal import Decimal
from typing import Any

from indicators.periods import parse_period
from targets.certificates.texts import Facts, amount_in, code, period_in, text
from targets.rules import Kind, Step, Terms

AMOUNTS = ("lower", "upper", "goal", "change", "baseline_value", "artefact_above", "tolerance")
SHARES = ("green_from", "yellow_from")
PERIODS = ("changes_since", "baseline_period", "deadline")
AS_THEY_ARE = (
    *("has_indicator", "unit_fits", "change_is_percent", "direction", "has_peer", "peer_is_sum", "every_months"),
)


def terms_facts(terms: Terms) -> Facts:
    """Everything that the rule was told of the promise."""
    return {
        "kind": terms.kind.value,
        **{name: text(getattr(terms, name)) for name in (*AMOUNTS, *SHARES)},
        **{name: code(getattr(terms, name)) for name in PERIODS},
        **{name: getattr(terms, name) for name in AS_THEY_ARE},
        "steps": [[step.period.code, text(step.value)] for step in terms.steps],
        "breaks": list(terms.breaks),
    }


def terms_in(facts: Facts) -> Terms:
    """The terms that a certificate was made from."""
    values: dict[str, Any] = {
        **{name: amount_in(facts[name]) for name in AMOUNTS},
        **{name: Decimal(facts[name]) for name in SHARES},
        **{name: period_in(facts[name]) for name in PERIODS},
        **{name: facts[name] for name in AS_THEY_ARE},
        "steps": tuple(Step(parse_period(period), Decimal(value)) for period, value in facts["steps"]),
        "breaks": tuple(facts["breaks"]),
    }
    return Terms(kind=Kind(facts["kind"]), **values)
