"""Bringing a file of figures to the page: what it would change is seen first, and then taken in once, or dropped."""

import zipfile
import zlib
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from accounts.models import AuditEvent, Municipality, Role, User
from indicators.models import Fetch, Indicator, Observation, Region, RegionChange, RegionKind, Standing, Upload
from tests.factories import (
    create_indicator,
    create_municipality,
    create_observation,
    create_plan,
    create_region,
    create_upload,
    create_user,
)
from tests.workbooks import emissions, tall

pytestmark = pytest.mark.both_databases

HEADING = "indicator_id,region,year,value\n"
EMISSIONS = "miljodirektoratet-klimagassutslipp"


@pytest.fixture
def larvik() -> Municipality:
    return create_municipality(number="3909", name="Larvik")


@pytest.fixture
def kari(larvik: Municipality) -> User:
    return create_user(role=Role.COORDINATOR, municipality=larvik, username="kari")


@pytest.fixture
def client(kari: User) -> Client:
    return client_of(kari)


@pytest.fixture(autouse=True)
def fond() -> Indicator:
    return create_indicator(code="fond", name_nb="Disposisjonsfond")


def client_of(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def bring(client: Client, body: bytes | str, name: str = "tall.csv", **fields: Any) -> str:
    """The page that the person sees after choosing a file."""
    content = body if isinstance(body, bytes) else body.encode()
    file = SimpleUploadedFile(name, content)
    response = client.post(reverse("figures-upload"), {"file": file, **fields}, follow=True)
    return str(response.content.decode())


def confirm(client: Client, **fields: str) -> str:
    """The page after taking in the only file that waits, as it was seen."""
    upload = Upload.objects.get()
    seen = client.get(reverse("upload-detail", args=[upload.pk])).context["preview"]
    stamp = {"stamp": seen.stamp} | fields
    response = client.post(reverse("upload-confirm", args=[upload.pk]), stamp, follow=True)
    return str(response.content.decode())


def test_what_the_file_changes_is_seen_before_anything_is_written(client: Client) -> None:
    create_observation(indicator=Indicator.objects.get(), region=region("3909", "Larvik"), period="2023", literal="5.0")
    page = bring(client, HEADING + "fond,Larvik,2023,5.5\nfond,Larvik,2024,6.0\nfond,Larvik,2025,7\n")
    assert [
        text for text in ("Nye tall", "Endrede tall", "Disposisjonsfond", "5,0", "5,5", "6,0") if text not in page
    ] == []
    assert (Observation.objects.count(), Fetch.objects.count(), Upload.objects.count()) == (1, 1, 1)


def region(code: str, name: str) -> Region:
    return create_region(code=code, name=name)


def test_what_was_seen_is_what_happens(client: Client) -> None:
    bring(client, HEADING + "fond,Larvik,2023,5.5\nfond,Larvik,2024,6.0\n")
    page = confirm(client)
    assert "tall.csv er tatt inn. Nye tall: 2. Endret: 0. Som før: 0." in page
    assert Observation.objects.count() == 2
    assert Upload.objects.count() == 0
    row = Observation.objects.order_by("period").first()
    assert row is not None
    assert (row.literal, row.standing, row.source_table) == ("5.5", Standing.OFFICIAL, "")
    assert Fetch.objects.get().received_from == "kari"
    assert AuditEvent.objects.get().actor == "kari"


def test_the_same_file_again_changes_nothing(client: Client) -> None:
    for _time in range(2):
        bring(client, HEADING + "fond,Larvik,2023,5.5\n")
        confirm(client)
    page = bring(client, HEADING + "fond,Larvik,2023,5.5\n")
    assert "Filen har ingen tall som vi ikke har fra før." in page
    assert (Observation.objects.count(), Fetch.objects.count(), AuditEvent.objects.count()) == (1, 1, 1)


def test_a_file_is_taken_in_once(client: Client) -> None:
    bring(client, HEADING + "fond,Larvik,2023,5.5\n")
    address = reverse("upload-confirm", args=[Upload.objects.get().pk])
    confirm(client)
    assert client.post(address, {"stamp": "1-0-0-0-0"}).status_code == 404
    assert Observation.objects.count() == 1


def test_figures_that_changed_in_the_meantime_are_shown_again(client: Client, fond: Indicator) -> None:
    bring(client, HEADING + "fond,Larvik,2023,5.5\n")
    upload = Upload.objects.get()
    stamp = client.get(reverse("upload-detail", args=[upload.pk])).context["preview"].stamp
    create_observation(indicator=fond, region=region("3909", "Larvik"), period="2023", literal="4.0")
    page = client.post(reverse("upload-confirm", args=[upload.pk]), {"stamp": stamp}).content.decode()
    assert "Tallene er endret siden du så på dem" in page
    assert "4,0" in page
    assert (Observation.objects.count(), Upload.objects.count()) == (1, 1)
    confirm(client)
    assert Observation.objects.count() == 2


def test_a_dropped_file_is_gone(client: Client) -> None:
    bring(client, HEADING + "fond,Larvik,2023,5.5\n")
    address = reverse("upload-drop", args=[Upload.objects.get().pk])
    assert "tall.csv er forkastet" in client.post(address, follow=True).content.decode()
    assert (Upload.objects.count(), Observation.objects.count()) == (0, 0)


def test_files_that_nobody_came_back_to_are_thrown_away(client: Client, larvik: Municipality) -> None:
    old = create_upload(municipality=larvik, uploaded_at=timezone.now() - timedelta(days=8))
    young = create_upload(municipality=larvik, name="ung.csv", uploaded_at=timezone.now() - timedelta(days=6))
    page = client.get(reverse("figures-upload")).content.decode()
    assert ("ung.csv" in page, old.name in page) == (True, False)
    bring(client, HEADING)
    assert set(Upload.objects.values_list("pk", flat=True)) >= {young.pk}
    assert not Upload.objects.filter(pk=old.pk).exists()


def test_the_file_is_kept_compressed_with_its_checksum(client: Client) -> None:
    bring(client, HEADING + "fond,Larvik,2023,5.5\n", provisional="on")
    upload = Upload.objects.get()
    assert zlib.decompress(upload.body).decode().startswith(HEADING)
    assert (len(upload.checksum), upload.is_provisional, upload.uploaded_by) == (64, True, "kari")
    assert "merket som foreløpige" in client.get(reverse("upload-detail", args=[upload.pk])).content.decode()
    confirm(client)
    assert Observation.objects.get().kind == "provisional"


# Whose figures --------------------------------------------------------------------------------------------------------


def test_a_coordinator_brings_figures_about_the_own_municipality_only(client: Client) -> None:
    page = bring(client, HEADING + "fond,Larvik,2023,5\nfond,Skien,2023,6\nfond,Skien,2024,6\nfond,Norge,2023,7\n")
    assert "Filen kan ikke tas inn" in page
    assert page.count("du kan bare ta inn tall om din egen kommune") == 2
    assert "regionen «Skien» (4003): du kan" in page
    assert "Ta inn tallene" not in page
    assert client.post(reverse("upload-confirm", args=[Upload.objects.get().pk])).status_code == 200
    assert Observation.objects.count() == 0


def test_the_own_municipality_is_what_it_was_before_too(client: Client) -> None:
    codes = ["0728", "0709", "0712", "3805", "3909"]
    lardal, old, merged, later, now = (region(code, f"Sted {code}") for code in codes)
    for one, other, year in ((lardal, merged, 2018), (old, merged, 2018), (merged, later, 2020), (later, now, 2024)):
        RegionChange.objects.create(old=one, new=other, changed_on=f"{year}-01-01", source="prøve")
    bring(client, HEADING + "".join(f"fond,{code},2015,1\n" for code in codes))
    confirm(client)
    assert Observation.objects.count() == 5


def test_an_administrator_brings_figures_about_any_region(larvik: Municipality) -> None:
    client = client_of(create_user(role=Role.ADMINISTRATOR, municipality=larvik))
    bring(client, HEADING + "fond,Larvik,2023,5\nfond,Skien,2023,6\n")
    confirm(client)
    assert Observation.objects.count() == 2


def test_a_draft_of_another_municipality_is_not_told_of(client: Client) -> None:
    plan = create_plan(status="draft")
    create_indicator(code="hemmelig", namespace=plan.code, name_nb="Et hemmelig mål")
    page = bring(client, HEADING + "hemmelig,Larvik,2023,5\n")
    assert "ukjent indikator «hemmelig»: last inn indikatoren først" in page
    assert "Et hemmelig mål" not in page


JSONSTAT = (
    b'{"version":"2.0","class":"dataset","id":["Region","Tid"],"size":[1,1],"role":{"geo":["Region"],"time":["Tid"]},'
    b'"dimension":{"Region":{"category":{"index":["3909"]}},"Tid":{"category":{"index":["2024"]}}},"value":[1.5]}'
)


def test_only_administrators_add_to_the_catalogue_that_all_share(client: Client, larvik: Municipality) -> None:
    assert "er ny: be en administrator om å ta inn filen første gang" in bring(client, JSONSTAT, "tabell.json")
    assert not Indicator.objects.filter(code="tabell").exists()
    Upload.objects.all().delete()
    administrator = client_of(create_user(role=Role.ADMINISTRATOR, municipality=larvik))
    bring(administrator, JSONSTAT, "tabell.json")
    confirm(administrator)
    bring(client, JSONSTAT.replace(b"1.5", b"1.6"), "tabell.json")
    confirm(client)
    assert [row.literal for row in Observation.objects.order_by("id")] == ["1.5", "1.6"]


def test_files_of_others_are_not_there(client: Client) -> None:
    other = create_upload()
    for name in ("upload-detail", "upload-confirm", "upload-drop"):
        method = client.get if name == "upload-detail" else client.post
        assert method(reverse(name, args=[other.pk])).status_code == 404
    assert Upload.objects.count() == 1


def test_whoever_has_several_municipalities_says_which(kari: User, larvik: Municipality) -> None:
    other = create_municipality(number="4003", name="Skien")
    kari.memberships.create(municipality=other, role=Role.COORDINATOR)
    bring(client_of(kari), HEADING + "fond,Skien,2023,5\n", municipality=str(other.pk))
    assert Upload.objects.get().municipality == other
    confirm(client_of(kari))
    assert Observation.objects.get().region.code == "4003"


# Workbooks ------------------------------------------------------------------------------------------------------------


def test_a_workbook_with_the_usual_heading(client: Client) -> None:
    bring(client, tall(["fond", "Larvik", 2024, 0.1 + 0.2]), "tall.xlsx")
    confirm(client)
    assert Observation.objects.get().literal == "0.3"


def test_the_emissions_of_the_own_municipality_out_of_all(client: Client) -> None:
    rows = [(number, 2022, "Veitrafikk", "Busser", "CO2", number) for number in (301, 3909, 4003)]
    page = bring(client, emissions(*rows), "utslippsstatistikk_alle_kommuner.xlsx", mapping=EMISSIONS)
    assert "oppsettet er ikke kontrollert mot en ekte fil: se over tallene" in page
    assert "tall om 2 andre regioner er ikke tatt med" in page
    assert "Hva vi vet om oppsettet" in page
    confirm(client)
    assert {row.region.code for row in Observation.objects.all()} == {"3909"}
    assert Observation.objects.count() == 2


# What is wrong with the file ------------------------------------------------------------------------------------------


def test_the_lines_are_those_of_the_command(client: Client) -> None:
    page = bring(client, HEADING + "ukjent,Larvik,2023,5\nfond,Larvik,2023,fem\n")
    assert "tall.csv: linje 2, kolonne indicator_id: ukjent indikator «ukjent»: last inn indikatoren først" in page
    assert "tall.csv: linje 3, kolonne value: «fem» er ikke et tall" in page
    page = bring(client, tall(["fond", "Larvik", 2024, "1,5"]), "tall.xlsx")
    assert "tall.xlsx: ark «Tall», rad 2, kolonne D: «1,5» er lagret som tekst" in page


def test_what_a_file_says_is_never_markup_or_a_formula(client: Client) -> None:
    create_indicator(code="=cmd", name_nb="<script>alert(1)</script>")
    page = bring(client, HEADING + '=cmd,Larvik,2023,5\n"<b>fet</b>",Larvik,2023,5\n', "<i>tall</i>.csv")
    assert "&lt;b&gt;fet&lt;/b&gt;" in page
    assert "&lt;i&gt;tall&lt;" in page or "i&gt;.csv" in page
    Upload.objects.all().delete()
    page = bring(client, HEADING + "=cmd,Larvik,2023,5\n")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>alert" not in page


def bomb() -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        new.writestr("xl/workbook.xml", b"<workbook/>")
        new.writestr("xl/media/bilde.png", b"\0" * 600 * 1024 * 1024)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("name", "body", "told"),
    [
        ("tall.xlsx", b"PK\x03\x04ikke en zip", "filen er skadet og kan ikke leses"),
        ("tall.xlsx", b"\xd0\xcf\x11\xe0" + bytes(600), "beskyttet med passord eller i det gamle formatet .xls"),
        ("tall.xlsx", HEADING.encode(), "filen er ikke en Excel-fil (.xlsx)"),
        ("tall.csv", b"\xff\xfe", "filen er lagret som UTF-16"),
        ("tall.csv", b"\x89PNG\r\n", "er ikke UTF-8"),
        ("tall.json", b"[", "tall.json: "),
        ("tall.json", b"{}", "tall.json: "),
    ],
)
def test_a_file_that_cannot_be_read_is_told_on_its_page(client: Client, name: str, body: bytes, told: str) -> None:
    page = bring(client, body, name)
    assert told in page
    assert "Ingenting er lagret. Rett filen, og last den opp på nytt." in page


@pytest.mark.slow
def test_a_zip_bomb_is_refused(client: Client) -> None:
    assert "når den pakkes ut, og leses ikke" in bring(client, bomb(), "tall.xlsx")


@pytest.mark.parametrize(
    ("name", "body", "fields", "told"),
    [
        ("tall.csv", b"", {}, "Filen er tom."),
        ("tall.pdf", b"%PDF", {}, "Filen må slutte på .csv, .json, .xlsx."),
        ("tall.xls", b"x", {}, "Åpne filen i Excel og lagre den som .xlsx."),
        ("tall.csv", b"x", {"mapping": EMISSIONS}, "Bare Excel-filer leses med et oppsett."),
        ("tall.xlsx", b"x", {"mapping": "../../etc/passwd"}, "er ikke et av de tilgjengelige valgene"),
    ],
)
def test_a_wrong_kind_of_file_is_told_at_its_field(
    client: Client, name: str, body: bytes, fields: dict[str, str], told: str
) -> None:
    assert told in bring(client, body, name, **fields)
    assert Upload.objects.count() == 0


def test_a_missing_file_is_told(client: Client) -> None:
    assert "Fil med tall: Velg en fil." in client.post(reverse("figures-upload"), {}).content.decode()


def test_a_large_file_is_refused_before_it_is_kept(client: Client, settings: Settings) -> None:
    settings.MAX_UPLOAD_MB = 1
    assert "Filen er større enn 1 MB." in bring(client, b"x" * (1024 * 1024 + 1))
    page = bring(client, b"x" * (1024 * 1024 + 100_000))
    assert "Filen er større enn 1 MB." in page
    assert Upload.objects.count() == 0


def test_more_figures_than_a_page_can_wait_for(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("indicators.services.uploads.MOST_FIGURES", 2)
    rows = "".join(f"fond,Larvik,{2000 + year},1\n" for year in range(3))
    assert "filen har mer enn 2 tall" in bring(client, HEADING + rows)
    assert "filen har mer enn 2 tall" in bring(
        client, tall(*(["fond", "Larvik", 2000 + n, 1] for n in range(3))), "a.xlsx"
    )


def test_fifty_changes_are_listed_and_the_rest_counted(client: Client) -> None:
    page = bring(client, HEADING + "".join(f"fond,Larvik,{1900 + year},1\n" for year in range(60)))
    assert "… og 10 tall til" in page
    assert page.count("<td>Larvik</td>") == 50


def test_a_region_that_is_only_looked_at_is_not_made(client: Client) -> None:
    bring(client, HEADING + "fond,Et nytt sted,2023,5\n")
    assert not Region.objects.filter(kind=RegionKind.AREA).exists()
