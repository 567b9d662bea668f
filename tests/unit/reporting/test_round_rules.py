"""What a round asks for, what becomes of words, who is reminded when, and which files are taken."""

import zipfile
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.periods import PeriodError, parse_period
from reporting.rounds import (
    MOST_BYTES,
    Ask,
    EvidenceProblem,
    Group,
    Seen,
    Step,
    asks_of,
    cleaned,
    due_reminders,
    first_day,
    group_of,
    is_beyond_noise,
    kept_name,
    kind_of,
    names_mentioned,
    period_of_round,
    periods_to_choose,
    problem_with,
    state_after,
    suggested_deadline,
)
from reporting.rounds.states import AFTER


@pytest.mark.parametrize(
    ("seen", "asks", "group"),
    [
        pytest.param(Seen("green", "green"), (), Group.CALM, id="green and unchanged says all there is"),
        pytest.param(Seen("grey", "grey"), (), Group.CALM, id="without data there is nothing to comment"),
        pytest.param(Seen("red", "red"), (Ask.RED,), Group.LIGHT, id="red asks every time"),
        pytest.param(Seen("yellow", ""), (Ask.YELLOW,), Group.LIGHT, id="yellow asks, judged for the first time too"),
        pytest.param(Seen("green", "red"), (Ask.LIGHT_CHANGED,), Group.CHANGED, id="what became better is commented"),
        pytest.param(
            Seen("grey", "green"), (Ask.LIGHT_CHANGED,), Group.CHANGED, id="a light that was lost is a change"
        ),
        pytest.param(Seen("green", ""), (), Group.CALM, id="a first light is no change"),
        pytest.param(
            Seen("red", "green", revised=True),
            (Ask.RED, Ask.LIGHT_CHANGED, Ask.FIGURE_REVISED),
            Group.LIGHT,
            id="all reasons are told, and it stands among the lights",
        ),
        pytest.param(
            Seen("green", "green", is_hidden_red=True),
            (Ask.RED,),
            Group.LIGHT,
            id="red behind a light that a person has set is red",
        ),
        pytest.param(
            Seen("yellow", "yellow", is_hidden_red=True), (Ask.RED,), Group.LIGHT, id="and asks once, as the worse"
        ),
        pytest.param(Seen("green", "green", moved=True), (Ask.FIGURE_MOVED,), Group.CHANGED, id="a figure that moved"),
        pytest.param(Seen("", revised=True), (Ask.FIGURE_REVISED,), Group.REVISED, id="an indicator has no light"),
        pytest.param(Seen(""), (), Group.CALM, id="and without news nothing is asked of it"),
    ],
)
def test_what_is_asked_for(seen: Seen, asks: tuple[Ask, ...], group: Group) -> None:
    assert asks_of(seen) == asks
    assert group_of(asks) is group


@pytest.mark.parametrize(
    ("before", "after", "tolerance", "kind", "expected"),
    [
        pytest.param("10", "10.5", "0.5", "reach", False, id="on the border of what is set is within"),
        pytest.param("10", "10.51", "0.5", "reach", True, id="beyond what is set"),
        pytest.param("10", "9", None, "stay_above", False, id="a tenth is noise where nothing is set"),
        pytest.param("10", "8.9", None, "stay_above", True, id="more than a tenth, downwards"),
        pytest.param("10", "10.3", None, "trend", True, id="of a trend 2 % is noise"),
        pytest.param("-10", "-10.1", None, "trend", False, id="of a figure below zero too"),
        pytest.param("0", "0.001", None, "reach", True, id="from zero every change is one"),
        pytest.param("0", "0", None, "reach", False, id="and no change is none"),
    ],
)
def test_what_is_noise(before: str, after: str, tolerance: str | None, kind: str, expected: bool) -> None:
    set_to = None if tolerance is None else Decimal(tolerance)
    assert is_beyond_noise(Decimal(before), Decimal(after), tolerance=set_to, kind=kind) is expected


ALLOWED = {
    "draft": {"save": "draft", "submit": "submitted"},
    "returned": {"save": "returned", "submit": "submitted"},
    "submitted": {"return": "returned", "approve": "approved"},
    "approved": {"reopen": "returned"},
}


@pytest.mark.parametrize("state", ALLOWED)
@pytest.mark.parametrize("step", Step)
def test_what_may_become_of_words(state: str, step: Step) -> None:
    assert state_after(state, step) == ALLOWED[state].get(step.value)


def test_every_state_can_be_reached_and_left() -> None:
    assert set(AFTER.values()) == {state for state, _step in AFTER}


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        pytest.param("2026-01-31", (), id="before it is opened"),
        pytest.param("2026-02-01", ("opened",), id="the day it opens"),
        pytest.param("2026-02-20", ("opened",), id="in between nothing new"),
        pytest.param("2026-02-21", ("opened", "before"), id="seven days before the deadline"),
        pytest.param("2026-02-28", ("opened", "before"), id="on the last day nobody is late"),
        pytest.param("2026-03-01", ("opened",), id="after it no reminder of what is still to come"),
        pytest.param("2026-03-02", ("opened", "before", "after"), id="two days after, as it is set"),
        pytest.param("2026-05-01", ("opened", "before", "after"), id="and no other one later"),
    ],
)
def test_which_reminders_are_due(on: str, expected: tuple[str, ...]) -> None:
    opened, deadline = date(2026, 2, 1), date(2026, 2, 28)
    due = due_reminders(opened_on=opened, deadline=deadline, before=7, after=2, on=date.fromisoformat(on))
    assert due == expected


@pytest.mark.parametrize("before", [0, 5, 6])
def test_a_round_that_opens_late_is_not_told_of_twice_at_once(before: int) -> None:
    opened, deadline = date(2026, 2, 23), date(2026, 2, 28)
    told = [
        due_reminders(opened_on=opened, deadline=deadline, before=before, after=0, on=opened + timedelta(days=days))
        for days in range(8)
    ]
    assert told[0] == told[5] == ("opened",)
    assert told[6] == ("opened", "after")


@pytest.mark.parametrize(
    ("text", "kind", "begins", "deadline"),
    [
        pytest.param("2025", "year", "2025-01-01", "2026-01-21", id="a year"),
        pytest.param("2025T2", "tertial", "2025-05-01", "2025-09-22", id="a tertial; not on a Sunday"),
        pytest.param("2026-02", "month", "2026-02-01", "2026-03-23", id="a month; not on a Saturday"),
    ],
)
def test_periods_of_rounds(text: str, kind: str, begins: str, deadline: str) -> None:
    period = period_of_round(text, kind)
    assert kind_of(period) == kind
    assert first_day(period).isoformat() == begins
    assert suggested_deadline(period, on=date(2025, 1, 1)).isoformat() == deadline


def test_a_period_that_is_over_long_ago_gives_three_weeks_from_today() -> None:
    assert suggested_deadline(parse_period("2020"), on=date(2026, 11, 2)) == date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "kind"),
    [("2025K1", "year"), ("2024/2025", "year"), ("2009-2022", "year"), ("2025", "month"), ("snart", "year")],
)
def test_what_no_round_is_for(text: str, kind: str) -> None:
    with pytest.raises(PeriodError):
        period_of_round(text, kind)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.sampled_from(["year", "tertial", "month"]))
def test_the_first_period_offered_is_the_one_that_lasts(on: date, kind: str) -> None:
    offered = [period_of_round(text, kind) for text in periods_to_choose(kind, on=on)]
    assert first_day(offered[0]) <= on <= offered[0].end
    assert all(older.end < first_day(newer) for newer, older in pairwise(offered))


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        pytest.param("<b>Ja</b> & =SUM(A1)", "<b>Ja</b> & =SUM(A1)", id="HTML and formulas are just text"),
        pytest.param("  en\r\nto\rtre\n\n", "en\nto\ntre", id="line breaks of one kind, and no room around"),
        pytest.param("a\x00b\x1bc\u202ed\ud800", "abcd", id="nothing that cannot be seen"),
        pytest.param("ær\u00a0lig\t–", "ær\u00a0lig\t–", id="what a person types is kept"),
    ],
)
def test_words_as_they_are_typed(typed: str, expected: str) -> None:
    assert cleaned(typed) == expected


@given(st.text())
def test_cleaning_again_changes_nothing(text: str) -> None:
    assert cleaned(cleaned(text)) == cleaned(text)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Spør @vilde. Eller @kari-anne, @vilde!", ["vilde", "kari-anne"]),
        ("skriv til post@larvik.kommune.no", []),
        ("@ola.nordmann ser på det", ["ola.nordmann"]),
        ("@ola@larvik.no ser på det", ["ola@larvik.no"]),
        ("@ og @@", []),
    ],
)
def test_who_is_mentioned(text: str, names: list[str]) -> None:
    assert names_mentioned(text) == names


def archive_with(*parts: str) -> bytes:
    body = BytesIO()
    with zipfile.ZipFile(body, "w") as archive:
        for part in parts:
            archive.writestr(part, "x")
    return body.getvalue()


@pytest.mark.parametrize(
    ("name", "body", "expected"),
    [
        ("notat.PDF", b"%PDF-1.7 ...", None),
        ("bilde.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR...\0\0\0\0IEND\xaeB`\x82", None),
        ("bilde.jpeg", b"\xff\xd8\xff\xe0...\xff\xd9 and what the phone adds", None),
        # Cut on the way, or something else behind the right beginning.
        ("bilde.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR...", EvidenceProblem.UNREADABLE),
        ("bilde.png", b"\x89PNG\r\n\x1a\nIEND", EvidenceProblem.UNREADABLE),
        ("bilde.jpg", b"\xff\xd8\xff\xe0", EvidenceProblem.UNREADABLE),
        ("tall.xlsx", archive_with("xl/workbook.xml"), None),
        ("brev.docx", archive_with("word/document.xml"), None),
        ("tall.csv", "år;verdi\n2024;5".encode("cp1252"), None),
        ("tall.csv", "år\t2024".encode("utf-16"), None),
        ("tom.txt", b"", EvidenceProblem.EMPTY),
        ("stor.txt", b"a" * (MOST_BYTES + 1), EvidenceProblem.TOO_LARGE),
        ("program.exe", b"MZ", EvidenceProblem.UNKNOWN_TYPE),
        ("uten-endelse", b"a", EvidenceProblem.UNKNOWN_TYPE),
        ("side.pdf", b"<html>", EvidenceProblem.UNREADABLE),
        ("bilde.png", b"\xff\xd8\xff\xe0", EvidenceProblem.UNREADABLE),
        ("brev.docx", archive_with("xl/workbook.xml"), EvidenceProblem.UNREADABLE),
        ("tall.xlsx", archive_with("xl/workbook.xml")[:-10], EvidenceProblem.UNREADABLE),
        ("notat.txt", b"MZ\x00\x01", EvidenceProblem.UNREADABLE),
    ],
)
def test_which_files_are_taken(name: str, body: bytes, expected: EvidenceProblem | None) -> None:
    assert problem_with(name, body) is expected


def test_a_name_is_kept_without_its_folders_and_with_its_ending() -> None:
    assert kept_name("C:\\Brukere\\ola\\notat\n.pdf") == "notat.pdf"
    assert kept_name("../../etc/passwd.txt") == "passwd.txt"
    assert len(kept_name("å" * 500 + ".docx")) == 200
    assert kept_name("å" * 500 + ".docx").endswith("å.docx")
