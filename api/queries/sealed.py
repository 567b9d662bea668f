"""Sealed reports with their files and what has been corrected since."""

from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from reporting.errata import Erratum
from reporting.errata_words import erratum_said
from reporting.models import SealedFile, SealedReport
from reporting.permissions import Person, visible_sealed_reports
from reporting.queries.errata import errata_of
from reporting.queries.report_pages import HEAVY, is_unchanged


def sealed_reports_told(person: Person, *, whole: bool = False) -> QuerySet[SealedReport]:
    """With their files without the bytes; what stands in the report only where it is asked for."""
    files = Prefetch("files", SealedFile.objects.defer("body").order_by("pk"))
    rows = visible_sealed_reports(person).select_related("municipality", "plan").prefetch_related(files)
    return rows if whole else rows.defer(*HEAVY)


@dataclass(frozen=True, slots=True)
class ErratumTold:
    """One thing that is wrong by now, in parts and in words."""

    erratum: Erratum

    @property
    def sentence(self) -> str:
        return erratum_said(self.erratum)


@dataclass(frozen=True, slots=True)
class SealedReportTold:
    """`is_unchanged`: everything in it still gives the hashes that it was sealed with."""

    report: SealedReport
    is_unchanged: bool
    errata: list[ErratumTold]


def sealed_report_told(report: SealedReport) -> SealedReportTold:
    return SealedReportTold(report, is_unchanged(report), errata_told(report))


def errata_told(report: SealedReport) -> list[ErratumTold]:
    """In the order of the report; six queries."""
    return [ErratumTold(one) for one in errata_of([report])[report.pk]]
