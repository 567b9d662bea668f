"""The known answers: every target of Larvik's plan has a light, or a grey with its reason."""

from datetime import date

import pytest

from planning.models import Plan
from targets.models import Assessment, LightChange
from tests.larvik import lights

TODAY = date(2026, 11, 22)

pytestmark = pytest.mark.usefixtures("larvik")


@pytest.mark.parametrize(
    ("target", "light", "actual", "expected"),
    [
        pytest.param("T-22", "green", 10.6, 5, id="disposisjonsfond 10.6 against at least 5"),
        pytest.param("T-24", "green", 2.1, 1.75, id="netto driftsresultat 2.1 against at least 1.75"),
        pytest.param("T-01", "red", -13, -30.952380952381, id="emissions of society -13 % against half in 2030"),
        pytest.param("T-26", "red", 39, 60, id="introduction programme 39 against 60"),
        pytest.param("T-27", "red", 34, 63, id="qualification programme 34 against 63"),
        pytest.param("T-23", "green", 5.3, 5, id="free share of the fund 5.3 against at least 5"),
        pytest.param("T-44", "red", 34, 21, id="building permits 34 days against at most 21"),
        pytest.param("T-45", "green", 79, 84, id="building permits 79 days against at most 84"),
        pytest.param("T-31", "green", 99.4, 100, id="GP lists 99.4 % full against at most 100"),
        pytest.param("T-32", "green", 0, 0, id="nobody without a GP, by the municipality's own figure"),
        pytest.param("T-28", "red", 44.8, 50, id="kindergarten teachers 44.8 against at least 50"),
        pytest.param("T-30", "red", 128, 200, id="maintenance 128 kr against about 200"),
        pytest.param("T-35", "red", -3.5, 0, id="3.5 below the norm for school health"),
        pytest.param("T-46", "green", 100, 100, id="chimney sweeping fully paid by fees"),
        pytest.param("T-47", "red", 0, 1, id="property tax decided to 0 in 2025, outside 1 to 4"),
    ],
)
def test_a_known_answer(target: str, light: str, actual: float, expected: float) -> None:
    answer = lights(on=TODAY)[target]
    assert (answer["light"], answer["actual"], answer["reason"]) == (light, actual, None)
    assert answer["expected"] == pytest.approx(expected)


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("T-02", "not_assessed"),
        ("T-03", "not_assessed"),
        ("T-07", "no_indicator"),
        ("T-11", "not_assessed"),
        ("T-12", "no_indicator"),
        ("T-19", "no_data"),
        ("T-20", "no_indicator"),
        ("T-25", "not_assessed"),
        ("T-29", "no_data"),
        ("T-34", "not_assessed"),
        ("T-42", "not_assessed"),
        ("T-51", "unit_mismatch"),
        ("T-52", "no_indicator"),
    ],
)
def test_grey_has_its_reason(target: str, reason: str) -> None:
    answer = lights(on=TODAY)[target]
    assert (answer["light"], answer["reason"]) == ("grey", reason)


def test_every_target_is_answered_for() -> None:
    answers = lights(on=TODAY)
    assert len(answers) == 52
    assert all((one["light"] == "grey") == bool(one["reason"]) for one in answers.values())
    assert all(one["sentence"].strip() and one["rule_version"] == "1" for one in answers.values())


def test_on_1_july_2024_the_newest_finished_year_is_2023() -> None:
    answer = lights(on=date(2024, 7, 1))["T-24"]
    assert (answer["light"], answer["period"], answer["actual"]) == ("yellow", "2023", 1.7)


def test_coverage_above_a_hundred_percent_is_an_artefact_only_in_the_year_it_occurs() -> None:
    assert lights(on=date(2024, 7, 1))["T-34"]["light"] == "yellow"
    assert "sier ikke noe om måloppnåelsen" in lights(on=TODAY)["T-34"]["sentence"]


def test_emissions_are_explained_as_the_plan_would_say_it() -> None:
    sentence = lights(on=TODAY)["T-01"]["sentence"]
    assert sentence.startswith("Ikke i rute: ")
    assert "redusert 13 % siden 2009; planen krever 31 % i 2022 for å nå 50 % i 2030." in sentence
    assert lights(on=TODAY)["T-01"]["stale"] is True


def test_what_was_not_known_then_is_not_used() -> None:
    answers = lights(known_at=date(2020, 1, 1))
    assert {one["light"] for one in answers.values()} == {"grey"}


def test_assessing_stores_once_and_again_changes_nothing(larvik: Plan) -> None:
    lights()
    first = Assessment.objects.filter(target__plan=larvik).count(), LightChange.objects.count()
    assert first == (52, 52)
    lights()
    assert (Assessment.objects.filter(target__plan=larvik).count(), LightChange.objects.count()) == first


def test_asking_about_a_date_stores_nothing(larvik: Plan) -> None:
    lights(on=date(2024, 7, 1))
    assert not Assessment.objects.filter(target__plan=larvik).exists()
