"""The known answers: every target of Larvik's plan has a light, or a grey with its reason."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import translation
from pytest_django import DjangoDbBlocker

from accounts.models import Role
from planning.models import Plan
from targets.models import Assessment, LightChange
from tests import factories
from tests.html_text import main_text
from tests.larvik import lights

TODAY = date(2026, 11, 22)

pytestmark = [pytest.mark.usefixtures("larvik"), pytest.mark.both_databases]

Answers = dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def today(larvik: Plan, django_db_blocker: DjangoDbBlocker) -> Answers:
    """Asked for once; that asking about a date stores nothing is told below."""
    with django_db_blocker.unblock(), translation.override("nb"):
        return lights(on=TODAY)


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
def test_a_known_answer(today: Answers, target: str, light: str, actual: float, expected: float) -> None:
    answer = today[target]
    assert (answer["light"], answer["actual"], answer["reason"]) == (light, actual, None)
    assert answer["expected"] == pytest.approx(expected)


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("T-02", "not_assessed"),
        ("T-03", "not_assessed"),
        ("T-07", "no_indicator"),
        ("T-12", "no_indicator"),
        ("T-17", "no_indicator"),
        ("T-19", "no_data"),
        ("T-20", "no_indicator"),
        ("T-29", "no_data"),
        ("T-34", "not_assessed"),
        ("T-42", "no_indicator"),
        ("T-49", "no_indicator"),
        ("T-51", "unit_mismatch"),
        ("T-52", "no_indicator"),
    ],
)
def test_grey_has_its_reason(today: Answers, target: str, reason: str) -> None:
    answer = today[target]
    assert (answer["light"], answer["reason"]) == ("grey", reason)


@pytest.mark.parametrize(
    ("target", "light", "actual", "mean"),
    [
        pytest.param("T-06", "green", 332, 300, id="332 kg for recycling, and 300 the year before"),
        pytest.param("T-18", "yellow", 92834, 92578, id="farmland changed by less than 2 %, whichever way is better"),
        pytest.param("T-25", "green", 94.1, 96.1, id="net debt 94.1 % is 2.0 under the mean, and 1.922 is noise"),
        pytest.param("T-33", "green", 1023.6, 1116.5, id="shorter lists of patients"),
        pytest.param("T-36", "green", 4003, 3354, id="more on prevention"),
        pytest.param("T-37", "red", 2656, 2355.667, id="more on child protection, which should be less"),
        pytest.param("T-38", "green", 6.6, 6.7667, id="special education 0.167 under the mean, and 0.135 is noise"),
        pytest.param("T-39", "yellow", 95.4, 97.2333, id="straight on to upper secondary 1.833 under, 1.945 is noise"),
        pytest.param("T-40", "green", 25.6, 24.3, id="more places for people with dementia"),
        pytest.param("T-41", "red", 0.45, 0.3667, id="more house fires"),
        pytest.param("T-43", "green", 101, 111, id="fewer dispensations"),
    ],
)
def test_a_trend_is_judged_by_the_mean_of_the_years_before(
    today: Answers, target: str, light: str, actual: float, mean: float
) -> None:
    answer = today[target]
    assert (answer["light"], answer["actual"], answer["reason"]) == (light, actual, None)
    assert answer["expected"] == pytest.approx(mean, abs=0.001)


@pytest.mark.parametrize(("on", "light"), [(date(2024, 12, 31), "green"), (date(2025, 1, 1), "red")])
def test_a_climate_plan_for_2021_to_2024_is_overdue_in_2025(on: date, light: str) -> None:
    answer = lights(on=on)["T-11"]
    assert (answer["light"], answer["reason"], answer["period"], answer["actual"]) == (light, None, None, None)
    assert "Oppgaven skal gjøres hvert 4. år." in answer["sentence"]


@pytest.mark.parametrize(
    ("target", "warning", "outlook"),
    [
        pytest.param("T-22", None, "bryter 5 % i 2028 med dagens fall.", id="the fund falls by 1.48 a year"),
        pytest.param("T-24", "will_breach", "bryter 1,75 % i 2025 med dagens fall. Retningen er usikker.", id="NDR"),
        pytest.param("T-28", None, "kravet oppfylles i 2042 med dagens tempo.", id="0.3 more teachers a year"),
        pytest.param("T-44", None, "kravet oppfylles ikke med dagens tempo, som gir 41 dager i 2025.", id="permits"),
        pytest.param("T-33", None, "978,1 i 2025 med dagens tempo.", id="a trend has no limit to reach"),
    ],
)
def test_the_outlook_with_four_figures(today: Answers, target: str, warning: str | None, outlook: str) -> None:
    answer = today[target]
    assert answer["warning"] == warning
    assert f"Utsikter: {outlook}" in answer["sentence"]


def test_with_two_figures_nothing_is_said_of_what_comes(today: Answers) -> None:
    assert "Utsikter" not in today["T-45"]["sentence"]


def test_every_kind_has_a_rule(today: Answers) -> None:
    grey = {one["target"]: one["reason"] for one in today.values() if one["light"] == "grey"}
    states = {"T-02", "T-03", "T-04", "T-05", "T-09", "T-10", "T-15", "T-16", "T-21"}
    assert {target for target, reason in grey.items() if reason == "not_assessed"} == states | {"T-34"}


def test_every_target_is_answered_for(today: Answers) -> None:
    assert len(today) == 52
    assert all((one["light"] == "grey") == bool(one["reason"]) for one in today.values())
    assert all(one["sentence"].strip() and one["rule_version"] == "2" for one in today.values())


def test_on_1_july_2024_the_newest_finished_year_is_2023() -> None:
    answer = lights(on=date(2024, 7, 1))["T-24"]
    assert (answer["light"], answer["period"], answer["actual"]) == ("yellow", "2023", 1.7)


def test_coverage_above_a_hundred_percent_is_an_artefact_only_in_the_year_it_occurs(today: Answers) -> None:
    assert lights(on=date(2024, 7, 1))["T-34"]["light"] == "yellow"
    assert "sier ikke noe om måloppnåelsen" in today["T-34"]["sentence"]


def test_emissions_are_explained_as_the_plan_would_say_it(today: Answers) -> None:
    sentence = today["T-01"]["sentence"]
    assert sentence.startswith("Ikke i rute: ")
    assert "redusert 13 % siden 2009; planen krever 31 % i 2022 for å nå 50 % i 2030." in sentence
    assert today["T-01"]["stale"] is True


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


def test_the_pages_of_focus_areas_show_water_ranks_and_shared_guidelines(larvik: Plan, client: Client) -> None:
    client.force_login(factories.create_user(role=Role.READER, municipality=larvik.municipality))

    def said(address: str) -> str:
        return main_text(client.get(f"/planer/{larvik.code}/{address}").content.decode()).replace("\u00a0", " ")

    future, create, live = (said(f"omrader/{code}/") for code in ("MOTE", "SKAPE", "LEVE"))
    assert "Svært god 14,0 % God eller bedre 50,7 %" in future
    assert "Plassering i Kommuneindeksen (Norges best styrte kommuner) Plass 37 2024 · lavere er bedre" in create
    assert "Plassering blant landets hyttekommuner Plass 6 uten årstall" in create
    assert "Vinkling: utenforskap og samordning av tjenester Også sitert i Skape i Larvik" in live
    assert "Status: omtalt både som vedtatt retning og som høringsutkast" in said("omrader/OVERORDNET/")
    assert "Viser 91 av 91 føringer" in said("foringer/")
