"""Which files may be laid by as evidence: told by what is in them as well as by their names. Pure."""

from enum import StrEnum

MOST_MEGABYTES = 10
MOST_BYTES = MOST_MEGABYTES * 1024 * 1024
MOST_FILES = 10
# In the order in which they are told to a person.
ENDINGS = ("pdf", "png", "jpg", "jpeg", "xlsx", "docx", "csv", "txt")


class EvidenceProblem(StrEnum):
    """Why a file is not taken."""

    EMPTY = "empty"
    TOO_LARGE = "too large"
    UNKNOWN_TYPE = "unknown type"
    # The name says one type and the content another, or nothing that can be read.
    UNREADABLE = "unreadable"


def media_type_of(name: str) -> str | None:
    """The media type that the ending of the name stands for; None for an ending that is not taken."""
    raise NotImplementedError


def problem_with(name: str, body: bytes) -> EvidenceProblem | None:
    """Why the file is not taken; None where it may be."""
    raise NotImplementedError
