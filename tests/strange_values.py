"""What nobody meant to write in an address, as it stands there: each is asked of every parameter."""

from urllib.parse import quote
from zlib import crc32

WRITTEN = (
    *("-1", "1e400", "9" * 400, "-9223372036854775809", "NaN", "null", "[[[[", "a" * 5_000, ",", "'", "%", "²", "٢٠٢٤"),
    *("2024-13-45", "0000-00-00", "10000-01-01", "9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00", "2024K9"),
    *("🌲", "\N{RIGHT-TO-LEFT OVERRIDE}abc", "\r\nX-Header: 1", "../..", "cD0x", "bz05OTk5OTk5OTk5OTk5OTk5OTk5"),
)
# What is no text: the sign NUL, half of a pair of signs, bytes that are not UTF-8.
BYTES = ("%00", "%2500", "%FF%FE", "%ED%A0%80", "%zz")
STRANGE = (*(quote(text, safe="") for text in WRITTEN), *BYTES)


def some_strange(asked: str, *, parts: int = 6) -> tuple[str, ...]:
    """A part of them, another for each thing that is asked: parameters are many, and most are read by the same code."""
    return STRANGE[crc32(asked.encode()) % parts :: parts]
