"""Adopting a plan on its page, what was done to it, and taking the last thing back."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import Role, User
from planning.models import Edit, FocusArea, Plan, PlanStatus
from tests import factories
from tests.functional.test_writing_plans import AREA, plain, sent, text

DECISION = {"decision_reference": "KST-45/26", "decided_on": "2026-05-01"}
ADOPT = "/planer/UTKAST/rediger/vedta/"


@pytest.fixture
def draft() -> Plan:
    return factories.create_plan(code="UTKAST", title="Utkastet", status=PlanStatus.DRAFT)


@pytest.fixture
def ready(draft: Plan) -> Plan:
    factories.create_focus_area(plan=draft, code="A", title="Oppvekst")
    factories.create_goal(plan=draft)
    return draft


@pytest.fixture
def kari(draft: Plan) -> User:
    return factories.create_user(
        role=Role.COORDINATOR, municipality=draft.municipality, username="kari", first_name="Kari", last_name="Moe"
    )


@pytest.fixture
def coordinator(kari: User, client: Client) -> Client:
    client.force_login(kari)
    return client


def client_of(role: Role, plan: Plan) -> Client:
    client = Client()
    client.force_login(factories.create_user(role=role, municipality=plan.municipality))
    return client


def latest() -> str:
    return str(Edit.objects.latest("pk").pk)


def test_an_adopted_plan_is_there_for_everybody_in_the_municipality(coordinator: Client, ready: Plan) -> None:
    reader = client_of(Role.READER, ready)
    assert reader.get("/planer/UTKAST/").status_code == 404
    page = text(coordinator, ADOPT)
    assert "kan lese planen" in page
    assert "må du skrive hvorfor" in page
    assert coordinator.post(ADOPT, DECISION).headers["Location"] == "/planer/UTKAST/"
    assert "vedtatt (KST-45/26)" in text(reader, "/planer/UTKAST/")
    ready.refresh_from_db()
    assert ready.decided_on == date(2026, 5, 1)


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"decision_reference": ""}, "Skriv hvilket vedtak planen er vedtatt med."),
        ({"decided_on": ""}, "Velg en dato."),
        ({"decided_on": "i fjor"}, "Skriv datoen slik: 31.12.2026."),
        ({"decided_on": "0001-01-01"}, "Skriv datoen slik: 31.12.2026."),
        ({"decided_on": str(date.today() + timedelta(days=2))}, "Datoen kan ikke være etter i dag."),  # noqa: DTZ011
    ],
)
def test_a_plan_is_not_adopted_without_a_decision(
    coordinator: Client, ready: Plan, wrong: dict[str, str], says: str
) -> None:
    assert says in sent(coordinator, ADOPT, DECISION | wrong)
    ready.refresh_from_db()
    assert ready.status == PlanStatus.DRAFT


def test_a_plan_with_nothing_in_it_says_what_is_missing(coordinator: Client, draft: Plan) -> None:
    for page in (text(coordinator, ADOPT), sent(coordinator, ADOPT, DECISION)):
        assert "Planen har ingen innsatsområder." in page
        assert "Planen har ingen mål." in page
    draft.refresh_from_db()
    assert draft.status == PlanStatus.DRAFT


def test_a_plan_that_is_adopted_is_not_adopted_again(coordinator: Client, ready: Plan) -> None:
    coordinator.post(ADOPT, DECISION)
    coordinator.post(ADOPT, DECISION | {"decision_reference": "ET ANNET"})
    ready.refresh_from_db()
    assert ready.decision_reference == "KST-45/26"


@pytest.mark.parametrize(("box", "status"), [({"supersede": "on"}, "superseded"), ({}, "adopted")])
def test_the_plan_before_is_superseded_when_the_box_is_ticked(
    coordinator: Client, ready: Plan, box: dict[str, str], status: str
) -> None:
    earlier = factories.create_plan(municipality=ready.municipality, title="Forrige")
    Plan.objects.filter(pk=ready.pk).update(follows=earlier)
    assert "Den avløser «Forrige»" in text(coordinator, ADOPT)
    coordinator.post(ADOPT, DECISION | box)
    earlier.refresh_from_db()
    assert earlier.status == status


def test_the_history_says_who_did_what_before_after_and_why(coordinator: Client, ready: Plan) -> None:
    Plan.objects.update(status=PlanStatus.ADOPTED)
    coordinator.post("/planer/UTKAST/rediger/omrader/A/", AREA | {"title": "Læring", "reason": "Bredere enn før"})
    for client in (coordinator, client_of(Role.LEADER, ready)):
        page = text(client, "/planer/UTKAST/endringer/")
        for expected in ("Innsatsområde endret", "Oppvekst", "Læring", "Bredere enn før", "Kari Moe", "tittel"):
            assert expected in page
    assert client_of(Role.READER, ready).get("/planer/UTKAST/endringer/").status_code == 403


def test_the_history_remembers_what_is_gone_and_is_about_no_other_plan(coordinator: Client, draft: Plan) -> None:
    other = factories.create_plan(municipality=draft.municipality, code="ANNEN", status=PlanStatus.DRAFT)
    for code in ("UTKAST", "ANNEN"):
        coordinator.post(f"/planer/{code}/rediger/nytt-omrade/", AREA | {"title": f"Del av {code}"})
        coordinator.post(f"/planer/{code}/rediger/omrader/del-av-{code.lower()}/slett/")
    text(coordinator, "/planer/UTKAST/rediger/")  # which takes the messages
    page = text(coordinator, f"/planer/{other.code}/endringer/")
    assert "Innsatsområde slettet: <span>Del av ANNEN</span>" in page
    assert "Innsatsområde lagt til: <span>Del av ANNEN</span>" in page
    assert "UTKAST" not in page


def test_the_history_is_told_in_pages(coordinator: Client, draft: Plan) -> None:
    for number in range(31):
        factories.create_audit_event(
            municipality=draft.municipality, object_id=str(draft.pk), object_label=f"Hendelse {number:02}"
        )
    first, second = (text(coordinator, f"/planer/UTKAST/endringer/?page={page}") for page in (1, 2))
    assert ("Hendelse 30" in first, "Hendelse 00" in first) == (True, False)
    assert "Hendelse 00" in second
    for strange in ("x", "-1", "999"):
        text(coordinator, f"/planer/UTKAST/endringer/?page={strange}")


def test_the_history_asks_the_same_however_long_it_is(coordinator: Client, draft: Plan) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            text(coordinator, "/planer/UTKAST/endringer/")
        return len(captured)

    coordinator.post("/planer/UTKAST/rediger/nytt-omrade/", AREA)
    few = queries()
    for number in range(5):
        coordinator.post("/planer/UTKAST/rediger/nytt-omrade/", AREA | {"title": f"Område {number}"})
    assert queries() == few


def test_an_untouched_plan_says_that_nothing_is_changed(coordinator: Client) -> None:
    assert "Ingenting er endret ennå" in text(coordinator, "/planer/UTKAST/endringer/")
    assert "Ordlyden i planen er ikke endret" in text(coordinator, "/planer/UTKAST/ordlyd/")


@pytest.mark.parametrize("back", ["", "endringer"])
def test_the_last_change_is_undone_by_the_button_that_names_it(coordinator: Client, draft: Plan, back: str) -> None:
    coordinator.post("/planer/UTKAST/rediger/nytt-omrade/", AREA)
    for page in ("rediger", "endringer"):
        found = text(coordinator, f"/planer/UTKAST/{page}/")
        assert "Angre siste endring" in found
        assert "Innsatsområde lagt til: <span>Klima og natur</span>" in found
    answer = coordinator.post("/planer/UTKAST/endringer/angre/", {"endring": latest(), "fra": back})
    page = text(coordinator, answer.headers["Location"])
    assert "Angret: Innsatsområde lagt til: Klima og natur" in page
    assert "Angre siste endring" not in page
    assert not FocusArea.objects.exists()


def test_nobody_undoes_what_another_has_done(coordinator: Client, draft: Plan) -> None:
    other = client_of(Role.COORDINATOR, draft)
    other.post("/planer/UTKAST/rediger/nytt-omrade/", AREA)
    assert "Angre siste endring" not in text(coordinator, "/planer/UTKAST/rediger/")
    answer = coordinator.post("/planer/UTKAST/endringer/angre/", {"endring": latest()}, follow=True)
    assert "Du har ingen endring å angre" in plain(answer)
    assert FocusArea.objects.exists()


def test_a_button_that_names_an_earlier_change_undoes_nothing(coordinator: Client) -> None:
    coordinator.post("/planer/UTKAST/rediger/nytt-omrade/", AREA)
    first = latest()
    coordinator.post("/planer/UTKAST/rediger/nytt-omrade/", AREA)
    for wrong in ({"endring": first}, {"endring": "tull"}, {}):
        answer = coordinator.post("/planer/UTKAST/endringer/angre/", wrong, follow=True)
        assert "Det er ikke lenger den siste endringen din." in plain(answer)
    assert FocusArea.objects.count() == 2


def test_what_cannot_be_undone_says_so(coordinator: Client, draft: Plan) -> None:
    coordinator.post("/planer/UTKAST/rediger/nytt-omrade/", AREA)
    factories.create_goal(plan=draft, primary_focus_area=FocusArea.objects.get())
    answer = coordinator.post("/planer/UTKAST/endringer/angre/", {"endring": latest()}, follow=True)
    assert "Endringen kan ikke angres" in plain(answer)
    assert FocusArea.objects.exists()


def test_earlier_words_are_linked_from_where_the_words_stand(coordinator: Client, ready: Plan) -> None:
    Plan.objects.update(status=PlanStatus.ADOPTED)
    reader = client_of(Role.READER, ready)
    assert "Se hva som sto før" not in text(reader, "/planer/UTKAST/omrader/A/")
    coordinator.post("/planer/UTKAST/rediger/omrader/A/", AREA | {"title": "Læring", "reason": "Bredere"})
    assert "/planer/UTKAST/ordlyd/omrade/A/" in text(reader, "/planer/UTKAST/omrader/A/")
    assert "Oppvekst" in text(reader, "/planer/UTKAST/ordlyd/omrade/A/")
    for strange in ("omrade/B", "tull/A", "mal/A"):
        assert reader.get(f"/planer/UTKAST/ordlyd/{strange}/").status_code == 404
