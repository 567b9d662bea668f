"""The file of regions in time, and what is wrong with one."""

from datetime import date
from pathlib import Path

import pytest
from django.conf import settings

from accounts.imports import ImportRefused
from indicators.lineage import Change, Chronicle, Life
from indicators.sources.region_rows import RegionRows
from indicators.sources.regions_yaml import read_regions

SHIPPED = Path(settings.BASE_DIR) / "indicators" / "shipped" / "regions.yaml"
GROUP_11 = {"3909", "3905", "3907", "3105", "4003", "4203", "1508", "1804", "3207", "3103"}
SOUND = """
sources: {liste: En liste}
versions:
- {code: '0709', name: Larvik, from: 2015-01-01, to: 2018-01-01, source: liste}
- {code: '0712', name: Larvik, from: 2018-01-01, source: liste}
changes:
- {old: '0709', new: '0712', on: 2018-01-01, source: liste}
memberships:
- {group: EKG11, member: '0712', from: 2018-01-01, source: liste}
"""


@pytest.fixture(scope="module")
def shipped() -> RegionRows:
    return read_regions(SHIPPED.read_bytes(), name="regions.yaml")


@pytest.mark.parametrize(
    ("code", "by_year"),
    [
        ("3909", {2016: {"0709", "0728"}, 2017: {"0709", "0728"}, 2018: {"0712"}, 2021: {"3805"}, 2024: {"3909"}}),
        ("3907", {2016: {"0706", "0719", "0720"}, 2017: {"0710"}, 2019: {"0710"}, 2021: {"3804"}, 2024: {"3907"}}),
        ("3905", {2016: {"0704", "0716"}, 2019: {"0704", "0716"}, 2021: {"3803"}, 2024: {"3905"}}),
        ("4003", {2016: {"0806"}, 2019: {"0806"}, 2021: {"3807"}, 2024: {"4003"}}),
        ("4001", {2016: {"0805"}, 2019: {"0805"}, 2021: {"3806"}, 2024: {"4001"}}),
        ("3105", {2016: {"0105"}, 2019: {"0105"}, 2021: {"3003"}, 2024: {"3105"}}),
        ("4203", {2016: {"0906"}, 2019: {"0906"}, 2021: {"4203"}, 2024: {"4203"}}),
    ],
)
def test_seven_municipalities_ship_with_their_codes(
    shipped: RegionRows, code: str, by_year: dict[int, set[str]]
) -> None:
    changes = [Change(row.old, row.new, row.on) for row in shipped.changes]
    lives = [Life(row.code, row.start, row.end) for row in shipped.versions]
    lineage = Chronicle(changes, lives).lineage(code)
    assert {year: set(lineage.at(date(year, 12, 31)).codes) for year in by_year} == by_year


def test_group_11_ships_with_its_ten_members_and_without_porsgrunn(shipped: RegionRows) -> None:
    now = {row.member for row in shipped.memberships if row.group == "EKG11" and row.end is None}
    assert now == GROUP_11
    assert "4001" not in {row.member for row in shipped.memberships}


def test_larvik_came_from_group_13_in_2020(shipped: RegionRows) -> None:
    larvik = {row.group: (row.member, row.end) for row in shipped.memberships if row.member in {"0712", "3805"}}
    assert larvik == {"EKG13": ("0712", date(2020, 1, 1)), "EKG11": ("3805", date(2024, 1, 1))}


def test_every_row_names_its_source(shipped: RegionRows) -> None:
    sources = [[row.source for row in part] for part in (shipped.versions, shipped.changes, shipped.memberships)]
    assert all(source for part in sources for source in part)


def test_a_sound_file() -> None:
    rows = read_regions(SOUND.encode(), name="fil.yaml")
    assert (len(rows.versions), len(rows.changes), len(rows.memberships)) == (2, 1, 1)
    assert rows.versions[0].source == "En liste"
    assert rows.names == {"0709": "Larvik", "0712": "Larvik", "EKG11": ""}


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("code: '0709'", "code: 709", "«709» er ikke et kommunenummer"),
        ("group: EKG11", "group: '11'", "«11» er ikke en KOSTRA-gruppe"),
        ("to: 2018-01-01, source", "to: 2014-01-01, source", "siste dag må komme etter første"),
        ("from: 2015-01-01", "from: 2015-02-30", "«2015-02-30» er ikke en dato: skriv ÅÅÅÅ-MM-DD"),
        ("from: 2015-01-01, ", "", "feltet er påkrevd og mangler"),
        ("on: 2018-01-01, ", "", "feltet er påkrevd og mangler"),
        ("name: Larvik, from: 2015", "from: 2015", "feltet er påkrevd og mangler"),
        ("source: liste}\nchanges", "source: klass}\nchanges", "kilden «klass» står ikke under «sources»"),
        ("name: Larvik, from: 2018", "nvan: Larvik, name: Larvik, from: 2018", "ukjent felt «nvan»"),
        ("to: 2018-01-01, source", "to: 2017-01-01, source", "0709 går over i 0712 2018-01-01, men er ikke gyldig til"),
        ("name: Larvik, from: 2018-01-01", "name: Larvik, from: 2019-01-01", "men 0712 er ikke gyldig da"),
        ("from: 2015-01-01, to: 2018-01-01", "from: 2015-01-01", "men er ikke gyldig til akkurat da"),
        (
            "memberships:\n",
            "memberships:\n- {group: EKG11, member: '0712', from: 2019-01-01, source: liste}\n",
            "perioden overlapper med en annen rad",
        ),
        ("changes:\n", "changes:\n- {old: '0709', new: '0712', on: 2018-01-01, source: liste}\n", "står flere ganger"),
    ],
)
def test_what_is_wrong_is_told_in_one_line_with_its_place(old: str, new: str, sentence: str) -> None:
    assert old in SOUND
    with pytest.raises(ImportRefused) as refused:
        read_regions(SOUND.replace(old, new).encode(), name="fil.yaml")
    told = [str(problem) for problem in refused.value.problems]
    assert any(sentence in line and line.startswith("fil.yaml: linje ") for line in told), told
    assert len(told) == 1
