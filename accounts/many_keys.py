"""Asking for very many rows by their keys, with one parameter instead of one for every key.

Django's `in` prepares, names and sends each key by itself; of a thousand keys that takes longer than to find the rows.
"""

import json
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import F, Lookup


def among(name: str, keys: Iterable[int]) -> "Among":
    """The condition that a field is one of these whole numbers, as `name__in` says it; for `filter`."""
    return Among(F(name), tuple(keys))


# A piece of a statement, and the parameters in it.
Sql = tuple[str, tuple[str | int, ...]]


class Among(Lookup):
    """A field and the keys that it may have."""

    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> Sql:
        column, params = self.column(compiler, connection)
        sql = f"{column} IN (SELECT value FROM json_each(%s))"  # noqa: S608 a name of our own column
        return sql, (*params, json.dumps(self.rhs))

    def as_postgresql(self, compiler: Any, connection: Any) -> Sql:
        column, params = self.column(compiler, connection)
        return f"{column} = ANY(%s::bigint[])", (*params, f"{{{','.join(map(str, self.rhs))}}}")

    def column(self, compiler: Any, connection: Any) -> Sql:
        if not self.rhs:
            raise EmptyResultSet
        column, params = self.process_lhs(compiler, connection)
        return column, tuple(params)
