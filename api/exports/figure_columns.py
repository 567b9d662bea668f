"""The columns of a figure as text, worked out by the database: a million of them are no work for us.

The names are those of the JSON answer. SQLite gives numbers and moments otherwise than PostgreSQL does; both say the
same here.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db.models import Case, F, Func, TextField, Value, When
from django.db.models.expressions import Combinable

from api.queries.observations import STANDINGS
from indicators.dump import FORMULA_SIGNS

DECIMALS = Decimal(1).scaleb(-15)


class Guarded(Func):
    """A text that no spreadsheet takes for a formula, as `indicators.dump.guarded` has it; none where empty."""

    template = (
        "NULLIF(CASE WHEN LENGTH(%(expressions)s) > 1 AND SUBSTR(%(expressions)s, 1, 1) IN (%(signs)s) "
        "THEN '''' || %(expressions)s ELSE %(expressions)s END, '')"
    )
    output_field = TextField()

    def __init__(self, expression: str | Combinable) -> None:
        super().__init__(expression, signs=", ".join(f"'{sign}'" for sign in FORMULA_SIGNS))

    def as_sql(self, compiler: Any, connection: Any, *args: Any, **context: Any) -> Any:
        """The text stands several times in the statement, and so do the parameters in it."""
        sql, params = super().as_sql(compiler, connection, *args, **context)
        return sql, [*params] * self.template.count("%(expressions)s")

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        # On one line, so that the statement can be given to other tools as it is.
        signs = ", ".join(f"E{sign!r}" for sign in FORMULA_SIGNS)
        return self.as_sql(compiler, connection, signs=signs, **context)


class Said(Func):
    """A text as it is; nothing where it is empty."""

    template = "NULLIF(%(expressions)s, '')"
    output_field = TextField()


class MomentSaid(Func):
    """`2025-06-01T06:00:00Z`"""

    template = "REPLACE(%(expressions)s, ' ', 'T') || 'Z'"
    output_field = TextField()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        template = "REPLACE((%(expressions)s AT TIME ZONE 'UTC')::text, ' ', 'T') || 'Z'"
        return self.as_sql(compiler, connection, template=template, **context)


class NumberSaid(Func):
    """A number without the zeros that storage added."""

    template = "%(expressions)s"
    output_field = TextField()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, template="TRIM_SCALE(%(expressions)s)::text", **context)

    @staticmethod
    def convert_value(value: Any, _expression: Any, _connection: Any) -> str | None:
        return value if value is None or isinstance(value, str) else plain_number(Decimal(repr(value)))


def plain_number(value: Decimal) -> str:
    """All its digits and no more: 12.5 of 12.500000000000000, and 100 of 1E+2."""
    return f"{value.quantize(DECIMALS).normalize():f}" if value else "0"


def standing_said() -> Case:
    return Case(*(When(standing=number, then=Value(word)) for word, number in STANDINGS.items()))


def source_said() -> Case:
    """Only of the catalogue: a plan's own sources are told with the plan."""
    return Case(When(fetch__source__namespace="", then=Guarded(F("fetch__source__code"))), output_field=TextField())


COLUMNS: Mapping[str, Combinable] = {
    "id": F("pk"),
    "indicator": Guarded("indicator__code"),
    "region": Guarded("region__code"),
    "period": Said("period"),
    "part": Guarded("part"),
    "value": Said("literal"),
    "value_min": NumberSaid("value_min"),
    "value_max": NumberSaid("value_max"),
    "missing": Guarded("missing"),
    "kind": F("kind"),
    "standing": standing_said(),
    "known_from": MomentSaid("known_from"),
    "superseded_at": MomentSaid("superseded_at"),
    "source": source_said(),
    "source_table": Guarded("table_told"),
    "fetch": F("fetch_id"),
    "note": Guarded("note_told"),
}
