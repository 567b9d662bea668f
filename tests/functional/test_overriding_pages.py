"""A coordinator sets a light beside the calculated one, everybody sees both, and it is taken back."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Role
from planning.models import Plan
from targets.models import Assessment, Override, Target, TargetKind
from targets.services.overriding import override_light
from tests import factories

FORM = "/planer/P-1/maltall/T-1/overstyr/"
PAGE = "/planer/P-1/maltall/T-1/"


@pytest.fixture
def plan() -> Plan:
    """A fund of 3.1 where at least 5 is promised: red."""
    plan = factories.create_plan(code="P-1")
    area = factories.create_focus_area(plan=plan, code="OKO")
    goal = factories.create_goal(plan=plan, primary_focus_area=area)
    indicator = factories.create_indicator(code="fond", name_nb="Disposisjonsfond")
    used = factories.create_used_indicator(plan=plan, indicator=indicator)
    factories.give_figure(factories.create_target(plan=plan, goal=goal, used_indicator=used, code="T-1"), "3.1")
    factories.assess(on=timezone.localdate(), now=timezone.now())
    return plan


def person(role: Role, plan: Plan) -> Client:
    client = Client()
    user = factories.create_user(
        role=role, municipality=plan.municipality, username=role.value, first_name="Kari", last_name="Nordmann"
    )
    client.force_login(user)
    return client


@pytest.fixture
def coordinator(plan: Plan) -> Client:
    return person(Role.COORDINATOR, plan)


def typed(**changes: Any) -> dict[str, Any]:
    given = {"light": "green", "reason": "Fondet er bundet.", "decided_by": "rådet", "until_kind": "figure"}
    return {name: value for name, value in (given | changes).items() if value is not None}


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode().replace("\u00a0", " ")


def test_the_form_shows_what_is_calculated_and_knows_who_writes(coordinator: Client) -> None:
    page = text(coordinator, FORM)
    for expected in ("Dette er beregnet", "1,9 prosentpoeng under kravet", "Oppfylt (grønt)", 'value="Kari Nordmann"'):
        assert expected in page


def test_a_set_light_is_seen_with_its_reason_wherever_the_light_is(coordinator: Client, plan: Plan) -> None:
    answer = coordinator.post(FORM, typed(), follow=True)
    assert answer.redirect_chain == [(PAGE, 302)]
    assert "Lyset er overstyrt. Det beregnede lyset vises ved siden av." in answer.content.decode()
    reader = person(Role.READER, plan)
    for address in (PAGE, "/planer/P-1/", "/planer/P-1/omrader/OKO/", "/indikatorer/fond/"):
        page = text(reader, address)
        assert "Overstyrt. Beregnet: Ikke oppfylt" in page, address
        assert "Overstyrt til grønt av rådet" in page, address
        assert "«Fondet er bundet»" in page, address
    for address in ("/planer/P-1/", "/planer/P-1/omrader/OKO/"):
        page = text(reader, address)
        assert "1 overstyrt (1 er beregnet rødt)" in page
        assert "Beregnet svakere:" in page


def test_only_those_who_may_are_offered_to_set_one(coordinator: Client, plan: Plan) -> None:
    assert "Overstyr lyset" in text(coordinator, PAGE)
    assert "Overstyr lyset" not in text(person(Role.LEADER, plan), PAGE)


def test_it_is_taken_back_from_the_page_and_stays_as_history(coordinator: Client) -> None:
    coordinator.post(FORM, typed())
    assert "Trekk tilbake overstyringen" in text(coordinator, PAGE)
    answer = coordinator.post(f"{FORM}trekk-tilbake/", follow=True)
    page = answer.content.decode()
    assert "Det beregnede lyset gjelder igjen." in page
    assert "Lyset er overstyrt" not in page
    assert "Trukket tilbake" in page
    assert "av coordinator." in page
    assert Assessment.objects.current().get().shown_light == "red"
    again = coordinator.post(f"{FORM}trekk-tilbake/", follow=True).content.decode()
    assert "Lyset er ikke overstyrt" in again


def test_a_second_one_replaces_the_first_and_both_are_told(coordinator: Client) -> None:
    coordinator.post(FORM, typed())
    coordinator.post(FORM, typed(light="yellow", reason="Det ordner seg snart."))
    page = text(coordinator, PAGE)
    assert "Erstattet av en ny" in page
    assert "Gjelder nå." in page
    assert list(Override.objects.order_by("pk").values_list("ended_because", flat=True)) == ["replaced", ""]


TODAY = timezone.localdate

WRONG: dict[str, tuple[dict[str, Any], str, str]] = {
    "no light": ({"light": None}, "light", "Velg et lys."),
    "a colour that there is not": ({"light": "blå"}, "light", "Velg et gyldig valg."),
    "the light that is calculated": (
        {"light": "red"},
        "light",
        "Lyset er beregnet til «Ikke oppfylt» allerede. Velg et annet lys, eller la det stå som det er.",
    ),
    "no reason": ({"reason": "  "}, "reason", "Skriv hvorfor lyset overstyres."),
    "nobody": ({"decided_by": ""}, "decided_by", "Skriv hvem som har bestemt det."),
    "no end": ({"until_kind": None}, "until_kind", "Velg hvor lenge det gjelder."),
    "a date that is not told": (
        {"until_kind": "date"},
        "until",
        "Velg hvilken dato overstyringen skal gjelde til og med.",
    ),
    "a date that is no date": ({"until_kind": "date", "until": "snart"}, "until", "Skriv datoen slik: 31.12.2026."),
    "a date that has passed": (
        {"until_kind": "date", "until": "2020-01-01"},
        "until",
        "Datoen er passert. Velg i dag eller en senere dato.",
    ),
    "for ever": (
        {"until_kind": "date", "until": "2999-12-31"},
        "until",
        "En overstyring kan gjelde i høyst 24 måneder",
    ),
    "both": (
        {"until": "2999-12-31"},
        "until",
        "Du har valgt «til neste tall» og skrevet en dato. Velg ett av dem.",
    ),
}


@pytest.mark.parametrize(
    ("changes", "field", "told"), [pytest.param(*case, id=sentence) for sentence, case in WRONG.items()]
)
def test_what_is_wrong_is_told_at_its_field(
    coordinator: Client, changes: dict[str, Any], field: str, told: str
) -> None:
    answer = coordinator.post(FORM, typed(**changes))
    assert answer.status_code == 200
    errors = answer.context["form"].errors
    assert list(errors) == [field]
    assert errors[field][0].startswith(told)
    assert Override.objects.count() == 0


@pytest.mark.parametrize("days", [0, 1, 365])
def test_a_date_from_today_on_is_fine(coordinator: Client, days: int) -> None:
    until = TODAY() + timedelta(days=days)
    coordinator.post(FORM, typed(until_kind="date", until=until.strftime("%d.%m.%Y")))
    assert Override.objects.get().until == until


def test_what_people_judge_can_only_be_overridden_to_a_date(coordinator: Client, plan: Plan) -> None:
    factories.create_target(plan=plan, used_indicator=None, kind=TargetKind.RECURRING, recurs_every=4, code="T-2")
    factories.assess()
    errors = coordinator.post("/planer/P-1/maltall/T-2/overstyr/", typed()).context["form"].errors
    assert errors == {"until_kind": ["Det kommer ikke flere tall som avgjør dette lyset. Velg en dato i stedet."]}


def test_a_figure_that_came_meanwhile_is_told_and_nothing_is_set(coordinator: Client) -> None:
    factories.give_figure(Target.objects.get(), "6", known_from=timezone.now())
    answer = coordinator.post(FORM, typed())
    assert answer.context["form"].non_field_errors() == [
        "Lyset er beregnet på nytt mens du skrev. Se på det, og velg igjen."
    ]
    assert Override.objects.count() == 0


def test_what_was_never_judged_sends_back_to_its_page(coordinator: Client, plan: Plan) -> None:
    factories.create_target(plan=plan, code="T-9")
    answer = coordinator.get("/planer/P-1/maltall/T-9/overstyr/", follow=True)
    assert "så det er ikke noe lys å overstyre" in answer.content.decode()


def test_an_override_is_seen_in_the_administration(coordinator: Client, plan: Plan) -> None:
    coordinator.post(FORM, typed())
    administrator = person(Role.ADMINISTRATOR, plan)
    assert "grønt (overstyrt, beregnet rødt)" in text(administrator, "/admin/targets/target/")
    assert "grønt (overstyrt, beregnet rødt)" in text(administrator, "/admin/targets/target/?light=overridden")
    assert "T-1" not in text(administrator, "/admin/targets/target/?light=red").split("result_list")[-1]
    listed = text(administrator, "/admin/targets/override/")
    assert "Fondet er bundet." in listed
    assert "til neste tall" in listed
    assert "Overstyrt til grønt av rådet" in text(administrator, "/admin/targets/assessment/?is_current__exact=1")


def test_an_administrator_can_delete_a_target_with_an_override(coordinator: Client, plan: Plan) -> None:
    coordinator.post(FORM, typed())
    target = Target.objects.get()
    administrator = person(Role.ADMINISTRATOR, plan)
    administrator.post(f"/admin/targets/target/{target.pk}/delete/", {"post": "yes"})
    assert (Target.objects.count(), Override.objects.count()) == (0, 0)


def test_the_history_tells_one_that_ended_by_itself(coordinator: Client) -> None:
    override_light(
        target=Target.objects.get(),
        light="green",
        reason="Fondet er bundet.",
        decided_by="rådet",
        decided_on=TODAY() - timedelta(days=9),
        until=TODAY() - timedelta(days=2),
        by="kari",
        on=TODAY() - timedelta(days=9),
        now=timezone.now() - timedelta(days=9),
    )
    factories.assess(on=TODAY(), now=timezone.now())
    page = text(coordinator, PAGE)
    assert "Tiden gikk ut, og det beregnede lyset gjelder fra" in page
    assert Override.objects.get().ended_on == TODAY() - timedelta(days=1)


# Judging and doing --------------------------------------------------------------------------------------------------


@pytest.fixture
def judged(plan: Plan) -> Plan:
    factories.create_target(plan=plan, used_indicator=None, kind=TargetKind.MILESTONE, state="nøytral", code="M")
    factories.create_target(plan=plan, used_indicator=None, kind=TargetKind.RECURRING, recurs_every=4, code="D")
    factories.assess(on=TODAY(), now=timezone.now())
    return plan


def light_of(code: str) -> str:
    return Assessment.objects.current().get(target__code=code).shown_light


def test_a_state_is_judged_and_its_light_follows_at_once(coordinator: Client, judged: Plan) -> None:
    assert ">Vurder</a>" in text(coordinator, "/planer/P-1/maltall/M/")
    sent = {"light": "yellow", "reason": "Halvveis.", "judged_on": TODAY().isoformat(), "judged_by": "rådet"}
    answer = coordinator.post("/planer/P-1/maltall/M/vurder/", sent, follow=True)
    assert answer.redirect_chain == [("/planer/P-1/maltall/M/", 302)]
    page = answer.content.decode()
    assert "Lagret. Lyset er vurdert på nytt." in page
    assert "Halvveis." in page
    assert light_of("M") == "yellow"


def test_a_duty_is_said_to_be_done_and_its_light_follows_at_once(coordinator: Client, judged: Plan) -> None:
    assert "Registrer at oppgaven er gjort</a>" in text(coordinator, "/planer/P-1/maltall/D/")
    coordinator.post("/planer/P-1/maltall/D/vurder/", {"done_on": TODAY().isoformat(), "note": ""})
    assert light_of("D") == "green"


TOMORROW = date(2999, 1, 1).isoformat()


@pytest.mark.parametrize(
    ("code", "sent", "errors"),
    [
        (
            "M",
            {"judged_on": TOMORROW},
            {
                "light": ["Velg om tilstanden er nådd."],
                "reason": ["Skriv hvorfor det vurderes slik."],
                "judged_by": ["Skriv hvem som har vurdert."],
                "judged_on": ["Datoen kan ikke være etter i dag."],
            },
        ),
        ("D", {"done_on": TOMORROW}, {"done_on": ["Datoen kan ikke være etter i dag."]}),
        ("D", {"done_on": ""}, {"done_on": ["Velg en dato."]}),
        (
            "D",
            {"done_on": "2025-03-01", "holds_until": "2025-02-01"},
            {"holds_until": ["Velg samme dag som oppgaven ble gjort, eller en senere dag."]},
        ),
    ],
)
def test_what_is_wrong_with_what_people_say_is_told_at_its_field(
    coordinator: Client, judged: Plan, code: str, sent: dict[str, str], errors: dict[str, list[str]]
) -> None:
    answer = coordinator.post(f"/planer/P-1/maltall/{code}/vurder/", sent)
    assert answer.context["form"].errors == errors
    assert light_of(code) == "grey"


def test_a_duty_is_not_done_twice_in_a_day(coordinator: Client, judged: Plan) -> None:
    sent = {"done_on": TODAY().isoformat()}
    coordinator.post("/planer/P-1/maltall/D/vurder/", sent)
    errors = coordinator.post("/planer/P-1/maltall/D/vurder/", sent).context["form"].errors
    assert errors == {"done_on": ["Det er registrert fra før at oppgaven ble gjort denne dagen."]}
