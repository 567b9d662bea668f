"""What Klass says, as rows that can be kept."""

from datetime import date

import pytest

from indicators.sources.klass import Correspondence, KlassChange, KlassCode
from indicators.sources.klass_rows import rows_of
from indicators.sources.region_rows import RegionRows

START = date(2015, 1, 1)


def day(year: int) -> date:
    return date(year, 1, 1)


def code(number: str, name: str, first: int, end: int | None = None) -> KlassCode:
    return KlassCode(number, name, day(first), day(end) if end else None)


def change(old: str, new: str, year: int, *, names: tuple[str, str] = ("A", "B")) -> KlassChange:
    return KlassChange(old, names[0], new, names[1], day(year))


def rows(
    *codes: KlassCode,
    changes: tuple[KlassChange, ...] = (),
    groups: tuple[str, ...] = (),
    tables: dict[int, dict[str, str] | None] | None = None,
) -> RegionRows:
    listed = {
        year: None if table is None else [Correspondence(*pair) for pair in table.items()]
        for year, table in (tables or {}).items()
    }
    return rows_of(codes=codes, changes=changes, groups=groups, tables=listed, start=START)


Told = list[tuple[str, int, int | None, bool]]


def versions(*codes: KlassCode) -> Told:
    return [
        (one.name, one.start.year, one.end.year if one.end else None, one.may_be_older) for one in rows(*codes).versions
    ]


def memberships(tables: dict[int, dict[str, str] | None]) -> Told:
    return [
        (one.group, one.start.year, one.end.year if one.end else None, one.may_be_older)
        for one in rows(tables=tables).memberships
    ]


def test_a_code_from_the_first_day_that_was_asked_for_may_be_older() -> None:
    assert versions(code("3909", "Larvik", 2024)) == [("Larvik", 2024, None, False)]
    assert versions(code("0709", "Larvik", 2015, 2018)) == [("Larvik", 2015, 2018, True)]


def test_stretches_of_one_name_that_follow_each_other_are_one() -> None:
    assert versions(code("1103", "Stavanger", 2020), code("1103", "Stavanger", 2018, 2020)) == [
        ("Stavanger", 2018, None, False)
    ]
    assert len(versions(code("0104", "Moss", 2013, 2014), code("0104", "Moss ny", 2014))) == 2
    assert len(versions(code("0104", "Moss", 2016, 2017), code("0104", "Moss", 2018))) == 2


def test_what_is_no_municipality_is_left_out_and_told_unless_it_is_not_stated() -> None:
    found = rows(code("9999", "Uoppgitt", 2016), code("21-22", "Svalbard", 2016), code("3909", "Larvik", 2024))
    assert [one.code for one in found.versions] == ["3909"]
    assert found.remarks == (("21-22", "er ikke et kommunenummer, og er utelatt"),)


@pytest.mark.parametrize(
    ("one", "is_kept"),
    [
        pytest.param(change("0709", "0712", 2018), True, id="a merger"),
        pytest.param(change("5401", "5401", 2021, names=("Tromsø", "Tromsø – Romsa")), True, id="a new name"),
        pytest.param(
            change("0104", "0104", 2014, names=("Moss", "Moss ny")), False, id="the code means something else"
        ),
        pytest.param(change("0104", "9999", 2014), False, id="it went into what is not stated"),
    ],
)
def test_changes(one: KlassChange, is_kept: bool) -> None:
    assert bool(rows(changes=(one,)).changes) is is_kept


@pytest.mark.parametrize(("number", "group"), [("11", "EKG11"), ("1", "EKG01"), ("01", "EKG01"), ("EKG07", "EKG07")])
def test_groups_are_called_as_the_tables_call_them(number: str, group: str) -> None:
    assert rows(groups=(number,), tables={2024: {"3909": number}}).groups == (group,)
    assert rows(tables={2024: {"3909": number}}).memberships[0].group == group


def test_what_is_no_group_is_told_once() -> None:
    found = rows(groups=("0", "EAKUO"), tables={2024: {"3909": "EAKUO"}})
    assert (found.groups, found.memberships) == ((), ())
    assert sorted(one for one, _why in found.remarks) == ["0", "EAKUO"]


@pytest.mark.parametrize(
    ("tables", "told"),
    [
        pytest.param(
            {2023: {"3805": "11"}, 2024: {}}, [("EKG11", 2023, 2024, True)], id="left, and began before we asked"
        ),
        pytest.param({2022: {}, 2023: {"3805": "11"}}, [("EKG11", 2023, None, False)], id="came, and still is"),
        pytest.param(
            {2021: {"3805": "11"}, 2022: {"3805": "11"}, 2023: {"3805": "10"}},
            [("EKG11", 2021, 2023, True), ("EKG10", 2023, None, False)],
            id="moved",
        ),
        pytest.param(
            {2020: {"3805": "11"}, 2021: None, 2022: {"3805": "11"}},
            [("EKG11", 2020, None, True)],
            id="a year without a table goes on as before",
        ),
        pytest.param(
            {2020: {"3805": "11"}, 2021: None, 2022: {"3805": "10"}},
            [("EKG11", 2020, 2022, True), ("EKG10", 2022, None, True)],
            id="moved in a year without a table, or the one after",
        ),
        pytest.param(
            {2020: {"3805": "11"}, 2021: {}, 2022: {"3805": "11"}},
            [("EKG11", 2020, 2021, True), ("EKG11", 2022, None, False)],
            id="left and came back",
        ),
        pytest.param({2026: None}, [], id="no table at all"),
    ],
)
def test_years_in_a_group(tables: dict[int, dict[str, str] | None], told: Told) -> None:
    assert memberships(tables) == told


def test_one_in_two_groups_is_told() -> None:
    table = [Correspondence("3909", "11"), Correspondence("3909", "10")]
    found = rows_of(codes=(), changes=(), groups=(), tables={2024: table}, start=START)
    assert [one.group for one in found.memberships] == ["EKG11"]
    assert found.remarks == (("3909", "står i to KOSTRA-grupper i 2024; EKG11 er brukt"),)
