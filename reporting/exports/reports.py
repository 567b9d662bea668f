"""Every report that can be made and every form that it can have: the one place that knows them all."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils import translation
from django.utils.text import slugify

from accounts.models import Municipality
from planning.models import Plan
from reporting.documents import ReportDocument
from reporting.exports.annual_layout import annual_document
from reporting.exports.csv_bundle import as_csv_bundle
from reporting.exports.html import as_html
from reporting.exports.pdf import as_pdf
from reporting.exports.plan_deck import annual_deck
from reporting.exports.rows import XLSX
from reporting.exports.status_layout import status_document
from reporting.exports.typesetting import Stop, TypesettingProblem, never
from reporting.exports.word import as_docx
from reporting.exports.workbook import as_xlsx
from reporting.models import ReportFormat, ReportKind
from reporting.queries.annual_report import annual_report
from reporting.queries.report_designs import design_for
from reporting.queries.sealed_basis import certificates_of_report, figures_of_report, figures_of_status
from reporting.queries.status_report import status_report
from reporting.report_design import ReportDesign
from targets.rules import RULE_VERSION

Row = dict[str, Any]
OnChapter = Callable[[str], None]
FIRST_YEAR, LAST_YEAR = 1900, 2200
# The beginning of a file's name.
STEMS = {ReportKind.ANNUAL: "arsrapport", ReportKind.STATUS: "stastedsanalyse"}


class ReportNotThere(Exception):
    """The kind of report, or the form of it, is not one that is made."""


class ReportNotMade(Exception):
    """No file came of it. The text is one line for the person who asked."""


@dataclass(frozen=True, slots=True)
class ReportAsked:
    """Which report: of what kind, on which plan (an annual report) or municipality, for which year, in which language.

    `plan` is None for a status analysis.
    """

    kind: ReportKind
    municipality: Municipality
    plan: Plan | None
    year: int
    language: str


@dataclass(frozen=True, slots=True)
class Composed:
    """A report ready to be written or sealed. `count` is how many targets or indicators it tells of."""

    asked: ReportAsked
    on: date
    document: ReportDocument
    figures: list[Row]
    certificates: list[Row]
    rule_version: str
    count: int


@dataclass(frozen=True, slots=True)
class Form:
    """One form of a report: what kind of file it is, and how the report becomes one.

    Whoever writes for long asks `Stop` now and then, which raises where nobody wants the file any more.
    """

    media_type: str
    write: Callable[[Composed, Stop], bytes]


def of_document(write: Callable[[ReportDocument], bytes]) -> Callable[[Composed, Stop], bytes]:
    """A writer that needs the document alone, and is quick."""
    return lambda report, _stop: write(report.document)


def slides_of_year(report: Composed, stop: Stop) -> bytes:
    """The year as slides, judged on the day that the report judges it."""
    asked = report.asked
    if asked.plan is None:
        raise ReportNotThere(ReportFormat.PPTX)
    title, language = report.document.title, asked.language
    return annual_deck(plan=asked.plan, year=asked.year, on=report.on, title=title, language=language, stop=stop)


DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
FORMS: dict[ReportFormat, Form] = {
    ReportFormat.HTML: Form("text/html; charset=utf-8", of_document(as_html)),
    ReportFormat.DOCX: Form(DOCX, lambda report, stop: as_docx(report.document, stop=stop)),
    ReportFormat.PDF: Form("application/pdf", lambda report, stop: as_pdf(report.document, stop=stop)),
    ReportFormat.XLSX: Form(XLSX, of_document(as_xlsx)),
    ReportFormat.CSV: Form("application/zip", of_document(as_csv_bundle)),
    ReportFormat.PPTX: Form(PPTX, slides_of_year),
}
EXTENSIONS = {ReportFormat.CSV: "zip"}


def composed(asked: ReportAsked, *, on: date, on_chapter: OnChapter | None = None) -> Composed:
    """The report as of a day in its own language. Raises ReportNotThere."""
    if asked.kind not in COMPOSERS:
        raise ReportNotThere(asked.kind)
    with translation.override(asked.language):
        return COMPOSERS[asked.kind](asked, on, on_chapter)


def composed_annual(asked: ReportAsked, on: date, on_chapter: OnChapter | None) -> Composed:
    if asked.plan is None:
        raise ReportNotThere(asked.kind)
    report = annual_report(plan=asked.plan, year=asked.year, on=on)
    design = replace(design_asked(asked), on_chapter=on_chapter)
    return Composed(
        asked=asked,
        on=on,
        document=annual_document(report, design),
        figures=figures_of_report(report),
        certificates=certificates_of_report(report),
        rule_version=RULE_VERSION,
        count=len(report.targets),
    )


def composed_status(asked: ReportAsked, on: date, on_chapter: OnChapter | None) -> Composed:
    """No light is in it, so no certificate either."""
    report = status_report(municipality=asked.municipality, year=asked.year, on=on)
    design = replace(design_asked(asked), on_chapter=on_chapter)
    return Composed(
        asked=asked,
        on=on,
        document=status_document(report, design),
        figures=figures_of_status(report),
        certificates=[],
        rule_version=RULE_VERSION,
        count=sum(one.has_figures for one in report.indicators),
    )


def design_asked(asked: ReportAsked) -> ReportDesign:
    return design_for(asked.municipality, asked.kind, language=asked.language, period=str(asked.year))


COMPOSERS: dict[ReportKind, Callable[[ReportAsked, date, OnChapter | None], Composed]] = {
    ReportKind.ANNUAL: composed_annual,
    ReportKind.STATUS: composed_status,
}


def forms_of(kind: ReportKind) -> list[ReportFormat]:
    """The forms that a kind of report can have, in the order in which they are offered."""
    only_of = {ReportFormat.PPTX: ReportKind.ANNUAL}
    return [one for one in ReportFormat if one in FORMS and only_of.get(one, kind) == kind]


def written(report: Composed, form: ReportFormat, *, stop: Stop = never) -> bytes:
    """The report as one file. Raises ReportNotThere and ReportNotMade."""
    if form not in FORMS:
        raise ReportNotThere(form)
    with translation.override(report.asked.language):
        try:
            return FORMS[form].write(report, stop)
        except TypesettingProblem as problem:
            raise ReportNotMade(str(problem)) from problem


def file_name(asked: ReportAsked, form: ReportFormat, *, edition: int = 0) -> str:
    """`arsrapport-2024-kps.pdf`; an edition after the first and another language than bokmål are named too."""
    about = slugify(asked.plan.code if asked.plan else asked.municipality.name) or "rapport"
    parts = [STEMS[asked.kind], str(asked.year), about]
    if asked.language != "nb":
        parts.append(asked.language)
    if edition > 1:
        parts.append(f"utgave-{edition}")
    return f"{'-'.join(parts)}.{EXTENSIONS.get(form, form.value)}"
