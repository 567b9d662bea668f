"""The same report the usual way: matplotlib's charts in a page for WeasyPrint, and in a document of python-docx."""

import io
from base64 import b64encode
from collections.abc import Iterator
from html import escape

import docx
import matplotlib as mpl
import matplotlib.pyplot as plt
import weasyprint
from docx.document import Document as WordDocument
from docx.shared import Cm

from bench.report_content import YEARS, all_series
from reporting.documents import Block, Comment, Heading, Paragraph, ReportDocument, Table

mpl.use("agg")
STYLE = """
@page { size: A4; margin: 2.2cm; @bottom-right { content: "Side " counter(page) " av " counter(pages) } }
body { font-family: Inter, sans-serif; font-size: 10pt } h1 { break-before: page } h1, h2 { break-after: avoid }
table { border-collapse: collapse; font-size: 7pt } th, td { border-bottom: 1px solid #bbb; padding: 2pt 5pt }
td { text-align: right } tr { break-inside: avoid } img { width: 14cm }
"""


def usual_pdf(document: ReportDocument) -> bytes:
    """Tagged, as PDF/UA, with bookmarks from the headings."""
    charts = all_charts("svg")
    body = "".join(html_of(block, charts) for block in document.blocks)
    head = f"<title>{document.title}</title><style>{STYLE}</style>"
    page = f'<!DOCTYPE html><html lang="nb"><head>{head}</head><body>{body}</body></html>'
    made: bytes = weasyprint.HTML(string=page).write_pdf(pdf_variant="pdf/ua-1")
    return made


def html_of(block: Block, charts: Iterator[bytes]) -> str:
    if isinstance(block, Heading):
        return f"<h{block.level}>{escape(block.text)}</h{block.level}>"
    if isinstance(block, Paragraph):
        return f"<p>{escape(block.text)}</p>"
    if isinstance(block, Comment):
        said = "".join(f"<p>{escape(one)}</p>" for one in block.paragraphs)
        return f"<blockquote>{said}<p>{escape(block.said)}</p></blockquote>"
    assert isinstance(block, Table)
    return f"<p><strong>{escape(block.title)}</strong></p>{picture(block, charts)}{table(block)}<p>{block.source}</p>"


def picture(block: Table, charts: Iterator[bytes]) -> str:
    if block.drawing is None:
        return ""
    drawn = b64encode(next(charts)).decode()
    return f'<img src="data:image/svg+xml;base64,{drawn}" alt="{escape(block.drawing.description)}">'


def table(block: Table) -> str:
    heading = "".join(f'<th scope="col">{escape(column.title)}</th>' for column in block.columns)
    rows = "".join(
        f'<tr><th scope="row">{escape(row[0].text)}</th>{"".join(f"<td>{escape(c.text)}</td>" for c in row[1:])}</tr>'
        for row in block.rows
    )
    return f"<table><thead><tr>{heading}</tr></thead><tbody>{rows}</tbody></table>"


def usual_docx(document: ReportDocument) -> bytes:
    word, charts = docx.Document(), all_charts("png")
    for block in document.blocks:
        write(word, block, charts)
    file = io.BytesIO()
    word.save(file)
    return file.getvalue()


def write(word: WordDocument, block: Block, charts: Iterator[bytes]) -> None:
    if isinstance(block, Heading):
        word.add_heading(block.text, block.level)
    elif isinstance(block, Paragraph):
        word.add_paragraph(block.text)
    elif isinstance(block, Comment):
        for text in (*block.paragraphs, block.said):
            word.add_paragraph(text, style="Quote")
    elif isinstance(block, Table):
        write_table(word, block, charts)


def write_table(word: WordDocument, block: Table, charts: Iterator[bytes]) -> None:
    word.add_paragraph(block.title, style="Caption")
    if block.drawing:
        shape = word.add_picture(io.BytesIO(next(charts)), width=Cm(14))
        shape._inline.docPr.set("descr", block.drawing.description)  # noqa: SLF001 - there is no other way
    made = word.add_table(rows=0, cols=len(block.columns), style="Table Grid")
    for texts in ([column.title for column in block.columns], *([cell.text for cell in row] for row in block.rows)):
        for cell, text in zip(made.add_row().cells, texts, strict=True):
            cell.text = text
    word.add_paragraph(block.source)


def all_charts(kind: str) -> Iterator[bytes]:
    """A line for each region, in the order that the indicators have in the report."""
    for one in sorted(all_series(), key=lambda series: series.area):
        figure, axes = plt.subplots(figsize=(7.2, 3.5))
        for region, figures in one.figures.items():
            axes.plot(YEARS, [float(value) for value in figures], label=region)
        axes.set_title(one.name)
        axes.legend(fontsize=7)
        file = io.BytesIO()
        figure.savefig(file, format=kind, dpi=200)
        plt.close(figure)
        yield file.getvalue()
