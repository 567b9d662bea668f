"""The pages on which a coordinator writes a plan, asked for as a browser would, with good input and bad."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import Role, User
from planning.models import FocusArea, Plan, PlanStatus, Theme
from targets.models import Target
from tests import factories

NEW = {"title": "Klimaplan", "kind": "temaplan", "period_from": "2027", "period_to": "2030", "code": ""}
AREA = {"title": "Klima og natur", "slogan": "", "summary": "", "aliases": "", "is_focus_area": "True"}


@pytest.fixture
def draft() -> Plan:
    return factories.create_plan(code="UTKAST", title="Utkastet", status=PlanStatus.DRAFT)


@pytest.fixture
def kari(draft: Plan) -> User:
    return factories.create_user(
        role=Role.COORDINATOR, municipality=draft.municipality, username="kari", first_name="Kari", last_name="Moe"
    )


@pytest.fixture
def coordinator(kari: User, client: Client) -> Client:
    client.force_login(kari)
    return client


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return plain(answer)


def plain(answer: Any) -> str:
    return str(answer.content.decode().replace("\u00a0", " "))


def sent(client: Client, address: str, data: dict[str, Any]) -> str:
    """The form again, with what is wrong."""
    answer = client.post(address, data)
    assert answer.status_code == 200
    return plain(answer)


def test_a_plan_is_made_from_nothing(coordinator: Client, draft: Plan) -> None:
    answer = coordinator.post("/planer/ny/", NEW)
    plan = Plan.objects.get(title="Klimaplan")
    assert answer.headers["Location"] == "/planer/klimaplan-2027/rediger/"
    assert (plan.status, plan.municipality, plan.kind) == ("draft", draft.municipality, "temaplan")
    page = text(coordinator, "/planer/klimaplan-2027/rediger/")
    assert "Planen er tom ennå" in page
    assert "Legg til det første innsatsområdet" in page


def test_a_code_of_ones_own_stands_in_the_address(coordinator: Client) -> None:
    answer = coordinator.post("/planer/ny/", NEW | {"code": "Vår-plan.2"})
    assert coordinator.get(answer.headers["Location"]).status_code == 200
    assert Plan.objects.filter(code="Vår-plan.2").exists()


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"title": " "}, "Skriv en tittel."),
        ({"title": "x" * 301}, "Bruk høyst 300 tegn."),
        ({"period_from": "2031"}, "Planen kan ikke slutte før den begynner."),
        ({"period_from": ""}, "Skriv et årstall, for eksempel 2026."),
        ({"period_to": "tjue"}, "Skriv et årstall, for eksempel 2026."),
        ({"period_to": "99999"}, "Skriv et årstall, for eksempel 2026."),
        ({"code": "har mellomrom"}, "Koden kan ikke inneholde mellomrom eller skråstrek."),
        ({"code": "a/b"}, "Koden kan ikke inneholde mellomrom eller skråstrek."),
        ({"code": "a?b"}, "Bruk bare bokstaver, tall, punktum, bindestrek og understrek."),
        ({"code": "utkast"}, "Navnet er i bruk. Velg et annet."),
        ({"code": "ny"}, "Navnet er i bruk. Velg et annet."),
        ({"code": ".."}, "Navnet er i bruk. Velg et annet."),
        ({"earlier": "999999"}, "Velg en av planene i listen."),
        ({"earlier": "tull"}, "Velg en av planene i listen."),
    ],
)
def test_a_plan_is_not_made_of_what_is_wrong(
    coordinator: Client, draft: Plan, wrong: dict[str, str], says: str
) -> None:
    factories.create_plan(municipality=draft.municipality)
    before = Plan.objects.count()
    assert says in sent(coordinator, "/planer/ny/", NEW | wrong)
    assert Plan.objects.count() == before


def test_whoever_has_several_municipalities_chooses_one(coordinator: Client, kari: User) -> None:
    other = factories.create_municipality(name="Nabo")
    factories.create_membership(user=kari, role=Role.COORDINATOR, municipality=other)
    assert "Velg kommunen som planen gjelder for." in sent(coordinator, "/planer/ny/", NEW)
    coordinator.post("/planer/ny/", NEW | {"municipality": other.pk})
    assert Plan.objects.get(title="Klimaplan").municipality == other
    stranger = factories.create_municipality()
    assert "Velg en av kommunene i listen." in sent(coordinator, "/planer/ny/", NEW | {"municipality": stranger.pk})


def test_a_plan_is_not_carried_on_in_another_municipality(coordinator: Client, kari: User, draft: Plan) -> None:
    other = factories.create_municipality()
    factories.create_membership(user=kari, role=Role.COORDINATOR, municipality=other)
    earlier = factories.create_plan(municipality=draft.municipality)
    data = NEW | {"municipality": other.pk, "earlier": earlier.pk}
    assert "hører til" in sent(coordinator, "/planer/ny/", data)


def test_a_plan_is_carried_on_and_says_which_deadlines_to_look_at(coordinator: Client, draft: Plan) -> None:
    earlier = factories.create_plan(municipality=draft.municipality, title="Forrige plan")
    area = factories.create_focus_area(plan=earlier, title="Oppvekst")
    goal = factories.create_goal(plan=earlier, primary_focus_area=area)
    factories.create_target(plan=earlier, goal=goal, deadline="2025", code="T-1")
    answer = coordinator.post("/planer/ny/", NEW | {"earlier": earlier.pk})
    page = text(coordinator, answer.headers["Location"])
    assert "1 måltall har en frist før 2027" in page
    assert "frist 2025" in page
    assert "Oppvekst" in page
    assert "1 mål · 1 måltall · 0 tiltak" in page
    assert Target.objects.filter(plan__follows=earlier).count() == 1


def test_neither_the_plans_of_others_nor_drafts_are_offered(coordinator: Client, draft: Plan) -> None:
    factories.create_plan(municipality=draft.municipality, title="Vår plan")
    stranger = factories.create_plan(title="Naboens plan")
    page = text(coordinator, "/planer/ny/")
    assert [title in page for title in ("Vår plan", "Naboens plan", "Utkastet")] == [True, False, False]
    for wrong in (stranger, draft):
        assert "Velg en av planene" in sent(coordinator, "/planer/ny/", NEW | {"earlier": wrong.pk})


def test_a_code_is_proposed_while_one_writes(coordinator: Client) -> None:
    address = "/planer/ny/?title=Klima+og+natur&period_from=2027&code="
    page = plain(coordinator.get(address, headers={"HX-Request": "true"}))
    assert 'value="klima-og-natur-2027"' in page
    assert "<html" not in page
    kept = plain(coordinator.get(f"{address}min-egen", headers={"HX-Request": "true"}))
    assert 'value="min-egen"' in kept


def test_the_way_to_writing_is_shown_to_those_who_may(coordinator: Client, draft: Plan, client: Client) -> None:
    assert "Rediger planen" in text(coordinator, "/planer/UTKAST/")
    assert "Ny plan" in text(coordinator, "/planer/")
    client.force_login(factories.create_user(role=Role.LEADER, municipality=draft.municipality))
    assert "Rediger planen" not in text(client, "/planer/UTKAST/")
    assert "Ny plan" not in text(client, "/planer/")


def test_the_settings_of_a_plan_are_changed(coordinator: Client, draft: Plan) -> None:
    data = {"title": "Ny tittel", "kind": "", "period_from": "2027", "period_to": "2040", "horizon_note": "Rulleres"}
    answer = coordinator.post("/planer/UTKAST/rediger/plan/", data)
    assert answer.headers["Location"] == "/planer/UTKAST/rediger/"
    draft.refresh_from_db()
    assert (draft.title, draft.period_to, draft.horizon_note) == ("Ny tittel", 2040, "Rulleres")


def test_an_adopted_plan_is_not_given_another_title_without_a_reason(coordinator: Client, draft: Plan) -> None:
    Plan.objects.update(status=PlanStatus.ADOPTED)
    data = {"title": "Ny tittel", "kind": "", "period_from": "2021", "period_to": "2033", "horizon_note": ""}
    assert "Skriv hvorfor ordlyden endres." in sent(coordinator, "/planer/UTKAST/rediger/plan/", data)
    coordinator.post("/planer/UTKAST/rediger/plan/", data | {"reason": "Navnet var for langt"})
    page = text(coordinator, "/planer/UTKAST/ordlyd/")
    for expected in ("Utkastet", "Ny tittel", "Navnet var for langt", "Kari Moe"):
        assert expected in page
    assert "Utkastet" in text(coordinator, "/planer/UTKAST/ordlyd/plan/UTKAST/")


def test_a_focus_area_is_added_changed_and_found_on_the_hub(coordinator: Client) -> None:
    answer = coordinator.post("/planer/UTKAST/rediger/nytt-omrade/", AREA | {"aliases": "Miljø\n\nKlima"})
    assert answer.headers["Location"] == "/planer/UTKAST/rediger/#omrade-klima-og-natur"
    area = FocusArea.objects.get()
    assert (area.aliases, area.is_focus_area, area.is_crosscutting) == (["Miljø", "Klima"], True, False)
    address = "/planer/UTKAST/rediger/omrader/klima-og-natur/"
    assert "Miljø\nKlima" in text(coordinator, address)
    coordinator.post(address, AREA | {"title": "Natur", "is_focus_area": "False", "is_crosscutting": "on"})
    area.refresh_from_db()
    assert (area.title, area.is_focus_area, area.is_crosscutting, area.code) == ("Natur", False, True, "klima-og-natur")
    assert "rammer for hele planen" in text(coordinator, "/planer/UTKAST/rediger/")


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"title": ""}, "Skriv en tittel."),
        ({"title": "x" * 201}, "Bruk høyst 200 tegn."),
        ({"aliases": "x" * 201}, "Et navn kan ha høyst 200 tegn."),
        ({"is_focus_area": ""}, "Velg hva dette er."),
    ],
)
def test_a_focus_area_is_not_added_of_what_is_wrong(coordinator: Client, wrong: dict[str, str], says: str) -> None:
    assert says in sent(coordinator, "/planer/UTKAST/rediger/nytt-omrade/", AREA | wrong)
    assert not FocusArea.objects.exists()


def test_a_focus_area_is_moved_and_the_button_keeps_its_place(coordinator: Client, draft: Plan) -> None:
    factories.create_focus_area(plan=draft, code="A", title="Først")
    factories.create_focus_area(plan=draft, code="B", title="Sist")
    answer = coordinator.post("/planer/UTKAST/rediger/omrader/B/flytt/", {"vei": "opp"})
    assert answer.headers["Location"] == "/planer/UTKAST/rediger/#opp-omrade-B"
    page = text(coordinator, "/planer/UTKAST/rediger/")
    assert "«Sist» er flyttet opp." in page
    assert page.index('id="opp-omrade-B"') < page.index('id="opp-omrade-A"')
    coordinator.post("/planer/UTKAST/rediger/omrader/B/flytt/", {"vei": "opp"})
    assert "«Sist» står øverst allerede." in text(coordinator, "/planer/UTKAST/rediger/")


def test_a_focus_area_is_deleted_only_when_nothing_rests_on_it(coordinator: Client, draft: Plan) -> None:
    area = factories.create_focus_area(plan=draft, code="A", title="Oppvekst")
    goal = factories.create_goal(plan=draft, primary_focus_area=area)
    factories.create_measure(plan=draft).focus_areas.add(area)
    says = "«Oppvekst» kan ikke slettes, for her ligger 1 mål og 1 tiltak. Flytt eller slett det først."
    assert says in text(coordinator, "/planer/UTKAST/rediger/omrader/A/slett/")
    assert says in sent(coordinator, "/planer/UTKAST/rediger/omrader/A/slett/", {})
    goal.delete()
    draft.measures.all().delete()
    assert coordinator.post("/planer/UTKAST/rediger/omrader/A/slett/").status_code == 302
    assert not FocusArea.objects.exists()


def test_a_theme_is_added_under_another_changed_moved_and_deleted(coordinator: Client, draft: Plan) -> None:
    area = factories.create_focus_area(plan=draft, code="A")
    above = factories.create_theme(focus_area=area, code="OVER", title="Over")
    answer = coordinator.post("/planer/UTKAST/rediger/omrader/A/nytt-tema/", {"title": "Under", "parent": above.pk})
    assert answer.headers["Location"] == "/planer/UTKAST/rediger/?apne=A#tema-under"
    theme = Theme.objects.get(code="under")
    assert theme.parent == above
    coordinator.post("/planer/UTKAST/rediger/omrader/A/temaer/under/", {"title": "Ved siden av", "parent": ""})
    theme.refresh_from_db()
    assert (theme.title, theme.parent_id) == ("Ved siden av", None)
    coordinator.post("/planer/UTKAST/rediger/omrader/A/temaer/under/flytt/", {"vei": "opp"})
    assert list(area.themes.order_by("order")) == [theme, above]
    coordinator.post("/planer/UTKAST/rediger/omrader/A/temaer/under/slett/")
    assert list(area.themes.all()) == [above]


def test_a_theme_does_not_lie_under_itself_or_in_another_focus_area(coordinator: Client, draft: Plan) -> None:
    area = factories.create_focus_area(plan=draft, code="A")
    above = factories.create_theme(focus_area=area, code="OVER")
    under = factories.create_theme(focus_area=area, code="UNDER", parent=above)
    stranger = factories.create_theme(focus_area=factories.create_focus_area(plan=draft))
    address = "/planer/UTKAST/rediger/omrader/A/temaer/OVER/"
    assert "Dette temaet ligger selv under" in sent(coordinator, address, {"title": "x", "parent": under.pk})
    for wrong in (above.pk, stranger.pk, "tull"):
        assert "Velg et av temaene i listen." in sent(coordinator, address, {"title": "x", "parent": wrong})
    assert "1 undertema." in text(coordinator, f"{address}slett/")


@pytest.mark.parametrize(
    "path",
    [
        "omrader/FREMMED/",
        "omrader/FREMMED/slett/",
        "omrader/FREMMED/nytt-tema/",
        "omrader/A/temaer/FREMMED/",
        "omrader/A/temaer/FREMMED/slett/",
    ],
)
def test_what_belongs_to_another_plan_is_not_there(coordinator: Client, draft: Plan, path: str) -> None:
    factories.create_focus_area(plan=draft, code="A")
    other = factories.create_focus_area(plan=factories.create_plan(municipality=draft.municipality), code="FREMMED")
    factories.create_theme(focus_area=other, code="FREMMED")
    assert coordinator.get(f"/planer/UTKAST/rediger/{path}").status_code == 404
    assert coordinator.post(f"/planer/UTKAST/rediger/{path}", AREA).status_code == 404


def test_what_is_written_in_titles_is_no_markup(coordinator: Client) -> None:
    coordinator.post("/planer/UTKAST/rediger/nytt-omrade/", AREA | {"title": '<b>Fet</b> & "sitat"'})
    page = text(coordinator, "/planer/UTKAST/rediger/")
    assert "<b>Fet</b>" not in page
    assert "&lt;b&gt;Fet&lt;/b&gt;" in page


def test_the_hub_asks_the_same_however_much_there_is(coordinator: Client, draft: Plan) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            text(coordinator, "/planer/UTKAST/rediger/")
        return len(captured)

    def fill(count: int) -> None:
        for _ in range(count):
            area = factories.create_focus_area(plan=draft)
            factories.create_theme(focus_area=area)
            goal = factories.create_goal(plan=draft, primary_focus_area=area)
            factories.create_measure(plan=draft).focus_areas.add(area)
            factories.create_target(plan=draft, goal=goal)

    fill(1)
    few = queries()
    fill(5)
    assert queries() == few
