"""The rows of a service area: which figures stand where, and what is said of them."""

from datetime import date

import pytest

from indicators.models import GroupMembership, RegionKind, ServiceArea, Standing, ValueKind
from planning.models import Plan, PlanStatus
from targets.queries import tables_of
from tests import factories
from tests.service_areas import create_area, create_home, create_in, give, names, page_of, place, row_of


@pytest.fixture
def area() -> ServiceArea:
    create_home()
    return create_area()


def test_last_year_this_year_and_the_same_year_elsewhere(area: ServiceArea) -> None:
    indicator = create_in(area, "Utgifter")
    give(indicator, "Larvik", "100", "110")
    for name, literal in (("Skien", "120"), ("Porsgrunn", "90"), ("KOSTRA-gruppe 11", "105"), ("Norge", "99")):
        give(indicator, name, "1", literal)
    page = page_of(area)
    row = row_of(page, "Utgifter")
    assert (page.before, page.year) == ("2023", "2024")
    assert (row.before.text, row.latest.text, row.change_words) == ("100", "110", ("+10", "+10,0\u00a0%"))
    assert [one.name for one in page.regions] == ["Skien", "Porsgrunn", "KOSTRA-gruppe 11", "Norge"]
    assert [row.at(one).text for one in page.regions] == ["120", "90", "105", "99"]


def test_whoever_has_no_figure_has_no_column_and_is_named(area: ServiceArea) -> None:
    give(create_in(area, "Utgifter"), "Larvik", "110")
    page = page_of(area)
    assert (list(page.regions), page.absent) == ([], ("Skien", "Porsgrunn", "KOSTRA-gruppe 11", "Norge"))


def test_others_are_shown_in_the_period_of_the_own_figure_and_never_in_another(area: ServiceArea) -> None:
    this_year, old = create_in(area, "Årets"), create_in(area, "Eldre")
    give(this_year, "Larvik", "1", "2")
    give(this_year, "Skien", "5")
    give(old, "Larvik", "7", last="2022")
    give(old, "Skien", "8", "9", "10")
    page = page_of(area)
    row = row_of(page, "Eldre")
    assert (page.year, row.latest.text, row.latest.period) == ("2024", "7", "2022")
    assert row.at(place("Skien")).text == "8"
    assert (row.is_stale, row_of(page, "Årets").is_stale) == (True, False)


def test_the_year_of_the_area_is_that_of_most_of_its_figures(area: ServiceArea) -> None:
    for name in ("A", "B"):
        give(create_in(area, name), "Larvik", "1", "2", last="2023")
    early = create_in(area, "Tidlig")
    give(early, "Larvik", "3", kind=ValueKind.PROVISIONAL)
    page = page_of(area)
    assert (page.before, page.year) == ("2022", "2023")
    assert row_of(page, "Tidlig").latest.is_provisional
    assert row_of(page, "Tidlig").latest.period == "2024"


def test_a_symbol_stands_as_the_source_prints_it_and_is_never_zero(area: ServiceArea) -> None:
    indicator = create_in(area, "Utgifter")
    give(indicator, "Larvik", "100", "110")
    give(indicator, "Skien", ":")
    give(create_in(area, "Skjult"), "Larvik", "5", ":")
    give(create_in(area, "Aldri kjent"), "Larvik", ":", ":")
    page = page_of(area)
    hidden, never = row_of(page, "Skjult").latest, row_of(page, "Aldri kjent")
    assert row_of(page, "Utgifter").at(place("Skien")).text == ":"
    assert (hidden.text, hidden.period, hidden.aside) == ("5", "2023", "2024: «:»")
    assert (never.latest.text, never.is_stale) == (":", False)


def test_over_a_break_there_is_no_change(area: ServiceArea) -> None:
    indicator, other = create_in(area, "Utgifter"), create_in(area, "Inntekter")
    for one in (indicator, other):
        give(one, "Larvik", "100", "110")
    factories.create_quality_record(indicator, from_period="2024", is_break=True)
    factories.create_quality_record(other, from_period="2024", is_break=True, region=place("Skien"))
    page = page_of(area)
    assert (row_of(page, "Utgifter").is_broken, row_of(page, "Utgifter").change_words) == (True, ("", ""))
    assert (row_of(page, "Inntekter").is_broken, row_of(page, "Inntekter").change_words[0]) == (False, "+10")


def test_a_plan_says_that_an_indicator_means_something_else_since(area: ServiceArea) -> None:
    indicator = create_in(area, "Utgifter")
    give(indicator, "Larvik", "100", "110")
    factories.create_used_indicator(
        indicator=indicator, extra={"definition_break": {"from": "2024", "text": "Ny definisjon"}}
    )
    assert row_of(page_of(area), "Utgifter").is_broken


def test_the_own_figure_is_that_of_the_code_before(area: ServiceArea) -> None:
    old = factories.create_region(code="3805", name="Larvik (3805)")
    for region, start, end in ((old, date(2020, 1, 1), date(2024, 1, 1)), (place("Larvik"), date(2024, 1, 1), None)):
        factories.create_region_version(region=region, valid_from=start, valid_to=end)
    factories.create_region_change(old=old, new=place("Larvik"), on=date(2024, 1, 1))
    indicator = create_in(area, "Utgifter")
    give(indicator, "Larvik (3805)", "100", last="2023")
    give(indicator, "Larvik", "110")
    row = row_of(page_of(area), "Utgifter")
    assert (row.before.text, row.latest.text) == ("100", "110")


def test_the_group_is_the_one_of_the_time(area: ServiceArea) -> None:
    """Larvik was in another group until 2023; an old figure of the group is that of the old one, and says so."""
    own, now = place("Larvik"), place("KOSTRA-gruppe 11")
    before = factories.create_region(code="EKG13", name="KOSTRA-gruppe 13", kind=RegionKind.KOSTRA_GROUP)
    GroupMembership.objects.filter(member=own).update(valid_from=date(2023, 1, 1))
    factories.create_group_membership(group=before, member=own, valid_to=date(2023, 1, 1))
    for name, last in (("Ny", "2024"), ("Gammel", "2022")):
        indicator = create_in(area, name)
        for region, literal in ((own, "1"), (now, "11"), (before, "13")):
            give(indicator, region.name, literal, last=last)
    give(create_in(area, "Enda en"), "Larvik", "1")
    page = page_of(area)
    assert (row_of(page, "Ny").at(now).text, row_of(page, "Ny").at(now).aside) == ("11", "")
    assert (row_of(page, "Gammel").at(now).text, row_of(page, "Gammel").at(now).aside) == ("13", "KOSTRA-gruppe 13")


def test_what_only_a_draft_quotes_is_not_shown_to_those_who_may_not_see_it(area: ServiceArea) -> None:
    factories.create_plan(code="UTKAST", status=PlanStatus.DRAFT)
    (table, *_more) = tables_of(["UTKAST"])
    indicator = create_in(area, "Utgifter")
    give(indicator, "Larvik", "100")
    give(indicator, "Skien", "666", source_table=table, standing=Standing.CITED)
    create_in(area, "Hemmelig", namespace="UTKAST")
    page = page_of(area, plans=Plan.objects.none())
    assert (names(page.rows), list(page.regions)) == (["Utgifter"], [])


# Variants ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def debt(area: ServiceArea) -> ServiceArea:
    """The same debt for the konsern and for the treasury alone, of which there are more figures."""
    concern = create_in(area, "Netto lånegjeld per innbygger", scope="konsern")
    treasury = create_in(area, "Netto lånegjeld per innbygger (kommunekasse)", scope="kommunekasse")
    give(concern, "Larvik", "10", "11")
    give(treasury, "Larvik", "8", "9")
    give(treasury, "Skien", "7")
    return area


@pytest.mark.parametrize(
    ("query", "expected", "hidden"),
    [
        pytest.param("", ["Netto lånegjeld per innbygger (kommunekasse)"], 1, id="most figures"),
        pytest.param("omfang=konsern", ["Netto lånegjeld per innbygger"], 0, id="the konsern is asked for"),
        pytest.param("omfang=kommunekasse", ["Netto lånegjeld per innbygger (kommunekasse)"], 0, id="the treasury is"),
        pytest.param(
            "varianter=alle",
            ["Netto lånegjeld per innbygger", "Netto lånegjeld per innbygger (kommunekasse)"],
            0,
            id="both, each in its row",
        ),
    ],
)
def test_one_variant_is_shown_unless_more_are_asked_for(
    debt: ServiceArea, query: str, expected: list[str], hidden: int
) -> None:
    page = page_of(debt, query)
    assert (names(page.rows), page.hidden, page.total) == (expected, hidden, 2)


def test_the_variant_that_is_shown_leads_to_the_other_one(debt: ServiceArea) -> None:
    (row,) = page_of(debt).rows
    assert [(one.link.code, one.how) for one in row.siblings] == [("netto-lånegjeld-per-innbygger", "hele konsernet")]


def test_only_what_has_alternatives_is_asked(debt: ServiceArea) -> None:
    assert list(page_of(debt).form.fields) == ["tekst", "kategori", "omfang", "varianter"]


# Filters and order ---------------------------------------------------------------------------------------------------


@pytest.fixture
def school(area: ServiceArea) -> ServiceArea:
    quality = create_in(area, "Kvalitet B", category="Kvalitet", unit="percent", kostra_functions="202")
    give(quality, "Larvik", "50", "55")
    give(create_in(area, "Kvalitet A", category="Kvalitet", unit="percent"), "Larvik", "50", "40")
    give(create_in(area, "Priser Å", category="Prioritet", is_need_adjusted=True), "Larvik", "100", "200")
    give(create_in(area, "Priser Ø", category="Prioritet"), "Larvik", "100", "50")
    give(create_in(area, "Priser A", category="Prioritet"), "Larvik", "9", last="2021")
    create_in(area, "Priser B", category="Prioritet")
    used = factories.create_used_indicator(plan=factories.create_plan(), indicator=quality, region=place("Larvik"))
    factories.create_target(plan=used.plan, used_indicator=used, goal=factories.create_goal(plan=used.plan))
    factories.assess(used.plan)
    return area


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        pytest.param("", "Priser A, Priser B, Priser Ø, Priser Å, Kvalitet A, Kvalitet B", id="by name, Å last"),
        pytest.param("sort=-name", "Priser Å, Priser Ø, Priser B, Priser A, Kvalitet B, Kvalitet A", id="from Å"),
        pytest.param(
            "sort=latest", "Priser A, Priser Ø, Priser Å, Priser B, Kvalitet A, Kvalitet B", id="the lowest first"
        ),
        pytest.param(
            "sort=-latest",
            "Priser Å, Priser Ø, Priser A, Priser B, Kvalitet B, Kvalitet A",
            id="missing is last here too",
        ),
        pytest.param(
            "sort=-change",
            "Priser Å, Priser Ø, Priser A, Priser B, Kvalitet B, Kvalitet A",
            id="the largest rise first",
        ),
        pytest.param("sort=tull", "Priser A, Priser B, Priser Ø, Priser Å, Kvalitet A, Kvalitet B", id="nonsense"),
        pytest.param("kategori=Kvalitet", "Kvalitet A, Kvalitet B", id="one category"),
        pytest.param("maltall=ja", "Kvalitet B", id="with a target"),
        pytest.param("gamle=ja", "Priser A", id="with old figures"),
        pytest.param("behov=justert", "Priser Å", id="adjusted for need"),
        pytest.param("behov=ikke-justert&kategori=Prioritet", "Priser A, Priser B, Priser Ø", id="not adjusted"),
        pytest.param("tekst=b+kval", "Kvalitet B", id="every word of a search"),
        pytest.param("tekst=202", "Kvalitet B", id="a KOSTRA function"),
        pytest.param("tekst=finnes-ikke", "", id="nothing"),
    ],
)
def test_what_is_shown_in_which_order(school: ServiceArea, query: str, expected: str) -> None:
    assert ", ".join(names(page_of(school, query).rows)) == expected


def test_the_lights_of_the_area_are_counted_whatever_is_shown(school: ServiceArea) -> None:
    page = page_of(school, "kategori=Prioritet")
    assert (page.standing.total, page.standing.worst, page.has_targets) == (1, "green", False)
