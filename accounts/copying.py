"""Copying rows with what they point to, in a fixed number of queries however many they are."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from django.db import models

from accounts.syncing import in_chunks

Row = TypeVar("Row", bound=models.Model)
# The key of a row → the key of its copy.
Copied = Mapping[int, int]
MOST_AT_ONCE = 500


def copy_rows(rows: Iterable[Row], values: Callable[[Row], Mapping[str, Any]]) -> dict[int, int]:
    """A copy of each row, with other values where `values` says so. Links to many are copied by `copy_links`."""
    originals = list(rows)
    if not originals:
        return {}
    model = type(originals[0])
    copies = [model(**stored(row) | dict(values(row))) for row in originals]
    made = model._default_manager.bulk_create(copies, batch_size=MOST_AT_ONCE)
    return {row.pk: copy.pk for row, copy in zip(originals, made, strict=True)}


def stored(row: models.Model) -> dict[str, Any]:
    """Every value of the row but its key; of what it points to only the key."""
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if not field.primary_key}


def point_within(model: type[models.Model], name: str, copied: Copied) -> None:
    """Let the copies point to each other as the originals did; what they pointed to outside is let go."""
    rows = list(model._default_manager.filter(pk__in=copied.values()))
    for row in rows:
        setattr(row, f"{name}_id", copied.get(getattr(row, f"{name}_id")))
    model._default_manager.bulk_update(rows, [name], batch_size=MOST_AT_ONCE)


def copy_links(model: type[models.Model], name: str, copied: Copied, others: Copied | None = None) -> None:
    """Link the copies as the originals are, to copies of what those are linked to; to the same where there are none."""
    field: Any = model._meta.get_field(name)
    through, own, other = (
        field.remote_field.through,
        f"{field.m2m_field_name()}_id",
        f"{field.m2m_reverse_field_name()}_id",
    )
    pairs = through._default_manager.filter(**{f"{own}__in": list(copied)}).order_by("pk").values_list(own, other)
    links = [
        through(**{own: copied[row], other: key if others is None else others[key]})
        for row, key in pairs
        if others is None or key in others
    ]
    for some in in_chunks(links, MOST_AT_ONCE):
        through._default_manager.bulk_create(some)
