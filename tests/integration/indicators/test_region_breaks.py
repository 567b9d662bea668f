"""What is told of a region that became another one, and of groups that got other members."""

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from indicators.models import Region, RegionKind
from indicators.queries import breaks_of_regions, group_of, is_member, members_of, region_breaks
from tests.factories import (
    create_group_membership,
    create_region,
    create_region_change,
    create_region_version,
)

ADDED = "Tall fra før er bare med der det er sagt at de kan summeres, som beløp og antall. Forholdstall vises ikke."
ONLY_MOSS = "Tall fra før gjelder bare Moss slik kommunen var da."
CUT = "Tall fra før gjelder et annet område og vises ikke."


def new_year(year: int) -> date:
    return date(year, 1, 1)


def known(code: str, name: str, first: int, end: int | None = None) -> Region:
    """A municipality that had the code in these years, up to and without the last."""
    region = Region.objects.filter(code=code).first() or create_region(code=code, name=name)
    create_region_version(region=region, name=name, valid_from=new_year(first), valid_to=end and new_year(end))
    return region


def went(old: Region, new: Region, year: int) -> None:
    create_region_change(old=old, new=new, on=new_year(year))


def texts(region: Region) -> list[tuple[str, str]]:
    return [(one.period, one.text) for one in region_breaks(region)]


@pytest.fixture
def larvik() -> Region:
    old, lardal = known("0709", "Larvik", 2015, 2018), known("0728", "Lardal", 2015, 2018)
    merged, renumbered, now = (
        known("0712", "Larvik", 2018, 2020),
        known("3805", "Larvik", 2020, 2024),
        known("3909", "Larvik", 2024),
    )
    for one in (old, lardal):
        went(one, merged, 2018)
    went(merged, renumbered, 2020)
    went(renumbered, now, 2024)
    return now


def test_a_merger_is_told_and_new_codes_are_not(larvik: Region) -> None:
    assert texts(larvik) == [("2018", f"Fra 2018 er Larvik slått sammen med Lardal. {ADDED}")]
    assert region_breaks(larvik)[0].position == 2018 * 12 + 1


def test_a_merger_under_a_new_name_names_all() -> None:
    now = known("3020", "Nordre Follo", 2020)
    went(known("0213", "Ski", 2015, 2020), now, 2020)
    went(known("0217", "Oppegård", 2015, 2020), now, 2020)
    assert texts(now) == [("2020", f"Fra 2020 består Nordre Follo av det som før var Oppegård og Ski. {ADDED}")]


def test_a_merger_that_kept_the_number() -> None:
    moss = known("0104", "Moss", 2015)
    went(known("0136", "Rygge", 2015, 2020), moss, 2020)
    kept = "Fra 2020 er Moss slått sammen med Rygge og har beholdt nummeret sitt."
    assert texts(moss) == [("2020", f"{kept} {ONLY_MOSS}")]


def test_a_number_that_means_something_else() -> None:
    moss = known("0104", "Moss", 2013, 2014)
    known("0104", "Moss ny", 2014)
    assert texts(moss) == [
        ("2014", "Fra 2014 gjelder Moss ny et annet område enn før. Tall fra før kan ikke sammenlignes.")
    ]


def test_another_name_is_no_break() -> None:
    tromso = known("5401", "Tromsø", 2020, 2021)
    known("5401", "Tromsø – Romsa", 2021)
    went(tromso, tromso, 2021)
    assert texts(tromso) == []


def test_a_part_is_told_of_what_it_was_cut_out_of() -> None:
    whole, now = known("1507", "Ålesund", 2020, 2024), known("1508", "Ålesund", 2024)
    went(whole, now, 2024)
    went(whole, known("1580", "Haram", 2024), 2024)
    assert texts(now) == [("2024", f"Fra 2024 er Ålesund skilt ut av Ålesund (1507). {CUT}")]


def test_put_together_of_parts() -> None:
    now, snillfjord = known("5059", "Orkland", 2020), known("5012", "Snillfjord", 2015, 2020)
    went(known("5024", "Orkdal", 2015, 2020), now, 2020)
    went(snillfjord, now, 2020)
    went(snillfjord, known("5056", "Hitra", 2020), 2020)
    assert texts(now) == [("2020", f"Fra 2020 består Orkland av hele eller deler av Orkdal og Snillfjord. {CUT}")]


def test_in_the_middle_of_a_year() -> None:
    now = create_region(code="B", name="Nye B")
    for code, name in (("A", "Vest"), ("C", "Øst")):
        old = create_region(code=code, name=name)
        create_region_version(region=old, valid_from=new_year(2000), valid_to=date(2014, 6, 1))
        create_region_change(old=old, new=now, on=date(2014, 6, 1))
    create_region_version(region=now, valid_from=date(2014, 6, 1))
    [told] = region_breaks(now)
    assert (told.period, told.position) == ("2014M06", 2014 * 12 + 6)
    assert told.text.startswith("Fra 1. juni 2014 består Nye B av")


# KOSTRA groups


@pytest.fixture
def group() -> Region:
    return create_region(code="EKG11", name="KOSTRA-gruppe 11", kind=RegionKind.KOSTRA_GROUP)


@pytest.fixture
def other_group() -> Region:
    return create_region(code="EKG13", name="KOSTRA-gruppe 13", kind=RegionKind.KOSTRA_GROUP)


REGROUPED = (
    "2020",
    "KOSTRA-gruppene ble delt inn på nytt i 2020: KOSTRA-gruppe 11 har andre medlemmer før.",
)


def test_every_group_breaks_in_2020_and_a_members_new_code_is_no_break(larvik: Region, group: Region) -> None:
    old = Region.objects.get(code="3805")
    create_group_membership(group=group, member=old, valid_from=new_year(2020), valid_to=new_year(2024))
    create_group_membership(group=group, member=larvik, valid_from=new_year(2024))
    assert texts(group) == [REGROUPED]


def test_who_is_known_to_be_a_member_since_a_day_has_not_come_to_the_group(group: Region) -> None:
    create_group_membership(group=group, member=known("3905", "Tønsberg", 2024), valid_from=new_year(2024))
    assert texts(group) == [REGROUPED]


def test_members_that_come_and_go(group: Region, other_group: Region) -> None:
    comes, goes = known("1804", "Bodø", 2015), known("3103", "Moss", 2015)
    create_group_membership(group=other_group, member=comes, valid_from=new_year(2020), valid_to=new_year(2023))
    create_group_membership(group=group, member=comes, valid_from=new_year(2023))
    create_group_membership(group=group, member=goes, valid_from=new_year(2020), valid_to=new_year(2023))
    assert texts(group) == [
        REGROUPED,
        (
            "2023",
            "Fra 2023 er Bodø kommet med i KOSTRA-gruppe 11. Fra 2023 er Moss ikke lenger med i KOSTRA-gruppe 11.",
        ),
    ]
    assert texts(other_group)[1] == ("2023", "Fra 2023 er Bodø ikke lenger med i KOSTRA-gruppe 13.")


def test_membership_on_a_day_follows_the_municipality_over_its_codes(
    larvik: Region, group: Region, other_group: Region
) -> None:
    codes = {one.code: one for one in Region.objects.all()}
    years = [("0712", other_group, 2018, 2020), ("3805", group, 2020, 2024), ("3909", group, 2024, None)]
    for code, home, first, end in years:
        until = end and new_year(end)
        create_group_membership(group=home, member=codes[code], valid_from=new_year(first), valid_to=until)
    groups = [group_of(larvik, date(year, 6, 30)) for year in (2017, 2019, 2020, 2024)]
    assert groups == [None, other_group, group, group]
    assert is_member(larvik, group, date(2023, 12, 31))
    assert not is_member(larvik, group, date(2019, 12, 31))
    assert not is_member(larvik, group, date(2016, 12, 31))
    assert list(members_of(group, date(2023, 12, 31))) == [codes["3805"]]
    assert list(members_of(group, date(2024, 1, 1))) == [larvik]


def test_two_of_different_groups_that_merged_had_no_group(larvik: Region, group: Region, other_group: Region) -> None:
    create_group_membership(group=group, member=Region.objects.get(code="0709"), valid_from=new_year(2015))
    create_group_membership(group=other_group, member=Region.objects.get(code="0728"), valid_from=new_year(2015))
    assert group_of(larvik, date(2017, 6, 30)) is None


def test_the_breaks_of_many_take_three_queries(
    larvik: Region, group: Region, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    regions = list(Region.objects.all())
    with django_assert_num_queries(3):
        assert len(breaks_of_regions(regions)) == len(regions)
