"""Kept figures as the vintages that are compared."""

from indicators.models import Observation
from indicators.vintages import Vintage, scenario_in


def vintage_of(row: Observation) -> Vintage:
    """What a kept figure says, and where it stands among those of its cell."""
    return Vintage(
        literal=row.literal,
        missing=row.missing,
        kind=row.kind,
        standing=row.standing,
        source_table=row.source_table,
        table_rank=row.table_rank,
        known_from=row.known_from,
        value_min=row.value_min,
        value_max=row.value_max,
        scenario=scenario_in(row.extra),
        number=row.pk,
    )
