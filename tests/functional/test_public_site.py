"""What everybody may read of a published plan, asked for by somebody who is not logged in."""

import html
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.models import Role, User
from planning.models import Plan, PlanStatus
from reporting.models import Publication
from targets.models import Target
from tests import factories
from tests.html_text import main_text
from tests.public_site import NAMES, create_public_plan

BASE = "/offentlig/P-1/"
PAGES = ("", "om-tallene/", "omrader/OKO/", "maltall/T-1/", "maltall/T-2/", "maltall/T-1/kort/", "tall.csv")
PICTURES = ("delebilde.png", "maltall/T-1/delebilde.png")
EVERYTHING = (*PAGES, *PICTURES, "tall.xlsx")


@pytest.fixture
def plan() -> Plan:
    return create_public_plan()


def get(client: Client, page: str, status: int = 200, **values: Any) -> Any:
    answer = client.get(f"{BASE}{page}", **values)
    assert answer.status_code == status, page
    return answer


def words(client: Client, page: str) -> str:
    """What stands in the main part."""
    return main_text(get(client, page).content.decode()).replace("\u00a0", " ")


# What the pages say ---------------------------------------------------------------------------------------------------


def test_the_plan_says_how_it_stands_area_by_area(client: Client, plan: Plan) -> None:
    page = words(client, "")
    assert "Samfunnsdelen" in page
    assert page.count("2 gule") == 2  # of the plan, and of its only area
    assert "Økonomi" in page
    assert "1 mål" in page


def test_the_area_says_goals_lights_with_source_and_measures(client: Client, plan: Plan) -> None:
    page = words(client, "omrader/OKO/")
    for expected in ("Kommunen har råd.", "Disposisjonsfond", "Bygge opp fondet", "I gang, 40 %", "1. mars 2027"):
        assert expected in page
    assert "Tallet er 3,1 % i 2025, 1,9 prosentpoeng under kravet på minst 5 %." in page


def test_the_target_says_light_sentence_figures_and_what_changed(client: Client, plan: Plan) -> None:
    page = words(client, "maltall/T-1/")
    assert "Overstyrt. Beregnet: Ikke oppfylt" in page
    assert "Overstyrt til gult av kommunen" in page
    assert "Regnskapet er ikke ferdig" in page
    assert "kommunen har satt et annet lys enn det beregnede" in page
    assert "vises ikke, av hensyn til personvernet" in page
    assert "vurdert, foreløpig" in page
    assert "Teknisk etat" in page
    assert "Regel versjon" in page
    assert b"<svg" in get(client, "maltall/T-1/").content


def test_a_judged_state_is_told_as_the_municipality_s(client: Client, plan: Plan) -> None:
    assert "Halve jobben. Vurdert av kommunen 1. juli 2026." in words(client, "maltall/T-2/")


def test_the_newest_changes_stand_on_the_first_page(client: Client, plan: Plan) -> None:
    page = words(client, "")
    assert "Siste endringer" in page
    assert "Ble gult 1. juli 2026 fordi kommunen har satt et annet lys" in page


@pytest.mark.parametrize(("language", "said"), [("nb", "Om tallene"), ("en", "English")])
def test_the_address_chooses_the_language_and_the_links_keep_it(
    client: Client, plan: Plan, language: str, said: str
) -> None:
    page = get(client, f"?sprak={language}").content.decode()
    assert f'<html lang="{language}" ' in page
    kept = "" if language == "nb" else f"?sprak={language}"
    assert f'href="/offentlig/P-1/omrader/OKO/{kept}"' in page
    assert f'<link rel="canonical" href="http://testserver/offentlig/P-1/{kept}">' in page


def test_neither_the_browser_s_language_nor_an_unknown_one_changes_the_page(client: Client, plan: Plan) -> None:
    page = get(client, "").content
    assert get(client, "", headers={"accept-language": "en"}).content == page
    assert b'<html lang="nb" ' in get(client, "?sprak=klingon").content


def test_the_page_says_what_it_is_to_those_who_link_to_it(client: Client, plan: Plan) -> None:
    page = get(client, "").content.decode()
    told = dict(re.findall(r'<meta (?:property|name)="([^"]+)" content="([^"]*)">', page))
    assert told["og:title"] == "Samfunnsdelen"
    assert told["og:description"] == told["description"] == "Slik følger Åsvik planen sin. Lysene nå: 2 gule."
    assert told["og:image"] == "http://testserver/offentlig/P-1/delebilde.png"
    assert (told["og:locale"], told["robots"]) == ("nb_NO", "index, follow")
    target = get(client, "maltall/T-1/").content.decode()
    assert 'content="http://testserver/offentlig/P-1/maltall/T-1/delebilde.png"' in target


# What nobody finds ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", EVERYTHING)
def test_no_person_is_named_anywhere(client: Client, plan: Plan, page: str) -> None:
    body = get(client, page).content
    if not page.endswith((".png", ".xlsx")):
        assert [name for name in NAMES if name.casefold() in body.decode().casefold()] == []


def test_no_person_is_named_in_other_languages(client: Client, plan: Plan) -> None:
    for page in PAGES:
        said = get(client, f"{page}?sprak=en").content.decode().casefold()
        assert [name for name in NAMES if name.casefold() in said] == []


def unpublish(plan: Plan) -> None:
    Publication.objects.filter(plan=plan).delete()


def make_draft(plan: Plan) -> None:
    Plan.objects.filter(pk=plan.pk).update(status=PlanStatus.DRAFT)


@pytest.mark.parametrize("hide", [unpublish, make_draft], ids=["taken down", "made a draft again"])
def test_what_is_no_longer_public_is_gone_at_once_and_answers_as_what_never_was(
    client: Client, plan: Plan, hide: Any
) -> None:
    get(client, "")
    hide(plan)
    missing = client.get("/offentlig/FINS-IKKE/")
    for page in EVERYTHING:
        answer = get(client, page, 404)
        assert answer.content == missing.content
        assert answer.headers.get("Cache-Control") is None
        assert not answer.cookies


def test_those_who_may_read_it_after_log_in_do_not_find_it_here_either(client: Client, plan: Plan) -> None:
    make_draft(plan)
    stranger = get(client, "", 404).content
    client.force_login(User.objects.get())
    assert get(client, "", 404).content == stranger
    assert client.get("/planer/P-1/").status_code == 200


@pytest.mark.parametrize("page", ["omrader/FINS-IKKE/", "maltall/FINS-IKKE/", "maltall/FINS-IKKE/kort/", "tall.pdf"])
def test_what_is_not_in_the_plan_is_not_found(client: Client, plan: Plan, page: str) -> None:
    get(client, page, 404)


def test_a_target_of_another_plan_is_not_found_in_this_one(client: Client, plan: Plan) -> None:
    other = factories.create_target(code="HEMMELIG")
    get(client, f"maltall/{other.code}/", 404)
    get(client, f"omrader/{factories.create_focus_area(code='HEMMELIG').code}/", 404)


# Plans that were superseded -------------------------------------------------------------------------------------------


def supersede(plan: Plan, *, is_published: bool) -> Plan:
    after = factories.create_plan(municipality=plan.municipality, code="P-2", title="Den neste planen")
    Plan.objects.filter(pk=plan.pk).update(status=PlanStatus.SUPERSEDED, superseded_by=after)
    if is_published:
        factories.create_publication(after)
    return after


def test_a_superseded_plan_stays_with_a_notice_and_the_way_to_the_new_one(client: Client, plan: Plan) -> None:
    supersede(plan, is_published=True)
    for page in ("", "omrader/OKO/", "maltall/T-1/"):
        assert "Denne planen er avløst" in words(client, page)
        assert b'href="/offentlig/P-2/"' in get(client, page).content


def test_a_new_plan_that_is_not_public_is_not_told_of(client: Client, plan: Plan) -> None:
    supersede(plan, is_published=False)
    page = get(client, "").content.decode()
    assert "Denne planen er avløst" in page
    assert "Den neste planen" not in page
    assert "P-2" not in page


# How they are sent ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", EVERYTHING)
def test_a_copy_may_be_kept_for_some_minutes_and_no_cookie_is_set(client: Client, plan: Plan, page: str) -> None:
    client.force_login(User.objects.get())
    answer = get(client, page)
    assert sorted(answer.headers["Cache-Control"].split(", ")) == ["max-age=300", "public"]
    assert not answer.cookies
    assert "Vary" not in answer.headers


@pytest.mark.parametrize("page", [*PAGES, "delebilde.png"])
def test_a_copy_that_still_holds_is_not_sent_again(client: Client, plan: Plan, page: str) -> None:
    tag = get(client, page).headers["ETag"]
    assert get(client, page, 304, headers={"if-none-match": tag}).content == b""


def test_a_copy_that_no_longer_holds_is_sent_anew(client: Client, plan: Plan) -> None:
    tag = get(client, "").headers["ETag"]
    Plan.objects.update(title="Et nytt navn")
    assert b"Et nytt navn" in get(client, "", headers={"if-none-match": tag}).content


def test_only_the_card_may_stand_in_a_frame(client: Client, plan: Plan) -> None:
    card = get(client, "maltall/T-1/kort/")
    assert "X-Frame-Options" not in card.headers
    assert "frame-ancestors" not in card.headers["Content-Security-Policy"]
    assert "default-src 'self'" in card.headers["Content-Security-Policy"]
    for page in ("", "om-tallene/", "omrader/OKO/", "maltall/T-1/"):
        answer = get(client, page)
        assert answer.headers["X-Frame-Options"] == "DENY"
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]


def test_the_card_needs_no_script_and_leads_out_of_its_frame(client: Client, plan: Plan) -> None:
    card = get(client, "maltall/T-1/kort/").content.decode()
    for expected in ("Disposisjonsfond", "Overstyrt. Beregnet: Ikke oppfylt", "Utvikling fra 5,9", 'target="_top"'):
        assert expected in card
    assert "<script" not in card
    assert "style=" not in card


def test_a_target_without_figures_has_a_card_all_the_same(client: Client, plan: Plan) -> None:
    card = get(client, "maltall/T-2/kort/").content.decode()
    assert "Halve jobben" in card
    assert "pp-sparkline" not in card


def test_the_snippet_can_be_pasted_as_it_stands(client: Client, plan: Plan) -> None:
    Target.objects.filter(code="T-1").update(used_indicator=None, goal=None, note='Fond "A" & <b>')
    page = get(client, "maltall/T-1/").content.decode()
    pasted = re.search(r"<textarea[^>]*>(.*?)</textarea>", page, re.DOTALL)
    assert pasted
    pasted_text = html.unescape(pasted[1])
    assert pasted_text.startswith('<iframe title="Måltall: Fond &quot;A&quot; &amp; &lt;b&gt;"')
    assert 'src="http://testserver/offentlig/P-1/maltall/T-1/kort/"' in pasted_text


@pytest.mark.parametrize("page", PICTURES)
def test_the_picture_is_a_picture(client: Client, plan: Plan, page: str) -> None:
    answer = get(client, page)
    assert answer.headers["Content-Type"] == "image/png"
    assert answer.content.startswith(b"\x89PNG")


def test_robots_are_shown_to_what_is_open_and_nothing_else(client: Client) -> None:
    lines = client.get("/robots.txt").content.decode().splitlines()
    welcome = ["/offentlig/", "/static/", "/api/v1/", "/utviklere/", "/sitemap.xml"]
    assert lines[:-2] == ["User-agent: *", *(f"Allow: {one}" for one in welcome), "Disallow: /"]
    assert lines[-2:] == ["", "Sitemap: http://testserver/sitemap.xml"]


# How much they cost ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", ["", "omrader/OKO/", "tall.csv", "delebilde.png"])
def test_the_number_of_queries_does_not_grow_with_the_plan(
    client: Client, plan: Plan, page: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    get(client, page)
    with django_assert_max_num_queries(30) as before:
        get(client, page)
    area = plan.focus_areas.get()
    for _ in range(3):
        target = factories.create_target(plan=plan, goal=factories.create_goal(plan=plan, primary_focus_area=area))
        factories.give_figure(target, "4.0")
        factories.create_measure(plan=plan).focus_areas.add(area)
    factories.assess(plan)
    with django_assert_max_num_queries(len(before)):
        get(client, page)


# The page for publishing ----------------------------------------------------------------------------------------------


@pytest.fixture
def coordinator(client: Client) -> Client:
    create_public_plan(is_published=False)
    client.force_login(User.objects.get())
    return client


def publish_page(client: Client) -> str:
    return " ".join(client.get("/planer/P-1/publiser/").content.decode().split())


def test_a_coordinator_publishes_and_takes_down(coordinator: Client) -> None:
    assert "Planen er ikke publisert." in publish_page(coordinator)
    get(coordinator, "", 404)
    coordinator.post("/planer/P-1/publiser/", {"handling": "publiser"})
    assert "http://testserver/offentlig/P-1/" in publish_page(coordinator)
    get(coordinator, "")
    coordinator.post("/planer/P-1/publiser/", {"handling": "ta-ned"})
    assert "Planen er ikke publisert." in publish_page(coordinator)
    get(coordinator, "", 404)


def test_a_draft_is_to_be_adopted_first(coordinator: Client) -> None:
    Plan.objects.update(status=PlanStatus.DRAFT)
    assert "Et utkast kan ikke publiseres. Vedta planen først." in publish_page(coordinator)
    coordinator.post("/planer/P-1/publiser/", {"handling": "publiser"})
    assert not Publication.objects.exists()
    assert "Den må vedtas før den kan publiseres." in publish_page(coordinator)


@pytest.mark.parametrize("name", ["plan", "about", "focus-area", "target"])
def test_a_preview_shows_the_page_before_it_is_public_and_leads_to_previews(coordinator: Client, name: str) -> None:
    code = {"focus-area": ["OKO"], "target": ["T-1"]}.get(name, [])
    page = coordinator.get(reverse(f"preview-{name}", args=["P-1", *code])).content.decode()
    assert "Dette er en forhåndsvisning" in page
    assert '<meta name="robots" content="noindex, nofollow">' in page
    assert "/offentlig/" not in page
    assert [one for one in NAMES if one in page] == []


def test_the_code_for_a_target_is_shown_where_it_is_asked_for(coordinator: Client) -> None:
    factories.create_publication(Plan.objects.get())
    page = coordinator.get("/planer/P-1/publiser/?maltall=T-1").content.decode()
    assert "&lt;iframe title=" in page
    assert "/offentlig/P-1/maltall/T-1/kort/" in page
    assert "&lt;iframe" not in coordinator.get("/planer/P-1/publiser/?maltall=FINS-IKKE").content.decode()


@pytest.mark.parametrize("role", [Role.LEADER, Role.UNIT_CONTACT, Role.READER])
def test_others_see_no_way_to_publish(client: Client, plan: Plan, role: Role) -> None:
    client.force_login(factories.create_user(role=role, municipality=plan.municipality))
    assert "/publiser/" not in client.get("/planer/P-1/").content.decode()
    assert client.post("/planer/P-1/publiser/").status_code == 403


def test_a_figure_from_a_file_of_the_municipality_has_a_source_without_its_name(client: Client, plan: Plan) -> None:
    assert "Kilde: tall som kommunen har lastet inn." in words(client, "maltall/T-1/")


def test_a_plan_without_anything_can_be_read(client: Client) -> None:
    factories.create_publication(factories.create_plan(code="P-1"))
    assert "Planen har ingen måltall ennå." in words(client, "")
    for page in ("tall.csv", "tall.xlsx", "delebilde.png"):
        get(client, page)


def test_a_target_outside_every_area_is_on_the_first_page(client: Client, plan: Plan) -> None:
    lonely = factories.create_target(plan=plan, goal=factories.create_goal(plan=plan, text="Alene"))
    factories.assess(plan)
    assert f"/offentlig/P-1/maltall/{lonely.code}/" in get(client, "").content.decode()
