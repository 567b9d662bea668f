"""The status analysis put into blocks, in the language that is active."""

from collections.abc import Iterator

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext, gettext_lazy

from reporting.documents import Block, FactList, Heading, Paragraph, ReportDocument, Role
from reporting.exports.sections import Section, blocks_of
from reporting.exports.status_area import areas, overview
from reporting.exports.status_method import indicators, method
from reporting.exports.status_money import expenditure, need, savings
from reporting.exports.status_words import compared_with, extent, known_said, nothing_known, purpose
from reporting.queries.status_report import StatusReport
from reporting.report_design import PLAIN, ReportDesign
from reporting.savings_words import listed


def status_document(report: StatusReport, design: ReportDesign = PLAIN) -> ReportDocument:
    """The report ready to be written."""
    return ReportDocument(
        language=get_language() or "nb",
        publisher=gettext("%(name)s kommune") % {"name": report.municipality},
        title=design.title or gettext("Ståstedsanalyse %(year)s") % {"year": report.year},
        subtitle=gettext("Tjenestene sammenlignet med andre kommuner"),
        facts=FactList(tuple(front_facts(report))),
        contents_title=gettext("Innhold"),
        blocks=tuple(blocks_of(report, SECTIONS, design)),
        made_on=report.known_on,
        front=design.front,
        look=design.look,
    )


def front_facts(report: StatusReport) -> Iterator[tuple[str, str]]:
    yield gettext("År"), str(report.year)
    if report.neighbours:
        yield gettext("Sammenlignet med"), listed(report.neighbours)
    if others := [name for name in (report.group, *report.countries) if name]:
        yield gettext("Gruppe og land"), listed(others)
    yield gettext("Tjenesteområder"), str(len(report.areas))
    yield gettext("Indikatorer med tall"), str(sum(one.has_figures for one in report.indicators))
    yield gettext("Tallene er hentet per"), date_format(report.known_on)


def introduction(report: StatusReport) -> Iterator[Block]:
    yield Heading(1, gettext("Innledning"))
    yield Paragraph(purpose(report), Role.LEAD)
    if not report.has_figures:
        yield Paragraph(nothing_known(report))
        return
    yield Paragraph(extent(report))
    if said := " ".join(compared_with(report)):
        yield Paragraph(said)
    yield Paragraph(known_said(report))
    if report.background:
        yield Heading(2, gettext("Innbyggerne"))
        yield from overview(report, gettext("Innbyggerne"), report.background, "")


SECTIONS: tuple[Section[StatusReport], ...] = (
    Section("introduction", gettext_lazy("Innledning"), introduction),
    Section("areas", gettext_lazy("Tjenesteområdene"), areas, has_chapters=True),
    Section("expenditure", gettext_lazy("Utgifter per innbygger"), expenditure),
    Section("need", gettext_lazy("Utgiftsbehov og ressursbruk"), need),
    Section("savings", gettext_lazy("Teoretisk handlingsrom"), savings),
    Section("method", gettext_lazy("Metode og forbehold"), method),
    Section("indicators", gettext_lazy("Indikatorene"), indicators),
)
