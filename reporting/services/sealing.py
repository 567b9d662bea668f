"""Sealing a report: everything it says and rests on is kept as it is, for ever. A correction is a new edition.

Nothing here changes a report that is sealed, and nothing deletes one.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.last_change import names_of
from accounts.models import Municipality
from accounts.services import record_event
from reporting.exports.edition import Edition, Replaced, of_edition
from reporting.exports.reports import FORMS, Composed, OnChapter, ReportAsked, composed, file_name, written
from reporting.fingerprint import HASH_VERSION, fingerprint
from reporting.frozen import frozen
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
    """The report, and the round that it ends. Nothing of it is kept yet."""

    report: Composed
    ended: ReportingRound | None


def made_to_seal(asked: ReportAsked, *, reason: str, on: date, on_chapter: OnChapter | None = None) -> MadeToSeal:
    """What takes a while. Raises SealingRefused and ReasonNeeded, and whatever `on_chapter` raises."""
    ended = refuse_unready(asked, reason=reason)
    return MadeToSeal(composed(asked, on=on, on_chapter=on_chapter), ended)


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
    return newest_first(asked).values_list("edition", flat=True).first() or 0


def newest_first(asked: ReportAsked) -> QuerySet[SealedReport]:
    about = {"plan": asked.plan} if asked.plan else {"plan": None, "municipality": asked.municipality}
    rows = SealedReport.objects.filter(kind=asked.kind, year=asked.year, language=asked.language, **about)
    return rows.order_by("-edition")


def next_edition(asked: ReportAsked, *, by: str, now: datetime, reason: str) -> Edition:
    """The one that comes now. Raises ReasonNeeded."""
    before, today = newest_first(asked).only("edition", "sealed_at").first(), timezone.localdate(now)
    by = names_of([by]).get(by, by)
    if before is None:
        return Edition(1, today, by)
    if not reason:
        raise ReasonNeeded
    return Edition(
        before.edition + 1, today, by, reason, Replaced(before.edition, timezone.localdate(before.sealed_at))
    )


@transaction.atomic
def keep(made: MadeToSeal, *, by: str, now: datetime, reason: str) -> SealedReport:
    """The report and the page that it is read on, or nothing. Two at once become two editions."""
    report = made.report
    Municipality.objects.select_for_update().get(pk=report.asked.municipality.pk)
    edition = next_edition(report.asked, by=by, now=now, reason=reason)
    report = replace(report, document=of_edition(report.document, edition))
    sealed = row_of(report, edition=edition, ended=made.ended, by=by, now=now)
    sealed.save(force_insert=True)
    page = written(marked(report, sealed), ReportFormat.HTML)
    file_of(sealed, report.asked, ReportFormat.HTML, page).save(force_insert=True)
    record_event(
        action="reporting.report.sealed",
        subject=sealed,
        by=by,
        now=now,
        municipality_number=report.asked.municipality.number,
        after={"content_hash": sealed.content_hash, "edition": sealed.edition},
        reason=sealed.edition_reason,
    )
    return sealed


def row_of(report: Composed, *, edition: Edition, ended: ReportingRound | None, by: str, now: datetime) -> SealedReport:
    asked = report.asked
    sealed = SealedReport(
        municipality=asked.municipality,
        kind=asked.kind,
        plan=asked.plan,
        round=ended,
        year=asked.year,
        language=asked.language,
        edition=edition.number,
        edition_reason=edition.reason,
        title=f"{report.document.title} – {report.document.subtitle}"[:MOST_OF_TITLE],
        document=frozen(report.document),
        figures=report.figures,
        certificates=report.certificates,
        rule_version=report.rule_version,
        hash_version=HASH_VERSION,
        sealed_by=by,
        sealed_at=now,
    )
    sealed.content_hash = fingerprint(sealed)
    return sealed


def marked(report: Composed, sealed: SealedReport) -> Composed:
    """The report as its files are written: they carry the fingerprint of what they are made of."""
    return replace(report, document=replace(report.document, fingerprint=sealed.content_hash))


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
