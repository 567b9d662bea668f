"""The page of a focus area and the page of guidelines, as a reader meets them."""

import pytest
from django.test import Client

from accounts.models import Role
from planning.models import FocusArea, Plan
from tests import factories
from tests.counted_queries import queries_of
from tests.focus_area import add_challenges, add_goals, add_guidelines, add_indicators, create_whole_area
from tests.html_text import main_text

pytestmark = pytest.mark.django_db
AREA, GUIDELINES = "/planer/P-1/omrader/KLIMA/", "/planer/P-1/foringer/"


@pytest.fixture
def plan() -> Plan:
    return factories.create_plan(code="P-1")


@pytest.fixture
def reader(plan: Plan, client: Client) -> Client:
    client.force_login(factories.create_user(role=Role.READER, municipality=plan.municipality))
    return client


@pytest.fixture
def area(plan: Plan) -> FocusArea:
    return create_whole_area(plan, cited_document="KG", cited_line="1")


def words(reader: Client, address: str = AREA) -> str:
    answer = reader.get(address)
    assert answer.status_code == 200
    return main_text(answer.content.decode())


def html(reader: Client, address: str = AREA) -> str:
    return reader.get(address).content.decode()


@pytest.mark.usefixtures("area")
class TestWholeArea:
    def test_goals_come_first_and_the_contents_lead_on(self, reader: Client) -> None:
        page = html(reader)
        parts = ["egne", "andre", "tiltak", "tall", "utfordringer", "foringer", "temaer"]
        places = [page.index(f'id="{one}"') for one in parts]
        assert places == sorted(places)
        assert all(f'href="#{one}"' in page for one in parts)

    def test_a_goal_tells_what_is_done_what_it_answers_and_its_sdgs(self, reader: Client) -> None:
        said = words(reader)
        assert "Tiltak Ladepunkter" in said
        assert "(Teknisk drift) · frist 1. mai 2020, fristen er passert · forsinket (40 %)" in said
        assert "Svarer på Meld. St. 26 (2022–2023)" in said
        assert "FNs bærekraftsmål 13 Stoppe klimaendringene" in said
        assert "Målet har ikke noe måltall ennå, og planen setter ikke noe tall." in said

    def test_a_subgoal_stands_in_the_list_of_its_goal(self, reader: Client) -> None:
        page = html(reader)
        assert page.index('class="pp-goals pp-subgoals"') < page.index("Færre biler i sentrum")
        assert "Delmål under" not in page

    def test_the_state_of_water_is_drawn_with_its_cut_and_a_table_behind(self, reader: Client) -> None:
        page, said = html(reader).replace("\u00a0", " "), words(reader)
        assert ">God eller bedre 50,7 %</text>" in page
        assert "svært god: 14,0 %. God eller bedre: 50,7 %.</desc>" in page
        assert "Vis tabell Vannforekomster etter tilstand Klasse Tall Svært dårlig 6,0 %" in said
        assert "Svært god 14,0 % God eller bedre 50,7 %" in said

    def test_a_place_is_a_place_and_a_series_has_its_change(self, reader: Client) -> None:
        said = words(reader)
        assert "Plass 37 2024 · lavere er bedre" in said
        assert "8,0 % 2024 −1,5 prosentpoeng fra 2023" in said
        assert 'class="pp-sparkline"' in html(reader)

    def test_challenges_say_their_dimension_and_its_basis(self, reader: Client) -> None:
        said = words(reader)
        assert "Miljømessig bærekraft (2) Dimensjonen er utledet av innholdet, ikke sagt i dokumentet." in said

    def test_a_guideline_tells_where_and_in_which_other_area_it_is_cited(self, reader: Client) -> None:
        said = words(reader)
        assert "Sitert i Kapittel 4 Vinkling: vern av vann" in said
        assert "Også sitert i Leve i kommunen: Kapittel 4 Vinkling: folkehelse" in said
        assert "Ingen mål svarer på denne." in said


def test_an_empty_area_shows_no_empty_parts(plan: Plan, reader: Client) -> None:
    factories.create_focus_area(plan=plan, code="KLIMA")
    said = words(reader)
    assert "Området har ingen egne mål ennå" in said
    for title in ("Tiltak", "Tall uten måltall", "Utfordringer", "Føringer", "Temaer", "Planer den", "På denne"):
        assert title not in said


def test_front_matter_says_nothing_of_lights_it_does_not_have(plan: Plan, reader: Client) -> None:
    front = factories.create_focus_area(plan=plan, code="KLIMA", is_focus_area=False, summary="Rammene.")
    factories.create_related_plan(plan=plan, title="Vestfoldplanen", extra={"document_status": "høringsutkast"})
    factories.create_theme(focus_area=front, title="Demografi")
    said = words(reader)
    assert "Rammer for planen" in said
    assert "Ingen måltall" not in said
    assert "Vestfoldplanen Status: høringsutkast" in said
    assert "Demografi" in said


def test_the_dashboard_leads_to_front_matter_and_guidelines(plan: Plan, reader: Client) -> None:
    factories.create_focus_area(plan=plan, code="INNLEDNING", is_focus_area=False)
    page = html(reader, "/planer/P-1/")
    assert 'href="/planer/P-1/omrader/INNLEDNING/"' in page
    assert f'href="{GUIDELINES}"' in page


# Guidelines ---------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("area")
def test_each_guideline_stands_once_with_all_its_citations(reader: Client) -> None:
    said = words(reader, GUIDELINES)
    assert "Viser 2 av 2 føringer. Ingen mål svarer på 1 av dem." in said
    assert said.count("Naturen skal vernes.") == 1
    assert "Klima og natur: Kapittel 4 Vinkling: vern av vann Leve i kommunen: Kapittel 4" in said
    assert 'href="https://example.no/"' in html(reader, GUIDELINES)


@pytest.mark.usefixtures("area")
def test_guidelines_are_found_by_level_and_words(reader: Client) -> None:
    assert "Viser 1 av 2" in words(reader, f"{GUIDELINES}?tekst=FOLKEHELSE")
    assert "Viser 2 av 2" in words(reader, f"{GUIDELINES}?niva=national")
    assert "Ingen føringer passer til søket" in words(reader, f"{GUIDELINES}?niva=regional")
    assert "Viser 1 av 2" in words(reader, f"{GUIDELINES}?uten_mal=on")


@pytest.mark.parametrize(
    "query", ["niva=tull", "tekst=%00", "tekst=<script>x", "uten_mal=kanskje", "tekst=" + "x" * 300]
)
def test_a_strange_search_is_no_server_error(plan: Plan, reader: Client, query: str) -> None:
    factories.create_guideline(plan=plan)
    answer = reader.get(f"{GUIDELINES}?{query}")
    assert answer.status_code == 200
    assert b"<script>x" not in answer.content


def test_a_plan_without_guidelines_says_so(plan: Plan, reader: Client) -> None:
    assert "Planen har ingen føringer ennå" in words(reader, f"/planer/{plan.code}/foringer/")


# Queries ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("address", "at_most"), [(AREA, 60), (GUIDELINES, 14)])
def test_thirty_of_everything_takes_the_queries_of_three(
    area: FocusArea, reader: Client, address: str, at_most: int
) -> None:
    few = 0
    for count in (2, 27):
        for add in (add_goals, add_guidelines, add_challenges, add_indicators):
            add(area, count)
        few = few or queries_of(reader, address)
    assert queries_of(reader, address) == few
    assert few <= at_most
