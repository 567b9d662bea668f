"""Guidelines written on their pages, asked for as a browser would, with good input and bad."""

from typing import Any

import pytest
from django.test import Client
from django.utils.html import escape

from accounts.models import Role
from planning.models import Citation, EarlierWording, FocusArea, Guideline, Plan
from tests import factories
from tests.counted_queries import queries_of

LIST = "/planer/P-1/foringer/"
NEW = f"{LIST}ny/"
PAGE = f"{LIST}F-01/rediger/"
DELETE = f"{LIST}F-01/slett/"
GIVEN = {"title": "Melding om oppvekst", "level": "national"}
REFERENCE = "Meld. St. 9 (2024–2025)"


@pytest.fixture
def plan() -> Plan:
    return factories.create_plan(code="P-1")


@pytest.fixture
def area(plan: Plan) -> FocusArea:
    return factories.create_focus_area(plan=plan, code="OPP", title="Oppvekst")


@pytest.fixture
def guideline(plan: Plan, area: FocusArea) -> Guideline:
    guideline = factories.create_guideline(
        plan=plan, code="F-01", title="Melding om oppvekst", reference=REFERENCE, gist="Linje 1\nLinje 2"
    )
    factories.create_citation(guideline=guideline, focus_area=area, cited_section="Kapittel 3", angle="De yngste")
    return guideline


def person(role: Role, plan: Plan) -> Client:
    client = Client()
    client.force_login(factories.create_user(role=role, municipality=plan.municipality, username=role.value))
    return client


@pytest.fixture
def coordinator(plan: Plan) -> Client:
    return person(Role.COORDINATOR, plan)


def text(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode().replace("\u00a0", " ")


def sent(client: Client, address: str, **given: Any) -> str:
    answer: Any = client.post(address, given, follow=True)
    assert answer.status_code == 200
    return str(answer.content.decode()).replace("\u00a0", " ")


def as_sent(guideline: Guideline, **changes: Any) -> dict[str, Any]:
    """What a browser sends of the page when nothing is touched: with its own line breaks."""
    first = guideline.citations.get()
    row = f"sted{first.pk}"
    cited = {f"{row}-area": first.focus_area_id, f"{row}-chapter": first.cited_section, f"{row}-angle": first.angle}
    empty = {f"nytt{n}-{name}": "" for n in (1, 2) for name in ("area", "chapter", "angle", "note")}
    own = {"title": guideline.title, "level": guideline.level, "reference": guideline.reference}
    return own | {"gist": guideline.gist.replace("\n", "\r\n"), f"{row}-note": ""} | cited | empty | changes


# Written ------------------------------------------------------------------------------------------------------------


def test_a_new_guideline_gets_a_code_and_is_shown_with_its_places(coordinator: Client, area: FocusArea) -> None:
    places = {"nytt1-area": area.pk, "nytt1-chapter": "", "nytt1-angle": "De yngste", "nytt2-chapter": "Innledning"}
    own = {"kind": "melding", "reference": f" {REFERENCE} ", "years": "2024", "in_force": "2025", "gist": "Les mer"}
    page = sent(
        coordinator, NEW, **GIVEN, **own, **places, url="regjeringen.no/x", applies_to_all="on", focus_areas=[area.pk]
    )
    guideline = Guideline.objects.get(code="F-01")
    assert (guideline.reference, guideline.url, guideline.applies_to_all) == (
        REFERENCE,
        "https://regjeringen.no/x",
        True,
    )
    assert (guideline.kind, guideline.years, guideline.in_force, guideline.gist) == (
        "melding",
        "2024",
        "2025",
        "Les mer",
    )
    assert list(guideline.focus_areas.all()) == [area]
    for expected in ("Føringen er lagt til.", REFERENCE, "Vinkling: De yngste", "Innledning", f'href="{PAGE}"'):
        assert expected in page


def test_an_untouched_page_changes_nothing_and_asks_no_reason(
    coordinator: Client, plan: Plan, guideline: Guideline
) -> None:
    assert "Føringen er lagret." in sent(coordinator, PAGE, **as_sent(guideline))
    assert not plan.edits.exists()


def test_an_emptied_place_goes_and_an_empty_row_is_none(coordinator: Client, plan: Plan, guideline: Guideline) -> None:
    row = f"sted{guideline.citations.get().pk}"
    emptied = {f"{row}-area": "", f"{row}-chapter": " ", f"{row}-angle": ""}
    sent(coordinator, PAGE, **as_sent(guideline, **emptied))
    assert not Citation.objects.exists()
    sent(coordinator, "/planer/P-1/endringer/angre/", endring=plan.edits.get().pk)
    assert Citation.objects.get().angle == "De yngste"


def test_a_place_that_somebody_else_added_meanwhile_stays(coordinator: Client, guideline: Guideline) -> None:
    given = as_sent(guideline, years="2024")
    factories.create_citation(guideline=guideline, cited_section="Nytt")
    sent(coordinator, PAGE, **given)
    assert guideline.citations.count() == 2


def test_adopted_words_ask_why_they_are_changed_and_everybody_reads_the_earlier(
    coordinator: Client, guideline: Guideline
) -> None:
    changed = as_sent(guideline, title="Ny tittel")
    assert "Skriv hvorfor ordlyden endres." in sent(coordinator, PAGE, **changed)
    assert not EarlierWording.objects.exists()
    assert "Føringen er lagret." in sent(coordinator, PAGE, **changed, reason="Stortinget vedtok")
    assert EarlierWording.objects.get().text == "Melding om oppvekst"
    assert "Melding om oppvekst" in text(coordinator, "/planer/P-1/ordlyd/")
    assert "Melding om oppvekst" in text(coordinator, "/planer/P-1/ordlyd/foring/F-01/")


def test_the_hub_counts_guidelines_and_leads_to_them(coordinator: Client, guideline: Guideline) -> None:
    page = text(coordinator, "/planer/P-1/rediger/")
    assert f'href="{LIST}"' in page
    assert "1 føring<" in page


# Refused ------------------------------------------------------------------------------------------------------------

NO_PAGE = "Skriv adressen til en nettside"
BAD = {
    "no title": ({"title": " "}, "Skriv tittelen."),
    "a long title": ({"title": "x" * 501}, "500 eller færre tegn"),
    "no level": ({"level": ""}, "Velg hvem som har bestemt dette."),
    "a level of nobody's": ({"level": "galaktisk"}, "Velg hvem som har bestemt dette."),
    "a script for an address": ({"url": "javascript:alert(1)"}, NO_PAGE),
    "a script that looks like an address": ({"url": "javascript://a.no/%0aalert(1)"}, NO_PAGE),
    "data for an address": ({"url": "data:text/html,x"}, NO_PAGE),
    "a file server": ({"url": "ftp://example.no/x"}, NO_PAGE),
    "no address": ({"url": "ikke en adresse"}, NO_PAGE),
    "half an address": ({"url": "https://[x"}, NO_PAGE),
    "a long gist": ({"gist": "x" * 2001}, "2000 eller færre tegn"),
    "a sign that is none": ({"kind": "a\x00b"}, "Null-tegn er ikke tillatt."),
    "a focus area of another plan": ({"focus_areas": ["foreign"]}, "Velg bare fra listen."),
    "a focus area that is no number": ({"focus_areas": ["abc"]}, "Velg bare fra listen."),
    "a place in another plan's focus area": (
        {"nytt1-area": "foreign", "nytt1-chapter": ""},
        "Velg et innsatsområde fra listen.",
    ),
    "an angle in no place": (
        {"nytt1-area": "", "nytt1-chapter": "", "nytt1-angle": "Ung"},
        "Velg et innsatsområde, eller skriv kapitlet.",
    ),
    "a long angle": ({"nytt2-chapter": "1", "nytt2-angle": "x" * 301}, "300 eller færre tegn"),
}


@pytest.mark.parametrize(("changes", "said"), BAD.values(), ids=BAD.keys())
def test_what_is_wrong_is_said_and_nothing_is_written(
    coordinator: Client, plan: Plan, area: FocusArea, changes: dict[str, Any], said: str
) -> None:
    foreign = factories.create_focus_area().pk
    given = {
        name: [foreign if one == "foreign" else one for one in value] if isinstance(value, list) else value
        for name, value in changes.items()
    }
    given = {name: foreign if value == "foreign" else value for name, value in given.items()}
    page = sent(coordinator, NEW, **(GIVEN | given))
    assert said in page
    assert page.count("ds-validation-message") == 1
    assert not Guideline.objects.exists()
    assert not plan.edits.exists()


def test_two_things_that_are_wrong_are_told_at_once_and_what_was_typed_stays(coordinator: Client) -> None:
    page = sent(coordinator, NEW, title="", level="national", url="ftp://x.no", **{"nytt1-chapter": "x" * 301})
    for expected in ("Tittel: Skriv tittelen.", f"Nettadresse: {NO_PAGE}", "Sted 1, Kapittel:", 'value="ftp://x.no"'):
        assert expected in page


@pytest.mark.parametrize("reference", [REFERENCE, "meld. st. 9  (2024-2025)"])
def test_a_reference_that_the_plan_has_names_the_other_guideline(
    coordinator: Client, guideline: Guideline, reference: str
) -> None:
    expected = f"{REFERENCE} finnes fra før: Melding om oppvekst"
    assert expected in sent(coordinator, NEW, title="En til", level="national", reference=reference)
    factories.create_guideline(plan=guideline.plan, code="F-02")
    assert expected in sent(coordinator, f"{LIST}F-02/rediger/", title="En til", level="national", reference=reference)
    assert Guideline.objects.filter(reference=REFERENCE).count() == 1


def test_what_is_written_is_no_markup(coordinator: Client, area: FocusArea) -> None:
    bad = '"><script>alert(1)</script>'
    sent(coordinator, NEW, title=bad, level="national", gist=bad, **{"nytt1-chapter": bad, "nytt1-angle": bad})
    for address in (LIST, PAGE, "/planer/P-1/endringer/"):
        page = text(coordinator, address)
        assert "<script>alert" not in page
        assert escape(bad) in page


def test_a_guideline_of_another_plan_is_not_there(coordinator: Client) -> None:
    factories.create_guideline(code="F-77")
    text(coordinator, f"{LIST}F-77/rediger/", status=404)
    assert coordinator.post(f"{LIST}F-77/rediger/", GIVEN).status_code == 404
    assert coordinator.post(f"{LIST}F-77/slett/", {"reason": "x"}).status_code == 404


# Deleted ------------------------------------------------------------------------------------------------------------


def test_a_guideline_is_deleted_for_a_reason(coordinator: Client, guideline: Guideline) -> None:
    assert "Skriv hvorfor føringen slettes." in sent(coordinator, DELETE, reason=" ")
    assert "Føringen «Melding om oppvekst» er slettet." in sent(coordinator, DELETE, reason="Opphevet")
    assert not Guideline.objects.exists()


def test_a_guideline_that_a_goal_answers_says_why_it_stays(
    coordinator: Client, plan: Plan, guideline: Guideline
) -> None:
    factories.create_goal(plan=plan).guidelines.add(guideline)
    because = "1 mål svarer på føringen. Ta føringen bort fra målet før du sletter den."
    page = text(coordinator, PAGE)
    assert because in page
    assert DELETE not in page
    assert because in sent(coordinator, DELETE, reason="Opphevet")
    assert Guideline.objects.exists()


# Who may, and at what price -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [Role.READER, Role.UNIT_CONTACT, Role.LEADER])
def test_others_read_guidelines_and_see_no_buttons(plan: Plan, guideline: Guideline, role: Role) -> None:
    client = person(role, plan)
    page = text(client, LIST)
    assert REFERENCE in page
    assert "Ny føring" not in page
    assert PAGE not in page
    for address in (NEW, PAGE):
        text(client, address, status=403)
        assert client.post(address, GIVEN).status_code == 403
    assert client.post(DELETE, {"reason": "x"}).status_code == 403
    assert Guideline.objects.get().title == "Melding om oppvekst"


def test_the_first_guideline_is_written_from_the_list_of_an_empty_plan(coordinator: Client, plan: Plan) -> None:
    page = text(coordinator, LIST)
    assert f'href="{NEW}"' in page
    assert "administrasjonen" not in text(person(Role.READER, plan), LIST)


@pytest.mark.parametrize("address", [LIST, NEW, PAGE, "/planer/P-1/rediger/"])
def test_a_page_asks_the_same_for_3_and_for_30(coordinator: Client, guideline: Guideline, address: str) -> None:
    def fill(number: int) -> None:
        for _ in range(number):
            area = factories.create_focus_area(plan=guideline.plan)
            guideline.focus_areas.add(area)
            factories.create_citation(guideline=guideline, focus_area=area)
            other = factories.create_guideline(plan=guideline.plan)
            factories.create_citation(guideline=other, focus_area=area)

    fill(3)
    few = queries_of(coordinator, address)
    fill(27)
    assert queries_of(coordinator, address) == few
