"""The page of a region in the administration: what it was, what became of it, and its groups, to look at."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import AuditEvent
from indicators.models import Region, RegionChange
from indicators.services.region_rows import load_shipped_regions
from tests import factories
from tests.admin_forms import add, address, change
from tests.factories import NOW


@pytest.fixture
def superuser(client: Client) -> Client:
    client.force_login(factories.create_superuser())
    return client


@pytest.fixture(autouse=True)
def shipped() -> None:
    load_shipped_regions(by="test", now=NOW)


def page_of(client: Client, code: str) -> str:
    return client.get(address(Region.objects.get(code=code))).content.decode()


def test_larvik_shows_what_it_came_from_and_its_group(superuser: Client) -> None:
    page = page_of(superuser, "3909")
    assert all(text in page for text in ("Kom fra", "Larvik (–2023), 3805", "KOSTRA-gruppe 11, EKG11", "SSBs liste"))
    assert "Larvik, 3909" in page_of(superuser, "3805")


def test_a_group_shows_its_members_at_each_time(superuser: Client) -> None:
    page = page_of(superuser, "EKG11")
    assert all(text in page for text in ("Medlemmer", "Larvik (–2023), 3805", "Bodø, 1804", "Moss, 3103"))
    assert "Porsgrunn, 4001" not in page


def test_saving_a_region_changes_its_name_and_nothing_of_its_past(superuser: Client) -> None:
    region = Region.objects.get(code="3909")
    assert change(superuser, region, name="Larvik kommune").status_code == 302
    region.refresh_from_db()
    assert (region.name, RegionChange.objects.filter(new=region).count()) == ("Larvik kommune", 1)
    assert AuditEvent.objects.order_by("pk").last().after == {"name": "Larvik kommune"}  # type: ignore[union-attr]


def test_a_region_can_be_added(superuser: Client) -> None:
    assert add(superuser, Region, code="vestfold", name="Vestfold", kind="area").status_code == 302


def test_a_page_asks_the_same_for_one_member_and_for_many(superuser: Client) -> None:
    ContentType.objects.get_for_model(Region)  # Django asks once in a process, and again after a test that empties.
    few = queries_of(superuser, Region.objects.get(code="EKG13"))
    assert queries_of(superuser, Region.objects.get(code="EKG11")) == few


def queries_of(client: Client, region: Region) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address(region)).status_code == 200
    return len(captured)
