"""Sealing a report: everything it says and rests on is kept as it is, for ever. A correction is a new edition.

Nothing here changes a report that is sealed, and nothing deletes one.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from accounts.models import Municipality
from accounts.services import record_event
from reporting.exports.reports import FORMS, Composed, OnChapter, ReportAsked, composed, file_name, written
from reporting.frozen import content_hash, frozen
from reporting.models import ReportFormat, ReportingRound, SealedFile, SealedReport
from reporting.queries.sealing import readiness

MOST_OF_TITLE = 300


class SealingRefused(Exception):
    """The report cannot be sealed. `lines` says why, one for each thing that is in the way."""

    def __init__(self, lines: Sequence[str]) -> None:
        super().__init__("\n".join(lines))
        self.lines = tuple(lines)


class ReasonNeeded(Exception):
    """The report has been sealed before, and a new edition says why it comes."""


def seal_report(*, asked: ReportAsked, by: str, on: date, now: datetime, reason: str = "") -> SealedReport:
    """Freeze the report with its figures and certificates. Raises SealingRefused and ReasonNeeded.

    Its other files are made from what is frozen, each once (`sealed_files`).
    """
    made = made_to_seal(asked, reason=reason, on=on)
    return keep(made, by=by, now=now, reason=reason.strip())


@dataclass(frozen=True, slots=True)
class MadeToSeal:
    """The report with the page that it is read on, and the round that it ends. Nothing of it is kept yet."""

    report: Composed
    page: bytes
    ended: ReportingRound | None


def made_to_seal(asked: ReportAsked, *, reason: str, on: date, on_chapter: OnChapter | None = None) -> MadeToSeal:
    """What takes a while. Raises SealingRefused and ReasonNeeded, and whatever `on_chapter` raises."""
    ended = refuse_unready(asked, reason=reason)
    report = composed(asked, on=on, on_chapter=on_chapter)
    return MadeToSeal(report, written(report, ReportFormat.HTML), ended)


def refuse_unready(asked: ReportAsked, *, reason: str) -> ReportingRound | None:
    """The round that the report ends. Raises SealingRefused and ReasonNeeded."""
    ready = readiness(municipality=asked.municipality, year=asked.year, plan=asked.plan)
    if not ready.is_ready:
        raise SealingRefused(ready.lines)
    if editions_of(asked) and not reason.strip():
        raise ReasonNeeded
    return ready.round


def editions_of(asked: ReportAsked) -> int:
    """The number of the newest edition; 0 where the report has not been sealed."""
    about = {"plan": asked.plan} if asked.plan else {"plan": None, "municipality": asked.municipality}
    rows = SealedReport.objects.filter(kind=asked.kind, year=asked.year, language=asked.language, **about)
    return rows.order_by("-edition").values_list("edition", flat=True).first() or 0


@transaction.atomic
def keep(made: MadeToSeal, *, by: str, now: datetime, reason: str) -> SealedReport:
    """The report and the page that it is read on, or nothing. Two at once become two editions."""
    report = made.report
    Municipality.objects.select_for_update().get(pk=report.asked.municipality.pk)
    edition = editions_of(report.asked) + 1
    if edition > 1 and not reason:
        raise ReasonNeeded
    sealed = row_of(report, edition=edition, ended=made.ended, by=by, now=now, reason=reason if edition > 1 else "")
    sealed.save(force_insert=True)
    file_of(sealed, report.asked, ReportFormat.HTML, made.page).save(force_insert=True)
    record_event(
        action="reporting.report.sealed",
        subject=sealed,
        by=by,
        now=now,
        municipality_number=report.asked.municipality.number,
        after={"content_hash": sealed.content_hash, "edition": edition},
        reason=sealed.edition_reason,
    )
    return sealed


def row_of(
    report: Composed, *, edition: int, ended: ReportingRound | None, by: str, now: datetime, reason: str
) -> SealedReport:
    asked, document = report.asked, frozen(report.document)
    return SealedReport(
        municipality=asked.municipality,
        kind=asked.kind,
        plan=asked.plan,
        round=ended,
        year=asked.year,
        language=asked.language,
        edition=edition,
        edition_reason=reason,
        title=f"{report.document.title} – {report.document.subtitle}"[:MOST_OF_TITLE],
        document=document,
        figures=report.figures,
        certificates=report.certificates,
        rule_version=report.rule_version,
        content_hash=content_hash(document=document, figures=report.figures, certificates=report.certificates),
        sealed_by=by,
        sealed_at=now,
    )


def file_of(sealed: SealedReport, asked: ReportAsked, form: ReportFormat, body: bytes) -> SealedFile:
    return SealedFile(
        report=sealed,
        format=form,
        name=file_name(asked, form, edition=sealed.edition),
        media_type=FORMS[form].media_type,
        size=len(body),
        checksum=hashlib.sha256(body).hexdigest(),
        body=body,
    )
