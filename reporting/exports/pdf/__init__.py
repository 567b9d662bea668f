"""Reports as PDF for everybody (PDF/UA-1), set by Typst."""

from reporting.exports.pdf.writing import as_pdf

__all__ = ["as_pdf"]
