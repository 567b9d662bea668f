"""Larvik over the open API: the numbers are those that its own documents, pages and commands have."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Municipality, Role
from indicators.models import Indicator
from tests import factories

pytestmark = [pytest.mark.usefixtures("larvik_demo"), pytest.mark.both_databases]


def told(name: str, *words: str, client: Client | None = None, **parameters: str) -> Any:
    answer = (client or Client()).get(reverse(name, args=words), parameters)
    assert answer.status_code == 200, answer.content
    return answer.json()


@pytest.fixture
def reader() -> Client:
    client = Client()
    client.force_login(factories.create_user(role=Role.READER, municipality=Municipality.objects.get()))
    return client


def test_child_welfare_against_arendal_is_what_the_command_says(reader: Client) -> None:
    found = told("api-savings", client=reader, region="3909", year="2024")
    rows = {(row["service_area"], row["compared_with"]): row for row in found["rows"]}
    assert len(rows) == 17 * 7
    row = rows["Barnevern", "Arendal"]
    assert [row[name] for name in ("own", "other", "need_index", "inhabitants", "million_nok")] == [
        *("2656", "1861", "0.969", "48870", "37.64724885")
    ]
    assert rows["Totalt", "Skien"]["need_index"] is None


def test_larvik_backward_in_time() -> None:
    assert [one["code"] for one in told("api-region", "3909")["predecessors"]] == ["3805"]
    stretches = told("api-region-lineage", "3909")["stretches"]
    assert [(one["codes"], one["valid_from"]) for one in stretches] == [
        (["3909"], "2024-01-01"),
        (["3805"], "2020-01-01"),
        (["0712"], "2018-01-01"),
        (["0709", "0728"], None),
    ]


def test_the_whole_catalogue_is_told_to_everybody() -> None:
    assert told("api-indicator-list")["count"] == Indicator.objects.in_catalogue().count() >= 363
    adjusted = told("api-indicator-list", is_need_adjusted="true")["count"]
    assert adjusted == Indicator.objects.filter(is_need_adjusted=True, namespace="").count() > 0


def test_child_welfare_compared_as_on_the_page() -> None:
    """`Larvik 2 130 2 415 2 522 2 656 +134 +5,3 % +300 +12,7 % delt 3. av 6`."""
    code = "netto-driftsutgifter-per-innbygger-barnevern"
    named: dict[str, Any] = {"indicator": code, "region": "3909", "with": "4003,4001"}
    found = told("api-comparison", **named)
    larvik, skien, porsgrunn = found["rows"][:3]
    assert [one["value"] for one in larvik["figures"]] == ["2130", "2415", "2522", "2656"]
    assert (larvik["change"]["amount"], larvik["change"]["percent"]) == ("134", "5.3")
    assert (larvik["change_from_mean"]["amount"], larvik["change_from_mean"]["percent"]) == ("300", "12.7")
    assert larvik["rank"] == skien["rank"] == {"place": 3, "shared_with": 1, "ranked": 6}
    assert (porsgrunn["rank"], porsgrunn["is_outside_group"]) == (None, True)
    assert (found["group"], found["group_members"], found["is_need_adjusted"]) == ("EKG11", 10, True)


def test_the_need_is_told_as_it_is_printed(reader: Client) -> None:
    found = told("api-need-list", client=reader, region="3909", year="2024", service_area="Barnevern")
    assert ("96.9", "percent of national average") in {(one["value"], one["measure"]) for one in found["results"]}
