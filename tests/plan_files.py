"""Small plan files for tests: the least that a plan file must have, with what the test is about added."""

from copy import deepcopy
from pathlib import Path
from typing import Any

import yaml

LEAST: dict[str, Any] = {
    "plan": {
        "code": "TEST-2024",
        "title": "Prøveplan",
        "municipality": {"name": "Testvik", "number": "9901"},
        "period": {"from": 2024, "to": 2030},
    },
    "focus_areas": [{"code": "A", "title": "Område A"}],
    "goals": [{"id": "M-1", "text": "Et mål"}],
    "indicators": [{"id": "I-1", "name": "En indikator", "unit": "prosent"}],
    "targets": [{"id": "T-1", "comparator": ">=", "indicator": "I-1", "goal": "M-1", "target": {"value": 5}}],
}


def plan_with(**sections: Any) -> dict[str, Any]:
    """The least plan, with some of its sections replaced."""
    return deepcopy(LEAST) | sections


def plan_with_target(*, indicator: dict[str, Any] | None = None, **fields: Any) -> dict[str, Any]:
    """The least plan, whose only target has these fields besides its id."""
    described = {"id": "I-1", "name": "En indikator", "unit": "prosent"} | (indicator or {})
    return plan_with(indicators=[described], targets=[{"id": "T-1", "indicator": "I-1", **fields}])


def as_yaml(plan: dict[str, Any]) -> bytes:
    return yaml.safe_dump(plan, allow_unicode=True, sort_keys=False).encode()


def write_plan(folder: Path, plan: dict[str, Any], name: str = "plan.yaml") -> str:
    path = folder / name
    path.write_bytes(as_yaml(plan))
    return str(path)
