"""How reports look and what they hold is chosen on a page, and every report made from then on follows."""

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEvent, Municipality, Role
from reporting.exports.annual_layout import annual_document
from reporting.exports.html import as_html
from reporting.models import ReportTemplate
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
