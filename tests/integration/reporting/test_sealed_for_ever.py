"""What is sealed stays: no row is changed by anybody, and what was changed all the same is not handed out."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import QuerySet
from django.test import Client
from pypdf import PdfReader

from accounts.models import Role
from planning.models import Plan
from reporting.exports.reports import ReportAsked, ReportNotMade, written
from reporting.frozen import content_hash, thawed
from reporting.models import (
    SEALED_FORMS,
    ReportFormat,
    ReportKind,
    SealedFile,
    SealedNeverChanges,
    SealedReport,
)
from reporting.queries.report_pages import is_unchanged
from reporting.services.sealed_files import as_composed, make_missing
from reporting.services.sealing import marked, seal_report
from tests import factories
from tests.sealed_guards import tamper

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)


@pytest.fixture
def plan() -> Plan:
    home = factories.create_municipality(name="Fjordvik", number="3999")
    return factories.create_plan(municipality=home, code="KPS", title="Samfunnsdelen")


def seal(plan: Plan, *, now: datetime = NOW, language: str = "nb", **values: Any) -> SealedReport:
    asked = ReportAsked(ReportKind.ANNUAL, plan.municipality, plan, 2025, language)
    return seal_report(asked=asked, by="kari", on=date(2026, 3, 1), now=now, **values)


def saved(row: SealedReport | SealedFile, **values: Any) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    row.save()


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda one: SealedReport.objects.filter(pk=one.pk).update(title="X"), id="update"),
        pytest.param(lambda one: SealedReport.objects.bulk_update([one], ["title"]), id="update many"),
        pytest.param(lambda one: SealedReport.objects.filter(pk=one.pk).delete(), id="delete"),
        pytest.param(lambda one: saved(one, title="X"), id="save"),
        pytest.param(lambda one: one.delete(), id="delete the row"),
        pytest.param(lambda one: one.files.update(body=b"x"), id="update the files"),
        pytest.param(lambda one: one.files.all().delete(), id="delete the files"),
        pytest.param(lambda one: saved(one.files.get(), body=b"x"), id="save a file"),
    ],
)
def test_no_code_of_ours_changes_it(plan: Plan, change: Callable[[SealedReport], object]) -> None:
    report = seal(plan)
    with pytest.raises(SealedNeverChanges):
        change(report)
    assert is_unchanged(SealedReport.objects.get(pk=report.pk))


@pytest.mark.both_databases
@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda: QuerySet(SealedReport).update(title="X"), id="another title"),
        pytest.param(lambda: QuerySet(SealedFile).update(body=b"x"), id="another file"),
        pytest.param(lambda: QuerySet(SealedFile).delete(), id="no file"),
        pytest.param(lambda: sql("UPDATE reporting_sealedreport SET edition = 9"), id="another edition in SQL"),
        pytest.param(lambda: sql("DELETE FROM reporting_sealedfile"), id="no file in SQL"),
        pytest.param(lambda: sql("DELETE FROM reporting_sealedreport"), id="no report in SQL"),
    ],
)
def test_the_database_refuses_to_change_it(plan: Plan, change: Callable[[], object]) -> None:
    report = seal(plan)
    with pytest.raises(IntegrityError, match="never changed and never deleted"), transaction.atomic():
        change()
    report = SealedReport.objects.get(pk=report.pk)
    assert (report.files.count(), report.edition, is_unchanged(report)) == (1, 1, True)


def sql(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize(
    "values",
    [
        {"title": "Årsrapport 2024 – Samfunnsdelen"},
        {"edition": 2, "edition_reason": "X"},
        {"year": 2024},
        {"sealed_at": NOW.replace(year=2027)},
        {"sealed_by": "ola"},
        {"language": "nn"},
        {"hash_version": 1},
    ],
    ids=lambda values: next(iter(values)),
)
def test_what_the_report_is_belongs_to_its_fingerprint(plan: Plan, values: dict[str, Any]) -> None:
    report = seal(plan)
    assert is_unchanged(report)
    tamper(report, **values)
    assert not is_unchanged(report)


def test_what_was_sealed_before_versions_were_counted_still_gives_its_fingerprint(plan: Plan) -> None:
    report = seal(plan)
    parts = {"document": report.document, "figures": report.figures, "certificates": report.certificates}
    tamper(report, hash_version=1, content_hash=content_hash(**parts))
    assert is_unchanged(report)


@pytest.mark.parametrize(
    ("address", "form"),
    [
        ("/rapporter/{}/fil/html/", "html"),
        ("/rapporter/{}/les/", "html"),
        ("/api/v1/sealed-reports/{}/files/csv/", "csv"),
    ],
)
def test_a_file_that_was_changed_is_refused_in_one_line(client: Client, plan: Plan, address: str, form: str) -> None:
    report = seal(plan)
    make_missing(report, told=lambda _done, _total: None) if form == "csv" else None
    client.force_login(factories.create_user(role=Role.READER, municipality=plan.municipality))
    assert client.get(address.format(report.pk)).status_code == 200
    tamper(report.files.get(format=form), body=b"endret innhold")
    answer = client.get(address.format(report.pk))
    assert answer.status_code == 409
    assert "Filen stemmer ikke med kontrollsummen fra da rapporten ble låst" in answer.content.decode()
    assert b"endret innhold" not in answer.content


def test_no_file_is_made_of_content_that_was_changed(plan: Plan) -> None:
    report = seal(plan)
    tamper(report, document={**report.document, "title": "Noe annet"})
    with pytest.raises(ReportNotMade, match="stemmer ikke med avtrykket"):
        make_missing(report, told=lambda _done, _total: None)
    assert report.files.count() == 1


def test_every_form_says_which_edition_it_is(plan: Plan) -> None:
    first = seal(plan)
    second = seal(plan, now=NOW.replace(month=6), reason="SSB rettet regnskapet.")
    facts = thawed(second.document).facts.facts
    assert facts[-4:] == (
        ("Utgave", "2"),
        ("Låst", "1. juni 2026 av kari"),
        ("Derfor ny utgave", "SSB rettet regnskapet."),
        ("Erstatter", "utgave 1, låst 1. mars 2026"),
    )
    assert thawed(first.document).facts.facts[-2:] == (("Utgave", "1"), ("Låst", "1. mars 2026 av kari"))
    page = bytes(second.files.get(format=ReportFormat.HTML).body).decode()
    for words in ("SSB rettet regnskapet.", "utgave 1, låst 1. mars 2026", f"sha256:{second.content_hash}"):
        assert words in page
    assert {one.name for one in ReportFormat if one in SEALED_FORMS} == {"HTML", "DOCX", "PDF", "XLSX", "CSV"}


def test_the_files_carry_the_fingerprint_in_their_properties(plan: Plan) -> None:
    report = seal(plan)
    composed = marked(as_composed(report), report)
    mark = f"sha256:{report.content_hash}"
    with ZipFile(BytesIO(written(composed, ReportFormat.CSV))) as archive:
        assert archive.comment.decode() == mark
    word = docx.Document(BytesIO(written(composed, ReportFormat.DOCX)))
    assert word.core_properties.identifier == mark
    with ZipFile(BytesIO(written(composed, ReportFormat.XLSX))) as archive:
        assert mark in archive.read("docProps/core.xml").decode()
    pdf = PdfReader(BytesIO(written(composed, ReportFormat.PDF)))
    assert pdf.metadata is not None
    assert str(pdf.metadata["/Keywords"]) == mark
    # What is hashed has none.
    assert thawed(report.document).fingerprint == ""
