"""Names, dates and numbers in the reader's language; what only exists in bokmål says so to a screen reader."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import translation
from django.utils.formats import date_format

from accounts.models import Role
from indicators.formats import number, with_unit
from indicators.models import Indicator
from planning.models import Plan
from targets.models import Target
from tests import factories
from tests.unmarked import unmarked_in

NBSP = "\u00a0"


@pytest.fixture(autouse=True)
def bokmal_again() -> Iterator[None]:
    yield
    translation.activate("nb")


@pytest.fixture
def plan() -> Plan:
    plan = factories.create_plan(code="P-1", title="Samfunnsdelen")
    area = factories.create_focus_area(plan=plan, code="OKO", title="Økonomi")
    goal = factories.create_goal(plan=plan, code="M", text="Kommunen har råd.")
    goal.focus_areas.add(area)
    indicator = factories.create_indicator(
        code="fond", name_nb="Disposisjonsfond", name_nn="Disposisjonsfondet", name_en="Reserve fund", unit="percent"
    )
    used = factories.create_used_indicator(plan=plan, indicator=indicator)
    factories.give_figure(
        factories.create_target(plan=plan, goal=goal, used_indicator=used, code="T-1", lower=Decimal(5)), "3.1"
    )
    factories.assess(plan)
    return plan


def reader(client: Client, plan: Plan, language: str) -> Client:
    client.force_login(factories.create_user(role=Role.COORDINATOR, municipality=plan.municipality))
    client.post("/sprak/", {"language": language, "next": "/"})
    return client


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode().replace(NBSP, " ")


@pytest.mark.parametrize(
    ("language", "name"), [("nb", "Disposisjonsfond"), ("nn", "Disposisjonsfondet"), ("en", "Reserve fund")]
)
@pytest.mark.parametrize(
    "address", ["/planer/P-1/", "/planer/P-1/omrader/OKO/", "/planer/P-1/maltall/T-1/", "/indikatorer/fond/"]
)
def test_an_indicator_has_its_name_in_the_readers_language(
    client: Client, plan: Plan, language: str, name: str, address: str
) -> None:
    assert f">{name}</" in page(reader(client, plan, language), address)


def test_a_name_that_is_missing_is_read_in_bokmal_and_says_so(client: Client, plan: Plan) -> None:
    Indicator.objects.update(name_en="")
    english = reader(client, plan, "en")
    assert '<span lang="nb">Disposisjonsfond</span>' in page(english, "/indikatorer/")
    assert ' lang="nb">Disposisjonsfond</h1>' in page(english, "/indikatorer/fond/")
    assert ' lang="nb">Disposisjonsfond</a>' in page(english, "/planer/P-1/")


@pytest.mark.parametrize("language", ["nn", "en"])
def test_the_plans_own_words_are_bokmal_on_every_page(client: Client, plan: Plan, language: str) -> None:
    there = reader(client, plan, language)
    assert ' lang="nb">Samfunnsdelen</h1>' in page(there, "/planer/P-1/")
    assert ' lang="nb">Økonomi</h1>' in page(there, "/planer/P-1/omrader/OKO/")
    assert ' lang="nb">Kommunen har råd.</p>' in page(there, "/planer/P-1/omrader/OKO/")


def written_out(plan: Plan) -> set[str]:
    """One of everything that a plan says."""
    area, goal = plan.focus_areas.get(), plan.goals.get()
    area.slogan, area.summary = "Et godt slagord", "Et kort sammendrag."
    area.save()
    theme = factories.create_theme(focus_area=area, code="TEMA", title="Et tema her")
    goal.theme = theme
    goal.save()
    measure = factories.create_measure(plan=plan, code="TI", title="Et tiltak her", gist="Det går ut på dette.")
    measure.goals.add(goal)
    measure.focus_areas.add(area)
    challenge = factories.create_challenge(plan=plan, code="U", text="En utfordring her.")
    challenge.focus_areas.add(area)
    guideline = factories.create_guideline(plan=plan, code="F", title="En føring her", gist="Den sier dette.")
    guideline.focus_areas.add(area)
    factories.create_service_area(name="Et tjenesteområde")
    factories.create_stated_cause(Target.objects.get(plan=plan), "En årsak her.")
    factories.create_publication(plan)
    said = {plan.title, area.title, area.slogan, area.summary, theme.title, goal.text, "Et tjenesteområde"}
    return said | {measure.title, measure.gist, challenge.text, guideline.title, guideline.gist, "En årsak her."}


@pytest.mark.parametrize(
    "address",
    [
        *("/planer/P-1/", "/planer/P-1/omrader/OKO/", "/planer/P-1/maltall/T-1/", "/planer/P-1/maltall/T-1/arsak/"),
        *(
            "/planer/P-1/tiltak/",
            "/planer/P-1/tiltak/TI/",
            "/planer/P-1/tiltak/TI/endre/",
            "/planer/P-1/tiltak/TI/framdrift/",
        ),
        *("/planer/P-1/utfordringer/", "/planer/P-1/foringer/", "/planer/P-1/rediger/", "/planer/P-1/rediger/mal/"),
        *("/tjenesteomrader/", "/offentlig/P-1/", "/offentlig/P-1/omrader/OKO/", "/offentlig/P-1/maltall/T-1/"),
        *("/planer/P-1/rod-trad/", "/planer/P-1/datakvalitet/", "/planer/P-1/endringer/"),
        *("/planer/P-1/utfordringer/U/rediger/", "/planer/P-1/foringer/F/rediger/", "/planer/P-1/rediger/mal/M/"),
        *("/planer/P-1/rediger/omrader/OKO/", "/planer/P-1/rediger/omrader/OKO/temaer/TEMA/"),
        *("/planer/P-1/maltall/T-1/rediger/", "/planer/P-1/rediger/maltall/", "/planer/P-1/rediger/plan/"),
        *("/runder/ansvar/", "/planer/P-1/tiltak/oppfolging/", "/planer/P-1/maltall/T-1/sertifikat/"),
    ],
)
def test_what_a_plan_says_is_marked_wherever_it_is_read(client: Client, plan: Plan, address: str) -> None:
    said = written_out(plan)
    query = "?sprak=en" if address.startswith("/offentlig/") else ""
    assert said & unmarked_in(page(reader(client, plan, "en"), address + query)) == set()


def test_a_page_in_bokmal_marks_nothing(client: Client, plan: Plan) -> None:
    assert 'lang="nb">Samfunnsdelen' not in page(reader(client, plan, "nb"), "/planer/P-1/")


@pytest.mark.parametrize("words", ["reserve", "DISPOSISJONSFONDET", "disposisjonsfond"])
def test_search_finds_the_name_in_any_language(client: Client, plan: Plan, words: str) -> None:
    assert "Reserve fund" in page(reader(client, plan, "en"), f"/indikatorer/?tekst={words}")


def test_the_list_is_sorted_by_the_names_that_are_read(client: Client, plan: Plan) -> None:
    factories.create_indicator(code="aa", name_nb="Zebra", name_en="Apes")
    factories.create_indicator(code="bb", name_nb="Mellom")
    english = page(reader(client, plan, "en"), "/indikatorer/")
    places = [english.index(name) for name in (">Apes</a>", ">Mellom</span></a>", ">Reserve fund</a>")]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("language", "day", "moment"),
    [
        ("nb", "27. november 2026", "27. november 2026 14:30"),
        ("nn", "27. november 2026", "27. november 2026 14:30"),
        ("en", "27 November 2026", "27 November 2026 14:30"),
    ],
)
def test_dates_are_written_as_the_language_does(language: str, day: str, moment: str) -> None:
    with translation.override(language):
        assert date_format(date(2026, 11, 27)) == day
        assert date_format(datetime(2026, 11, 27, 14, 30), "DATETIME_FORMAT") == moment  # noqa: DTZ001


@pytest.mark.parametrize(
    ("language", "written"), [("nb", "48\u00a0870,5"), ("nn", "48\u00a0870,5"), ("en", "48,870.5")]
)
def test_numbers_are_written_as_the_language_does(language: str, written: str) -> None:
    with translation.override(language):
        assert number(Decimal("48870.5")) == written
        assert with_unit(number(Decimal("-0.8")), "percent").startswith("−0")


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_a_file_has_numbers_as_numbers_in_every_language(client: Client, plan: Plan, language: str) -> None:
    area = factories.create_service_area(name="Skole")
    Indicator.objects.update(service_area=area)
    own = factories.create_region(code=plan.municipality.number, name="Her")
    factories.create_observation(indicator=Indicator.objects.get(), region=own, literal="1234.5", period="2024")
    answer = reader(client, plan, language).get(f"/tjenesteomrader/{area.pk}/fil/csv/")
    assert answer.status_code == 200
    assert "1234.5" in answer.content.decode("utf-8-sig").replace("1234,5", "1234.5")
    assert "1,234" not in answer.content.decode("utf-8-sig")
