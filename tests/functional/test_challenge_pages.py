"""Challenges and opportunities on their pages: found, narrowed and written, with good input and bad."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import Role
from planning.models import Challenge, EarlierWording, FocusArea, Plan, PlanStatus
from tests import factories

LIST = "/planer/P-1/utfordringer/"
NEW = f"{LIST}ny/"
EDIT = f"{LIST}U-01/rediger/"
DELETE = f"{LIST}U-01/slett/"
SAID = {"kind": "challenge", "text": "Flere eldre", "dimension": "", "dimension_basis": "", "level": "municipal"}


@pytest.fixture
def plan() -> Plan:
    plan = factories.create_plan(code="P-1")
    area = factories.create_focus_area(plan=plan, code="KLIMA", title="Klima og natur")
    theme = factories.create_theme(focus_area=area, title="Flom")
    factories.create_focus_area(plan=plan, code="OPPV", title="Oppvekst")
    one = factories.create_challenge(
        plan=plan,
        code="U-01",
        text="Mer regn",
        theme=theme,
        dimension="environmental",
        dimension_basis="document",
    )
    one.focus_areas.add(area)
    one.measures.add(factories.create_measure(plan=plan, title="Bygge flomvern"))
    factories.create_challenge(plan=plan, code="U-02", text="Ny industri", kind="opportunity")
    return plan


def person(role: Role, plan: Plan) -> Client:
    client = Client()
    client.force_login(factories.create_user(role=role, municipality=plan.municipality))
    return client


@pytest.fixture
def coordinator(plan: Plan) -> Client:
    return person(Role.COORDINATOR, plan)


def text(client: Client, address: str) -> str:
    return plain(client.get(address))


def plain(answer: Any) -> str:
    assert answer.status_code == 200
    return str(answer.content.decode()).replace("\u00a0", " ")


def sent(client: Client, address: str, **given: Any) -> str:
    return plain(client.post(address, SAID | given, follow=True))


def challenge() -> Challenge:
    return Challenge.objects.get(code="U-01")


# The list -----------------------------------------------------------------------------------------------------------


def test_the_list_groups_by_dimension_and_says_what_each_belongs_to(coordinator: Client) -> None:
    page = text(coordinator, LIST)
    parts = [
        "Miljømessig bærekraft",
        "Dimensjonen er sagt i dokumentet",
        "Mer regn",
        "Klima og natur",
        "Tema: <span>Flom",
    ]
    parts += ["Bygge flomvern", "Uten bærekraftsdimensjon", "Muligheter", "Ny industri"]
    places = [page.find(part, page.find('id="dimensjon-1"')) for part in parts]
    assert all(place > 0 for place in places)
    assert places == sorted(places)
    assert "Viser 2 av 2." in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("omrade=KLIMA", {"Mer regn"}),
        ("omrade=OPPV", set()),
        ("slag=opportunity", {"Ny industri"}),
        ("slag=challenge&dimensjon=environmental", {"Mer regn"}),
        ("dimensjon=uten", {"Ny industri"}),
        ("dimensjon=social", set()),
        ("omrade=tull&slag=x&dimensjon=%00", {"Mer regn", "Ny industri"}),
    ],
)
def test_the_list_is_narrowed_and_unknown_choices_choose_nothing(
    coordinator: Client, query: str, found: set[str]
) -> None:
    page = text(coordinator, f"{LIST}?{query}")
    assert {one for one in ("Mer regn", "Ny industri") if one in page} == found
    assert ("Ingen passer med det du har valgt" in page) is (not found)
    assert f"Viser {len(found)} av 2." in page


def test_an_empty_plan_says_what_to_do_to_those_who_may(coordinator: Client, plan: Plan) -> None:
    Challenge.objects.all().delete()
    assert "Skriv den første" in text(coordinator, LIST)
    page = text(person(Role.READER, plan), LIST)
    assert "Skriv den første" not in page
    assert "Planen har ingen utfordringer eller muligheter ennå" in page


def test_a_reader_sees_the_list_and_no_buttons(plan: Plan) -> None:
    page = text(person(Role.READER, plan), LIST)
    assert "Mer regn" in page
    assert EDIT not in page
    assert NEW not in page


def test_the_list_asks_as_many_questions_however_long_it_is(coordinator: Client, plan: Plan) -> None:
    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            text(coordinator, LIST)
        return len(asked)

    text(coordinator, LIST)
    before = questions()
    area = FocusArea.objects.get(code="OPPV")
    for number in range(3, 9):
        one = factories.create_challenge(plan=plan, code=f"U-0{number}", theme=factories.create_theme(focus_area=area))
        one.focus_areas.add(area)
        one.measures.add(factories.create_measure(plan=plan))
    assert questions() == before


def test_the_hub_and_the_page_of_an_area_lead_to_it(coordinator: Client) -> None:
    hub = text(coordinator, "/planer/P-1/rediger/")
    assert LIST in hub
    assert "2 utfordringer og muligheter" in hub
    page = text(coordinator, "/planer/P-1/omrader/KLIMA/")
    assert LIST in page
    assert f"{NEW}?omrade=KLIMA" in page
    assert f"{NEW}?omrade=OPPV" in text(coordinator, "/planer/P-1/omrader/OPPV/")


# Writing ------------------------------------------------------------------------------------------------------------


def test_one_is_written_with_all_that_belongs_to_it(coordinator: Client, plan: Plan) -> None:
    area = FocusArea.objects.get(code="KLIMA")
    measure, theme = plan.measures.get(), area.themes.get()
    linked = {"focus_areas": [area.pk], "theme": theme.pk, "measures": [measure.pk], "level": "national"}
    page = sent(
        coordinator, NEW, kind="opportunity", text="Tog", dimension="economic", dimension_basis="derived", **linked
    )
    assert "Lagt til: mulighet." in page
    made = Challenge.objects.get(text="Tog")
    assert (made.code, made.kind, made.level, made.theme) == ("U-03", "opportunity", "national", theme)
    assert (made.dimension, made.dimension_basis) == ("economic", "derived")
    assert (list(made.focus_areas.all()), list(made.measures.all())) == ([area], [measure])


def test_the_area_that_one_comes_from_is_ticked(coordinator: Client) -> None:
    area = FocusArea.objects.get(code="OPPV")
    ticked = f'value="{area.pk}" checked'
    assert ticked in text(coordinator, f"{NEW}?omrade=OPPV")
    assert ticked not in text(coordinator, f"{NEW}?omrade=KLIMA")
    text(coordinator, f"{NEW}?omrade=finnes-ikke")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"dimension": "social"}, "Velg hva dimensjonen bygger på."),
        ({"dimension_basis": "derived"}, "Velg en dimensjon, eller la grunnlaget stå som ikke oppgitt."),
        ({"kind": ""}, "Velg utfordring eller mulighet."),
        ({"kind": "trussel"}, "Velg en fra listen."),
        ({"text": "  "}, "Skriv hva utfordringen eller muligheten er."),
        ({"level": ""}, "Velg nivå."),
        ({"theme": "0"}, "Velg en fra listen."),
        ({"measures": ["0"]}, "Velg bare fra listen."),
        ({"focus_areas": ["x"]}, "Velg bare fra listen."),
    ],
)
def test_bad_input_is_told_in_one_line_and_nothing_is_written(
    coordinator: Client, given: dict[str, Any], said: str
) -> None:
    page = sent(coordinator, NEW, **given)
    # At its field, and in the list above the form.
    assert page.count(said) == 2
    assert Challenge.objects.count() == 2


def test_two_problems_are_told_at_once(coordinator: Client) -> None:
    page = sent(coordinator, EDIT, text="", dimension="social")
    assert page.count("Skriv hva utfordringen eller muligheten er.") == 2
    assert page.count("Velg hva dimensjonen bygger på.") == 2
    assert challenge().text == "Mer regn"


def test_a_theme_of_another_area_is_refused(coordinator: Client) -> None:
    theme, area = FocusArea.objects.get(code="KLIMA").themes.get(), FocusArea.objects.get(code="OPPV")
    page = sent(coordinator, NEW, theme=theme.pk, focus_areas=[area.pk])
    assert "Temaet hører til «Klima og natur»." in page


def test_what_belongs_to_another_plan_is_refused(coordinator: Client) -> None:
    page = sent(coordinator, NEW, focus_areas=[factories.create_focus_area().pk])
    assert "Velg bare fra listen." in page


def test_an_adopted_one_is_changed_with_a_reason_that_readers_can_see(coordinator: Client, plan: Plan) -> None:
    assert "Skriv hvorfor ordlyden endres." in sent(coordinator, EDIT, text="Mye mer regn")
    assert challenge().text == "Mer regn"
    page = sent(coordinator, EDIT, text="Mye mer regn", reason="Nye framskrivinger")
    assert "Mye mer regn" in page
    assert EarlierWording.objects.get().text == "Mer regn"
    reader = person(Role.READER, plan)
    address = "/planer/P-1/ordlyd/utfordring/U-01/"
    assert address in text(reader, LIST)
    assert "Mer regn" in text(reader, address)
    assert "Nye framskrivinger" in text(reader, "/planer/P-1/ordlyd/")


def test_the_form_shows_what_is_stored(coordinator: Client, plan: Plan) -> None:
    page = text(coordinator, EDIT)
    assert "Mer regn" in page
    assert f'value="{plan.measures.get().pk}" checked' in page
    assert '<option value="document" selected' in page


def test_deleting_an_adopted_one_needs_a_reason_and_is_undone(coordinator: Client) -> None:
    page = plain(coordinator.post(DELETE, follow=True))
    assert "Skriv hvorfor den slettes." in page
    assert Challenge.objects.filter(code="U-01").exists()
    plain(coordinator.post(DELETE, {"reason": "Står to ganger"}, follow=True))
    assert not Challenge.objects.filter(code="U-01").exists()
    hub = coordinator.get("/planer/P-1/rediger/").context["undoable"]
    coordinator.post("/planer/P-1/endringer/angre/", {"endring": hub.pk})
    assert list(challenge().measures.values_list("title", flat=True)) == ["Bygge flomvern"]


def test_a_draft_s_is_deleted_without_a_reason(coordinator: Client, plan: Plan) -> None:
    Plan.objects.filter(pk=plan.pk).update(status=PlanStatus.DRAFT)
    plain(coordinator.post(DELETE, follow=True))
    assert not Challenge.objects.filter(code="U-01").exists()
