"""The fingerprint (avtrykk) of a sealed report: what is hashed, which differs by the version that it was sealed with.

1: what it says and rests on. 2: what it is as well, so that nobody can pass it off as another edition or year.
"""

from datetime import UTC
from typing import Any

from reporting.frozen import content_hash
from reporting.models import SealedReport

HASH_VERSION = 2
# All that the row says but for the fingerprint itself.
ABOUT = (
    *("municipality_id", "plan_id", "round_id", "kind", "year", "language"),
    *("edition", "edition_reason", "title", "rule_version", "sealed_by"),
)


def fingerprint(report: SealedReport) -> str:
    """The hash that the report gives as it is, by its own version."""
    about = about_of(report) if report.hash_version > 1 else None
    return content_hash(document=report.document, figures=report.figures, certificates=report.certificates, about=about)


def about_of(report: SealedReport) -> dict[str, Any]:
    about = {name: getattr(report, name) for name in ABOUT}
    return about | {"sealed_at": report.sealed_at.astimezone(UTC).isoformat(), "hash_version": report.hash_version}
