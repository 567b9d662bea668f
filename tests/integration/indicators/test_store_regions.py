"""Taking in what somebody says of regions in time."""

from datetime import date
from typing import Any

import pytest

from accounts.models import AuditEvent
from indicators.models import Fetch, GroupMembership, Region, RegionChange, RegionKind, RegionVersion
from indicators.queries import group_of, members_of, region_breaks
from indicators.regions import resolve
from indicators.services.region_rows import load_shipped_regions, store_regions
from indicators.sources.region_rows import ChangeRow, MembershipRow, RegionRows, VersionRow
from tests.factories import NOW, create_region

KLASS = "Klass"


def ship() -> tuple[int, int, int]:
    outcome = load_shipped_regions(by="test", now=NOW)
    assert outcome.warnings == ()
    return outcome.created, outcome.updated, outcome.unchanged


def day(year: int) -> date:
    return date(year, 1, 1)


def version(code: str, name: str, first: int, end: int | None = None, **more: Any) -> VersionRow:
    return VersionRow("", code, name, day(first), day(end) if end else None, KLASS, **more)


def klass(*versions: VersionRow, **more: Any) -> tuple[tuple[int, int], list[str]]:
    """What Klass says is taken in: (created, updated) and the disagreements."""
    rows = RegionRows(versions=versions, **more)
    outcome = store_regions(rows, name="Klass", body=b"{}", knows_best=True, by="test", now=NOW)
    return (outcome.created, outcome.updated), [str(one) for one in outcome.warnings]


def test_what_ships_is_loaded_once() -> None:
    created, updated, _unchanged = ship()
    assert (created > 80, updated) == (True, 0)
    counts = [model._default_manager.count() for model in (Region, RegionVersion, RegionChange, GroupMembership)]
    assert counts[1:] == [26, 19, 12]
    assert ship()[:2] == (0, 0)
    assert AuditEvent.objects.filter(action="indicators.regions.loaded").count() == Fetch.objects.count() == 1


def test_old_codes_are_called_by_their_last_year_and_new_ones_by_their_name() -> None:
    ship()
    names = dict(Region.objects.values_list("code", "name"))
    assert [names[code] for code in ("0709", "0728", "0712", "3805", "3909")] == [
        "Larvik (–2017)",
        "Lardal (–2017)",
        "Larvik (–2019)",
        "Larvik (–2023)",
        "Larvik",
    ]
    assert (names["EKG11"], names["EKG13"], names["3103"]) == ("KOSTRA-gruppe 11", "KOSTRA-gruppe 13", "Moss")
    assert Region.objects.get(code="EKG13").kind == RegionKind.KOSTRA_GROUP


def test_names_that_a_person_gave_stay_and_bare_codes_get_one() -> None:
    create_region(code="3909", name="Larvik kommune")
    create_region(code="0712", name="0712")
    create_region(code="3805", name="Larvik")
    ship()
    names = dict(Region.objects.values_list("code", "name"))
    assert (names["3909"], names["0712"], names["3805"]) == ("Larvik kommune", "Larvik (–2019)", "Larvik (–2023)")


def test_larvik_can_be_named_as_before() -> None:
    ship()
    assert resolve(["Larvik"])["Larvik"].code == "3909"
    assert resolve(["Larvik (–2017)"])["Larvik (–2017)"].code == "0709"


def test_what_ships_can_be_asked_for() -> None:
    ship()
    larvik, group = Region.objects.get(code="3909"), Region.objects.get(code="EKG11")
    assert group_of(larvik, date(2021, 6, 30)) == group
    assert group_of(larvik, date(2019, 6, 30)) == Region.objects.get(code="EKG13")
    assert group_of(Region.objects.get(code="4001"), date(2024, 6, 30)) is None
    assert members_of(group, date(2024, 12, 31)).count() == 10
    assert [one.period for one in region_breaks(larvik)] == ["2018"]
    assert [one.period for one in region_breaks(group)] == ["2020"]


def test_klass_knows_better_and_what_ships_does_not_take_it_back() -> None:
    ship()
    told, disagreements = klass(version("0709", "Larvik", 1988, 2018), version("3909", "Larvik", 2024, 2027))
    assert (told, disagreements) == ((0, 2), [])
    assert ship()[:2] == (0, 0)
    assert klass(version("0709", "Larvik", 1988, 2018), version("3909", "Larvik", 2024, 2027)) == ((0, 0), [])
    assert RegionVersion.objects.get(region__code="0709").valid_from == day(1988)
    assert Region.objects.get(code="3909").name == "Larvik"


def test_a_code_that_klass_has_otherwise_is_told_and_klass_counts() -> None:
    ship()
    told, [line] = klass(version("0712", "Larvik", 2018, 2021))
    assert told == (0, 2)
    assert line.startswith(
        "Klass: 0712: Larvik fra 2018-01-01 til 2021-01-01, ikke Larvik fra 2018-01-01 til 2020-01-01"
    )
    assert Region.objects.get(code="0712").name == "Larvik (–2020)"
    assert klass(version("0712", "Larvik", 2018, 2021)) == ((0, 0), [])


def test_a_change_is_kept_once_whoever_says_it() -> None:
    ship()
    row = ChangeRow("", "0709", "0712", day(2018), KLASS)
    assert klass(changes=(row,)) == ((0, 0), [])
    assert klass(changes=(ChangeRow("", "0104", "0104", day(2014), KLASS, "Moss", "Moss ny"),)) == ((2, 0), [])
    assert Region.objects.get(code="0104").name == "Moss ny"


def test_a_code_with_two_meanings_has_two_versions_and_its_newest_name() -> None:
    versions = (version("0104", "Moss", 2013, 2014, may_be_older=True), version("0104", "Moss ny", 2014, 2020))
    assert klass(*versions) == ((3, 0), [])
    assert Region.objects.get(code="0104").name == "Moss ny (–2019)"
    assert klass(*versions) == ((0, 0), [])


def test_a_membership_that_ended() -> None:
    ship()
    row = MembershipRow("", "EKG11", "1804", day(2024), day(2026), KLASS)
    assert klass(memberships=(row,)) == ((0, 1), [])
    assert members_of(Region.objects.get(code="EKG11"), date(2026, 6, 30)).count() == 9


@pytest.mark.parametrize("code", ["EKG04", "EKA31", "EAKUO"])
def test_codes_that_were_there_before_are_found_by_their_code(code: str) -> None:
    region = create_region(code=code, name="Fra en fil")
    klass(changes=(ChangeRow("", "0709", "0712", day(2018), KLASS),))
    assert Region.objects.get(code=code) == region
