"""Measures on their pages: found, written, told of, followed up together, and answered with where a light is red."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Role, Unit
from planning.models import EarlierWording, Measure, Plan
from reporting.queries.red_thread import loose_ends
from reporting.red_thread import Check
from targets.models import StatedCause, Target
from tests import factories
from tests.counted_queries import queries_of

LIST = "/planer/P-1/tiltak/"
PAGE = "/planer/P-1/tiltak/TI-01/"
TARGET = "/planer/P-1/maltall/T-1/"
CAUSE = f"{TARGET}arsak/"
LOOSE = "/planer/P-1/rod-trad/"


@pytest.fixture
def unit() -> Unit:
    return factories.create_unit(municipality=factories.create_municipality(number="3909"), name="Skole")


@pytest.fixture
def plan(unit: Unit) -> Plan:
    """A fund of 3.1 where at least 5 is promised: red. Its goal answers to the school, and one measure is late."""
    plan = factories.create_plan(code="P-1", municipality=unit.municipality)
    area = factories.create_focus_area(plan=plan, code="OKO", title="Økonomi")
    goal = factories.create_goal(plan=plan, code="M-1", text="Trygg økonomi", primary_focus_area=area, unit=unit)
    goal.focus_areas.add(area)
    indicator = factories.create_indicator(code="fond", name_nb="Disposisjonsfond")
    used = factories.create_used_indicator(plan=plan, indicator=indicator)
    factories.give_figure(factories.create_target(plan=plan, goal=goal, used_indicator=used, code="T-1"), "3.1")
    factories.create_measure(plan=plan, code="TI-01", title="Planvask", deadline=date(2020, 1, 31), order=1)
    factories.assess(on=timezone.localdate(), now=timezone.now())
    return plan


def person(role: Role, plan: Plan, unit: Unit | None = None) -> Client:
    client = Client()
    user = factories.create_user(role=role, municipality=plan.municipality, unit=unit, username=role.value)
    client.force_login(user)
    return client


@pytest.fixture
def coordinator(plan: Plan) -> Client:
    return person(Role.COORDINATOR, plan)


@pytest.fixture
def contact(plan: Plan, unit: Unit) -> Client:
    return person(Role.UNIT_CONTACT, plan, unit)


def text(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode().replace("\u00a0", " ")


def sent(client: Client, address: str, **given: Any) -> str:
    answer: Any = client.post(address, given, follow=True)
    assert answer.status_code == 200
    return str(answer.content.decode()).replace("\u00a0", " ")


# The list -----------------------------------------------------------------------------------------------------------


def test_the_list_says_in_words_what_is_late(coordinator: Client) -> None:
    page = text(coordinator, LIST)
    for expected in ("Planvask", "31.01.2020", "Forfalt for", "1 har gått over fristen", "Nytt tiltak"):
        assert expected in page


@pytest.mark.parametrize(
    ("query", "is_there"),
    [
        ("tekst=plan", True),
        ("tekst=finnesikke", False),
        ("forfalt=on", True),
        ("framdrift=done", False),
        ("omrade=OKO", False),
        ("omrade=tull&virksomhet=x&framdrift=y&sort=tull&page=99", True),
        ("sort=-deadline", True),
        ("sort=unit", True),
    ],
)
def test_the_list_is_narrowed_and_unknown_choices_choose_nothing(
    coordinator: Client, query: str, is_there: bool
) -> None:
    assert ("Planvask" in text(coordinator, f"{LIST}?{query}")) is is_there


def test_a_reader_sees_measures_and_no_buttons(plan: Plan) -> None:
    reader = person(Role.READER, plan)
    assert "Nytt tiltak" not in text(reader, LIST)
    page = text(reader, PAGE)
    assert "Oppdater framdriften" not in page
    assert "Endre tiltaket" not in page


@pytest.mark.parametrize("address", [LIST, LOOSE, TARGET, PAGE])
def test_a_page_asks_the_same_for_3_and_for_30(coordinator: Client, plan: Plan, address: str) -> None:
    target = Target.objects.get()
    assert target.goal is not None

    def fill(number: int) -> None:
        assert target.goal is not None
        for _ in range(number):
            goal = factories.create_goal(plan=plan)
            factories.create_target(plan=plan, goal=goal)
            factories.create_guideline(plan=plan)
            measure = factories.create_measure(plan=plan, unit=target.goal.unit)
            measure.goals.add(goal, target.goal)
            Measure.objects.get(code="TI-01").goals.add(goal)
            StatedCause.objects.create(
                target=target, text="Fordi", said_on=date(2026, 1, 1), said_by="x", said_at=timezone.now()
            )

    fill(3)
    few = queries_of(coordinator, address)
    fill(27)
    assert queries_of(coordinator, address) == few


# Writing ------------------------------------------------------------------------------------------------------------


def test_a_new_measure_gets_a_code_and_is_shown(coordinator: Client, plan: Plan, unit: Unit) -> None:
    goal = plan.goals.get()
    page = sent(
        coordinator, f"{LIST}nytt/", title="Ny vask", unit=unit.pk, deadline="31.12.2030", goals=[goal.pk], gist="x"
    )
    measure = Measure.objects.get(code="TI-02")
    assert (measure.deadline, list(measure.goals.all())) == (date(2030, 12, 31), [goal])
    for expected in ("Tiltaket er lagt til.", "Ny vask", "Skole", "Trygg økonomi", "Disposisjonsfond"):
        assert expected in page


BAD = {
    "no title": ({"title": " "}, "Skriv hva som skal gjøres."),
    "too long": ({"title": "x" * 301}, "300 eller færre tegn"),
    "no date": ({"deadline": "i morgen"}, "Skriv datoen slik: 31.12.2026."),
    "no such day": ({"deadline": "31.02.2026"}, "Skriv datoen slik: 31.12.2026."),
    "an owner of another municipality": ({"owner": "stranger"}, "Velg en fra listen."),
    "a unit that is no number": ({"unit": "abc"}, "Velg en fra listen."),
    "a goal of another plan": ({"goals": ["foreign"]}, "Velg bare fra listen."),
}


@pytest.mark.parametrize(("changes", "said"), BAD.values(), ids=BAD.keys())
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_written(
    coordinator: Client, changes: dict[str, Any], said: str
) -> None:
    foreign: dict[str, Any] = {
        "stranger": factories.create_user(role=Role.LEADER).pk,
        "foreign": factories.create_goal().pk,
    }
    given = {
        name: [foreign.get(one, one) for one in value] if isinstance(value, list) else foreign.get(value, value)
        for name, value in changes.items()
    }
    assert said in sent(coordinator, f"{LIST}nytt/", **({"title": "Ny vask"} | given))
    assert Measure.objects.count() == 1


def test_adopted_words_ask_why_they_are_changed_and_are_kept(coordinator: Client) -> None:
    assert "Skriv hvorfor ordlyden endres." in sent(coordinator, f"{PAGE}endre/", title="Ny vask")
    assert "Tiltaket er lagret." in sent(coordinator, f"{PAGE}endre/", title="Ny vask", reason="Vedtatt på nytt")
    assert EarlierWording.objects.get().text == "Planvask"


def test_the_line_breaks_of_a_browser_are_no_new_words(coordinator: Client) -> None:
    Measure.objects.update(gist="Første linje.\nAndre linje.")
    page = sent(coordinator, f"{PAGE}endre/", title="Planvask", gist="Første linje.\r\nAndre linje.")
    assert "Tiltaket er lagret." in page
    assert not EarlierWording.objects.exists()


def test_a_measure_is_deleted_for_a_reason(coordinator: Client) -> None:
    assert "Skriv hvorfor tiltaket slettes." in sent(coordinator, f"{PAGE}slett/", reason="")
    assert "Tiltaket «Planvask» er slettet." in sent(coordinator, f"{PAGE}slett/", reason="Slått sammen")
    assert not Measure.objects.exists()


# Progress -----------------------------------------------------------------------------------------------------------

TOLD = {"progress": "ongoing", "percent": "40", "note": "Halvveis", "told_on": "2026-01-31"}


def test_the_contact_of_the_unit_tells_how_the_measure_gets_on(contact: Client, unit: Unit) -> None:
    Measure.objects.update(unit=unit)
    page = sent(contact, f"{PAGE}framdrift/", **TOLD)
    for expected in ("Framdriften er lagret.", "I gang, 40 %", "Halvveis", "Skrevet av unit_contact"):
        assert expected in page


def test_the_contact_of_a_goals_unit_may_tell_too(contact: Client, plan: Plan) -> None:
    Measure.objects.get().goals.add(plan.goals.get())
    assert "Framdriften er lagret." in sent(contact, f"{PAGE}framdrift/", **TOLD)


def test_the_contact_of_another_unit_is_refused(contact: Client) -> None:
    text(contact, f"{PAGE}framdrift/", status=403)
    assert contact.post(f"{PAGE}framdrift/", TOLD).status_code == 403


PROGRESS_PROBLEMS = {
    "more than all": ({"percent": "101"}, "Skriv et helt tall fra 0 til 100."),
    "less than nothing": ({"percent": "-1"}, "Skriv et helt tall fra 0 til 100."),
    "half a percent": ({"percent": "1,5"}, "Skriv et helt tall fra 0 til 100."),
    "nothing chosen": ({"progress": ""}, "Velg hvor langt tiltaket er kommet."),
    "a word of nobody's": ({"progress": "tull"}, "tull"),
    "a day to come": ({"told_on": "2999-01-01"}, "Datoen kan ikke være etter i dag."),
    "done by half": ({"progress": "done"}, "Et fullført tiltak er 100 prosent utført."),
    "too much to say": ({"note": "x" * 2001}, "2000 eller færre tegn"),
}


@pytest.mark.parametrize(("changes", "said"), PROGRESS_PROBLEMS.values(), ids=PROGRESS_PROBLEMS.keys())
def test_progress_that_cannot_be_is_refused_in_words(coordinator: Client, changes: dict[str, str], said: str) -> None:
    assert said in sent(coordinator, f"{PAGE}framdrift/", **(TOLD | changes))
    assert Measure.objects.get().progress == ""


def test_a_measure_of_another_plan_is_not_there(coordinator: Client) -> None:
    factories.create_measure(code="TI-77")
    for end in ("", "endre/", "framdrift/"):
        text(coordinator, f"{LIST}TI-77/{end}", status=404)


# Together -----------------------------------------------------------------------------------------------------------


def test_all_are_followed_up_in_one_form(coordinator: Client, unit: Unit, plan: Plan) -> None:
    one = Measure.objects.get()
    given = {f"t{one.pk}-unit": unit.pk, f"t{one.pk}-deadline": "2030-01-01", f"t{one.pk}-progress": "ongoing"}
    assert "Lagret. Endrede tiltak: 1." in sent(coordinator, f"{LIST}oppfolging/", **given)
    one.refresh_from_db()
    assert (one.unit, one.deadline, one.progress) == (unit, date(2030, 1, 1), "ongoing")
    assert plan.edits.count() == 1


def test_one_bad_cell_stops_them_all_and_says_where(coordinator: Client, plan: Plan) -> None:
    one, other = Measure.objects.get(), factories.create_measure(plan=plan, title="Se meg")
    given = {f"t{one.pk}-progress": "done", f"t{other.pk}-deadline": "snart", f"t{other.pk}-owner": "999999"}
    page = sent(coordinator, f"{LIST}oppfolging/", **given)
    assert "Se meg, Frist: Skriv datoen slik: 31.12.2026." in page
    assert "Se meg, Ansvarlig: Velg en fra listen." in page
    assert 'value="snart"' in page
    one.refresh_from_db()
    assert one.progress == ""


# Causes -------------------------------------------------------------------------------------------------------------


def test_a_red_target_asks_its_unit_for_cause_and_measure(contact: Client) -> None:
    page = text(contact, TARGET)
    assert "Ingen har skrevet hvorfor det er slik." in page
    assert "Målet har ingen tiltak." in page
    assert "Skriv årsak og tiltak" in page


def test_the_unit_writes_cause_and_measure_and_everybody_reads_them(contact: Client, plan: Plan) -> None:
    page = sent(contact, CAUSE, text="Færre inntekter", title="Spare mer", deadline="2030-01-01")
    assert "følger måltallet til det blir grønt" in page
    reader = text(person(Role.READER, plan), TARGET)
    for expected in ("Færre inntekter", "Spare mer", "frist 1. januar 2030", "Skrevet"):
        assert expected in reader
    assert "Skriv årsak og tiltak" not in reader


def test_a_measure_that_is_there_is_linked(contact: Client, plan: Plan) -> None:
    sent(contact, CAUSE, text="Fordi", linked=[Measure.objects.get().pk])
    assert list(plan.goals.get().measures.all()) == [Measure.objects.get()]


def test_the_form_knows_what_was_said_last_and_does_not_say_it_twice(contact: Client) -> None:
    sent(contact, CAUSE, text="Færre inntekter")
    assert ">\nFærre inntekter</textarea>" in text(contact, CAUSE)
    sent(contact, CAUSE, text="Færre inntekter", title="Spare mer")
    assert StatedCause.objects.count() == 1
    sent(contact, CAUSE, text="Høyere renter")
    page = text(contact, TARGET)
    assert "Tidligere årsaker" in page
    assert "Færre inntekter" in page


CAUSE_PROBLEMS = {
    "nothing": ({"text": " "}, "Skriv årsaken."),
    "too much": ({"text": "x" * 2001}, "2000 eller færre tegn"),
    "a deadline for nothing": ({"deadline": "2030-01-01"}, "Skriv hva som skal gjøres"),
    "no date": ({"title": "Spare", "deadline": "snart"}, "Skriv datoen slik: 31.12.2026."),
    "a measure of another plan": ({"linked": ["0"]}, "Velg bare fra listen."),
}


@pytest.mark.parametrize(("changes", "said"), CAUSE_PROBLEMS.values(), ids=CAUSE_PROBLEMS.keys())
def test_an_answer_that_cannot_be_is_refused_in_words(contact: Client, changes: dict[str, Any], said: str) -> None:
    assert said in sent(contact, CAUSE, **({"text": "Fordi"} | changes))
    assert not StatedCause.objects.exists()
    assert Measure.objects.count() == 1


def test_the_contact_of_another_unit_may_not_answer(plan: Plan) -> None:
    other = person(Role.UNIT_CONTACT, plan)
    text(other, CAUSE, status=403)
    assert "Skriv årsak og tiltak" not in text(other, TARGET)


# The red thread -----------------------------------------------------------------------------------------------------


def test_loose_ends_are_counted_on_the_dashboard_and_listed_with_buttons(coordinator: Client) -> None:
    assert "Rød tråd: 4 ting henger løst" in text(coordinator, "/planer/P-1/")
    page = text(coordinator, LOOSE)
    for expected in ("Røde måltall uten årsak eller tiltak", "Forfalt for", "Tiltaket har ingen ansvarlig.", CAUSE):
        assert expected in page


def test_one_kind_of_loose_ends_is_chosen_and_an_unknown_kind_is_all(coordinator: Client) -> None:
    assert "Tiltaket har ingen ansvarlig." not in text(coordinator, f"{LOOSE}?slag=rodt-uten-svar")
    assert "Tiltaket har ingen ansvarlig." in text(coordinator, f"{LOOSE}?slag=tull")


def test_a_contact_gets_buttons_only_for_what_the_unit_answers_for(contact: Client) -> None:
    page = text(contact, LOOSE)
    assert CAUSE in page
    assert f"{PAGE}endre/" not in page


def test_goals_of_the_plan_before_that_nobody_carries_on_are_found(coordinator: Client, plan: Plan) -> None:
    before = factories.create_plan(municipality=plan.municipality, title="Plan 2020")
    kept, lost = (factories.create_goal(plan=before, text=one) for one in ("Ført videre", "Glemt"))
    plan.goals.update(continues=kept)
    Plan.objects.filter(pk=plan.pk).update(follows=before)
    page = text(coordinator, LOOSE)
    assert "Målet sto i «Plan 2020», og ingen mål i denne planen fører det videre." in page
    assert lost.text in page
    assert kept.text not in page


def test_what_may_hang_loose_is_set_aside_for_a_reason_and_taken_up_again(coordinator: Client) -> None:
    thing = next(one for one in loose_ends(plan=Plan.objects.get(), on=timezone.localdate()) if one.may_rest)
    given = {"ting": thing.key, "avtrykk": thing.stamp}
    assert "Skriv hvorfor det kan stå slik." in sent(coordinator, f"{LOOSE}sett-til-side/", **given, begrunnelse="")
    page = sent(coordinator, f"{LOOSE}sett-til-side/", **given, begrunnelse="Gjøres av fylket")
    assert "Gjøres av fylket" in page
    assert "Rød tråd: 3 ting henger løst" in text(coordinator, "/planer/P-1/")
    sent(coordinator, f"{LOOSE}ta-fram/", ting=thing.key)
    assert "Rød tråd: 4 ting henger løst" in text(coordinator, "/planer/P-1/")


def test_a_red_light_is_not_set_aside(coordinator: Client) -> None:
    found = loose_ends(plan=Plan.objects.get(), on=timezone.localdate())
    red = next(one for one in found if one.check is Check.RED_UNANSWERED)
    given = {"ting": red.key, "avtrykk": red.stamp, "begrunnelse": "Orker ikke"}
    assert "Dette er endret siden du så det." in sent(coordinator, f"{LOOSE}sett-til-side/", **given)


def test_a_reader_is_not_asked_to_mend_anything(plan: Plan) -> None:
    reader = person(Role.READER, plan)
    assert "Rød tråd" not in text(reader, "/planer/P-1/")
    text(reader, LOOSE, status=403)
