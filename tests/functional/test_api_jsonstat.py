"""Figures as JSON-stat: what other readers and our own read back is what was published."""

import json
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pyjstat import pyjstat
from pytest_django import DjangoAssertNumQueries

from api.queries import cube
from indicators.models import Channel, Indicator, Observation, Region, Standing, ValueKind
from indicators.sources.jsonstat import Role, cells_of, read_dataset
from tests import factories

pytestmark = pytest.mark.django_db

# What is published in the periods of one series; a sign where there is no number.
PUBLISHED = {
    "2016": "5.0",
    "2017": "0",
    "2018": "-0.35",
    "2019": ".",
    "2020": "..",
    "2021": ":",
    "2022": "-",
    "2023": "12345678901234567.125",
    "2024": "007.50",
}
SIGNS = {".", "..", ":", "-"}


@pytest.fixture
def larvik() -> Region:
    return factories.create_region(code="3909", name="Larvik")


@pytest.fixture
def indicator(larvik: Region) -> Indicator:
    source = factories.create_fetched_source(name="Nøkkeltall", code="ssb-12134", table="12134")
    fetch = factories.create_fetch(channel=Channel.SSB, source=source)
    one = factories.create_indicator(
        code="12134:KOSAGD", name_nb="Driftsresultat", name_en="Operating result", unit="percent", decimals=2
    )
    for period, said in PUBLISHED.items():
        printed: dict[str, Any] = {"missing": said} if said in SIGNS else {"literal": said}
        factories.create_observation(indicator=one, region=larvik, period=period, fetch=fetch, **printed)
    newest: dict[str, Any] = {"period": "2025", "literal": "6.10", "kind": ValueKind.PROVISIONAL}
    factories.create_observation(indicator=one, region=larvik, fetch=fetch, **newest)
    return one


def asked(client: Client, language: str = "nb", **parameters: str) -> Any:
    return client.get(reverse("api-observations-jsonstat"), parameters, headers={"Accept-Language": language})


def test_our_reader_reads_back_every_number_and_every_sign(client: Client, indicator: Indicator) -> None:
    dataset = read_dataset(asked(client, indicator=indicator.code).content, stem="api", max_cells=100)
    cells = {cell.period: cell for cell in cells_of(dataset)}
    read = {period: cell.literal or cell.missing for period, cell in cells.items()}
    expected = {period: said if said in SIGNS else Decimal(said) for period, said in PUBLISHED.items()}
    assert {period: said if said in SIGNS else Decimal(said) for period, said in read.items()} == expected | {
        "2025": Decimal("6.10")
    }
    assert (cells["2025"].region, cells["2025"].symbol) == ("3909", "*")
    assert [one.role for one in dataset.dimensions] == [Role.METRIC, Role.GEO, Role.TIME]


@pytest.mark.filterwarnings("ignore::DeprecationWarning:pyjstat")
def test_pyjstat_reads_back_the_same_numbers(client: Client, indicator: Indicator) -> None:
    frame = pyjstat.Dataset.read(asked(client, indicator=indicator.code).content.decode()).write(
        "dataframe", naming="id"
    )
    read = {row.period: None if row.value != row.value else float(row.value) for row in frame.itertuples()}
    expected = {period: None if said in SIGNS else float(said) for period, said in PUBLISHED.items()}
    assert read == expected | {"2025": 6.1}
    assert set(frame["region"]) == {"3909"}


def test_numbers_keep_the_decimals_of_their_source(client: Client, indicator: Indicator) -> None:
    told = json.loads(asked(client, indicator=indicator.code).content, parse_float=str, parse_int=str)
    numbers = ["5.0", "0", "-0.35", None, None, None, None, "12345678901234567.125", "7.50", "6.10"]
    assert told["value"] == numbers
    assert told["status"] == {"3": ".", "4": "..", "5": ":", "6": "-", "9": "*"}


def test_what_the_figures_are_is_told_in_the_language_asked_for(client: Client, indicator: Indicator) -> None:
    told = asked(client, "en", indicator=indicator.code).json()
    metric = told["dimension"]["indicator"]["category"]
    assert (told["label"], told["version"], told["class"]) == ("Operating result", "2.0", "dataset")
    assert metric["label"] == {indicator.code: "Operating result"}
    assert metric["unit"][indicator.code]["decimals"] == 2
    assert told["dimension"]["region"]["category"]["label"] == {"3909": "Larvik"}
    assert (told["source"], told["updated"]) == (
        "Nøkkeltall (Statistisk sentralbyrå), 12134",
        f"{factories.NOW.isoformat()}".replace("+00:00", "Z"),
    )
    assert set(told["extension"]["status"]["label"]) == {".", "..", ":", "-", "*"}
    assert asked(client, indicator=indicator.code).json()["label"] == "Driftsresultat"


def test_several_indicators_and_regions_leave_null_where_nothing_is_known(
    client: Client, indicator: Indicator, larvik: Region
) -> None:
    other, group = factories.create_indicator(code="99999:b"), factories.create_region(code="EKG11")
    factories.create_observation(indicator=other, region=group, period="2025", literal="1")
    factories.create_observation(indicator=other, region=larvik, period="2024", literal="2", part="god")
    told = asked(client, indicator=f"{other.code},{indicator.code}", period="2024,2025").json()
    assert told["id"] == ["indicator", "region", "period"]
    assert told["size"] == [2, 2, 2]
    assert told["value"] == [7.5, 6.1, None, None, None, None, None, 1]
    assert told["status"] == {"1": "*"}


def test_only_what_is_official_is_in_a_strangers_cube(client: Client, indicator: Indicator, larvik: Region) -> None:
    own: dict[str, Any] = {"standing": Standing.CORRECTION, "kind": ValueKind.CORRECTION}
    factories.create_observation(indicator=indicator, region=larvik, period="2026", literal="9", **own)
    assert "2026" not in asked(client, indicator=indicator.code).json()["dimension"]["period"]["category"]["index"]
    client.force_login(factories.create_user())
    told = asked(client, indicator=indicator.code, period="2026").json()
    assert (told["value"], told["status"]) == ([9], {"0": "correction"})


def test_an_interval_has_no_number_and_both_its_ends(client: Client, larvik: Region) -> None:
    one = factories.create_indicator()
    factories.create_observation(indicator=one, region=larvik, kind=ValueKind.INTERVAL, missing="..")
    Observation.objects.update(missing="", value_min=Decimal("1.50"), value_max=Decimal(100))
    told = asked(client, indicator=one.code).json()
    assert (told["value"], told["status"]) == ([None], {"0": "interval"})
    assert told["extension"]["intervals"] == {"0": {"from": "1.5", "to": "100"}}


def test_what_was_known_then_is_told_as_it_was(client: Client, indicator: Indicator) -> None:
    told = asked(client, indicator=indicator.code, known_at=factories.NOW.isoformat()).json()
    assert told["extension"]["known_at"] == factories.NOW.isoformat().replace("+00:00", "Z")
    assert asked(client, indicator=indicator.code, known_at="2001-01-01").status_code == 404


WRONG = [
    ({"indicator": "FINS-IKKE"}, 404, "FINS-IKKE"),
    ({"source": "FINS-IKKE"}, 404, "FINS-IKKE"),
    ({"region": "0000", "indicator": "12134:KOSAGD"}, 404, "0000"),
    ({"vintages": "all"}, 400, "vintages"),
    ({"fields": "value"}, 400, "fields"),
    ({"known_at": "i går"}, 400, "known_at"),
]


@pytest.mark.parametrize(("parameters", "status", "names"), WRONG)
def test_what_has_no_answer_is_told_with_what_is_wrong(
    client: Client, indicator: Indicator, parameters: dict[str, str], status: int, names: str
) -> None:
    answer = asked(client, **parameters)
    assert answer.status_code == status
    assert names in answer.content.decode()


def test_a_cube_that_is_too_large_is_refused_with_its_size(
    client: Client, indicator: Indicator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cube, "MOST_CELLS", 9)
    answer = asked(client, indicator=indicator.code)
    assert answer.status_code == 400
    assert "10 celler" in answer.json()["errors"][0]["message"]


def test_a_source_is_a_question_too_and_the_head_is_asked_alone(client: Client, indicator: Indicator) -> None:
    whole = asked(client, source="ssb-12134")
    assert whole.json()["size"] == [1, 1, 10]
    head = client.head(reverse("api-observations-jsonstat"), {"source": "ssb-12134"})
    assert (head.status_code, head.content, head["Content-Type"]) == (200, b"", "application/json")
    again = client.get(whole.request["PATH_INFO"], {"source": "ssb-12134"}, headers={"If-None-Match": whole["ETag"]})
    assert again.status_code == 304


def test_a_cube_is_read_in_the_same_number_of_queries_however_large(
    client: Client, indicator: Indicator, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    codes = [indicator.code]
    for more in (1, 20):
        others = [factories.create_observation(fetch=factories.create_fetch()).indicator.code for _ in range(more)]
        codes += others
        # Four for what everybody may read, one for the codes, one for the size, and four for the cube.
        with django_assert_num_queries(10):
            assert asked(client, indicator=",".join(codes)).status_code == 200


def test_without_a_figure_there_is_no_cube_and_an_empty_list_and_the_description_says_so(
    client: Client, indicator: Indicator
) -> None:
    nothing = {"indicator": indicator.code, "period": "1999"}
    assert asked(client, **nothing).status_code == 404
    told = client.get(reverse("api-observation-list"), nothing)
    assert (told.status_code, told.json()["results"]) == (200, [])
    paths = client.get(reverse("api-schema"), headers={"Accept": "application/json"}).json()["paths"]
    assert "404 når ingen tall passer" in paths["/api/v1/observations.json-stat"]["get"]["summary"]
    assert "en tom liste når ingen tall passer" in paths["/api/v1/observations/"]["get"]["summary"]
