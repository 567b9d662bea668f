"""Files that show what the words rest on."""

from datetime import datetime

from reporting.models import Commentary, Evidence


class EvidenceRefused(Exception):
    """The file is not taken; the message says why in one line, with the file's name."""


def add_evidence(*, commentary: Commentary, name: str, body: bytes, by: str, now: datetime) -> Evidence:
    """Lay a file by. Raises EvidenceRefused: empty, too large, a type that is not taken, unreadable, there already,
    ten files already, or words that are not in hand (sent in, approved, or in a closed round)."""
    raise NotImplementedError


def remove_evidence(*, evidence: Evidence, by: str, now: datetime) -> None:
    """Raises EvidenceRefused where the words are not in hand."""
    raise NotImplementedError
