"""What the pages say, asked for as a browser would."""

from decimal import Decimal

import pytest
from django.test import Client

from accounts.models import Role
from indicators.models import Indicator
from planning.models import Plan
from targets.models import Target
from tests import factories

pytestmark = pytest.mark.both_databases


@pytest.fixture
def plan() -> Plan:
    plan = factories.create_plan(code="P-1", title="Liten plan")
    area = factories.create_focus_area(plan=plan, code="OKO", title="Økonomi")
    goal = factories.create_goal(plan=plan, text="Kommunen har råd.")
    goal.focus_areas.add(area)
    indicator = factories.create_indicator(code="fond", name_nb="Disposisjonsfond", unit="percent", decimals=1)
    used = factories.create_used_indicator(plan=plan, indicator=indicator)
    target = factories.create_target(plan=plan, goal=goal, used_indicator=used, code="T-1", lower=Decimal(5))
    factories.give_figure(target, "3.1", period="2024")
    factories.assess(plan)
    return plan


@pytest.fixture
def coordinator(plan: Plan, client: Client) -> Client:
    client.force_login(factories.create_user(role=Role.COORDINATOR, municipality=plan.municipality))
    return client


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode().replace("\u00a0", " ")


def test_home_leads_to_the_only_plan(coordinator: Client) -> None:
    assert coordinator.get("/").headers["Location"] == "/planer/P-1/"


def test_home_leads_to_the_list_where_there_are_several(coordinator: Client, plan: Plan) -> None:
    factories.create_plan(municipality=plan.municipality)
    assert coordinator.get("/").headers["Location"] == "/planer/"


def test_the_dashboard_puts_the_red_one_first_with_its_reason(coordinator: Client) -> None:
    page = text(coordinator, "/planer/P-1/")
    assert "Ikke oppfylt" in page
    assert "Tallet er 3,1 % i 2024, 1,9 prosentpoeng under kravet på minst 5 %." in page
    assert "1 rødt" in page


def test_the_focus_area_shows_a_goal_without_target_as_not_judged(coordinator: Client, plan: Plan) -> None:
    lonely = factories.create_goal(plan=plan, text="Alle skal trives.")
    lonely.focus_areas.add(plan.focus_areas.get())
    page = text(coordinator, "/planer/P-1/omrader/OKO/")
    assert "Alle skal trives." in page
    assert "Målet har ikke noe måltall ennå" in page


def test_the_target_page_says_why_from_where_and_since_when(coordinator: Client) -> None:
    page = text(coordinator, "/planer/P-1/maltall/T-1/")
    for expected in ("Ikke oppfylt", "minst 5 %", "Kilde:", "Slik er det regnet", "0,5 prosentpoeng", "<svg"):
        assert expected in page


def test_a_norm_is_shown_and_not_counted(coordinator: Client, plan: Plan) -> None:
    Target.objects.update(goal=None, primary_focus_area=plan.focus_areas.get())
    page = text(coordinator, "/planer/P-1/")
    assert "Normer som planen viser til" in page
    assert "1 rødt" not in page


def test_the_indicator_page_sets_the_own_municipality_first(coordinator: Client, plan: Plan) -> None:
    target = Target.objects.get()
    assert target.used_indicator is not None
    region = target.used_indicator.region
    region.code, region.name = plan.municipality.number, "Åsgård"
    region.save()
    neighbour = factories.create_region(name="Aker")
    factories.create_observation(
        indicator=target.used_indicator.indicator, region=neighbour, literal="9.9", period="2024"
    )
    page = text(coordinator, "/indikatorer/fond/")
    assert page.index(">Åsgård") < page.index(">Aker")
    assert "9,9" in page


@pytest.mark.parametrize(("words", "found"), [("DISPOSISJONSFOND", True), ("fond dispo", True), ("ål", False)])
def test_search_takes_every_word_in_any_order_and_case(coordinator: Client, words: str, found: bool) -> None:
    assert ("Disposisjonsfond</a>" in text(coordinator, f"/indikatorer/?tekst={words}")) is found


def test_search_folds_norwegian_letters(coordinator: Client) -> None:
    factories.create_indicator(code="arsverk", name_nb="Årsverk i ØKONOMI")
    assert "Årsverk i ØKONOMI</a>" in text(coordinator, "/indikatorer/?tekst=årsverk økonomi")


def test_norwegian_letters_sort_after_z(coordinator: Client) -> None:
    for name in ("Ål", "Æra", "Zoo", "Øl"):
        factories.create_indicator(name_nb=name)
    page = text(coordinator, "/indikatorer/")
    places = [page.index(f">{name}</a>") for name in ("Zoo", "Æra", "Øl", "Ål")]
    assert places == sorted(places)


@pytest.mark.parametrize(
    "query", ["page=9999", "page=x", "omrade=999", "omrade=x", "sort=drop", "tekst=%00", "page=-1"]
)
def test_a_strange_address_is_no_server_error(coordinator: Client, query: str) -> None:
    assert coordinator.get(f"/indikatorer/?{query}").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_the_button_judges_again_and_says_when_it_is_done(coordinator: Client) -> None:
    factories.give_figure(Target.objects.get(), "6", period="2025")
    answer = coordinator.post("/planer/P-1/vurder/")
    page = text(coordinator, answer.headers["Location"])
    assert "Ferdig." in page
    assert "1 av 1 måltall er vurdert." in page


def test_health_needs_no_log_in(client: Client) -> None:
    assert client.get("/healthz").json() == {"status": "ok", "database": "ok"}


@pytest.mark.parametrize(
    ("language", "word"), [("nb", "Innsatsområder"), ("nn", "Innsatsområde"), ("en", "Focus areas")]
)
def test_the_reader_chooses_the_language(coordinator: Client, language: str, word: str) -> None:
    coordinator.post("/sprak/", {"language": language, "next": "/planer/P-1/"})
    assert f">{word}</h2>" in text(coordinator, "/planer/P-1/")


def test_the_policy_forbids_foreign_and_inline_content(coordinator: Client) -> None:
    answer = coordinator.get("/planer/P-1/")
    assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
    assert b"style=" not in answer.content
    assert b"<script>" not in answer.content


def test_a_limit_in_another_unit_is_not_drawn_among_the_figures(coordinator: Client) -> None:
    assert "Krav 5,0 %" in text(coordinator, "/planer/P-1/maltall/T-1/")
    Target.objects.update(unit="døgn")
    factories.assess()
    page = text(coordinator, "/planer/P-1/maltall/T-1/")
    assert "måltallet er gitt i dager" in page.casefold()
    assert "Krav 5,0 %" not in page


@pytest.mark.parametrize(
    ("name", "title"), [("Fond i prosent", "Fond i prosent</figcaption>"), ("Fond", "Fond, prosent</figcaption>")]
)
def test_a_chart_says_its_unit_once(coordinator: Client, name: str, title: str) -> None:
    Indicator.objects.filter(code="fond").update(name_nb=name)
    assert title in text(coordinator, "/planer/P-1/maltall/T-1/")
