"""Moments as every answer writes them: in UTC, with a Z, and with the microseconds that are kept."""

from datetime import UTC, datetime


def moment_said(moment: datetime) -> str:
    """`2025-06-01T06:00:00Z`"""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
