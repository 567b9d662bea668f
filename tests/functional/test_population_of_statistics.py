"""Table 07459 and a table of projections as they come from Statistics Norway, read as one population by age."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from accounts.models import Role
from indicators.services.jsonstat_files import load_jsonstat
from tests import factories
from tests.indicator_pages import text
from tests.jsonstat_files import body_of
from tests.populations import ADDRESS, rows_of

AGES = [f"{age:03}" for age in range(105)] + ["105+"]


def table(number: str, content: str, years: list[str], persons: int) -> bytes:
    """So many of every age in Larvik in every year."""

    def axis(codes: list[str]) -> dict[str, Any]:
        return {"category": {"index": codes, "label": {code: code for code in codes}}}

    axes = {"Region": ["3909"], "Alder": AGES, "ContentsCode": [content], "Tid": years}
    document = {
        "version": "2.0",
        "class": "dataset",
        "label": number,
        "id": list(axes),
        "size": [len(codes) for codes in axes.values()],
        "dimension": {name: axis(codes) for name, codes in axes.items()},
        "role": {"time": ["Tid"], "geo": ["Region"], "metric": ["ContentsCode"]},
        "value": [persons] * (len(AGES) * len(years)),
        "extension": {"px": {"tableid": number}},
    }
    return body_of(document)


def load(number: str, content: str, years: list[str], persons: int) -> None:
    now = datetime(2026, 7, 1, tzinfo=UTC)
    body = table(number, content, years, persons)
    load_jsonstat(
        name=f"{number}.json",
        stem=number,
        body=body,
        most_cells=100_000,
        provisional=False,
        known_from=now,
        by="kari",
        now=now,
    )


@pytest.fixture
def reader(client: Client) -> Client:
    home = factories.create_municipality(number="3909", name="Larvik")
    client.force_login(factories.create_user(role=Role.READER, municipality=home))
    load("07459", "Personer1", ["2024", "2025"], 10)
    load("14288", "Personer", ["2024", "2030"], 10)
    load("12882", "Personer", ["2020", "2030"], 9)
    return client


def test_everybody_is_the_sum_of_all_single_years(reader: Client) -> None:
    rows = {row[0]: row for row in rows_of(reader, "alder") if row}
    assert rows["2025"][:5] == ["2025", "01.01.2025", "1060", "10", "0.9"]
    assert rows_of(reader, "alder")[0][3::2][:9] == [
        *("0 år", "1–5 år", "6–15 år", "16–19 år", "20–44 år", "45–66 år", "67–79 år", "80–89 år", "90 år og eldre"),
    ]


def test_all_four_ratios_can_be_calculated(reader: Client) -> None:
    """Of single years there are 51 from 16 to 66, 39 from 67, 41 from 65, 45 from 20 to 64 and 50 from 15 to 64."""
    rows = {row[0]: row for row in rows_of(reader, "forholdstall") if row}
    assert rows["2025"] == ["2025", "", "1.31", "107.8", "91.1", "112.0"]


def test_every_table_of_projections_is_a_round_of_its_own_year(reader: Client) -> None:
    heading, *rows = rows_of(reader, "framskrivinger")
    assert [name for name in heading if name.startswith("Framskriving")] == [
        "Framskriving fra 2024, hovedalternativet",
        "Framskriving fra 2020, hovedalternativet",
    ]
    assert [row[0] for row in rows if row and row[0].isdigit()] == ["2020", "2024", "2030"]
    shown = text(reader, ADDRESS)
    assert "Kilde: levert av kommunen " in shown
    assert ".json" not in shown
