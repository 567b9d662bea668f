"""Reads of indicators: figures by cell as they are known at a moment, and what regions were at each time."""

from indicators.queries.readings import Series, readings_that_count

__all__ = ["Series", "readings_that_count"]
