"""The day and the moment of everything that says no other."""

from datetime import UTC, date, datetime

TODAY = date(2026, 7, 1)
NOW = datetime(2026, 7, 1, 12, 0, tzinfo=UTC)
