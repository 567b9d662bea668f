"""Adding very many rows of one model at once, by the fastest way that the engine has.

Django's `bulk_create` builds one statement with every value in it; of rows with much text that takes longer than to
judge what they say.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db import connection, models


def insert_many(rows: Sequence[models.Model]) -> None:
    """Insert new rows, all of one model. They do not get to know their keys."""
    if not rows:
        return
    fields = [one for one in rows[0]._meta.concrete_fields if not one.primary_key]
    table = connection.ops.quote_name(rows[0]._meta.db_table)
    names = ", ".join(connection.ops.quote_name(str(one.column)) for one in fields)
    with connection.cursor() as cursor, connection.wrap_database_errors:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for values in prepared(rows, fields):
                    copy.write_row(values)
        else:
            places = ", ".join(["%s"] * len(fields))
            sql = f"INSERT INTO {table} ({names}) VALUES ({places})"  # noqa: S608 names of our own columns
            cursor.executemany(sql, list(prepared(rows, fields)))


def prepared(rows: Sequence[models.Model], fields: Sequence["models.Field[Any, Any]"]) -> Iterator[list[Any]]:
    """The values as the engine takes them; most of them are so already."""
    ways = [(str(one.attname), one if one.get_internal_type() in to_adapt() else None) for one in fields]
    for row in rows:
        values = [(getattr(row, name), field) for name, field in ways]
        yield [field.get_db_prep_save(value, connection) if field else value for value, field in values]


def to_adapt() -> set[str]:
    """The kinds of fields whose values the engine takes in another form than Python has them in."""
    return {"JSONField"} if connection.vendor == "postgresql" else {"JSONField", "DateField", "DateTimeField"}
