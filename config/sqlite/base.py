"""SQLite that searches and sorts Norwegian.

Out of the box SQLite folds case for A-Z only ("år" does not find "ÅR") and puts Å before Ø before Æ. Two functions on
each new connection mend both, so that the demo behaves as PostgreSQL with an ICU collation does.
"""

import sqlite3
from typing import Any

from django.db.backends.sqlite3 import base, operations

# Æ Ø Å in the order of the alphabet, placed after z. Upper and lower case sort together.
ALPHABET = str.maketrans({"æ": "{", "ø": "|", "å": "}", "ä": "{", "ö": "|"})


def sort_key(text: str) -> str:
    return text.casefold().translate(ALPHABET)


def compare(left: str, right: str) -> int:
    return (sort_key(left) > sort_key(right)) - (sort_key(left) < sort_key(right))


def folded(text: str | None) -> str | None:
    return text.casefold() if isinstance(text, str) else text


class DatabaseOperations(operations.DatabaseOperations):
    def lookup_cast(self, lookup_type: str, internal_type: str | None = None) -> str:
        if lookup_type in {"icontains", "istartswith", "iendswith", "iexact"}:
            return "CASEFOLD(%s)"
        return super().lookup_cast(lookup_type, internal_type)


class DatabaseWrapper(base.DatabaseWrapper):
    ops_class = DatabaseOperations
    # `x LIKE y` folds ASCII only, so both sides are folded by our own function before they are compared.
    operators = base.DatabaseWrapper.operators | {
        "icontains": "LIKE CASEFOLD(%s) ESCAPE '\\'",
        "istartswith": "LIKE CASEFOLD(%s) ESCAPE '\\'",
        "iendswith": "LIKE CASEFOLD(%s) ESCAPE '\\'",
        "iexact": "LIKE CASEFOLD(%s) ESCAPE '\\'",
    }

    def get_connection_params(self) -> dict[str, Any]:
        return super().get_connection_params() | {"timeout": 20}

    def get_new_connection(self, conn_params: dict[str, Any]) -> sqlite3.Connection:
        connection: sqlite3.Connection = super().get_new_connection(conn_params)
        connection.create_collation("norwegian", compare)
        connection.create_function("CASEFOLD", 1, folded, deterministic=True)
        if "memory" not in str(conn_params["database"]):
            # Readers go on while somebody writes; a database in memory has no such log to keep.
            connection.execute("PRAGMA journal_mode = WAL")
        return connection
