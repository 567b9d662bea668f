"""Loading figures: vintages are added, nothing is changed, and the same again writes nothing."""

import zlib
from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.imports import ImportRefused, LoadOutcome
from accounts.models import AuditEvent
from indicators.models import Fetch, IndicatorAlias, Observation, Region, Standing
from indicators.services.observations import load_observations
from indicators.services.recording import body_of
from tests.factories import create_indicator

NOW = datetime(2026, 7, 1, 12, tzinfo=UTC)
HEADING = "indicator_id,region,period,value,missing,kind,source_table\n"


@pytest.fixture(autouse=True)
def indicators() -> None:
    create_indicator(code="fond")
    create_indicator(code="dager")


def load(rows: str, *, heading: str = HEADING, days: int = 0, provisional: bool = False) -> tuple[int, int, int]:
    """Load some rows, known some days after the first ones; returns created, updated, unchanged."""
    now = NOW + timedelta(days=days)
    body = (heading + rows).encode()
    outcome: LoadOutcome = load_observations(
        name="tall.csv", body=body, provisional=provisional, known_from=now, by="kari", now=now
    )
    return outcome.created, outcome.updated, outcome.unchanged


def refusal_of(rows: str, *, heading: str = HEADING) -> list[str]:
    with pytest.raises(ImportRefused) as refused:
        load(rows, heading=heading)
    return [str(problem) for problem in refused.value.problems]


def current(indicator: str = "fond", period: str = "2024") -> str:
    row = Observation.objects.filter(indicator__code=indicator, period=period).newest().get()
    return row.literal or row.missing


def test_a_figure_is_kept_exactly_as_published() -> None:
    assert load("fond,Larvik,2024,10.60,,,\n") == (1, 0, 0)
    row = Observation.objects.get()
    assert (row.literal, row.region.code, row.period, row.period_end) == (
        "10.60",
        "3909",
        "2024",
        date(2024, 12, 31),
    )
    assert (row.standing, row.kind, row.known_from) == (Standing.OFFICIAL, "actual", NOW)


def test_the_file_is_kept_with_its_checksum_and_counts() -> None:
    load("fond,Larvik,2024,1,,,\nfond,Larvik,2025,2,,,\n")
    fetch = Fetch.objects.get()
    assert zlib.decompress(bytes(fetch.body)).decode().startswith(HEADING)
    assert (len(fetch.checksum), fetch.created_count, fetch.received_from) == (64, 2, "kari")
    event = AuditEvent.objects.get()
    assert (event.action, event.actor, event.object_id) == ("indicators.observations.loaded", "kari", str(fetch.pk))


def test_the_same_again_writes_nothing() -> None:
    rows = "fond,Larvik,2024,1,,,detail\nfond,Larvik,2024,2,,,overview\nfond,Larvik,2025,,:,,\n"
    load(rows)
    before = (Observation.objects.count(), Fetch.objects.count(), AuditEvent.objects.count())
    assert load(rows, days=30) == (0, 0, 3)
    assert (Observation.objects.count(), Fetch.objects.count(), AuditEvent.objects.count()) == before


def test_a_new_file_with_nothing_new_is_kept_and_writes_no_figure() -> None:
    load("fond,Larvik,2024,5,,,\n")
    assert load("fond,Larvik,2024,5.0,,,\n", days=1) == (0, 0, 1)
    assert (Observation.objects.count(), Fetch.objects.count()) == (1, 2)


def test_a_revised_figure_keeps_the_old_row() -> None:
    load("fond,Larvik,2024,5,,,\n")
    assert load("fond,Larvik,2024,6,,,\n", days=1) == (0, 1, 0)
    assert list(Observation.objects.order_by("pk").values_list("literal", flat=True)) == ["5", "6"]
    assert current() == "6"
    assert load("fond,Larvik,2024,5,,,\n", days=2) == (0, 1, 0)
    assert current() == "5"


def test_of_two_prints_in_one_file_the_overview_is_current() -> None:
    rows = "fond,Larvik,2024,43,,,overview\nfond,Larvik,2024,40,,,detail\nfond,Larvik,2024,39,,,text\n"
    assert load(rows) == (1, 2, 0)
    assert current() == "43"
    assert load(rows, days=1) == (0, 0, 3)


def test_a_final_figure_after_a_provisional_one_is_a_change() -> None:
    load("fond,Larvik,2024,5,,,\n", provisional=True)
    assert Observation.objects.get().kind == "provisional"
    assert load("fond,Larvik,2024,5,,,\n", days=1) == (0, 1, 0)


def test_provisional_leaves_projections_and_corrections_alone() -> None:
    load("fond,Larvik,2024,5,,,\nfond,Larvik,2030,6,,prognose,\nfond,Larvik,2024,7,,korrigert,\n", provisional=True)
    kinds = dict(Observation.objects.values_list("literal", "kind"))
    assert kinds == {"5": "provisional", "6": "projection", "7": "correction"}


def test_a_correction_stands_beside_the_official_figure_and_never_replaces_it() -> None:
    load("fond,Larvik,2024,3.1,,,\n")
    assert load("fond,Larvik,2024,17.7,,korrigert,\n", days=1) == (1, 0, 0)
    assert current() == "3.1"
    assert Observation.objects.filter(standing=Standing.CORRECTION).get().literal == "17.7"


def test_zero_is_not_missing_and_missing_is_not_zero() -> None:
    load("fond,Larvik,2023,0,,,\nfond,Larvik,2024,,-,,\nfond,Larvik,2025,,,,\n")
    assert [current(period=period) for period in ("2023", "2024", "2025")] == ["0", "-", ".."]


def test_an_older_delivery_does_not_hide_a_newer_one() -> None:
    load("fond,Larvik,2024,6,,,\n", days=10)
    assert load("fond,Larvik,2024,5,,,\n", days=0) == (1, 0, 0)
    assert current() == "6"


def test_a_plans_own_name_for_an_indicator_is_understood_while_it_names_only_one() -> None:
    fond, dager = (IndicatorAlias.objects.create(indicator=create_indicator(), alias="I-FOND") for _ in range(2))
    assert "flere planer bruker navnet «I-FOND»" in refusal_of("I-FOND,Larvik,2024,5,,,\n")[0]
    dager.delete()
    load("I-FOND,Larvik,2024,5,,,\n")
    assert Observation.objects.get().indicator == fond.indicator


def test_a_region_is_named_by_code_or_by_name() -> None:
    load(
        "fond,3909,2024,1,,,\nfond,Larvik,2025,1,,,\nfond,Larvik by,2024,1,,,\nfond,EKG13,2024,1,,,\nfond,-,2024,1,,,\n"
    )
    assert set(Region.objects.values_list("code", "kind")) == {
        ("3909", "municipality"),
        ("larvik-by", "area"),
        ("EKG13", "kostra_group"),
        ("-", "area"),
    }


def test_one_cell_with_two_values_names_both_lines() -> None:
    told = refusal_of("fond,Larvik,2024,5,,,\nfond,3909,2024,6,,,\n")
    assert told == ["tall.csv: linje 3: samme celle står også på linje 2, med en annen verdi (5 og 6)"]
    assert load("fond,Larvik,2024,5,,,\nfond,3909,2024,5.0,,,\n") == (1, 0, 1)


class ReadInBlocks(BytesIO):
    """A file that nobody may read as a whole."""

    def read(self, size: int | None = -1) -> bytes:
        assert size is not None
        assert 0 < size <= 1024 * 1024
        return super().read(size)


def test_a_large_file_is_never_read_as_a_whole() -> None:
    rows = "".join(f"fond,Sted {row % 7},{1900 + row % 100},{row},,prognose,t{row}\n" for row in range(700))
    body = ReadInBlocks((HEADING + rows).encode())
    outcome = load_observations(name="tall.csv", body=body, provisional=False, known_from=NOW, by="kari", now=NOW)
    assert outcome.created + outcome.updated == 700
    assert body_of(Fetch.objects.get()) == body.getvalue()


def test_everything_that_is_wrong_is_told_in_the_order_of_the_lines() -> None:
    rows = (
        "fond,Larvik,2024,fem,,,\nukjent,Larvik,2024,2,,,\nfond,Larvik,2024,1,,,\n"
        "fond,???,20x4,3,,,\nfond,???,2024,3,,,\n"
    )
    assert [line.split(": ")[1] for line in refusal_of(rows)] == [
        "linje 2, kolonne value",
        "linje 3, kolonne indicator_id",
        "linje 5, kolonne period",
        "linje 6, kolonne region",
    ]


def test_contradictions_are_told_in_the_order_of_the_lines() -> None:
    rows = "".join(f"dager,Sted {number},2024,{number},,,\nfond,Sted {number},2024,5,,,\n" for number in range(3))
    told = refusal_of(rows + "fond,Sted 2,2024,6,,,\nfond,Sted 0,2024,7,,,\ndager,Sted 1,2024,,:,,\n")
    assert [line.removeprefix("tall.csv: ") for line in told] == [
        "linje 8: samme celle står også på linje 7, med en annen verdi (5 og 6)",
        "linje 9: samme celle står også på linje 3, med en annen verdi (5 og 7)",
        "linje 10: samme celle står også på linje 4, med en annen verdi (1 og :)",
    ]


def test_what_is_wrong_writes_nothing_at_all() -> None:
    told = refusal_of("fond,Nytt sted,2024,1,,,\nukjent,Larvik,2024,2,,,\nfond,???,2024,3,,,\n")
    assert [line.split(":")[1].strip() for line in told] == ["linje 3, kolonne indicator_id", "linje 4, kolonne region"]
    assert [model.objects.count() for model in (Observation, Fetch, Region)] == [0, 0, 0]


def test_a_thousand_rows_take_as_many_queries_as_ten() -> None:
    def queries_for(rows: int, year: int) -> int:
        body = "".join(f"fond,{4000 + row},{year},{row},,,\n" for row in range(rows))
        load(body)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            load(body.replace(",,,", ".5,,,"), days=1)
        return len([query for query in queries if "INSERT" not in query["sql"]])

    assert queries_for(10, 2001) == queries_for(1_000, 2002)
