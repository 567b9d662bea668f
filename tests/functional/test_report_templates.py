"""How reports look and what they hold is chosen on a page, and every report made from then on follows."""

from datetime import date
from io import BytesIO
from typing import Any

import pptx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEvent, Municipality, Role, User
from reporting.exports.annual_layout import annual_document
from reporting.exports.html import as_html
from reporting.exports.reports import ReportAsked, composed, file_name, written
from reporting.models import ReportFormat, ReportKind, ReportTemplate
from reporting.queries.annual_report import annual_report
from reporting.queries.report_designs import design_for
from tests import factories
from tests.pictures import png

pytestmark = pytest.mark.django_db
CODES = ("summary", "changes", "focus_areas", "errata", "method", "sources")


@pytest.fixture
def municipality() -> Municipality:
    return factories.create_municipality(number="3909", name="Larvik")


@pytest.fixture
def coordinator(client: Client, municipality: Municipality) -> Client:
    client.force_login(factories.create_user(municipality=municipality, role=Role.COORDINATOR))
    return client


def address(kind: str = "annual") -> str:
    return reverse("report-template", args=["3909", kind])


def typed(client: Client, **changes: Any) -> dict[str, Any]:
    """What the form holds as it is shown, with changes."""
    page = client.get(address())
    rows = page.context["rows"]
    sent: dict[str, Any] = {}
    for row in rows:
        for name in row.fields:
            value = row.initial[name]
            if value is not False:
                sent[row.add_prefix(name)] = value
    return sent | {"title": "", "front_text": "", "colour": "", "logo_alt": ""} | changes


def test_sections_move_are_left_out_and_get_words_of_their_own(coordinator: Client, municipality: Municipality) -> None:
    sent = typed(coordinator, title="Larvik i 2024", front_text="Velkommen.\r\n\r\nGod lesning.")
    sent |= {"sources-place": 1, "sources-title": "Hvor tallene er fra", "sources-introduction": "Alt er åpent."}
    del sent["method-is_shown"]
    assert coordinator.post(address(), sent).status_code == 302
    plan = factories.create_plan(municipality=municipality)
    document = annual_document(
        annual_report(plan=plan, year=2024, on=date(2025, 5, 1)), design_for(municipality, "annual")
    )
    page = as_html(document).decode()
    chapters = [chapter.text for chapter in document.chapters]
    assert chapters[:2] == ["Hvor tallene er fra", "Sammendrag"]
    assert "Slik er lysene satt" not in chapters
    for words in ("<h1>Larvik i 2024</h1>", "<p>Velkommen.</p>", "<p>God lesning.</p>", "Alt er åpent."):
        assert words in page


def test_a_logo_is_kept_shown_described_and_removed(coordinator: Client, municipality: Municipality) -> None:
    logo = SimpleUploadedFile("logo.png", png(60, 40), content_type="text/html")
    coordinator.post(address(), typed(coordinator, logo=logo, logo_alt="Larviks våpen"))
    shown = coordinator.get(reverse("report-logo", args=["3909", "annual"]))
    assert (shown.content, shown["Content-Type"]) == (png(60, 40), "image/png")
    # Saved again without a file it stays.
    coordinator.post(address(), typed(coordinator, logo_alt="Larviks byvåpen"))
    template = ReportTemplate.objects.get()
    assert (template.logo_type, template.logo_alt) == ("image/png", "Larviks byvåpen")
    User.objects.filter(username=template.saved_by).update(first_name="Kari", last_name="Nordmann")
    assert "av Kari Nordmann." in coordinator.get(address()).content.decode()
    coordinator.post(address(), typed(coordinator, remove_logo="on"))
    template.refresh_from_db()
    assert (bytes(template.logo), template.logo_type, template.logo_alt) == (b"", "", "")
    assert coordinator.get(reverse("report-logo", args=["3909", "annual"])).status_code == 404
    assert AuditEvent.objects.filter(action="reporting.template.saved").count() == 3


@pytest.mark.parametrize(
    ("case", "changes", "said"),
    [
        ("a pale colour cannot be read", {"colour": "#ffee88"}, "Fargen er for lys til å lese på hvitt papir."),
        ("a colour by name is no colour here", {"colour": "red"}, "Skriv fargen som # og seks tegn"),
        ("a file that is no picture", {"logo": b"%PDF-1.7"}, "Filen kan ikke leses som et bilde. Bruk PNG eller JPEG."),
        ("an empty file", {"logo": b""}, "Filen er tom."),
        ("a file that is too large", {"logo": b"\x89PNG" + bytes(1024 * 1024)}, "En logo kan være på høyst 1 MB."),
        ("a picture cut off in the middle", {"logo": png(300, 300)[:200]}, "Filen kan ikke leses som et bilde."),
        ("a logo that nobody described", {"logo": png(10, 10)}, "Si hva logoen viser"),
        ("a place that is no number", {"method-place": "sist"}, "Skriv plassen som et helt tall."),
        ("a front text without end", {"front_text": "a" * 4001}, "4000"),
    ],
)
def test_what_cannot_be_kept_is_told_and_nothing_is_kept(
    coordinator: Client, case: str, changes: dict[str, Any], said: str
) -> None:
    if isinstance(changes.get("logo"), bytes):
        changes = changes | {"logo": SimpleUploadedFile("logo.png", changes["logo"])}
    page = coordinator.post(address(), typed(coordinator, **changes))
    assert said in page.content.decode(), case
    assert not ReportTemplate.objects.exists()


def test_a_report_without_any_section_is_refused(coordinator: Client) -> None:
    sent = {name: value for name, value in typed(coordinator).items() if not name.endswith("is_shown")}
    assert "Minst én del må vises." in coordinator.post(address(), sent).content.decode()
    assert not ReportTemplate.objects.exists()


def write_in(client: Client, language: str, **texts: str) -> Any:
    return client.post(f"{address()}?sprak={language}", {"title": "", "front_text": ""} | texts)


def test_a_report_is_written_in_the_words_of_its_language(coordinator: Client, municipality: Municipality) -> None:
    sent = typed(coordinator, title="Slik gikk det i {år}", front_text="Velkommen til {år}.")
    sent |= {"sources-title": "Hvor tallene er fra", "sources-introduction": "Alt er åpent."}
    coordinator.post(address(), sent)
    in_english = {"title": "How {year} went", "sources-title": "Where the figures are from"}
    assert write_in(coordinator, "en", **in_english).status_code == 302
    write_in(coordinator, "nn", title="Slik gjekk det i {ÅR}", front_text="Velkomen.")
    plan = factories.create_plan(municipality=municipality)

    def said(language: str) -> tuple[str, tuple[str, ...], str]:
        asked = ReportAsked(ReportKind.ANNUAL, municipality, plan, 2024, language)
        document = composed(asked, on=date(2025, 5, 1)).document
        sources = document.chapters[-1].text
        assert "Alt er åpent." in {getattr(one, "text", "") for one in document.blocks}
        return document.title, document.front, sources

    assert said("nb") == ("Slik gikk det i 2024", ("Velkommen til 2024.",), "Hvor tallene er fra")
    assert said("en") == ("How 2024 went", ("Velkommen til 2024.",), "Where the figures are from")
    assert said("nn") == ("Slik gjekk det i 2024", ("Velkomen.",), "Hvor tallene er fra")
    kept = AuditEvent.objects.filter(action="reporting.template.saved").order_by("-pk")[0]
    assert kept.after is not None
    assert (kept.after["translations"]["nn"]["title"], kept.after["title"]) == (
        "Slik gjekk det i {ÅR}",
        "Slik gikk det i {år}",
    )


@pytest.mark.parametrize("kind", list(ReportKind))
def test_a_title_without_a_place_for_the_year_gives_no_report_without_one(
    municipality: Municipality, kind: ReportKind
) -> None:
    ReportTemplate.objects.create(municipality=municipality, kind=kind, title="Slik gikk det", saved_at=factories.NOW)
    plan = factories.create_plan(municipality=municipality, code="KPS") if kind == ReportKind.ANNUAL else None
    asked = ReportAsked(kind, municipality, plan, 2024, "nb")
    report = composed(asked, on=date(2025, 5, 1))
    assert report.document.title == "Slik gikk det 2024"
    assert "2024" in dict(report.document.facts.facts).values()
    assert "<title>Slik gikk det 2024 – " in as_html(report.document).decode()
    assert all("-2024-" in file_name(asked, form) for form in ReportFormat)
    if kind == ReportKind.ANNUAL:
        show = pptx.Presentation(BytesIO(written(report, ReportFormat.PPTX)))
        assert show.core_properties.title.startswith("Slik gikk det 2024 – ")
        assert show.slides[0].shapes.title.text_frame.text == "Slik gikk det 2024"


def test_what_a_language_lacks_is_said_where_it_is_edited(coordinator: Client) -> None:
    sent = typed(coordinator, title="Slik gikk det i {år}") | {"method-introduction": "<b>Les</b> dette."}
    coordinator.post(address(), sent)
    missing = "kommer på bokmål i rapporten: tittelen, innledningen til «Metode»."
    page = coordinator.get(address()).content.decode()
    assert (page.count(missing), "på nynorsk" in page, "på engelsk" in page) == (2, True, True)
    page = coordinator.get(f"{address()}?sprak=nn").content.decode()
    assert (page.count(missing), "På bokmål: «Slik gikk det i {år}»" in page) == (1, True)
    assert "&lt;b&gt;Les&lt;/b&gt; dette." in page
    write_in(coordinator, "nn", **{"title": "Slik gjekk det", "method-introduction": "Les dette."})
    assert "kommer på bokmål" not in coordinator.get(f"{address()}?sprak=nn").content.decode()
    assert coordinator.get(address()).content.decode().count("kommer på bokmål") == 1


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_a_place_that_nothing_is_put_in_is_told(coordinator: Client, language: str) -> None:
    where = f"{address()}?sprak={language}"
    page = coordinator.post(where, typed(coordinator, title="Slik gikk det i {aar}")).content.decode()
    assert "{aar} blir stående som det er. Skriv {år} der årstallet skal stå." in page
    assert not ReportTemplate.objects.exists()


def test_texts_that_are_too_long_and_other_languages_are_refused(coordinator: Client) -> None:
    page = write_in(coordinator, "en", **{"method-title": "a" * 201}).content.decode()
    assert "Dette må rettes i delene" in page
    assert not ReportTemplate.objects.exists()
    assert coordinator.get(f"{address()}?sprak=fr").status_code == 404
