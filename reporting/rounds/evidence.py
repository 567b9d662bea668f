"""Which files may be laid by as evidence: told by what is in them as well as by their names. Pure."""

import re
from enum import StrEnum
from io import BytesIO
from pathlib import PurePath
from zipfile import BadZipFile, ZipFile

MOST_MEGABYTES = 10
MOST_BYTES = MOST_MEGABYTES * 1024 * 1024
MOST_FILES = 10
LONGEST_NAME = 200
OFFICE = "application/vnd.openxmlformats-officedocument"
# In the order in which they are told to a person.
MEDIA_TYPES = {
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "xlsx": f"{OFFICE}.spreadsheetml.sheet",
    "docx": f"{OFFICE}.wordprocessingml.document",
    "csv": "text/csv",
    "txt": "text/plain",
}
ENDINGS = tuple(MEDIA_TYPES)
# What a picture begins with, and what it has in it when it came whole; a phone may write more after that.
PNG, JPEG = (
    re.compile(rb"\x89PNG\r\n\x1a\n.{4}IHDR.*IEND", re.DOTALL),
    re.compile(rb"\xff\xd8\xff.*\xff\xd9", re.DOTALL),
)
PICTURES = {"png": PNG, "jpg": JPEG, "jpeg": JPEG}
# A PDF may have something before it, and readers look so far.
PDF, PDF_WITHIN = b"%PDF-", 1024
# The part that makes an archive a workbook, or a document.
HEARTS = {"xlsx": "xl/workbook.xml", "docx": "word/document.xml"}


class EvidenceProblem(StrEnum):
    """Why a file is not taken."""

    EMPTY = "empty"
    TOO_LARGE = "too large"
    UNKNOWN_TYPE = "unknown type"
    # The name says one type and the content another, or nothing that can be read.
    UNREADABLE = "unreadable"


def ending_of(name: str) -> str:
    return PurePath(name).suffix.removeprefix(".").lower()


def kept_name(name: str) -> str:
    """The name alone, without folders and control characters, with its ending when it is too long to keep."""
    plain = "".join(sign for sign in PurePath(name.replace("\\", "/")).name if sign.isprintable()).strip()
    if len(plain) <= LONGEST_NAME:
        return plain
    ending = PurePath(plain).suffix[:LONGEST_NAME]
    return plain[: LONGEST_NAME - len(ending)] + ending


def media_type_of(name: str) -> str | None:
    """The media type that the ending of the name stands for; None for an ending that is not taken."""
    return MEDIA_TYPES.get(ending_of(name))


def problem_with(name: str, body: bytes) -> EvidenceProblem | None:
    """Why the file is not taken; None where it may be."""
    if not body:
        return EvidenceProblem.EMPTY
    if len(body) > MOST_BYTES:
        return EvidenceProblem.TOO_LARGE
    if media_type_of(name) is None:
        return EvidenceProblem.UNKNOWN_TYPE
    return None if is_what_it_says(ending_of(name), body) else EvidenceProblem.UNREADABLE


def is_what_it_says(ending: str, body: bytes) -> bool:
    if ending == "pdf":
        return PDF in body[:PDF_WITHIN]
    if ending in PICTURES:
        return PICTURES[ending].match(body) is not None
    if ending in HEARTS:
        return has_part(body, HEARTS[ending])
    return is_text(body)


def has_part(body: bytes, part: str) -> bool:
    """Whether the archive has the part in its list; nothing is unpacked."""
    try:
        with ZipFile(BytesIO(body)) as archive:
            return part in archive.namelist()
    except (BadZipFile, ValueError, NotImplementedError, OSError, UnicodeDecodeError):
        return False


def is_text(body: bytes) -> bool:
    """In UTF-8, UTF-16 as Excel writes it, or as Windows did before; a zero is in no text."""
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        return can_be_read(body, "utf-16")
    return b"\x00" not in body and (can_be_read(body, "utf-8") or can_be_read(body, "cp1252"))


def can_be_read(body: bytes, encoding: str) -> bool:
    try:
        body.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True
