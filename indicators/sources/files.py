"""A file as it lies on the disk: read once, bounded, as UTF-8 text. No Django."""

import stat
from pathlib import Path

from accounts.imports import refusal

MEGABYTE = 1024 * 1024
BYTE_ORDER_MARKS = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16"}


def read_file(path: Path, *, most_megabytes: int) -> bytes:
    """The bytes of a file. Refused: what cannot be opened, is empty, or is larger than allowed (before it is read)."""
    try:
        mode = path.stat()
        if stat.S_ISDIR(mode.st_mode):
            raise refusal(str(path), "", "dette er en mappe, ikke en fil")
        if stat.S_ISREG(mode.st_mode) and mode.st_size > most_megabytes * MEGABYTE:
            raise too_large(path, most_megabytes)
        with path.open("rb") as file:
            body = file.read(most_megabytes * MEGABYTE + 1)
    except FileNotFoundError:
        raise refusal(str(path), "", "filen finnes ikke") from None
    except PermissionError:
        raise refusal(str(path), "", "filen kan ikke leses: du mangler tilgang til den") from None
    except (OSError, ValueError):
        raise refusal(str(path), "", "filen kan ikke leses") from None
    if len(body) > most_megabytes * MEGABYTE:
        raise too_large(path, most_megabytes)
    if not body.strip():
        raise refusal(path.name, "", "filen er tom")
    return body


def too_large(path: Path, most_megabytes: int) -> Exception:
    return refusal(path.name, "", f"filen er større enn {most_megabytes} MB, som er grensen (MAX_IMPORT_MB)")


def decoded(body: bytes, *, file: str) -> str:
    """The text of a file in UTF-8, with or without a byte order mark. NUL belongs in no text."""
    if encoding := BYTE_ORDER_MARKS.get(body[:2]):
        raise refusal(file, "", f"filen er lagret som {encoding}: lagre den som UTF-8")
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = body.count(b"\n", 0, error.start) + 1
        message = (
            f"byte {error.start + 1} er ikke UTF-8: lagre filen som UTF-8 (den ser ut til å ha en annen tegnkoding)"
        )
        raise refusal(file, f"linje {line}", message) from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise refusal(file, f"linje {line}", "filen inneholder NUL-tegn og er ikke en tekstfil")
    return text
