"""Mappings: what stands where in somebody else's workbook, in the long form and in the wide."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings

from accounts.imports import ImportRefused, Problems
from indicators.sources.excel import SheetObservation, WorkbookMapping, read_mapping, read_workbook, shipped_mappings
from tests.workbooks import EMISSIONS_HEADING, emissions, workbook

LONG: dict[str, Any] = {
    "title": "Prøve",
    "sheet": "Data",
    "region": {"column": "Kommune"},
    "period": {"column": "År"},
    "value": {"column": "Verdi"},
    "indicators": [{"code": "fond"}],
}
HEADING = ["Kommune", "År", "Verdi", "Gruppe"]


def mapping(**changes: Any) -> WorkbookMapping:
    said = {key: value for key, value in (LONG | changes).items() if value is not None}
    return read_mapping(
        yaml.safe_dump(said, allow_unicode=True, sort_keys=False).encode(), file="oppsett.yaml", name="prøve"
    )


def problems_of(**changes: Any) -> list[str]:
    with pytest.raises(ImportRefused) as refused:
        mapping(**changes)
    return [str(problem).removeprefix("oppsett.yaml: ") for problem in refused.value.problems]


def read(body: bytes, one: WorkbookMapping) -> tuple[list[SheetObservation], list[str]]:
    problems = Problems("tall.xlsx")
    try:
        rows = read_workbook(body, mapping=one, problems=problems).rows
    except ImportRefused as refused:
        return [], [f"{problem.place}: {problem.message}" for problem in refused.problems]
    return rows, [f"{problem.place}: {problem.message}" for problem in problems.listed]


def said(body: bytes, one: WorkbookMapping) -> list[tuple[str, str, str, str]]:
    """(indicator, region, period, figure or symbol) of a workbook that has nothing wrong with it."""
    rows, problems = read(body, one)
    assert problems == []
    return [
        (row.indicator, row.region, row.period.code if row.period else "", row.cell.literal or row.cell.missing)
        for row in rows
    ]


def data(*rows: list[Any], heading: list[Any] = HEADING) -> bytes:
    return workbook({"Forside": [["Les meg"]], "Data": [heading, *rows]})


def test_the_long_form_has_one_figure_on_each_row() -> None:
    body = data(["Larvik", 2023, 5, "a"], ["Skien", 2024, 6.5, "b"])
    assert said(body, mapping()) == [("fond", "Larvik", "2023", "5"), ("fond", "Skien", "2024", "6.5")]


def test_the_wide_form_has_a_column_for_each_year() -> None:
    body = data(["Larvik", 5, 6, "x"], ["Skien", "", 7, "y"], heading=["Kommune", 2023, 2024, "Merknad"])
    assert said(body, mapping(period=None, value=None, across={"period": "all"})) == [
        *(("fond", "Larvik", "2023", "5"), ("fond", "Larvik", "2024", "6"), ("fond", "Skien", "2024", "7")),
    ]


def test_the_wide_form_may_name_its_columns() -> None:
    across = {"period": {"Regnskap 2024": "2024"}}
    body = data(["Larvik", 5, 6], heading=["Kommune", "Regnskap 2024", "Budsjett 2025"])
    assert said(body, mapping(period=None, value=None, across=across)) == [("fond", "Larvik", "2024", "5")]


def test_the_wide_form_may_have_a_column_for_each_region() -> None:
    across = {"region": {"Larvik": "3909", "Hele landet": "EAK"}}
    body = data([2024, 5, 6], heading=["År", "Larvik", "Hele landet"])
    assert said(body, mapping(region=None, value=None, across=across)) == [
        *(("fond", "3909", "2024", "5"), ("fond", "EAK", "2024", "6")),
    ]


def test_the_code_may_stand_in_the_rows() -> None:
    body = data(["Larvik", 2024, 5, "barnehage"])
    assert said(body, mapping(indicators=[{"columns": ["Gruppe"]}]))[0][0] == "barnehage"
    codes = [{"column": "Gruppe", "codes": {"barnehage": "B"}}, "År"]
    assert said(body, mapping(indicators=[{"code": "dekning", "columns": codes}]))[0][0] == "dekning:B:2024"


def test_a_text_that_the_mapping_does_not_know_is_told() -> None:
    codes = [{"code": "x", "columns": [{"column": "Gruppe", "codes": {"a": "A"}}]}]
    rows, problems = read(data(["Larvik", 2024, 5, "Totalt"]), mapping(indicators=codes))
    assert rows == []
    assert problems == ["ark «Data», rad 2, kolonne D: oppsettet kjenner ikke «Totalt»; kjente er a"]


def test_totals_are_left_out_and_only_some_rows_are_taken() -> None:
    body = data(["Larvik", 2024, 5, "a"], ["Larvik", 2024, 9, "Sum"], ["Larvik", 2023, 4, "a"])
    skipping = mapping(skip=[{"column": "Gruppe", "is": ["Sum", "Totalt"]}])
    choosing = mapping(only=[{"column": "Gruppe", "is": "a"}, {"column": "År", "is": ["2024"]}])
    assert [row[3] for row in said(body, skipping)] == ["5", "4"]
    assert [row[3] for row in said(body, choosing)] == ["5"]


def test_headings_and_rows_may_lie_anywhere() -> None:
    rows: list[list[object]] = [
        ["Tall fra oss"],
        [],
        [*HEADING],
        ["tekst", "tall", "tall"],
        ["Larvik", 2024, 5],
        ["Kilde: oss"],
    ]
    body = workbook({"Data": rows})
    one = mapping(heading_row="3", first_row="5", last_row="5")
    assert said(body, one) == [("fond", "Larvik", "2024", "5")]


def test_without_headings_columns_have_letters() -> None:
    places = {"region": {"column": "B"}, "period": {"column": "A"}, "value": {"column": "C"}}
    assert said(workbook({"Data": [[2024, "Larvik", 5]]}), mapping(heading_row="0", **places)) == [
        ("fond", "Larvik", "2024", "5")
    ]


def test_a_heading_has_several_spellings() -> None:
    body = data(["Larvik", 2024, 5], heading=["Kommune", "år", "Utslipp  (tonn CO₂-ekvivalenter)"])
    one = mapping(value={"column": ["Tonn", "Utslipp (tonn CO2-ekvivalenter)"]})
    assert said(body, one)[0][3] == "5"


def test_constants_kind_and_table() -> None:
    one = mapping(region="3909", period={"constant": "2024"}, kind="foreløpig", source_table="overview")
    rows, _problems = read(data(["", "", 5]), one)
    assert (rows[0].region, rows[0].kind, rows[0].source_table) == ("3909", "provisional", "overview")


def test_a_number_that_lost_its_zero_gets_it_back() -> None:
    one = mapping(region={"column": "Kommune", "digits": "4"})
    assert [row[1] for row in said(data([709, 2017, 1], ["0301", 2017, 2], ["Larvik", 2017, 3]), one)] == [
        *("0709", "0301", "Larvik"),
    ]


def test_what_means_missing_is_said_and_an_empty_cell_says_nothing() -> None:
    def fill(_book: Any, sheet: Any) -> None:
        sheet.write_formula("C5", "=NA()", None, "#N/A")

    one = mapping(missing={"i.t.": ".", "#N/A": ".."})
    body = workbook(
        {"Data": [HEADING, ["A", 2024, "i.t."], ["B", 2024, ""], ["C", 2024, 0], ["D", 2024]]},
        fill=fill,
    )
    assert [row[3] for row in said(body, one)] == [".", "0", ".."]
    _rows, problems = read(body, mapping())
    assert [problem.partition(": ")[0] for problem in problems] == [
        *("ark «Data», rad 2, kolonne C", "ark «Data», rad 5, kolonne C")
    ]


@pytest.mark.parametrize(("word", "literal"), [("shown", "25.3"), ("stored", "0.253")])
def test_percentages_are_taken_as_the_mapping_says(word: str, literal: str) -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.write_number("C2", 0.253, book.add_format({"num_format": "0.0%"}))

    body = workbook({"Data": [HEADING, ["Larvik", 2024]]}, fill=fill)
    assert said(body, mapping(percent_cells=word))[0][3] == literal


ADDED = {"indicators": [{"code": "sum", "add_up": "true"}]}


def test_rows_are_added_up_exactly() -> None:
    body = data(["Larvik", 2024, 0.1], ["Larvik", 2024, 0.2], ["Larvik", 2023, 1], ["Larvik", 2024, 1e15])
    assert said(body, mapping(**ADDED)) == [
        ("sum", "Larvik", "2024", "1000000000000000.3"),
        ("sum", "Larvik", "2023", "1"),
    ]


def test_a_sum_is_rounded_as_the_mapping_says() -> None:
    one = mapping(indicators=[{"code": "sum", "add_up": "true", "decimals": "1"}])
    assert said(data(["Larvik", 2024, 1.25], ["Larvik", 2024, 1.1]), one)[0][3] == "2.4"


def test_a_sum_with_a_missing_part_is_missing() -> None:
    body = data(["Larvik", 2024, 5], ["Larvik", 2024, ":"], ["Larvik", 2024, 7])
    assert said(body, mapping(**ADDED, missing={":": ":"}))[0][3] == ":"


def test_what_cannot_be_added_is_told_where_it_stands() -> None:
    _rows, problems = read(data(["Larvik", 2024, 5], ["Larvik", 2024, "fem"]), mapping(**ADDED))
    assert problems == ["ark «Data», rad 3, kolonne C: «fem» er ikke et tall"]


# What is wrong with the workbook --------------------------------------------------------------------------------------


def test_a_sheet_or_a_column_that_is_not_there_is_told_with_those_that_are() -> None:
    assert read(workbook({"Annet": [["x"]]}), mapping())[1] == [": arket «Data» finnes ikke; filen har «Annet»"]
    assert read(data(["Larvik", 2024, 1], heading=["Kommune", "Aar", "Verdi"]), mapping())[1] == [
        "ark «Data», rad 1: kolonnen «År» finnes ikke; raden har «Kommune», «Aar», «Verdi»"
    ]
    assert read(data(heading=["Kommune", "År", "Verdi", "Verdi"]), mapping())[1] == [
        "ark «Data», rad 1: flere kolonner heter «Verdi»"
    ]


def test_a_sheet_where_nothing_is_found_is_told() -> None:
    assert read(data(), mapping())[1] == ["ark «Data»: oppsettet finner ingen rader med tall"]
    wide = mapping(period=None, value=None, across={"period": "all"})
    assert read(data(["Larvik", 1, 2]), wide)[1] == [
        "ark «Data», rad 1: ingen av overskriftene er en periode, som 2024"
    ]


# What is wrong with the mapping ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"title": None}, "title: feltet er påkrevd og mangler"),
        ({"farge": "blå"}, "farge: ukjent felt; kjente er across, first_row"),
        ({"heading_row": "en"}, "heading_row: «en» er ikke et helt tall fra 0 til 2000000"),
        ({"is_verified": "ja"}, "is_verified: «ja» er verken true eller false"),
        ({"region": None}, "region: feltet må stå enten for seg eller under «across»"),
        ({"region": {"kolonne": "A"}}, "region.kolonne: ukjent felt; kjente er column, constant, digits"),
        ({"region": ["a"]}, "region: her ventes felter med navn, ikke en liste"),
        ({"value": None}, "value: oppsettet må ha enten «value: {column: …}» eller «across»"),
        ({"across": {"period": "all"}}, "period: feltet må stå enten for seg eller under «across»"),
        ({"across": {"sektor": "all"}}, "across: feltet må ha nøyaktig ett av «period» og «region»"),
        ({"indicators": []}, "indicators: oppsettet må ha minst én indikator"),
        ({"indicators": [{"unit": "kroner"}]}, "indicators[0].code: indikatoren må ha «code», «columns» eller begge"),
        ({"indicators": [{"code": "a b"}]}, "indicators[0].code: koden «a b» har mellomrom i seg"),
        ({"indicators": [{"code": "a", "decimals": "99"}]}, "indicators[0].decimals: «99» er ikke et helt tall"),
        ({"missing": {"x": "0"}}, "missing: «x»: «0» er ukjent; lovlige er .  ..  :  -"),
        ({"kind": "gjetning"}, "kind: «gjetning» er ikke et kjent slag"),
        ({"percent_cells": "kanskje"}, "percent_cells: «kanskje» er ukjent"),
        ({"skip": [{"is": "Sum"}]}, "skip[0].column: feltet er påkrevd og mangler"),
        ({"skip": ["Sum"]}, "skip: her ventes felter med navn: «column» og «is»"),
        ({"heading_row": "0"}, "heading_row: uten overskrifter må kolonnen «Kommune» nevnes med bokstav"),
    ],
    ids=lambda one: one.partition(":")[0] if isinstance(one, str) else "",
)
def test_a_mapping_tells_what_is_wrong_with_it(changes: dict[str, Any], told: str) -> None:
    assert any(line.startswith(told) for line in problems_of(**changes)), problems_of(**changes)


def test_everything_that_is_wrong_is_told_at_once() -> None:
    assert len(problems_of(title=None, region=None, kind="gjetning", indicators=[])) == 4


@pytest.mark.parametrize("body", [b"", b"[1, 2]", b"a: [", b"\xff\xfe", b"a: b: c", b"title: {", b"\0"])
def test_what_is_no_mapping_is_refused_in_one_line(body: bytes) -> None:
    with pytest.raises(ImportRefused) as refused:
        read_mapping(body, file="oppsett.yaml", name="x")
    assert len(refused.value.problems) == 1


def test_the_example_of_the_user_guide_is_a_mapping() -> None:
    guide = (Path(settings.BASE_DIR) / "docs/brukerveiledning.md").read_text(encoding="utf-8")
    example = guide.partition("```yaml")[2].partition("```")[0]
    one = read_mapping(example.encode(), file="oppsett.yaml", name="eksempel")
    assert [indicator.code for indicator in one.indicators] == ["barnehagedekning", "barn"]


# The one that ships ---------------------------------------------------------------------------------------------------

EMISSIONS = "miljodirektoratet-klimagassutslipp"


def test_emissions_by_sector_and_year_and_their_sum() -> None:
    body = emissions(
        (3909, 2009, "Veitrafikk", "Personbiler", "CO2", 100.123),
        (3909, 2009, "Veitrafikk", "Personbiler", "N2O", 0.05),
        (3909, 2009, "Industri, olje og gass", "Industri, olje og gass", "CO2", 50),
        (301, 2022, "Sjøfart", "Havbruk  ", "CO2", 7),
    )
    assert said(body, shipped_mappings()[EMISSIONS]) == [
        ("klimagassutslipp-direkte", "3909", "2009", "150.2"),
        ("klimagassutslipp-direkte:veitrafikk", "3909", "2009", "100.2"),
        ("klimagassutslipp-direkte:industri-olje-og-gass", "3909", "2009", "50.0"),
        ("klimagassutslipp-direkte", "0301", "2022", "7.0"),
        ("klimagassutslipp-direkte:sjofart", "0301", "2022", "7.0"),
    ]


def test_the_indicators_of_the_emissions_are_described() -> None:
    body = emissions((3909, 2009, "Avfall og avløp", "Avløp", "CH4", 3))
    read_it = read_workbook(body, mapping=shipped_mappings()[EMISSIONS], problems=Problems("x"))
    assert [(one.code, one.name, one.unit, one.decimals) for one in read_it.named.values()] == [
        ("klimagassutslipp-direkte", "Direkte klimagassutslipp, alle sektorer", "tonn CO2-ekvivalenter", 1),
        (
            "klimagassutslipp-direkte:avfall-og-avlop",
            "Direkte klimagassutslipp: Avfall og avløp",
            "tonn CO2-ekvivalenter",
            1,
        ),
    ]


def test_a_total_among_the_sectors_stops_the_load_instead_of_being_counted_twice() -> None:
    body = emissions((3909, 2009, "Veitrafikk", "Personbiler", "CO2", 1), (3909, 2009, "Totalt", "", "", 1))
    _rows, problems = read(body, shipped_mappings()[EMISSIONS])
    assert problems[0].startswith(
        "ark «Oversikt - detaljert», rad 3, kolonne E: oppsettet kjenner ikke «Totalt»; kjente er Annen mobil"
    )


def test_the_unit_may_be_written_with_a_small_two() -> None:
    heading = [*EMISSIONS_HEADING[:-1], "Utslipp (tonn CO₂-ekvivalenter)"]
    body = emissions((3909, 2009, "Luftfart", "Innenriks luftfart", "CO2", 2), heading=heading)
    assert said(body, shipped_mappings()[EMISSIONS])[0][3] == "2.0"


def test_the_shipped_mapping_says_that_nobody_has_checked_it() -> None:
    one = shipped_mappings()[EMISSIONS]
    assert not one.is_verified
    assert "Laget uten tilgang til filen" in one.note
