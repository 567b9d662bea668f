"""Loading expenditure-need indices: rows are added, and what was known on a day is still known."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from accounts.imports import ImportRefused
from accounts.models import AuditEvent
from indicators.models import Fetch, NeedIndex
from indicators.services.need import load_need

NOW = datetime(2026, 7, 1, 12, tzinfo=UTC)
LATER = datetime(2026, 8, 1, 12, tzinfo=UTC)
EARLIER = datetime(2026, 6, 1, 12, tzinfo=UTC)
HEADING = "service_area,region,year,value,measure,source,where,note\n"
PERCENT = "percent of national average"
SCHOOL = f"Skole,Larvik,2024,94.2,{PERCENT},text,linje 1,\n"


def load(rows: str, *, known_from: datetime = NOW, now: datetime | None = None) -> tuple[int, int, int]:
    body = (HEADING + rows).encode()
    outcome = load_need(name="behov.csv", body=body, known_from=known_from, by="kari", now=now or known_from)
    return outcome.created, outcome.updated, outcome.unchanged


def known(moment: datetime | None = None) -> list[str]:
    """The indices that count, as they were known at a moment."""
    rows = NeedIndex.objects.known_at(moment).newest().order_by("service_area__name", "year", "measure", "source")
    return [f"{row.value.normalize():f}" for row in rows]


def test_created_updated_unchanged() -> None:
    rows = f"{SCHOOL}Skole,Larvik,,93.9,{PERCENT},text,,\n"
    assert load(rows) == (2, 0, 0)
    assert load(rows) == (0, 0, 2)
    assert load(rows.replace("94.2", "94.3")) == (0, 1, 1)
    assert NeedIndex.objects.newest().get(year=2024).value == Decimal("94.3")
    assert AuditEvent.objects.count() == 2


def test_a_correction_is_a_row_more_and_says_since_when_and_from_where() -> None:
    load(SCHOOL)
    load(SCHOOL.replace("94.2", "95"), known_from=LATER)
    first, second = NeedIndex.objects.order_by("pk")
    assert (first.value, first.known_from, first.place) == (Decimal("94.2"), NOW, "linje 1")
    assert (second.value, second.known_from) == (Decimal(95), LATER)
    assert [first.fetch, second.fetch] == list(Fetch.objects.order_by("pk"))
    assert [(one.known_from, one.created_count, one.updated_count) for one in Fetch.objects.order_by("pk")] == [
        (NOW, 1, 0),
        (LATER, 0, 1),
    ]
    event = AuditEvent.objects.latest("pk")
    assert ([*(event.before or {}).values()], [*(event.after or {}).values()]) == (["94.2"], ["95"])
    assert (event.object_type, event.object_id) == ("indicators.fetch", str(second.fetch_id))


def test_what_was_known_on_a_day_is_still_known() -> None:
    load(SCHOOL)
    load(SCHOOL.replace("94.2", "95"), known_from=LATER)
    assert (known(EARLIER), known(NOW), known(LATER), known()) == ([], ["94.2"], ["95"], ["95"])


LOADS = [
    ("the same again later is nothing new", [("94.2", NOW), ("94.2", LATER)], [(1, 0, 0), (0, 0, 1)], ["94.2"]),
    ("a zero more is the same number", [("94.2", NOW), ("94.20", LATER)], [(1, 0, 0), (0, 0, 1)], ["94.2"]),
    (
        "corrected and corrected back",
        [("94", NOW), ("95", LATER), ("94", LATER)],
        [(1, 0, 0), *[(0, 1, 0)] * 2],
        ["94"],
    ),
    ("the second at one moment counts", [("94", NOW), ("95", NOW)], [(1, 0, 0), (0, 1, 0)], ["95"]),
    ("found afterwards from earlier is not the newest", [("95", NOW), ("94", EARLIER)], [(1, 0, 0)] * 2, ["95"]),
    ("known earlier than one thought", [("95", NOW), ("95", EARLIER)], [(1, 0, 0)] * 2, ["95"]),
]


@pytest.mark.parametrize(("what", "loads", "outcomes", "newest"), LOADS, ids=[row[0] for row in LOADS])
def test_what_is_news_is_told_from_what_was_known_then(
    what: str, loads: list[tuple[str, datetime]], outcomes: list[tuple[int, int, int]], newest: list[str]
) -> None:
    told = [load(SCHOOL.replace("94.2", value), known_from=moment, now=LATER) for value, moment in loads]
    assert told == outcomes, what
    assert known() == newest
    assert NeedIndex.objects.count() == sum(created + updated for created, updated, _same in outcomes)
    # Whatever was loaded last says nothing new when it comes again.
    value, moment = loads[-1]
    assert load(SCHOOL.replace("94.2", value), known_from=moment, now=LATER) == (0, 0, 1)


def test_another_place_in_the_source_is_a_row_more_too() -> None:
    load(SCHOOL)
    assert load(SCHOOL.replace("linje 1", "linje 2"), known_from=LATER) == (0, 1, 0)
    assert [row.place for row in NeedIndex.objects.order_by("pk")] == ["linje 1", "linje 2"]


def test_what_a_later_file_does_not_name_is_known_as_before() -> None:
    load(f"{SCHOOL}Barnevern,Larvik,2024,96.9,{PERCENT},text,,\n")
    load(SCHOOL.replace("94.2", "95"), known_from=LATER)
    assert known() == ["96.9", "95"]


def test_the_source_tells_two_indices_apart() -> None:
    assert load(f"Skole,Larvik,2024,94.2,{PERCENT},text,,\nSkole,Larvik,2024,94.22,{PERCENT},implied,,\n") == (2, 0, 0)
    assert known() == ["94.22", "94.2"]


def test_a_row_said_twice_is_one_and_two_values_are_a_mistake() -> None:
    assert load(f"Skole,Larvik,2024,94.2,{PERCENT},text,,\nSkole,3909,2024,94.20,{PERCENT},text,,\n") == (1, 0, 1)
    with pytest.raises(ImportRefused) as refused:
        load(f"Skole,Larvik,2024,94.2,{PERCENT},text,,\nSkole,3909,2024,95,{PERCENT},text,,\n")
    assert "linje 3, kolonne value: samme rad står også på linje 2" in str(refused.value.problems[0])
    assert NeedIndex.objects.count() == 1
