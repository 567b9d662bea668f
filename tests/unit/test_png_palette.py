"""Pictures with fewer colours are the same pictures."""

import struct
import zlib

import pytest

from scripts.png_palette import PALETTE, RGB, RGBA, SIGNATURE, chunk, chunks_of, with_palette

RED, BLUE = b"\xc8\x20\x1f", b"\x00\x2c\x54"


def png(lines: bytes, *, width: int = 2, kind: int = RGB) -> bytes:
    size = width * (3 if kind == RGB else 4) + 1
    head = struct.pack(">IIBBBBB", width, len(lines) // size, 8, kind, 0, 0, 0)
    parts = (("IHDR", head), ("IDAT", zlib.compress(lines)), ("IEND", b""))
    return SIGNATURE + b"".join(chunk(name, data) for name, data in parts)


def colours(picture: bytes) -> list[bytes]:
    """Every pixel of a picture with a palette, line by line."""
    parts = dict(chunks_of(picture))
    width, kind = struct.unpack(">I", parts["IHDR"][:4])[0], parts["IHDR"][9]
    assert kind == PALETTE
    lines = zlib.decompress(parts["IDAT"])
    places = [one for start in range(0, len(lines), width + 1) for one in lines[start + 1 : start + 1 + width]]
    return [parts["PLTE"][place * 3 : place * 3 + 3] for place in places]


@pytest.mark.parametrize(
    "second",
    [
        pytest.param(b"\0" + BLUE + RED, id="as it is"),
        pytest.param(b"\x01" + BLUE + bytes((RED[i] - BLUE[i]) & 255 for i in range(3)), id="from the left"),
        pytest.param(
            b"\x02"
            + bytes((BLUE[i] - RED[i]) & 255 for i in range(3))
            + bytes((RED[i] - BLUE[i]) & 255 for i in range(3)),
            id="from above",
        ),
    ],
)
def test_a_picture_keeps_its_pixels(second: bytes) -> None:
    assert colours(with_palette(png(b"\0" + RED + BLUE + second))) == [RED, BLUE, BLUE, RED]


def test_alpha_is_left_out() -> None:
    assert colours(with_palette(png(b"\0" + RED + b"\xff" + BLUE + b"\xff", kind=RGBA))) == [RED, BLUE]


def test_more_colours_than_a_palette_holds_become_the_nearest() -> None:
    many = [bytes((i % 256, i // 256, 0)) for i in range(300)]
    shown = colours(with_palette(png(b"\0" + b"".join(many), width=300)))
    assert len(set(shown)) == 256
    assert all(abs(one[1] - other[1]) <= 1 for one, other in zip(many, shown, strict=True))


def test_another_kind_of_picture_is_refused() -> None:
    with pytest.raises(ValueError, match="browser"):
        with_palette(png(b"\0\0\0\0\0", kind=0))
