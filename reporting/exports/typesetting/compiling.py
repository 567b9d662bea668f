"""What runs in a process of its own: `python compiling.py FOLDER SECONDS pdf|png`. Knows nothing of the product.

Typst never gives memory back, so whoever wants a file starts this program, and the memory goes when it ends.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import typst

SOURCE, FONTS = "source.typ", "fonts"
# Sharp on paper, and more than a thousand pixels across a drawing.
PIXELS_PER_INCH = 200.0


def main(folder: Path, seconds: int, kind: str) -> int:
    """Write `result-1.pdf`, or `result-N.png` for each `drawing-N.svg`. `seconds` is when the file says that it was
    made."""
    fonts = [str(folder / FONTS)]
    compiler = typst.Compiler(str(folder / SOURCE), root=str(folder), font_paths=fonts, ignore_system_fonts=True)
    drawings = len([*folder.glob("drawing-*.svg")])
    made = pdf_of(compiler, seconds) if kind == "pdf" else pngs_of(compiler, drawings)
    try:
        for number, content in enumerate(made, start=1):
            (folder / f"result-{number}.{kind}").write_bytes(content)
    except typst.TypstError as error:
        print(error, file=sys.stderr)  # noqa: T201
        return 2
    return 0


def pdf_of(compiler: typst.Compiler, seconds: int) -> Iterator[bytes]:
    yield one_file(compiler.compile(format="pdf", pdf_standards="ua-1", timestamp=seconds))


def pngs_of(compiler: typst.Compiler, count: int) -> Iterator[bytes]:
    """One at a time: all of them as the pages of one document take several times the memory, and longer."""
    for number in range(1, count + 1):
        yield one_file(compiler.compile(format="png", ppi=PIXELS_PER_INCH, sys_inputs={"number": str(number)}))


def one_file(made: bytes | list[bytes] | None) -> bytes:
    """A drawing has one page, so there is never a list."""
    assert isinstance(made, bytes)
    return made


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]))
