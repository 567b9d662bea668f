"""What the bank says when it does not answer, in its own words and with its own slips."""

import json
from dataclasses import dataclass


@dataclass
class Problem(Exception):
    """An answer that says what is wrong. `body_status` stands in the body, and need not be the HTTP status."""

    title: str
    status: int = 400
    detail: str = ""
    body_status: int = 0

    @property
    def body(self) -> bytes:
        detail = {"detail": self.detail} if self.detail else {}
        said = {"type": "Parameter error", "title": self.title, "status": self.body_status or self.status, **detail}
        return json.dumps(said).encode()


def no_table(*, in_data: bool) -> Problem:
    """HTTP 404, but for questions for figures: they get HTTP 400 with 404 in the body."""
    return Problem("Non-existent table", 400 if in_data else 404, body_status=404)


def no_page() -> Problem:
    return Problem("Non-existent page", 404, detail="Non-existent page")


def no_codelist() -> Problem:
    return Problem("Non-existent codelist", 404, body_status=400)


@dataclass
class ModelState(Exception):
    """ASP.NET's own complaint about a parameter, which is no Problem."""

    parameter: str

    @property
    def body(self) -> bytes:
        errors = {self.parameter: [f"The value '{self.parameter}' is not valid."]}
        return json.dumps({**errors}).encode()
