"""What a row says, in plain values that the audit trail can keep and a person can read."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import models

Snapshot = dict[str, Any]
SECRETS = frozenset({"password", "secret", "digest", "session_data"})


def snapshot(row: models.Model) -> Snapshot:
    """The row as it is stored now. Read anew, so that two snapshots never differ in what storage alone added."""
    fields = [field for field in row._meta.concrete_fields if is_kept(field)]
    related = [field.name for field in fields if field.is_relation]
    rows = row._meta.base_manager.all()
    stored = (rows.select_related(*related) if related else rows).get(pk=row.pk)
    values = {field.name: in_words(getattr(stored, field.name)) for field in fields}
    links = {
        field.name: [in_words(other) for other in getattr(stored, field.name).order_by("pk")]
        for field in row._meta.many_to_many
    }
    return values | links


def is_kept(field: "models.Field[Any, Any]") -> bool:
    return field.name not in SECRETS and not field.primary_key and not isinstance(field, models.BinaryField)


def in_words(value: Any) -> Any:
    """One value: another row as its key and name, a number without the zeros that storage added."""
    match value:
        case models.Model():
            return f"{value.pk}: {value}"
        case Decimal():
            return f"{value.normalize():f}"
        case date():
            return value.isoformat()
        case _:
            return value


def difference(before: Snapshot, after: Snapshot) -> tuple[Snapshot, Snapshot]:
    """Both snapshots, with only what differs."""
    names = [name for name in after if before.get(name) != after[name]]
    return {name: before.get(name) for name in names}, {name: after[name] for name in names}
