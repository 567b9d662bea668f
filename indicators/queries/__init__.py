"""Reads of indicators: figures by cell as they are known at a moment, and what regions were at each time."""

from indicators.queries.breaks import breaks_of_regions, region_breaks
from indicators.queries.groups import group_of, is_member, members_of
from indicators.queries.readings import Series, readings_that_count

__all__ = [
    "Series",
    "breaks_of_regions",
    "group_of",
    "is_member",
    "members_of",
    "readings_that_count",
    "region_breaks",
]
