"""Drawings as pictures, for files that cannot hold SVG: many in one go, each exactly as large as the drawing."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from reporting.charts.svg import on_paper
from reporting.drawing import Drawing
from reporting.exports.typesetting.running import Stop, never, typeset
from reporting.exports.typesetting.typefaces import write_typefaces

SOURCE = """
#set page(width: 14cm, height: auto, margin: 0cm, fill: white)
#image("drawing-" + sys.inputs.number + ".svg", width: 14cm)
"""


def pngs_of(drawings: Sequence[Drawing], *, made_on: date, stop: Stop = never) -> list[bytes]:
    """PNG files in the order of the drawings."""
    if not drawings:
        return []
    with TemporaryDirectory(prefix="planpuls-drawings-") as name:
        folder = Path(name)
        letters: set[str] = set()
        for number, one in enumerate(drawings, start=1):
            letters.update(one.wide)
            (folder / f"drawing-{number}.svg").write_text(on_paper(one.wide), encoding="utf-8")
        (folder / "source.typ").write_text(SOURCE, encoding="utf-8")
        write_typefaces(folder, "".join(letters))
        return typeset(folder, "png", made_on=made_on, stop=stop)
