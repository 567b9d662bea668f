"""The zip archive that a workbook is: opened, and unpacked once within bounds before anybody else reads it. No Django.

What the archive says of its own sizes is not believed; what comes out of it is counted.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from copy import copy
from typing import NoReturn

from accounts.imports import refusal
from accounts.wording import say, sentence

MEGABYTE = 1024 * 1024
# A sheet of half a million rows unpacks to some 200 MB.
MOST_UNPACKED, MOST_PARTS = 512 * MEGABYTE, 5_000
PIECE = MEGABYTE
METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
ENCRYPTED = 0x1
OLD_FORMAT = b"\xd0\xcf\x11\xe0"
OTHER_FORMATS = {
    "xl/workbook.bin": sentence("filen er i formatet .xlsb: lagre den som .xlsx"),
    "mimetype": sentence("filen er i formatet .ods: lagre den som .xlsx"),
}
DAMAGED = sentence("filen er skadet og kan ikke leses: åpne den i Excel og lagre den på nytt")
TOO_LARGE = sentence("filen blir større enn {most} MB når den pakkes ut, og leses ikke")
PROTECTED = sentence("filen er beskyttet med passord eller i det gamle formatet .xls: lagre den som .xlsx uten passord")
NOT_EXCEL = sentence("filen er ikke en Excel-fil (.xlsx)")


class Archive:
    """The parts of a workbook by name."""

    def __init__(self, body: bytes, *, file: str) -> None:
        self.file = file
        self.zip = opened(body, file=file)
        self.left = MOST_UNPACKED
        self.parts = checked_parts(self.zip, file=file)

    def refuse(self, pattern: str, **facts: object) -> NoReturn:
        raise refusal(self.file, "", say(pattern, **facts))

    def unpack_once(self) -> None:
        """Every part to its end, so that whoever reads the file after this meets no more than was counted here."""
        for name in self.parts:
            for _piece in self.pieces(name):
                pass
        self.left = MOST_UNPACKED

    def pieces(self, name: str) -> Iterator[bytes]:
        """A part piece by piece. All that is ever unpacked counts."""
        believed = copy(self.parts[name])
        # Reading stops where the packed data ends, and not where the archive says that it does.
        believed.file_size = MOST_UNPACKED + 1
        try:
            with self.zip.open(believed) as part:
                while piece := part.read(PIECE):
                    self.left -= len(piece)
                    if self.left < 0:
                        self.refuse(TOO_LARGE, most=MOST_UNPACKED // MEGABYTE)
                    yield piece
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError):
            self.refuse(DAMAGED)


def opened(body: bytes, *, file: str) -> zipfile.ZipFile:
    """The archive. Refused in one line: what is no archive, and formats that only look alike."""
    if body.startswith(OLD_FORMAT):
        raise refusal(file, "", say(PROTECTED))
    if not body.startswith(b"PK"):
        raise refusal(file, "", say(NOT_EXCEL))
    try:
        return zipfile.ZipFile(io.BytesIO(body))
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError):
        raise refusal(file, "", say(DAMAGED)) from None


def checked_parts(archive: zipfile.ZipFile, *, file: str) -> dict[str, zipfile.ZipInfo]:
    """The parts by name. Two parts of one name would be two workbooks in one."""
    found = archive.infolist()
    parts = {info.filename: info for info in found}
    for name, pattern in OTHER_FORMATS.items():
        if name in parts:
            raise refusal(file, "", say(pattern))
    if "xl/workbook.xml" not in parts:
        raise refusal(file, "", say(NOT_EXCEL))
    same = {name.replace("\\", "/").casefold() for name in parts}
    strange = any(info.compress_type not in METHODS or info.flag_bits & ENCRYPTED for info in found)
    if strange or len(same) != len(found) or len(found) > MOST_PARTS:
        raise refusal(file, "", say(DAMAGED))
    if sum(info.file_size for info in found) > MOST_UNPACKED:
        raise refusal(file, "", say(TOO_LARGE, most=MOST_UNPACKED // MEGABYTE))
    return parts
