"""What deliveries consist of: small bodies lie compressed in their row, large ones in files of their own."""

import hashlib
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from shutil import copyfileobj
from tempfile import SpooledTemporaryFile
from typing import IO

from django.conf import settings
from django.db import transaction

from indicators.models import Fetch

# Bytes in memory, or a file that can be read from its beginning again.
Body = bytes | IO[bytes]
LARGEST_IN_ROW = 8 * 1024 * 1024
BLOCK = 1024 * 1024
# No load takes as long as this, so an older file without a row belongs to one that was killed.
ABANDONED_AFTER = timedelta(days=1)
# The files that the transactions around this point have stored.
stored_files: ContextVar[list[Path] | None] = ContextVar("stored_files", default=None)


class BodyChanged(Exception):
    """The file was written to while it was read."""


def opened(body: Body) -> IO[bytes]:
    """The body from its beginning."""
    if isinstance(body, bytes):
        return BytesIO(body)
    body.seek(0)
    return body


def blocks_of(body: Body) -> Iterator[bytes]:
    file = opened(body)
    while block := file.read(BLOCK):
        yield block


def checksum_of(body: Body) -> str:
    checksum = hashlib.sha256()
    for block in blocks_of(body):
        checksum.update(block)
    return checksum.hexdigest()


def body_of(fetch: Fetch) -> bytes:
    """The delivery exactly as it came."""
    packed = (settings.DELIVERIES_DIR / fetch.stored_in).read_bytes() if fetch.stored_in else bytes(fetch.body)
    return zlib.decompress(packed)


def store_body(body: Body, *, checksum: str, now: datetime) -> tuple[bytes, str]:
    """The compressed body for the row; where it is too large for that, nothing and the name of the file it is in.

    Call within `whole_or_nothing`, which removes the file again where the row is not kept. Raises BodyChanged.
    """
    with SpooledTemporaryFile(max_size=LARGEST_IN_ROW) as packed:
        for block in compressed(body, checksum=checksum):
            packed.write(block)
        size = packed.tell()
        packed.seek(0)
        if size <= LARGEST_IN_ROW:
            return packed.read(), ""
        remove_abandoned(now=now)
        return b"", store_file(packed, checksum=checksum)


def compressed(body: Body, *, checksum: str) -> Iterator[bytes]:
    packer, seen = zlib.compressobj(), hashlib.sha256()
    for block in blocks_of(body):
        seen.update(block)
        yield packer.compress(block)
    yield packer.flush()
    if seen.hexdigest() != checksum:
        raise BodyChanged


def store_file(packed: IO[bytes], *, checksum: str) -> str:
    """Put the content in a new file under its checksum. Two loads of one content have a file each."""
    folder: Path = settings.DELIVERIES_DIR
    folder.mkdir(parents=True, exist_ok=True)
    number, path = 1, folder / f"{checksum}.zlib"
    while path.exists():
        number += 1
        path = folder / f"{checksum}-{number}.zlib"
    with path.open("xb") as file:
        written = stored_files.get()
        if written is not None:
            written.append(path)
        copyfileobj(packed, file, BLOCK)
    return path.name


def remove_abandoned(*, now: datetime) -> None:
    """Files that belong to no delivery: their load was killed before it could clean up."""
    before = (now - ABANDONED_AFTER).timestamp()
    old = {path.name: path for path in settings.DELIVERIES_DIR.glob("*.zlib") if path.stat().st_mtime < before}
    for name in old.keys() - set(Fetch.objects.filter(stored_in__in=old).values_list("stored_in", flat=True)):
        old[name].unlink(missing_ok=True)


@contextmanager
def whole_or_nothing() -> Iterator[None]:
    """One transaction. Where it fails, the files that were stored in it are removed too.

    Within another one it is part of that: what fails inside fails the whole, and may not be caught between the two.
    """
    around = stored_files.get()
    mine: list[Path] = []
    token = stored_files.set(mine)
    try:
        with transaction.atomic(savepoint=around is None):
            yield
    except BaseException:
        for path in mine:
            path.unlink(missing_ok=True)
        raise
    finally:
        stored_files.reset(token)
    if around is not None:
        around += mine
