"""The same report the usual way: matplotlib's charts in a page for WeasyPrint, and in a document of python-docx."""

import io
from base64 import b64encode
from collections.abc import Iterator, Sequence
from decimal import Decimal
from html import escape
from typing import Any

import docx
import matplotlib as mpl
import matplotlib.pyplot as plt
import weasyprint
from docx.document import Document as WordDocument
from docx.shared import Cm

from bench.larvik import Chart
from reporting.charts import BarChart, ChartSeries
from reporting.documents import Block, Bullets, Comment, Heading, Paragraph, ReportDocument, Table

mpl.use("agg")
STYLE = """
@page { size: A4; margin: 2.2cm; @bottom-right { content: "Side " counter(page) " av " counter(pages) } }
body { font-family: Inter, sans-serif; font-size: 10pt } h1 { break-before: page } h1, h2, h3 { break-after: avoid }
table { border-collapse: collapse; font-size: 7pt } th, td { border-bottom: 1px solid #bbb; padding: 2pt 5pt }
td { text-align: right } tr { break-inside: avoid } img { width: 14cm }
"""


def usual_pdf(document: ReportDocument, drawn_from: Sequence[Chart]) -> bytes:
    """Tagged, as PDF/UA, with bookmarks from the headings."""
    charts = all_charts(drawn_from, "svg")
    body = "".join(html_of(block, charts) for block in (*front_of(document), *document.blocks))
    head = f"<title>{document.title}</title><style>{STYLE}</style>"
    page = f'<!DOCTYPE html><html lang="nb"><head>{head}</head><body>{body}</body></html>'
    made: bytes = weasyprint.HTML(string=page).write_pdf(pdf_variant="pdf/ua-1")
    return made


def front_of(document: ReportDocument) -> Iterator[Block]:
    """What stands before the first chapter, but for the list of contents."""
    yield Heading(1, document.title)
    yield Paragraph(document.subtitle)
    yield Paragraph(document.publisher)
    yield from (Paragraph(f"{name}: {words}") for name, words in document.facts.facts)


def html_of(block: Block, charts: Iterator[bytes]) -> str:
    if isinstance(block, Heading):
        return f"<h{block.level}>{escape(block.text)}</h{block.level}>"
    if isinstance(block, Bullets):
        return f"<ul>{''.join(f'<li>{escape(one)}</li>' for one in block.items)}</ul>"
    if isinstance(block, Table):
        above = f"<p><strong>{escape(block.title)}</strong></p>{picture(block, charts)}"
        return f"{above}{table(block)}<p>{escape(block.source)}</p>"
    return "".join(f"<p>{escape(one)}</p>" for one in paragraphs_of(block))


def paragraphs_of(block: Block) -> tuple[str, ...]:
    if isinstance(block, Comment):
        return (*block.paragraphs, block.said)
    assert isinstance(block, Paragraph), f"the usual way has not been taught {type(block).__name__}"
    return (block.text,)


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


def usual_docx(document: ReportDocument, drawn_from: Sequence[Chart]) -> bytes:
    word, charts = docx.Document(), all_charts(drawn_from, "png")
    for block in (*front_of(document), *document.blocks):
        write(word, block, charts)
    file = io.BytesIO()
    word.save(file)
    return file.getvalue()


def write(word: WordDocument, block: Block, charts: Iterator[bytes]) -> None:
    if isinstance(block, Heading):
        word.add_heading(block.text, block.level)
    elif isinstance(block, Bullets):
        for text in block.items:
            word.add_paragraph(text, style="List Bullet")
    elif isinstance(block, Table):
        write_table(word, block, charts)
    else:
        for text in paragraphs_of(block):
            word.add_paragraph(text)


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


def all_charts(charts: Sequence[Chart], kind: str) -> Iterator[bytes]:
    """Each as a picture: a line or a bar for each region."""
    for one in charts:
        figure, axes = plt.subplots(figsize=(7.2, 3.5))
        if isinstance(one, BarChart):
            axes.barh([bar.name for bar in one.bars], [plotted(bar.value) for bar in one.bars])
        else:
            draw_lines(axes, one.series)
        axes.set_title(one.title)
        file = io.BytesIO()
        figure.savefig(file, format=kind, dpi=200)
        plt.close(figure)
        yield file.getvalue()


def draw_lines(axes: Any, series: Sequence[ChartSeries]) -> None:
    for one in series:
        axes.plot([point.position for point in one.points], [plotted(p.value) for p in one.points], label=one.name)
    periods = dict(sorted((point.position, point.label) for one in series for point in one.points))
    axes.set_xticks(list(periods), list(periods.values()))
    axes.legend(fontsize=7)


def plotted(value: Decimal | None) -> float:
    """A missing figure is a gap."""
    return float("nan") if value is None else float(value)
