"""How a command writes many lines to whoever reads them."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def until_the_reader_has_enough() -> Iterator[None]:
    """A reader that stops reading, as `head` does, is no error."""
    try:
        yield
    except BrokenPipeError:
        # What is left must not be written when the process ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
