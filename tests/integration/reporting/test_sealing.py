"""A report is sealed once and never changes; what is corrected afterwards stands beside it and in the next edition."""

import ast
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib import admin
from django.core.management import call_command
from django.db import connection
from django.db.models import ProtectedError
from django.test.utils import CaptureQueriesContext

from accounts.models import AuditEvent, Unit
from indicators.models import Observation, RegionKind
from planning.models import Plan, PlanStatus
from reporting.documents import Bullets, Comment, FactList, Heading, Table
from reporting.errata_words import erratum_said
from reporting.exports.reports import ReportAsked, composed
from reporting.frozen import thawed
from reporting.models import (
    Commentary,
    CommentaryState,
    ReportFormat,
    ReportingRound,
    ReportKind,
    ReportTemplate,
    RoundKind,
    SealedNeverChanges,
    SealedReport,
)
from reporting.queries.errata import errata_of
from reporting.queries.report_pages import is_unchanged, sealed_page, sealed_years
from reporting.queries.sealing import readiness
from reporting.services.sealing import ReasonNeeded, SealingRefused, seal_report
from targets.models import Target
from tests import factories
from tests.sealed_guards import tamper

ON = date(2026, 3, 1)
NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
LATER = datetime(2026, 6, 1, 9, tzinfo=UTC)


@pytest.fixture
def plan() -> Plan:
    home = factories.create_municipality(name="Fjordvik", number="3999")
    return factories.create_plan(municipality=home, code="KPS", title="Samfunnsdelen")


@pytest.fixture
def target(plan: Plan) -> Target:
    """At least 5 %, with 8, 7 and 6.1 % in the last three years."""
    indicator = factories.create_indicator(name_nb="Disposisjonsfond", unit="prosent", decimals=1)
    used = factories.create_used_indicator(plan=plan, indicator=indicator)
    made = factories.create_target(plan=plan, used_indicator=used, code="FOND")
    for period, literal in (("2023", "8"), ("2024", "7.0"), ("2025", "6.1")):
        factories.give_figure(made, literal, period=period, known_from=datetime(2026, 2, 1, tzinfo=UTC))
    return made


def asked(plan: Plan, year: int = 2025, language: str = "nb") -> ReportAsked:
    return ReportAsked(ReportKind.ANNUAL, plan.municipality, plan, year, language)


def seal(plan: Plan, *, on: date = ON, now: datetime = NOW, **values: Any) -> SealedReport:
    year = values.pop("year", 2025)
    return seal_report(asked=asked(plan, year), by="kari", on=on, now=now, **values)


def correct(target: Target, period: str, literal: str = "", **values: Any) -> Observation:
    return factories.give_figure(target, literal, period=period, known_from=LATER, **values)


def said(report: SealedReport) -> list[str]:
    return [erratum_said(one) for one in errata_of([report])[report.pk]]


def test_everything_is_kept_as_it_was_on_that_day(plan: Plan, target: Target) -> None:
    report = seal(plan)
    assert (report.edition, report.title) == (1, "Årsrapport 2025 – Samfunnsdelen")
    whole = composed(asked(plan), on=ON).document
    facts = (*whole.facts.facts, ("Utgave", "1"), ("Låst", "1. mars 2026 av kari"))
    assert thawed(report.document) == replace(whole, facts=FactList(facts))
    vintages = {row["period"]: (row["literal"], row["known_from"][:10], row["fetch"]) for row in report.figures}
    fetches = dict(Observation.objects.values_list("period", "fetch"))
    assert vintages["2025"] == ("6.1", "2026-02-01", fetches["2025"])
    assert set(vintages) == {"2023", "2024", "2025"}
    (certificate,) = report.certificates
    assert (certificate["target"], certificate["on"], certificate["facts"]["verdict"]["light"]) == (
        "FOND",
        "2026-01-01",
        "green",
    )
    assert [one.name for one in report.files.all()] == ["arsrapport-2025-kps.html"]
    event = AuditEvent.objects.get(action="reporting.report.sealed")
    assert event.after == {"content_hash": report.content_hash, "edition": 1}

    # Everything that the report was made from becomes another thing, and the report stays.
    before = bytes(report.files.get(format=ReportFormat.HTML).body)
    Target.objects.filter(pk=target.pk).update(lower=50)
    Plan.objects.filter(pk=plan.pk).update(title="Noe annet")
    correct(target, "2025", "1")
    report.refresh_from_db()
    assert is_unchanged(report)
    assert bytes(report.files.get(format=ReportFormat.HTML).body) == before


def test_whoever_sealed_is_said_as_people_call_them(plan: Plan) -> None:
    factories.create_user(username="kari", first_name="Kari", last_name="Nordmann")
    report = seal(plan)
    assert thawed(report.document).facts.facts[-1] == ("Låst", "1. mars 2026 av Kari Nordmann")
    assert (report.sealed_by, sealed_page(report).sealed_by) == ("kari", "Kari Nordmann")


def test_content_or_a_file_that_somebody_has_changed_is_found(plan: Plan, target: Target) -> None:
    report = seal(plan)
    assert is_unchanged(report)
    tamper(report, figures=[{**report.figures[0], "literal": "9"}])
    assert not is_unchanged(report)


def test_a_file_that_somebody_has_changed_is_found(plan: Plan) -> None:
    report = seal(plan)
    tamper(report.files.get(format=ReportFormat.HTML), body=b"noe annet")
    assert not is_unchanged(report)


def test_a_new_edition_needs_a_reason_and_tells_what_was_corrected(plan: Plan, target: Target) -> None:
    first = seal(plan)
    correct(target, "2025", "4.8")
    with pytest.raises(ReasonNeeded):
        seal(plan, now=LATER, on=LATER.date(), reason="  ")
    second = seal(plan, now=LATER, on=LATER.date(), reason="SSB rettet regnskapet.")
    assert (second.edition, second.edition_reason) == (2, "SSB rettet regnskapet.")
    assert "arsrapport-2025-kps-utgave-2.html" in {one.name for one in second.files.all()}
    blocks = thawed(second.document).blocks
    place = next(n for n, one in enumerate(blocks) if isinstance(one, Heading) and one.text == "Rettelser")
    assert blocks[place + 3] == Bullets(("Disposisjonsfond: 2025 var 6,1, nå 4,8; lyset var grønt, er gult.",))
    assert said(first) == ["Disposisjonsfond: 2025 var 6,1, nå 4,8; lyset var grønt, er gult."]
    assert said(second) == []
    # The next year's report says it of the newest edition, which needs no correction.
    following = composed(asked(plan, 2026), on=LATER.date()).document
    assert "Rettelser" not in [one.text for one in following.chapters]


def test_errata_are_what_the_report_printed_and_nothing_else(plan: Plan, target: Target) -> None:
    other = factories.create_target(plan=plan, used_indicator=None, code="UTEN")
    report = seal(plan)
    assert said(report) == []
    correct(target, "2023", missing=":")
    correct(target, "2024", "7.00")
    correct(target, "2026", "1")
    correct(target, "2015", "3")
    # The promise of today is another one; the light was judged by that of then.
    Target.objects.filter(pk=target.pk).update(lower=90)
    assert said(report) == ["Disposisjonsfond: 2023 var 8,0, men kilden skjuler nå tallet av hensyn til personvern."]
    assert other.code in {row["target"] for row in report.certificates}
    correct(target, "2025", missing="..", source_table="z")
    assert said(report)[0].split("; ")[1:] == [
        "2025 var 6,1, men tallet er trukket tilbake",
        "lyset var grønt, er grått.",
    ]


def test_the_status_analysis_of_a_municipality_is_sealed_and_corrected(plan: Plan, tmp_path: Path) -> None:
    own = factories.create_region(code="3999", name="Fjordvik", kind=RegionKind.MUNICIPALITY)
    area = factories.create_service_area(name="Barnevern")
    indicator = factories.create_indicator(name_nb="Barn med tiltak", unit="prosent", decimals=1, service_area=area)
    for period, literal in (("2023", "4"), ("2024", "4.5"), ("2025", "5")):
        factories.create_observation(indicator=indicator, region=own, period=period, literal=literal, known_from=NOW)
    home = ReportAsked(ReportKind.STATUS, plan.municipality, None, 2025, "nb")
    report = seal_report(asked=home, by="kari", on=ON, now=NOW)
    assert (report.plan, report.certificates) == (None, [])
    assert [(row["region"], row["period"], row["literal"]) for row in report.figures] == [
        ("3999", "2023", "4"),
        ("3999", "2024", "4.5"),
        ("3999", "2025", "5"),
    ]
    assert said(report) == []
    factories.create_observation(indicator=indicator, region=own, period="2025", literal="6.2", known_from=LATER)
    assert said(report) == ["Barn med tiltak, Fjordvik: 2025 var 5,0, nå 6,2."]
    assert [row.errata for year in sealed_years(SealedReport.objects.all()) for row in year.rows] == [1]
    # The same from the command line, of the municipality of the plan.
    told = StringIO()
    path = tmp_path / "s.csv"
    call_command("report", plan="KPS", kind="status", year="2025", format="csv", output=str(path), stdout=told)
    assert told.getvalue() == f"Ståstedsanalysen for 2025 er skrevet til {path} (1 indikatorer).\n"
    assert path.read_bytes().startswith(b"PK")


@pytest.fixture
def round_of_year(plan: Plan) -> ReportingRound:
    made = ReportingRound.objects.create(
        municipality=plan.municipality,
        kind=RoundKind.YEAR,
        period="2025",
        deadline=ON,
        opened_by="kari",
        opened_at=NOW,
    )
    made.plans.add(plan)
    return made


def write(asked_in: ReportingRound, target: Target, text: str) -> Commentary:
    unit = Unit.objects.get_or_create(municipality=asked_in.municipality, name="Økonomi")[0]
    return Commentary.objects.create(
        round=asked_in, unit=unit, target=target, text=text, saved_by="vilde", saved_at=NOW
    )


def test_an_open_round_and_words_that_nobody_has_approved_are_in_the_way(
    plan: Plan, target: Target, round_of_year: ReportingRound
) -> None:
    words = write(round_of_year, target, "Fondet er godt.")
    elsewhere = factories.create_target(code="ANNET")
    write(round_of_year, elsewhere, "Om en annen plan.")
    write(round_of_year, factories.create_target(plan=plan, code="TOM"), "")
    bare = write(round_of_year, factories.create_target(plan=plan, code="BARE"), "Oppfylt: 6,1 %.")
    Commentary.objects.filter(pk=bare.pk).update(drafted="Oppfylt: 6,1 %.")
    with pytest.raises(SealingRefused) as refused:
        seal(plan)
    assert refused.value.lines == (
        "Rapporteringsrunden for 2025 er åpen. Lukk den først.",
        "Økonomi: vurderingen av «Disposisjonsfond» er ikke godkjent (utkast).",
    )
    assert not SealedReport.objects.exists()
    ReportingRound.objects.update(closed_at=NOW, closed_by="kari")
    Commentary.objects.filter(pk=words.pk).update(
        state=CommentaryState.APPROVED, submitted_at=NOW, decided_at=NOW, text="Fondet er godt.\n\n<b>=1+1</b>"
    )
    report = seal(plan)
    assert report.round == round_of_year
    comments = [one for one in thawed(report.document).blocks if isinstance(one, Comment)]
    assert comments == [
        Comment(("Fondet er godt.", "<b>=1+1</b>"), "Faglig vurdering fra Økonomi, godkjent 1. mars 2026.")
    ]
    assert b"&lt;b&gt;=1+1&lt;/b&gt;" in bytes(report.files.get(format=ReportFormat.HTML).body)


def test_other_rounds_of_the_year_are_told_and_in_nobodys_way(plan: Plan, target: Target) -> None:
    home, unit = plan.municipality, factories.create_unit(municipality=plan.municipality)
    closed: dict[str, Any] = {"closed_at": NOW, "closed_by": "kari"}
    open_one = factories.create_round(municipality=home, plans=[plan], kind="tertial", period="2025T1")
    waits = factories.create_round(municipality=home, plans=[plan], kind="month", period="2025M11", **closed)
    done = factories.create_round(municipality=home, plans=[plan], kind="tertial", period="2025T2", **closed)
    elsewhere = factories.create_plan(municipality=home, code="ANNEN")
    for period, plans in (("2024T3", [plan]), ("2025T3", [elsewhere])):
        factories.create_round(municipality=home, plans=plans, kind="tertial", period=period)
    sent = {"submitted_by": "vilde", "submitted_at": NOW}
    for asked_in in (open_one, waits):
        factories.create_commentary(asked_in, unit=unit, target=target, state=CommentaryState.SUBMITTED, **sent)
    factories.create_commentary(waits, unit=unit, target=factories.create_target(plan=elsewhere), text="Om en annen.")
    approved = sent | {"state": CommentaryState.APPROVED, "decided_by": "kari", "decided_at": NOW}
    factories.create_commentary(done, unit=unit, target=target, **approved)
    with CaptureQueriesContext(connection) as captured:
        ready = readiness(municipality=home, year=2025, plan=plan)
    assert (ready.is_ready, ready.lines) == (True, ())
    assert ready.warnings == (
        "Runden for november 2025: 1 tekst er ikke godkjent.",
        "Runden for 1. tertial 2025 er åpen.",
        "Runden for 1. tertial 2025: 1 tekst er ikke godkjent.",
    )
    assert len(captured) <= 3
    assert len(readiness(municipality=home, year=2025, plan=None).warnings) == 4
    assert seal(plan).round is None


def test_words_whose_figure_was_corrected_after_they_were_sent_in_are_told(
    plan: Plan, target: Target, round_of_year: ReportingRound
) -> None:
    ReportingRound.objects.update(closed_at=NOW, closed_by="kari")
    other = factories.create_target(plan=plan, code="SENERE", used_indicator=target.used_indicator)
    approved: dict[str, Any] = {"state": CommentaryState.APPROVED, "decided_by": "kari", "submitted_by": "vilde"}
    for about, moment in ((target, NOW), (other, LATER + timedelta(days=1))):
        words = write(round_of_year, about, "Fondet er 6,1.")
        Commentary.objects.filter(pk=words.pk).update(submitted_at=moment, decided_at=moment, **approved)
    assert readiness(municipality=plan.municipality, year=2025, plan=plan).warnings == ()
    correct(target, "2025", "5.4")
    (told,) = readiness(municipality=plan.municipality, year=2025, plan=plan).warnings
    assert told == (
        "Økonomi: tallet for 2025 i «Disposisjonsfond» er rettet fra 6,1 til 5,4 etter at teksten ble sendt inn. "
        "Se om teksten fortsatt stemmer."
    )


def test_however_many_figures_were_corrected_they_are_read_at_once(
    plan: Plan, target: Target, round_of_year: ReportingRound
) -> None:
    approved: dict[str, Any] = {"state": CommentaryState.APPROVED, "decided_by": "kari", "submitted_by": "vilde"}
    asked_for: list[int] = []
    for about in (target, factories.create_target(plan=plan), factories.create_target(plan=plan)):
        words = write(round_of_year, about, "Tallet er godt.")
        Commentary.objects.filter(pk=words.pk).update(submitted_at=NOW, decided_at=NOW, **approved)
        factories.give_figure(about, "6.0", period="2024", known_from=datetime(2026, 2, 1, tzinfo=UTC))
        correct(about, "2024", "5.9")
        with CaptureQueriesContext(connection) as captured:
            warnings = readiness(municipality=plan.municipality, year=2025, plan=plan).warnings
        asked_for.append(len(captured))
        assert len(warnings) == len(asked_for)
    assert len(set(asked_for)) == 1


def test_a_draft_is_not_sealed() -> None:
    with pytest.raises(SealingRefused, match="utkast"):
        seal(factories.create_plan(status=PlanStatus.DRAFT))


def test_a_plan_without_anything_is_sealed_with_clear_lines(plan: Plan) -> None:
    report = seal(plan)
    texts = [getattr(one, "text", "") for one in thawed(report.document).blocks]
    assert "Planen har ingen måltall, så det er ingenting å vurdere." in texts
    assert (report.figures, report.certificates) == ([], [])


def test_lights_that_are_others_than_last_year_say_why(plan: Plan, target: Target) -> None:
    factories.give_figure(target, "4.8", period="2025", known_from=datetime(2026, 2, 2, tzinfo=UTC))
    document = composed(asked(plan), on=ON).document
    table = next(one for one in document.blocks if isinstance(one, Table) and one.title == "Lys som er endret")
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["Disposisjonsfond", "Oppfylt", "Nær kravet", "Det kom et nytt tall: 4,8\u00a0% for 2025."]
    ]
    figures = next(one for one in document.blocks if isinstance(one, Table) and one.about == "Disposisjonsfond")
    assert [(cell.text, str(cell.number)) for cell in figures.rows[0][1:]] == [
        ("8,0", "8.0"),
        ("7,0", "7.0"),
        ("4,8", "4.8"),
    ]


def test_the_municipalitys_own_design_is_used(plan: Plan, target: Target) -> None:
    ReportTemplate.objects.create(
        municipality=plan.municipality,
        kind=ReportKind.ANNUAL,
        title="Slik gikk det",
        front_text="Kjære leser.\r\n\r\nLes videre.",
        colour="#004488",
        logo=b"\x89PNG",
        logo_type="image/png",
        logo_alt="Byvåpen",
        sections=[{"code": "sources", "title": "Hvor tallene er fra"}, {"code": "method", "is_shown": False}],
        saved_by="kari",
        saved_at=NOW,
    )
    document = composed(asked(plan), on=ON).document
    assert (document.title, document.front) == ("Slik gikk det 2025", ("Kjære leser.", "Les videre."))
    assert document.look.logo is not None
    assert (document.look.colour, document.look.logo.alt) == ("#004488", "Byvåpen")
    chapters = [one.text for one in document.chapters]
    assert chapters[0] == "Hvor tallene er fra"
    assert "Slik er lysene satt" not in chapters


def test_more_reports_take_no_more_queries(plan: Plan, target: Target) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            sealed_years(SealedReport.objects.all())
        return len(captured)

    seal(plan)
    few = queries()
    for year in (2023, 2024):
        seal(plan, year=year)
    assert queries() == few <= 10


def test_nothing_deletes_what_is_sealed(plan: Plan) -> None:
    report = seal(plan)
    with pytest.raises(SealedNeverChanges):
        report.delete()
    with pytest.raises(ProtectedError):
        plan.municipality.delete()
    assert SealedReport not in admin.site._registry


def test_no_code_changes_or_deletes_what_is_sealed() -> None:
    """No call of `update`, `delete` or `save` on the rows of sealed reports, but for the one that makes them."""
    changing = {"update", "delete", "bulk_update", "update_or_create", "save"}
    found = []
    texts = [path.read_text() for path in Path(settings.BASE_DIR, "reporting").rglob("*.py")]
    for text in (one for one in texts if "Sealed" in one):
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in changing:
                source = ast.unparse(node)
                if "SealedReport" in source or "SealedFile" in source or source.startswith(("sealed.", "report.")):
                    found.append(source)
    assert found == ["sealed.save(force_insert=True)"]
