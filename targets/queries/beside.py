"""What stands beside targets in other tables: few rows of many kinds, each kind read once for all targets."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import models

from accounts.many_keys import among
from indicators.models import Indicator, QualityRecord, Source
from targets.models import Appraisal, Completion, EarlierPromise, Override, Target, TargetStep

Row = TypeVar("Row", bound=models.Model)
Rows = dict[int, list[Row]]
# What an earlier promise was measured by, and whom it was compared with.
MEASURED_BY = ("used_indicator__indicator", "used_indicator__region", "peer")


@dataclass(frozen=True, slots=True)
class Beside:
    """Rows by the target that they are of; those of an indicator by the indicator."""

    steps: Rows[TargetStep]
    appraisals: Rows[Appraisal]
    completions: Rows[Completion]
    overrides: Rows[Override]
    earlier: Rows[EarlierPromise]
    records: Rows[QualityRecord]
    sources: Rows[Source]


def beside(targets: Sequence[Target]) -> Beside:
    """Nine queries for any number of targets; Django's own prefetching makes a query object for every row of them."""
    keys = [one.pk for one in targets]
    earlier = rows_of(EarlierPromise, keys, *MEASURED_BY)
    promises: list[Target | EarlierPromise] = [*targets, *(row for rows in earlier.values() for row in rows)]
    indicators = {one.used_indicator.indicator_id for one in promises if one.used_indicator}
    return Beside(
        steps=rows_of(TargetStep, keys),
        appraisals=rows_of(Appraisal, keys),
        completions=rows_of(Completion, keys),
        overrides=rows_of(Override, keys),
        earlier=earlier,
        records=linked(QualityRecord, Indicator.quality_records.through, indicators),
        sources=linked(Source, Indicator.sources.through, indicators),
    )


def rows_of(model: type[Row], targets: Sequence[int], *wanted: str) -> Rows[Row]:
    found: Rows[Row] = defaultdict(list)
    rows = model._default_manager.filter(among("target", targets)).order_by("pk")
    # Without names it would read the target with everything that it refers to, once for every row.
    for row in rows.select_related(*wanted) if wanted else rows:
        found[row.target_id].append(row)  # type: ignore[attr-defined]
    return found


def linked(model: type[Row], through: Any, indicators: Iterable[int]) -> Rows[Row]:
    """The rows that are linked to each indicator; one that is linked to many is one object."""
    found: Rows[Row] = defaultdict(list)
    name = model._meta.model_name
    links = list(
        through.objects.filter(among("indicator", indicators)).order_by("pk").values_list("indicator_id", f"{name}_id")
    )
    rows = model._default_manager.in_bulk({key for _indicator, key in links}) if links else {}
    for indicator, key in links:
        found[indicator].append(rows[key])
    return found
