"""What a unit is asked for, how far a round has come, and where words stand in reports."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from indicators.models import Indicator, Region
from reporting.models import ReportingRound
from reporting.queries.rounds import (
    approved_commentaries,
    commentary_room,
    duty_table,
    round_progress,
    rounds_of,
    unit_list,
)
from reporting.services.commentary import approve, return_to_unit
from reporting.services.commenting_duties import set_duties
from reporting.services.evidence import add_evidence
from reporting.services.rounds import close_round
from targets.models import Target
from tests.factories import (
    NOW,
    TODAY,
    create_indicator,
    create_observation,
    create_region,
    create_service_area,
    create_target,
    give_figure,
)
from tests.rounds import DEADLINE, World, add_target, ask, create_world, groups, judge, told, write

PERCENT = "\N{NO-BREAK SPACE}%"

DAY = timedelta(days=1)
LATER = NOW + DAY * 200
LATER_ON = TODAY + DAY * 200
BY: dict[str, Any] = {"by": "kari", "now": NOW}


@pytest.fixture
def world() -> World:
    return create_world()


@pytest.fixture
def own(world: World) -> Region:
    return create_region(code=world.municipality.number, name="Larvik")


def give_series(indicator: Indicator, region: Region, values: str, *, known_from: Any = NOW) -> None:
    """Figures of the years up to 2025."""
    figures = values.split()
    for year, literal in enumerate(figures, start=2026 - len(figures)):
        create_observation(indicator=indicator, region=region, period=str(year), literal=literal, known_from=known_from)


# What is asked for ---------------------------------------------------------------------------------------------------


@pytest.fixture
def second(world: World) -> tuple[ReportingRound, dict[str, Target]]:
    """A second round, and what happened to targets between the two."""
    targets = {
        "red": add_target(world, "red", unit=world.schools),
        "yellow": add_target(world, "yellow", unit=world.schools),
        "green": add_target(world, "green", unit=world.schools),
        "grey": add_target(world, unit=world.schools),
        "better": add_target(world, "red", unit=world.schools),
        "moved": add_target(world, "green", unit=world.schools),
        "revised": add_target(world, "green", unit=world.schools),
        "others": add_target(world, "red", unit=world.streets),
        "nobody": add_target(world, "red"),
        "norm": add_target(world, "red", goal=None),
    }
    judge(world)
    ask(world, period="2025", now=NOW + DAY)
    between = {"known_from": NOW + DAY * 100}
    give_figure(targets["better"], "6.0", period="2026", **between)
    give_figure(targets["moved"], "9.0", period="2026", **between)
    give_figure(targets["revised"], "6.4", period="2025", **between)
    judge(world, days=200)
    opened = LATER + DAY / 2
    return ask(world, kind="tertial", period="2026T3", now=opened, on=LATER_ON, deadline=LATER_ON), targets


def test_a_unit_is_asked_for_what_the_figures_do_not_say_of_themselves(
    second: tuple[ReportingRound, dict[str, Target]], world: World
) -> None:
    asked, targets = second
    page = unit_list(asked, world.schools, on=LATER_ON)
    names = {one.code: name for name, one in targets.items()}
    assert {group: [names[code] for code in codes] for group, codes in groups(page).items()} == {
        "lights": ["red", "yellow"],
        "changed": ["better", "moved"],
        "revised": ["revised"],
        "calm": ["green", "grey"],
    }
    assert [one.asked_in_words for one in page.asked] == [
        ("Lyset er rødt.",),
        ("Lyset er gult.",),
        (
            "Lyset var «Ikke oppfylt» og er «Oppfylt».",
            f"Tallet gikk fra 2,0{PERCENT} i 2025 til 6,0{PERCENT} i 2026.",
        ),
        (f"Tallet gikk fra 6,0{PERCENT} i 2025 til 9,0{PERCENT} i 2026.",),
        ("Tallet for 2025 er rettet fra 6,0 til 6,4.",),
    ]
    assert (page.counts.asked, page.counts.lacking, page.counts.left) == (5, 5, 5)
    moved = page.changed[1]
    assert moved.figure is not None
    assert (moved.figure.value, moved.figure.period) == ("9,0\u00a0%", "2026")


def test_the_same_figures_ask_for_nothing_more_in_the_next_round(
    second: tuple[ReportingRound, dict[str, Target]], world: World
) -> None:
    third = ask(world, kind="month", period="2026M12", now=LATER + DAY, on=LATER_ON + DAY, deadline=LATER_ON + DAY * 9)
    assert told(unit_list(third, world.schools, on=LATER_ON + DAY).asked) == [
        (second[1]["red"].code, ["red"]),
        (second[1]["yellow"].code, ["yellow"]),
    ]


@pytest.mark.parametrize(
    ("kind", "period", "is_asked"),
    [
        pytest.param("year", "2026", True, id="a year is told as a whole, whatever a tertial in it has asked"),
        pytest.param("tertial", "2026T2", True, id="an earlier tertial opened late is not held against a later"),
        pytest.param("month", "2026M12", False, id="a month of the tertial that was asked just now says nothing new"),
    ],
)
def test_what_is_new_is_told_from_the_last_round_that_covers_as_much(
    kind: str, period: str, is_asked: bool, second: tuple[ReportingRound, dict[str, Target]], world: World
) -> None:
    asked = ask(world, kind=kind, period=period, now=LATER + DAY, on=LATER_ON + DAY, deadline=LATER_ON + DAY * 9)
    page = unit_list(asked, world.schools, on=LATER_ON + DAY)
    names = {one.code: name for name, one in second[1].items()}
    changed = [names[one.code] for one in page.changed]
    assert changed == (["better", "moved"] if is_asked else [])
    round_for_2025 = NOW + DAY
    assert page.since == (round_for_2025 if is_asked else second[0].opened_at)


def test_the_first_round_tells_what_is_new_from_the_day_that_its_period_began(world: World) -> None:
    page = unit_list(ask(world, period="2024"), world.schools, on=TODAY)
    assert timezone.localtime(page.since).isoformat() == "2024-01-01T00:00:00+01:00"


def test_indicators_of_a_service_area_ask_where_they_moved_or_were_corrected(world: World, own: Region) -> None:
    area = create_service_area(name="Grunnskole")
    moved, steady, corrected, empty = (create_indicator(service_area=area, name_nb=name) for name in "abcd")
    people = create_indicator(service_area=area, name_nb="e", category="Grunnlagsdata (Nivå 3)")
    give_series(people, own, "10.0 11.0 12.0 13.0 20.0")
    used = add_target(world, "green", unit=world.schools).used_indicator
    assert used is not None
    Indicator.objects.filter(pk=used.indicator_id).update(service_area=area)
    give_series(moved, own, "10.0 11.0 12.0 13.0 20.0")
    give_series(steady, own, "10.0 11.0 12.0 13.0 13.5")
    give_series(corrected, own, "10.0 11.0 12.0 13.0 13.5")
    judge(world)
    ask(world, period="2024", now=NOW - DAY)
    create_observation(indicator=corrected, region=own, period="2024", literal="12.8", known_from=NOW + DAY)
    asked = ask(world, period="2025", now=NOW + DAY * 2)
    assert groups(unit_list(asked, world.schools, on=TODAY))["changed"] == [], "nobody has said who comments the area"
    set_duties(municipality=world.municipality, service_areas={area: world.schools}, **BY)
    page = unit_list(asked, world.schools, on=TODAY)
    # Before the newest round opened nothing had moved: what counts is what came since the one before it.
    assert told(page.asked) == [(moved.code, ["figure moved"]), (corrected.code, ["figure revised"])]
    assert page.asked[0].asked_in_words == (f"Tallet gikk fra 13,0{PERCENT} i 2024 til 20,0{PERCENT} i 2025.",)
    assert [one.code for one in page.calm if not one.is_target] == [steady.code, empty.code, people.code]
    assert used.indicator.code not in {one.code for one in page.calm}, "it is commented at its target"


# How far it has come -------------------------------------------------------------------------------------------------


def test_progress_tells_unit_by_unit_how_far_a_round_has_come(world: World) -> None:
    mine = [add_target(world, light, unit=world.schools) for light in ("red", "red", "yellow", "yellow", "green")]
    add_target(world, "red", unit=world.streets)
    nobodys = add_target(world, "red")
    judge(world)
    asked = ask(world)
    write(asked, mine[0], world.schools)
    submitted = write(asked, mine[1], world.schools, sent=True)
    returned = write(asked, mine[2], world.schools, sent=True)
    return_to_unit(commentary=returned, reason="Mer", **BY)
    approve(commentary=write(asked, mine[3], world.schools, sent=True), **BY)
    write(asked, mine[4], world.schools, "Det går bra.")
    page = round_progress(asked, on=DEADLINE)
    schools, streets = page.units
    counts = schools.counts
    assert (counts.asked, counts.lacking, counts.drafts, counts.beyond, counts.left) == (4, 0, 1, 1, 2)
    assert (counts.submitted, counts.returned, counts.approved, counts.done_percent) == (1, 1, 1, 50)
    assert (schools.has_nobody, streets.has_nobody, streets.is_late) == (False, True, False)
    assert (page.totals.asked, page.totals.left, page.is_done) == (5, 3, False)
    assert [one.pk for one in page.nobodys] == [nobodys.pk]
    assert [one.written.pk for one in page.to_approve if one.written] == [submitted.pk]
    late = round_progress(asked, on=DEADLINE + DAY)
    assert [one.is_late for one in late.units] == [True, True]
    close_round(asked=asked, **BY)
    asked.refresh_from_db()
    closed = round_progress(asked, on=DEADLINE + DAY)
    assert (closed.totals.asked, closed.totals.approved, closed.is_past_deadline) == (0, 1, False)
    assert (closed.totals.drafts, closed.totals.beyond) == (2, 0), "nobody knows what was asked for"
    (line,) = rounds_of(world.municipality)
    assert (line.title, line.units, line.written, line.approved) == ("2025", 2, 5, 1)


def test_words_in_hand_follow_the_duty_and_those_that_are_sent_in_do_not(world: World) -> None:
    kept, sent = (add_target(world, "red", unit=world.schools) for _time in range(2))
    judge(world)
    asked = ask(world)
    write(asked, kept, world.schools)
    write(asked, sent, world.schools, sent=True)
    goals = {one.goal: world.streets for one in (kept, sent) if one.goal}
    set_duties(municipality=world.municipality, goals=goals, **BY)
    by_unit = {unit: [one.pk for one in unit_list(asked, unit, on=TODAY).asked] for unit in asked.units.all()}
    assert by_unit == {world.schools: [sent.pk], world.streets: [kept.pk]}


# Where words are written ---------------------------------------------------------------------------------------------


def test_the_room_has_everything_that_a_writer_needs(world: World) -> None:
    target, other = (add_target(world, "red", unit=world.schools) for _time in range(2))
    judge(world)
    earlier = write(ask(world, period="2024", now=NOW - DAY), target, world.schools, "I fjor også.")
    asked = ask(world)
    room = commentary_room(asked, target, on=TODAY)
    assert room is not None
    assert room.drafted.startswith("Ikke oppfylt: ")
    assert "2,0" in room.drafted
    assert (room.text, room.version, room.may_write, room.commentary) == (room.drafted, 0, True, None)
    assert [(one.period, one.value.replace("\u00a0", " "), one.kind) for one in room.figures] == [("2025", "2,0 %", "")]
    assert [(one.title, one.text, one.commentary) for one in room.earlier] == [("2024", "I fjor også.", earlier.pk)]
    assert (room.previous, room.next and room.next.pk) == (None, other.pk)
    write(ask(world, kind="tertial", period="2026T1", now=NOW + DAY), target, world.schools, "Det som kommer siden.")
    room = commentary_room(asked, target, on=TODAY)
    assert room is not None
    assert [one.text for one in room.earlier] == ["I fjor også."], "a later period is not earlier"
    kept = write(asked, target, world.schools, "Færre søkere. @kari")
    add_evidence(commentary=kept, name="notat.pdf", body=b"%PDF-1.7", **BY)
    write(asked, target, world.schools, "Færre søkere. @kari", sent=True)
    room = commentary_room(asked, target, on=TODAY)
    assert room is not None
    assert (room.text, room.version, room.may_write) == ("Færre søkere. @kari", 1, False)
    assert [one.name for one in room.evidence] == ["notat.pdf"]
    assert [one.person for one in room.mentions] == [world.coordinator]
    assert [one.state for one in room.versions] == ["submitted", "draft"]
    assert commentary_room(asked, create_target(), on=TODAY) is None


def test_of_an_indicator_the_first_sentence_tells_the_newest_figure(world: World, own: Region) -> None:
    one = create_indicator(service_area=create_service_area(), name_nb="Andel lærere med utdanning")
    give_series(one, own, "10.0 11.0 12.0")
    set_duties(municipality=world.municipality, service_areas={one.service_area: world.schools}, **BY)  # type: ignore[dict-item]
    room = commentary_room(ask(world), one, on=TODAY)
    assert room is not None
    said = "«Andel lærere med utdanning» var 12,0 % i 2025, en endring på +1,0 prosentpoeng fra 2024."
    assert room.drafted.replace("\u00a0", " ") == said
    assert (room.previous, room.next) == (None, None)


# In reports ----------------------------------------------------------------------------------------------------------


def test_approved_words_stand_at_target_and_indicator_whichever_they_were_written_on(world: World, own: Region) -> None:
    target, waiting = (add_target(world, "red", unit=world.schools) for _time in range(2))
    alone = create_indicator(service_area=create_service_area())
    set_duties(municipality=world.municipality, service_areas={alone.service_area: world.schools}, **BY)  # type: ignore[dict-item]
    judge(world)
    asked = ask(world)
    kept = write(asked, target, world.schools)
    add_evidence(commentary=kept, name="notat.pdf", body=b"%PDF-1.7", **BY)
    approve(commentary=write(asked, target, world.schools, sent=True), **BY)
    write(asked, waiting, world.schools, sent=True)
    approve(commentary=write(asked, alone, world.schools, "Flere lærere.", sent=True), **BY)
    # A target of another plan that is judged by the indicator, and has no words of its own.
    later = add_target(world)
    assert later.used_indicator is not None
    assert target.used_indicator is not None
    later.used_indicator.indicator = alone
    later.used_indicator.save()
    found = approved_commentaries(municipality=world.municipality, period="2025")
    (words,) = found.on_target(target.pk)
    assert (words.text, words.unit, words.approved_by, words.files) == (
        "Færre søkere.",
        "Oppvekst",
        "kari",
        ("notat.pdf",),
    )
    assert found.on_indicator(target.used_indicator.indicator_id) == (words,)
    assert [one.text for one in found.on_indicator(alone.pk)] == ["Flere lærere."]
    assert [one.text for one in found.on_target(later.pk)] == ["Flere lærere."]
    assert found.on_target(waiting.pk) == ()
    assert approved_commentaries(municipality=world.municipality, period="2024").by_target == {}


def test_the_table_of_duties_tells_who_comments_what_and_what_it_would_be_otherwise(world: World) -> None:
    area = create_service_area(name="Grunnskole")
    create_indicator(service_area=area)
    target = add_target(world, unit=world.schools)
    assert target.goal is not None
    set_duties(municipality=world.municipality, service_areas={area: world.streets}, **BY)
    table = duty_table(municipality=world.municipality, plans=[world.plan])
    assert [(row.name, row.who, row.things) for row in table.service_areas] == [("Grunnskole", world.streets, 1)]
    ((plan, (row,)),) = table.goals
    assert (plan, row.subject, row.unit, row.who, row.things) == (world.plan, target.goal, None, world.schools, 1)
    assert [one.name for one in table.units] == ["Oppvekst", "Teknisk drift"]


# As many queries for many things as for few --------------------------------------------------------------------------


def fill(world: World, own: Region, count: int) -> None:
    for _time in range(count):
        add_target(world, "red", unit=world.schools)
        one = create_indicator(service_area=create_service_area())
        give_series(one, own, "10.0 11.0 12.0 13.0 20.0")
        given = {one.service_area: world.schools}
        set_duties(municipality=world.municipality, service_areas=given, **BY)  # type: ignore[arg-type]
    judge(world)


def queries_of(page: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as found:
        page()
    return len(found)


def test_pages_take_a_fixed_number_of_queries(world: World, own: Region) -> None:
    fill(world, own, 1)
    asked, target = ask(world), Target.objects.select_related("plan", "goal__unit", "used_indicator__indicator").get()
    pages = {
        "progress": lambda: round_progress(asked, on=TODAY),
        "list": lambda: unit_list(asked, world.schools, on=TODAY),
        "room": lambda: commentary_room(asked, target, on=TODAY),
        "approved": lambda: approved_commentaries(municipality=world.municipality, period="2025"),
        "duties": lambda: duty_table(municipality=world.municipality, plans=[world.plan]),
        "rounds": lambda: rounds_of(world.municipality),
    }
    few = {name: queries_of(page) for name, page in pages.items()}
    fill(world, own, 2)
    assert {name: queries_of(page) for name, page in pages.items()} == few
    assert few == {"progress": 23, "list": 23, "room": 24, "approved": 2, "duties": 5, "rounds": 1}


def test_arithmetic_of_a_target_is_that_of_its_own_noise(world: World) -> None:
    wide = add_target(world, "green", unit=world.schools)
    Target.objects.filter(pk=wide.pk).update(tolerance=Decimal(4))
    judge(world)
    ask(world, period="2024")
    give_figure(wide, "9.0", period="2026", known_from=NOW + DAY * 100)
    judge(world, days=200)
    asked = ask(world, now=LATER, on=LATER_ON, deadline=LATER_ON)
    assert groups(unit_list(asked, world.schools, on=LATER_ON))["calm"] == [wide.code], "9 is within 4 of 6"
