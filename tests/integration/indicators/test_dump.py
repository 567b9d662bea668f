"""All figures as rows, as they were known at a time."""

from datetime import UTC, datetime

import pytest
from pytest_django import DjangoAssertNumQueries

from indicators.dump import dump_rows, guarded
from indicators.models import Indicator, Region
from indicators.services.observations import load_observations
from tests.factories import create_indicator

HEADING = "indicator_id,region,period,value,missing,kind\n"


def load(rows: str, *, known: datetime) -> None:
    body = (HEADING + rows).encode()
    load_observations(name="tall.csv", body=body, provisional=False, known_from=known, by="kari", now=known)


SPRING, AUTUMN = datetime(2025, 3, 31, 22, 0, tzinfo=UTC), datetime(2025, 10, 1, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def figures() -> None:
    create_indicator(code="fond")
    create_indicator(code="arsverk")
    load("fond,Larvik,2024,10.60,,\narsverk,Larvik,2024,3.1,,\nfond,EKG11,2024,,:,\n", known=SPRING)
    load(
        "fond,Larvik,2024,10.70,,\narsverk,Larvik,2024,17.7,,korrigert\narsverk,Larvik,2023,9,*,\nfond,Larvik,,1,,\n",
        known=AUTUMN,
    )


def rows(*, known_at: datetime | None = None) -> list[str]:
    return [",".join(row) for row in dump_rows(indicator=None, region=None, known_at=known_at)]


def test_the_newest_figures_sorted_by_code() -> None:
    assert rows() == [
        "arsverk,3909,2023,9,,provisional,2025-10-01",
        "arsverk,3909,2024,3.1,,actual,2025-04-01",
        "fond,3909,,1,,actual,2025-10-01",
        "fond,3909,2024,10.70,,actual,2025-10-01",
        "fond,EKG11,2024,,:,actual,2025-04-01",
    ]


def test_as_it_was_known_in_spring() -> None:
    assert "fond,3909,2024,10.60,,actual,2025-04-01" in rows(known_at=SPRING)
    assert len(rows(known_at=SPRING)) == 3
    assert rows(known_at=datetime(2025, 1, 1, tzinfo=UTC)) == []


def test_narrowed_to_an_indicator_and_a_region(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    fond, larvik = Indicator.objects.get(code="fond"), Region.objects.get(code="3909")
    with django_assert_num_queries(1):
        narrowed = list(dump_rows(indicator=fond, region=larvik, known_at=None))
    assert {row[:2] for row in narrowed} == {("fond", "3909")}


@pytest.mark.parametrize(
    ("text", "shown"),
    [("=1+1", "'=1+1"), ("@a", "'@a"), ("-a", "'-a"), ("+4", "'+4"), ("-", "-"), ("fond", "fond"), ("", "")],
)
def test_no_text_is_taken_for_a_formula(text: str, shown: str) -> None:
    assert guarded(text) == shown
