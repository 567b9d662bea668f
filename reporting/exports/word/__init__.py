"""A report as a Word document: real headings, marked tables, a language, and nothing that needs pressing first."""

from reporting.exports.word.writing import as_docx

__all__ = ["as_docx"]
