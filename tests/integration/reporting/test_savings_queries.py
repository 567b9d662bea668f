"""The page of the savings potential asks the same, however many regions there are to compare with."""

import pytest
from django.test import Client

from accounts.models import Role
from indicators.models import Indicator, Region
from tests import factories
from tests.counted_queries import queries_of
from tests.savings_figures import create_place, give_costs, small_world

# Eight for the page itself; the rest is who is logged in, where, and what the menu shows.
AT_MOST = 10


@pytest.fixture
def reader(client: Client) -> Client:
    home = factories.create_municipality(number="3909")
    client.force_login(factories.create_user(role=Role.READER, municipality=home))
    return client


def add_places(count: int) -> None:
    sectors = Indicator.objects.filter(service_area__isnull=False)
    for _ in range(count):
        place: Region = create_place(f"55{Region.objects.count():02}", "Et sted")
        give_costs(place, dict.fromkeys(sectors, "1000"))


@pytest.mark.parametrize("address", ["/handlingsrom/", "/handlingsrom/fil/csv/", "/handlingsrom/fil/xlsx/"])
def test_ten_times_as_many_regions_take_the_same_queries(reader: Client, address: str) -> None:
    small_world()
    add_places(2)
    few = queries_of(reader, address)
    add_places(20)
    assert queries_of(reader, address) == few
    assert few <= AT_MOST
