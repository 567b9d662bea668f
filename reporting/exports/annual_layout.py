"""The annual report as blocks: summary, one chapter for each focus area, method and sources."""

from collections.abc import Iterator

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext, gettext_lazy, pgettext

from planning.models import PlanStatus
from reporting.documents import Block, Bullets, FactList, Heading, Paragraph, ReportDocument
from reporting.exports.annual_areas import focus_areas
from reporting.exports.annual_method import method
from reporting.exports.annual_since import changes, errata
from reporting.exports.annual_summary import summary
from reporting.exports.sections import Section, blocks_of
from reporting.queries.annual_report import AnnualReport
from reporting.report_design import PLAIN, ReportDesign


def annual_document(report: AnnualReport, design: ReportDesign = PLAIN) -> ReportDocument:
    """The report ready to be written, in the language that is active."""
    return ReportDocument(
        language=get_language() or "nb",
        publisher=gettext("%(name)s kommune") % {"name": report.municipality},
        title=design.title or gettext("Årsrapport %(year)s") % {"year": report.year},
        subtitle=report.plan.title,
        facts=FactList(tuple(front_facts(report))),
        contents_title=gettext("Innhold"),
        blocks=tuple(blocks_of(report, SECTIONS, design)),
        made_on=report.known_on,
        front=design.front,
        look=design.look,
    )


def front_facts(report: AnnualReport) -> Iterator[tuple[str, str]]:
    plan = report.plan
    yield gettext("Planperiode"), f"{plan.period_from}–{plan.period_to}"
    if plan.status != PlanStatus.ADOPTED:
        yield gettext("Planens status"), str(PlanStatus(plan.status).label)
    if plan.decision_reference:
        yield gettext("Vedtak"), plan.decision_reference
    yield gettext("Rapportår"), str(report.year)
    yield gettext("Lysene er vurdert per"), date_format(report.judged_on)
    yield gettext("Tallene er hentet per"), date_format(report.known_on)


def sources(report: AnnualReport) -> Iterator[Block]:
    yield Heading(1, gettext("Kilder"))
    if not report.sources and not report.documents:
        yield Paragraph(gettext("Planen oppgir ingen kilder, og ingen tall er brukt."))
    if report.sources:
        yield Heading(2, pgettext("figures among the sources of a report", "Tall"))
        yield Bullets(report.sources)
    if report.documents:
        yield Heading(2, gettext("Dokumenter"))
        yield Bullets(report.documents)


SECTIONS: tuple[Section[AnnualReport], ...] = (
    Section("summary", gettext_lazy("Sammendrag"), summary),
    Section("focus_areas", gettext_lazy("Innsatsområdene"), focus_areas, has_chapters=True),
    Section("changes", gettext_lazy("Endringer siden i fjor"), changes),
    Section("errata", gettext_lazy("Rettelser"), errata),
    Section("method", gettext_lazy("Metode"), method),
    Section("sources", gettext_lazy("Kilder"), sources),
)
