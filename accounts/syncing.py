"""Rows as a file wants them: created, changed or left as they are, and told which."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import models

from accounts.snapshots import in_words

Row = TypeVar("Row", bound=models.Model)
Values = Mapping[str, Any]
ROWS_PER_QUERY = 500
MOST_CHANGES_KEPT = 200


@dataclass(slots=True)
class Tally:
    """Which rows a load created, changed or left, and what the changed ones said before and say now."""

    created: set[tuple[str, str]] = field(default_factory=set)
    updated: set[tuple[str, str]] = field(default_factory=set)
    seen: set[tuple[str, str]] = field(default_factory=set)
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)

    @property
    def changed(self) -> set[tuple[str, str]]:
        return self.updated - self.created

    @property
    def unchanged(self) -> set[tuple[str, str]]:
        return self.seen - self.created - self.updated

    def note_change(self, row: tuple[str, str], name: str, before: Any, after: Any) -> None:
        self.updated.add(row)
        if row not in self.created and len(self.before) < MOST_CHANGES_KEPT:
            key = f"{row[0]} {row[1]} {name}"
            self.before[key], self.after[key] = in_words(before), in_words(after)


def sync(model: type[Row], kept: Mapping[str, Row], wanted: Mapping[str, Values], *, tally: Tally) -> dict[str, Row]:
    """Make the rows what a file wants, by their key. Rows that the file does not name are left alone."""
    label = str(model._meta.verbose_name)
    rows = {key: kept.get(key) or model(**values) for key, values in wanted.items()}
    tally.seen.update((label, key) for key in wanted)
    new = [key for key in wanted if key not in kept]
    tally.created.update((label, key) for key in new)
    changed: list[Row] = []
    fields: set[str] = set()
    for key in wanted.keys() & kept.keys():
        if differing := change(rows[key], wanted[key], row_key=(label, key), tally=tally):
            changed.append(rows[key])
            fields.update(differing)
    model._default_manager.bulk_create([rows[key] for key in new], batch_size=ROWS_PER_QUERY)
    if changed:
        model._default_manager.bulk_update(changed, sorted(fields), batch_size=ROWS_PER_QUERY)
    return rows


def change(row: models.Model, values: Values, *, row_key: tuple[str, str], tally: Tally) -> list[str]:
    """Give the row its new values; returns the fields that differed."""
    differing = [name for name, value in values.items() if getattr(row, name) != value]
    for name in differing:
        tally.note_change(row_key, name, getattr(row, name), values[name])
        setattr(row, name, values[name])
    return differing


def sync_links(
    field: Any,
    wanted: Mapping[str, tuple[models.Model, Collection[Any]]],
    *,
    tally: Tally,
    among: Collection[Any] | None = None,
) -> None:
    """Make the links of some rows what a file wants: key → (row, keys of the rows it is linked to).

    With `among`, only links to those rows are the file's business, and others are left alone.
    """
    through, source, target = field.remote_field.through, field.m2m_column_name(), field.m2m_reverse_name()
    kept: dict[Any, set[Any]] = {row.pk: set() for row, _ in wanted.values()}
    links = through._default_manager.filter(**{f"{source}__in": list(kept)})
    for one, other in links.values_list(source, target):
        if among is None or other in among:
            kept[one].add(other)
    added: list[models.Model] = []
    for key, (row, others) in wanted.items():
        missing, surplus = set(others) - kept[row.pk], kept[row.pk] - set(others)
        added += [through(**{source: row.pk, target: other}) for other in sorted(missing)]
        if surplus:
            links.filter(**{source: row.pk, f"{target}__in": surplus}).delete()
        if missing or surplus:
            name = (str(field.model._meta.verbose_name), key)
            tally.note_change(name, field.name, sorted(kept[row.pk]), sorted(set(others)))
    through._default_manager.bulk_create(added, batch_size=ROWS_PER_QUERY)


def field_problems(model: type[models.Model], values: Values) -> list[tuple[str, str]]:
    """What the fields of the model do not take, as (name of the field, sentence): too long, too large, no address."""
    row = model(**values)
    others = {one.name for one in model._meta.fields if one.name not in values}
    try:
        row.clean_fields(exclude=others)
    except ValidationError as error:
        return [
            (str(model._meta.get_field(name).verbose_name), sentence)  # type: ignore[union-attr]
            for name, sentences in error.message_dict.items()
            for sentence in sentences
        ]
    return []


def in_chunks(values: Iterable[Any], size: int = ROWS_PER_QUERY) -> Iterable[list[Any]]:
    """The values in lists that fit in one query."""
    listed = list(values)
    return (listed[start : start + size] for start in range(0, len(listed), size))
