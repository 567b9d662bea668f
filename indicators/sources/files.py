"""A file as it lies on the disk: bounded, as UTF-8 text, read at once or again and again. No Django."""

import codecs
import stat
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from io import BytesIO, TextIOWrapper
from itertools import chain
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from accounts.imports import ImportRefused, at_line, refusal
from accounts.wording import say, sentence

MEGABYTE = 1024 * 1024
BYTE_ORDER_MARKS = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16"}


def read_file(path: Path, *, most_megabytes: int) -> bytes:
    """The bytes of a file. Refused: what cannot be opened, is empty, or is larger than allowed (before it is read)."""
    with open_file(path, most_megabytes=most_megabytes) as file:
        return file.read()


@contextmanager
def open_file(path: Path, *, most_megabytes: int) -> Iterator[IO[bytes]]:
    """A file that can be read from its beginning more than once. Refuses what `read_file` does."""
    with ExitStack() as stack:
        try:
            file = opened(path, most_megabytes, stack)
        except FileNotFoundError:
            raise refusal(str(path), "", say("filen finnes ikke")) from None
        except PermissionError:
            raise refusal(str(path), "", say("filen kan ikke leses: du mangler tilgang til den")) from None
        except (OSError, ValueError):
            raise refusal(str(path), "", say("filen kan ikke leses")) from None
        if not any(block.strip() for block in blocks_of(file)):
            raise refusal(path.name, "", say("filen er tom"))
        file.seek(0)
        yield file


def opened(path: Path, most_megabytes: int, stack: ExitStack) -> IO[bytes]:
    """The open file. What comes out of a pipe is put in a file first: it cannot be read twice, and may have no end."""
    mode = path.stat()
    if stat.S_ISDIR(mode.st_mode):
        raise refusal(str(path), "", say("dette er en mappe, ikke en fil"))
    if stat.S_ISREG(mode.st_mode) and mode.st_size > most_megabytes * MEGABYTE:
        raise too_large(path, most_megabytes)
    file = stack.enter_context(path.open("rb"))
    return file if stat.S_ISREG(mode.st_mode) else stack.enter_context(copied(file, path, most_megabytes))


@contextmanager
def copied(pipe: IO[bytes], path: Path, most_megabytes: int) -> Iterator[IO[bytes]]:
    """The content in a file without a name, which is gone when it is closed."""
    with TemporaryFile() as copy:
        while block := pipe.read(MEGABYTE):
            if copy.tell() + len(block) > most_megabytes * MEGABYTE:
                raise too_large(path, most_megabytes)
            copy.write(block)
        yield copy


def blocks_of(file: IO[bytes]) -> Iterator[bytes]:
    """All of the file, a megabyte at a time."""
    file.seek(0)
    while block := file.read(MEGABYTE):
        yield block


def too_large(path: Path, most_megabytes: int) -> ImportRefused:
    pattern = sentence("filen er større enn {most} MB, som er grensen (MAX_IMPORT_MB)")
    return refusal(path.name, "", say(pattern, most=most_megabytes))


def decoded(body: bytes, *, file: str) -> str:
    """The text of a file in UTF-8, with or without a byte order mark."""
    require_text(BytesIO(body), file=file)
    return body.decode("utf-8-sig")


@contextmanager
def text_of(body: IO[bytes], *, file: str) -> Iterator[Iterable[str]]:
    """The lines of a file that `require_text` has passed, from its beginning, with their ends as they are."""
    body.seek(0)
    text = TextIOWrapper(body, encoding="utf-8-sig", newline="")
    try:
        yield text
    except UnicodeDecodeError:
        raise changed(file) from None
    finally:
        # Else the file would be closed together with its text.
        text.detach()


def changed(file: str) -> ImportRefused:
    return refusal(file, "", say("filen ble endret mens den ble lest: prøv igjen"))


def require_text(body: IO[bytes], *, file: str) -> None:
    """Refuse what is not UTF-8, or is no text at all, a block at a time."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    offset, line = 0, 1
    for block in chain(blocks_of(body), [b""]):
        if not offset and (encoding := BYTE_ORDER_MARKS.get(block[:2])):
            raise refusal(file, "", say("filen er lagret som {encoding}: lagre den som UTF-8", encoding=encoding))
        waiting = len(decoder.getstate()[0])
        try:
            decoder.decode(block, final=not block)
        except UnicodeDecodeError as error:
            line += error.object.count(b"\n", 0, error.start)
            raise not_text(file, line, offset - waiting + error.start + 1) from None
        if b"\0" in block:
            line += block.count(b"\n", 0, block.index(b"\0"))
            raise refusal(file, at_line(line), say("filen inneholder NUL-tegn og er ikke en tekstfil"))
        offset, line = offset + len(block), line + block.count(b"\n")


def not_text(file: str, line: int, byte: int) -> ImportRefused:
    pattern = sentence("byte {byte} er ikke UTF-8: lagre filen som UTF-8 (den ser ut til å ha en annen tegnkoding)")
    return refusal(file, at_line(line), say(pattern, byte=byte))
