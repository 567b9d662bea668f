"""What runs in a process of its own: `python compiling.py FOLDER SECONDS pdf|png`. Knows nothing of the product.

Typst never gives memory back, so whoever wants a file starts this program, and the memory goes when it ends.
"""

import sys
from pathlib import Path

import typst

SOURCE, FONTS = "source.typ", "fonts"
# Sharp on paper, and more than a thousand pixels across a drawing.
PIXELS_PER_INCH = 220.0


def main(folder: Path, seconds: int, kind: str) -> int:
    """Write `result-1.pdf`, or `result-N.png` for each page. `seconds` is when the file says that it was made."""
    fonts = [str(folder / FONTS)]
    source, root = str(folder / SOURCE), str(folder)
    try:
        if kind == "pdf":
            made: bytes | list[bytes] = typst.compile(
                source,
                root=root,
                font_paths=fonts,
                ignore_system_fonts=True,
                format="pdf",
                pdf_standards="ua-1",
                timestamp=seconds,
            )
        else:
            made = typst.compile(
                source, root=root, font_paths=fonts, ignore_system_fonts=True, format="png", ppi=PIXELS_PER_INCH
            )
    except typst.TypstError as error:
        print(error, file=sys.stderr)  # noqa: T201
        return 2
    for number, page in enumerate(made if isinstance(made, list) else [made], start=1):
        (folder / f"result-{number}.{kind}").write_bytes(page)
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]))
