"""Typst in a process of its own: with a time limit, ended when it is no longer wanted, and with one clear error."""

import logging
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from pathlib import Path
from time import monotonic

from django.utils.translation import gettext

logger = logging.getLogger(__name__)

# Asked again and again while the process runs; raises what it likes where the file is no longer wanted.
Stop = Callable[[], None]
PROGRAM = Path(__file__).with_name("compiling.py")
TIME_LIMIT_SECONDS = 300.0
ASKED_EVERY_SECONDS = 0.5
# What the process may know of the environment: where temporary files go, and no secrets.
PASSED_ON = ("PATH", "TMPDIR", "LD_LIBRARY_PATH", "SYSTEMROOT")


class TypesettingProblem(Exception):
    """No file could be made. The text is one line for the person who asked for it."""


def never() -> None:
    """Nobody asks it to stop."""


def typeset(
    folder: Path, kind: str, *, made_on: date, stop: Stop = never, limit: float = TIME_LIMIT_SECONDS
) -> list[bytes]:
    """The pages of `source.typ` in the folder as one PDF file, or as a PNG file each."""
    seconds = int(datetime.combine(made_on, time(), tzinfo=UTC).timestamp())
    command = [sys.executable, "-I", str(PROGRAM), str(folder), str(seconds), kind]
    with (folder / "said.txt").open("w+b") as said:
        process = subprocess.Popen(  # noqa: S603 - our own program, our own words
            command, stdin=subprocess.DEVNULL, stdout=said, stderr=said, env=environment(), cwd=folder
        )
        try:
            wait(process, stop=stop, limit=limit)
        finally:
            # Whatever ended the waiting: a task that was killed in time leaves no process behind.
            process.kill()
            process.wait()
        said.seek(0)
        raise_problem(process.returncode, said.read())
    return [(folder / f"result-{n}.{kind}").read_bytes() for n in range(1, len([*folder.glob(f"result-*.{kind}")]) + 1)]


def wait(process: subprocess.Popen[bytes], *, stop: Stop, limit: float) -> None:
    until = monotonic() + limit
    while True:
        try:
            process.wait(timeout=ASKED_EVERY_SECONDS)
        except subprocess.TimeoutExpired:
            stop()
        else:
            return
        if monotonic() > until:
            message = gettext("Det tok for lang tid å sette rapporten. Prøv igjen, eller velg færre deler.")
            raise TypesettingProblem(message)


def raise_problem(code: int, said: bytes) -> None:
    """The technical words go to the log; whoever asked gets a line to act on."""
    if code:
        logger.error("Typst ended with %s: %s", code, said.decode(errors="replace")[:2_000])
        raise TypesettingProblem(gettext("Rapporten kunne ikke settes. Prøv igjen, eller velg et annet format."))


def environment() -> dict[str, str]:
    return {name: os.environ[name] for name in PASSED_ON if name in os.environ}
