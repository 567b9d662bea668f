"""A picture of a page with few colours: the same PNG with a palette, which is a fraction of the size.

Only what a browser writes is read: eight bits each of red, green, blue and perhaps alpha, not interlaced.
"""

import struct
import zlib
from collections import Counter
from collections.abc import Iterator

SIGNATURE = b"\x89PNG\r\n\x1a\n"
RGB, PALETTE, RGBA = 2, 3, 6
MOST_COLOURS = 256
Row = list[bytes]


def with_palette(png: bytes) -> bytes:
    """The picture with the colours that it has most of; every other becomes the nearest of those."""
    width, height, rows = pixels(png)
    counts = Counter(pixel for row in rows for pixel in row)
    palette = [colour for colour, _count in counts.most_common(MOST_COLOURS)]
    place = {colour: nearest(colour, palette) for colour in counts}
    lines = b"".join(b"\0" + bytes(place[pixel] for pixel in row) for row in rows)
    head = struct.pack(">IIBBBBB", width, height, 8, PALETTE, 0, 0, 0)
    parts = (("IHDR", head), ("PLTE", b"".join(palette)), ("IDAT", zlib.compress(lines, 9)), ("IEND", b""))
    return SIGNATURE + b"".join(chunk(name, data) for name, data in parts)


def chunk(name: str, data: bytes) -> bytes:
    named = name.encode() + data
    return struct.pack(">I", len(data)) + named + struct.pack(">I", zlib.crc32(named))


def nearest(colour: bytes, palette: list[bytes]) -> int:
    return min(
        range(len(palette)),
        key=lambda i: sum((one - other) ** 2 for one, other in zip(colour, palette[i], strict=True)),
    )


def pixels(png: bytes) -> tuple[int, int, list[Row]]:
    """Width, height, and the rows of red, green and blue."""
    chunks = list(chunks_of(png))
    width, height, depth, kind, _compression, _filter, interlaced = struct.unpack(">IIBBBBB", dict(chunks)["IHDR"])
    if depth != 8 or kind not in {RGB, RGBA} or interlaced:
        raise ValueError("not a picture as a browser writes it")
    size = 3 if kind == RGB else 4
    raw = zlib.decompress(b"".join(data for name, data in chunks if name == "IDAT"))
    rows, above = [], bytes(width * size)
    for start in range(0, len(raw), width * size + 1):
        above = unfiltered(raw[start], raw[start + 1 : start + 1 + width * size], above, size)
        rows.append([above[i : i + 3] for i in range(0, len(above), size)])
    return width, height, rows


def chunks_of(png: bytes) -> Iterator[tuple[str, bytes]]:
    at = len(SIGNATURE)
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        yield png[at + 4 : at + 8].decode(), png[at + 8 : at + 8 + length]
        at += length + 12


def unfiltered(kind: int, line: bytes, above: bytes, size: int) -> bytes:
    """A line as it was before it was written as differences: from the left, from above, from both."""
    if kind == 0:
        return line
    done = bytearray(line)
    for i in range(len(done)):
        left, corner = (done[i - size], above[i - size]) if i >= size else (0, 0)
        guess = (0, left, above[i], (left + above[i]) // 2, 0)[kind] if kind != 4 else paeth(left, above[i], corner)
        done[i] = (done[i] + guess) & 0xFF
    return bytes(done)


def paeth(left: int, above: int, corner: int) -> int:
    """The neighbour that is nearest to what a slope through all three would give."""
    slope = left + above - corner
    return min((left, above, corner), key=lambda one: abs(slope - one))
