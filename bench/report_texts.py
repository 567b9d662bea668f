"""What a report says, and whether files of it say the same."""

import re
from collections.abc import Iterator
from html import unescape
from io import BytesIO
from zipfile import ZipFile

from pypdf import PdfReader

from reporting.documents import Block, Bullets, Comment, Heading, Paragraph, ReportDocument, Table

# What a text may have more or less of in a file: spaces, and hyphens and breaks within words.
UNSEEN = re.compile("[-\\s\u00ad\u200b]+")
# So much of a paragraph's beginning and end: between them a page may end.
PIECE = 40


class DifferentReports(Exception):
    """Two ways of writing do not say the same, so that comparing their speed would say nothing."""


def require(is_same: bool, what: str) -> None:
    if not is_same:
        raise DifferentReports(f"{what}: the two ways do not say the same")


def require_same_word(document: ReportDocument, *files: bytes) -> None:
    """The same cells in the same order, every other text, and a picture for each drawing."""
    cells, drawings = cells_in(document), len(drawings_in(document))
    for content in files:
        require(cells_of(content) == cells, "Word (tables)")
        require_texts(texts_in(document), "".join(written_in(body_of(content))), "Word")
        require(pictures_of(content) == drawings, "Word (drawings)")


def require_same_pdf(document: ReportDocument, *files: bytes) -> None:
    """Every row of every table, and every other text, is in every file."""
    rows = [UNSEEN.sub("", "".join(row)) for row in rows_in(document)]
    for content in files:
        said = "".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)
        require_pieces(rows, said, "PDF (rows)")
        require_texts(texts_in(document), said, "PDF")


def require_texts(texts: list[str], said: str, what: str) -> None:
    require_pieces([piece for text in texts for piece in pieces(text)], said, what)


def require_pieces(wanted: list[str], said: str, what: str) -> None:
    bare = UNSEEN.sub("", said)
    missing = [piece for piece in set(wanted) if piece not in bare]
    require(not missing, f"{what}: {missing[:3]}")


def pieces(text: str) -> tuple[str, str]:
    bare = UNSEEN.sub("", text)
    return bare[:PIECE], bare[-PIECE:]


def cells_of(content: bytes) -> list[str]:
    """The texts of all cells of all tables."""
    cells = re.findall(r"<w:tc>.*?</w:tc>", body_of(content), re.DOTALL)
    return ["".join(written_in(cell)) for cell in cells]


def pictures_of(content: bytes) -> int:
    return len(re.findall(r"<pic:pic[ >]", body_of(content)))


def body_of(content: bytes) -> str:
    with ZipFile(BytesIO(content)) as file:
        return file.read("word/document.xml").decode()


def written_in(markup: str) -> list[str]:
    return [unescape(text) for text in re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", markup)]


def cells_in(document: ReportDocument) -> list[str]:
    return [text for row in rows_in(document) for text in row]


def rows_in(document: ReportDocument) -> Iterator[list[str]]:
    """Each table begins with the row of its columns' names."""
    for table in document.blocks:
        if isinstance(table, Table):
            yield [column.title for column in table.columns]
            yield from ([cell.text for cell in row] for row in table.rows)


def drawings_in(document: ReportDocument) -> list[Table]:
    return [block for block in document.blocks if isinstance(block, Table) and block.drawing]


def texts_in(document: ReportDocument) -> list[str]:
    """All that stands outside the cells."""
    return [text for block in document.blocks for text in said_by(block)]


def said_by(block: Block) -> Iterator[str]:
    if isinstance(block, Heading | Paragraph):
        yield block.text
    elif isinstance(block, Bullets):
        yield from block.items
    elif isinstance(block, Comment):
        yield from (*block.paragraphs, block.said)
    elif isinstance(block, Table):
        yield from (block.title, block.source)
