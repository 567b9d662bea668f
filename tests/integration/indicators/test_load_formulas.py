"""Loading a file of formulas: all of it or nothing, and computed at once."""

from collections.abc import Iterable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.core.management import call_command

from accounts.imports import ImportRefused, LoadOutcome
from accounts.models import AuditEvent
from indicators.models import Formula, GroupValue, Indicator, Observation, QualityRecord
from indicators.services.formula_files import load_formulas, load_shipped_formulas
from tests.derived import bring, said
from tests.factories import NOW, create_formula, create_indicator, create_region

SUM: dict[str, Any] = {"indicator": "hele", "kind": "sum", "plus": ["a", "b"]}


@pytest.fixture
def parts() -> list[Indicator]:
    return [create_indicator(code=code, unit="NOK_1000", group_value=GroupValue.SUM) for code in ("a", "b")]


@pytest.fixture
def whole() -> Indicator:
    return create_indicator(code="hele", unit="NOK_1000")


def load(*formulas: dict[str, Any]) -> LoadOutcome:
    body = yaml.safe_dump({"formulas": list(formulas)}).encode()
    return load_formulas(name="formler.yaml", body=body, by="test", now=NOW)


def complaints(*formulas: dict[str, Any]) -> list[str]:
    with pytest.raises(ImportRefused) as refused:
        load(*formulas)
    return [str(problem) for problem in refused.value.problems]


def codes(indicators: Iterable[Indicator]) -> list[str]:
    return sorted(one.code for one in indicators)


def test_what_is_loaded_is_computed_and_the_same_again_changes_nothing(
    parts: list[Indicator], whole: Indicator
) -> None:
    region = create_region()
    bring({(one, region, "2024"): "2" for one in parts}, at=NOW)
    first, second = load(SUM), load(SUM)
    assert (first.created, second.created, second.updated, second.unchanged) == (1, 0, 0, 1)
    assert said(whole, region) == {"2024": "4"}
    assert AuditEvent.objects.filter(action="indicators.formula.loaded").count() == 1


def test_other_terms_are_a_change_and_are_computed(parts: list[Indicator], whole: Indicator) -> None:
    region = create_region()
    load(SUM)
    bring({(one, region, "2024"): number for one, number in zip(parts, ("5", "2"), strict=True)}, at=NOW)
    outcome = load(SUM | {"kind": "difference", "plus": "a", "minus": "b"})
    assert (outcome.created, outcome.updated, said(whole, region)) == (0, 1, {"2024": "3"})


def test_an_indicator_that_the_catalogue_lacks_is_made_like_its_terms(parts: list[Indicator]) -> None:
    load(SUM | {"name": "Hele", "unit": "NOK_1000", "decimals": 0})
    made = Indicator.objects.get(code="hele")
    assert (made.name_nb, made.is_calculated, made.group_value) == ("Hele", True, GroupValue.SUM)


def test_the_factor_follows_from_the_units(parts: list[Indicator]) -> None:
    create_indicator(code="innbyggere", unit="count")
    create_indicator(code="hver", unit="NOK")
    load({"indicator": "hver", "kind": "per_inhabitant", "plus": "a", "divided_by": "innbyggere"})
    assert Formula.objects.get().factor == 1000


def test_a_continued_series_says_so_until_it_is_continued_no_more(parts: list[Indicator], whole: Indicator) -> None:
    load(SUM | {"from_period": "2024"})
    record = QualityRecord.objects.get()
    assert (record.is_break, record.from_period, codes(record.indicators.all())) == (True, "2024", ["hele"])
    load(SUM)
    assert not QualityRecord.objects.exists()


@pytest.mark.parametrize(
    ("formulas", "complaint"),
    [
        ([SUM | {"plus": ["a", "x"]}], "formulas[0] (hele): ukjent indikator «x»: last inn indikatoren først"),
        ([SUM | {"indicator": "ny"}], "ukjent indikator «ny»: last inn indikatoren først, eller gi name og unit"),
        ([SUM | {"plus": ["a", "andel"]}], "velg indikatorer med samme måleenhet"),
        ([SUM | {"factor": 100}], "faktoren må være 1, etter måleenhetene til leddene"),
        ([SUM, {"indicator": "a", "kind": "sum", "plus": ["hele", "b"]}], "formelen går i ring: «hele» → «a» → «hele»"),
        ([SUM | {"plus": ["a", "i-ring"]}], "formelen går i ring: «hele» → «i-ring» → «hele»"),
        ([SUM | {"plus": ["a", "planens"]}], "bare felles indikatorer kan regnes ut av hverandre"),
        ([SUM, {"indicator": "ny", "kind": "sum", "plus": ["a", "b"], "name": "x", "unit": "percent"}], "passer ikke"),
    ],
)
def test_a_formula_that_cannot_be_computed_is_refused_and_nothing_is_written(
    parts: list[Indicator], whole: Indicator, formulas: list[dict[str, Any]], complaint: str
) -> None:
    create_indicator(code="andel", unit="percent")
    create_indicator(code="planens", unit="NOK_1000", namespace="PLAN")
    create_formula(create_indicator(code="i-ring", unit="NOK_1000"), plus=[whole, parts[1]])
    found = complaints(*formulas)
    assert [one for one in found if complaint in one]
    assert all(one.startswith("formler.yaml: linje ") for one in found)
    assert (Formula.objects.count(), Indicator.objects.filter(code="ny").exists()) == (1, False)


def test_what_ships_is_loaded_as_far_as_the_catalogue_has_its_terms() -> None:
    for number in (257, 258, 254):
        create_indicator(code=f"netto-driftsutgifter-per-innbygger-{number}", unit="NOK")
    for code in ("pensjonsforpliktelse-1000kr", "pensjonsmidler-1000kr"):
        create_indicator(code=code, unit="NOK_1000")
    outcome = load_shipped_formulas(by="test", now=NOW)
    assert (outcome.created, load_shipped_formulas(by="test", now=NOW).unchanged) == (2, 2)
    assert codes(one.indicator for one in Formula.objects.select_related("indicator")) == [
        "netto-driftsutgifter-per-innbygger-254",
        "netto-pensjonsforpliktelse-1000kr",
    ]


# The commands -------------------------------------------------------------------------------------------------------


def test_a_file_that_is_refused_ends_with_its_lines_and_nothing_else(tmp_path: Path) -> None:
    path, errors = tmp_path / "formler.yaml", StringIO()
    path.write_text(yaml.safe_dump({"formulas": [SUM]}))
    with pytest.raises(SystemExit) as stopped:
        call_command("load_formulas", str(path), stderr=errors)
    assert stopped.value.code == 1
    assert len(errors.getvalue().splitlines()) == 3


def test_derive_says_what_it_did_and_the_second_time_does_nothing(parts: list[Indicator], whole: Indicator) -> None:
    region = create_region()
    bring({(one, region, year): "2" for one in parts for year in ("2023", "2024")}, at=NOW)
    create_formula(whole, plus=parts)
    told = StringIO()
    for _time in range(2):
        call_command("derive", stdout=told)
    assert told.getvalue().splitlines() == [
        "Avledede indikatorer: 2 nye, 0 endret, 0 uendret",
        "Avledede indikatorer: 0 nye, 0 endret, 2 uendret",
    ]
    assert Observation.objects.filter(indicator=whole).count() == 2


def test_derive_tells_which_formula_is_wrong_now(parts: list[Indicator], whole: Indicator) -> None:
    create_formula(whole, plus=parts)
    Indicator.objects.filter(pk=parts[0].pk).update(unit="percent")
    errors = StringIO()
    call_command("derive", stdout=StringIO(), stderr=errors)
    assert errors.getvalue().startswith("hele: ")
