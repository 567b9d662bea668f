"""How a question for figures is written: in an address, or in a body."""

import json
import re
from collections.abc import Sequence
from typing import Any

from tests.fakes.pxweb.problems import ModelState
from tests.fakes.pxweb.selecting import Asked, Question

# A comma parts two codes, except within brackets.
CODE = re.compile(r"\[([^\]]*)\]|([^,]+)")
NAMED = re.compile(r"[A-Za-z]+\[([^\]]+)\]")


def variable_in(key: str) -> str:
    """The variable in `valueCodes[Tid]`."""
    named = NAMED.fullmatch(key)
    if not named:
        raise ModelState(key)
    return named.group(1)


def question_in_address(parameters: Sequence[tuple[str, str]]) -> Question:
    """Codelists count only for variables that codes are chosen of."""
    values = {variable_in(key): codes_in(text) for key, text in parameters if key.lower().startswith("valuecodes")}
    lists = {variable_in(key): text for key, text in parameters if key.lower().startswith("codelist")}
    places = {key.lower(): text.split(",") for key, text in parameters if key.lower() in {"heading", "stub"} and text}
    asked = [Asked(variable, codes, lists.get(variable, "")) for variable, codes in values.items()]
    return Question(asked, places.get("heading", []), places.get("stub", []))


def codes_in(text: str) -> list[str]:
    return [one.group(1) or one.group(2) for one in CODE.finditer(text)]


def question_in_body(body: bytes) -> Question:
    try:
        said: Any = json.loads(body or b"{}")
        asked = [
            Asked(one["variableCode"], list(one.get("valueCodes") or []), one.get("codelist") or "")
            for one in said.get("selection") or []
        ]
        placement = said.get("placement") or {}
    except (ValueError, TypeError, KeyError, AttributeError):
        raise ModelState("variablesSelection") from None
    return Question(asked, placement.get("heading") or [], placement.get("stub") or [])
