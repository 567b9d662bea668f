"""The first cell of a row names the row: told to those who listen.

Typst 0.15 can say so (`pdf.header-cell`), but only behind the switch `a11y-extras`, which its Python package does not
have. It writes what a PDF is built of in plain text, so the words are changed where they stand. Each is as long as the
one it takes the place of, so that everything in the file stays where the file says it is.
"""

import re

CELL = re.compile(rb"(/Type/StructElem/S/)TD(/P \d+ 0 R/A\[<</O/Table)(/Headers\[\(U\d+x0y\d+\)\])")
# A cell that names its headers is read with those alone; one that does not, with what its column and its row say.
HEADERS = re.compile(rb"(?<=/A\[<</O/Table)/Headers\[\(U\d+x\d+y\d+\)\](?=>>)")
SCOPE = b"/Scope/Row"


def with_row_headers(content: bytes) -> bytes:
    """The same file, where the cells of the first column of every table are headers of their rows."""
    named = CELL.sub(lambda cell: cell[1] + b"TH" + cell[2] + SCOPE.ljust(len(cell[3])), content)
    return HEADERS.sub(lambda found: b" " * len(found[0]), named)
