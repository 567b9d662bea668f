"""Reading moments of which few are different, as those are since when figures are known."""

from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from django.db.models import TextField
from django.db.models.functions import Cast


class Moment(Cast):
    """A field's moment, read from the engine's own text; a delivery of thousands of figures has one, made once."""

    def __init__(self, name: str) -> None:
        super().__init__(name, TextField())

    @staticmethod
    def convert_value(value: Any, _expression: Any, _connection: Any) -> datetime | None:
        return moment_in(value) if value else None


@lru_cache(maxsize=4096)
def moment_in(text: str) -> datetime:
    """The moment in UTC. An engine that keeps no time zone keeps its moments so."""
    told = datetime.fromisoformat(text)
    return told.astimezone(UTC) if told.tzinfo else told.replace(tzinfo=UTC)
