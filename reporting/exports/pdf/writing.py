"""The whole PDF: the document laid beside the template, and Typst let loose on both."""

import json
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from django.utils import translation

from reporting.documents import ReportDocument
from reporting.exports.pdf.content import Content
from reporting.exports.pdf.row_headers import with_row_headers
from reporting.exports.pictures import with_readable_pictures
from reporting.exports.typesetting import Stop, never, typeset, write_typefaces

TEMPLATE = Path(__file__).with_name("report.typ")


def as_pdf(document: ReportDocument, *, stop: Stop = never) -> bytes:
    """The whole document as PDF/UA-1. The same document gives the same bytes.

    `stop` is asked while it is made, and raises where nobody wants it any more. `TypesettingProblem` tells in one line
    why there is no file.
    """
    with TemporaryDirectory(prefix="planpuls-pdf-") as name, translation.override(document.language):
        folder = Path(name)
        values = Content(folder).of(with_readable_pictures(document))
        written = json.dumps(values, ensure_ascii=False)
        (folder / "document.json").write_text(written, encoding="utf-8")
        shutil.copy(TEMPLATE, folder / "source.typ")
        write_typefaces(folder, written)
        return with_row_headers(typeset(folder, "pdf", made_on=document.made_on, stop=stop)[0])
