"""What moved most and what stands apart in a service area: against whom it is measured, and when nothing is said."""

import pytest

from accounts.models import Municipality
from indicators.models import GroupMembership, GroupValue, RegionKind, ServiceArea
from reporting.area_words import about_distances, about_moves, apart_in_words, move_in_words
from reporting.queries.service_area import AreaPage
from tests import factories
from tests.service_areas import OTHERS, create_area, create_home, create_in, give, give_others, page_of, place

FIVE = ("1000", "1040", "1100", "1160", "1200")


@pytest.fixture
def area() -> ServiceArea:
    create_home()
    return create_area()


def apart(page: AreaPage) -> list[str]:
    return [f"{row.name} {apart_in_words(row, found)}".replace("\u00a0", " ") for row, found in page.found.apart]


def moved(page: AreaPage) -> list[str]:
    return [f"{row.name} {move_in_words(row, found)}".replace("\u00a0", " ") for row, found in page.found.moved]


def test_the_distance_is_told_as_arithmetic(area: ServiceArea) -> None:
    indicator = create_in(area, "Utgifter per innbygger")
    give(indicator, "Larvik", "1300")
    give_others(indicator, *FIVE)
    assert apart(page_of(area)) == [
        (
            "Utgifter per innbygger er 1 300 kr i 2024. Medianen av de 5 andre kommunene i KOSTRA-gruppe 11 som har "
            "tall, er 1 100 kr, og halvparten ligger innenfor 60 kr fra den. Tallet ligger 200 kr over medianen, "
            "2,2 ganger det vanlige avviket."
        )
    ]


def test_a_share_lies_percentage_points_below(area: ServiceArea) -> None:
    indicator = create_in(area, "Andel elever", unit="percent", decimals=1)
    give(indicator, "Larvik", "40.0")
    give_others(indicator, "50.0", "51.0", "52.0", "53.0", "54.0", "55.0")
    (sentence,) = apart(page_of(area))
    assert "er 40,0 % i 2024. Medianen av de 6 andre" in sentence
    assert "er 52,5 %, og halvparten ligger innenfor 1,5 prosentpoeng fra den." in sentence
    assert sentence.endswith("Tallet ligger 12,5 prosentpoeng under medianen, 5,6 ganger det vanlige avviket.")


def test_the_own_figure_and_the_value_of_the_group_are_no_part_of_the_median(area: ServiceArea) -> None:
    indicator = create_in(area, "Utgifter per innbygger")
    give(indicator, "Larvik", "99999")
    give(indicator, "KOSTRA-gruppe 11", "5")
    give_others(indicator, *FIVE)
    assert "er 1 100 kr" in apart(page_of(area))[0]


def test_whoever_left_the_group_before_the_year_ended_is_not_measured_against(area: ServiceArea) -> None:
    indicator = create_in(area, "Utgifter per innbygger")
    give(indicator, "Larvik", "1300")
    give_others(indicator, *FIVE, "9000")
    GroupMembership.objects.filter(member__name=OTHERS[-1]).update(valid_to="2024-07-01")
    assert "de 5 andre kommunene" in apart(page_of(area))[0]


def test_where_too_few_of_the_group_have_figures_it_is_those_that_are_compared_with(area: ServiceArea) -> None:
    home, indicator = Municipality.objects.get(number="3909"), create_in(area, "Utgifter per innbygger")
    give(indicator, "Larvik", "1300")
    for number, literal in enumerate(FIVE, start=2):
        region = factories.create_region(name=f"Nabo {number}")
        factories.create_chosen_peer(municipality=home, region=region, order=number)
        give(indicator, region.name, literal)
    page = page_of(area)
    assert "Medianen av de 5 kommunene som det sammenlignes med, er 1 100 kr" in apart(page)[0]
    assert any("Der er medianen av kommunene som det sammenlignes med." in line for line in about_distances(page.found))


def test_with_four_others_there_is_no_spread_and_it_says_so(area: ServiceArea) -> None:
    indicator = create_in(area, "Utgifter per innbygger")
    give(indicator, "Larvik", "1300")
    give_others(indicator, *FIVE[:4])
    page = page_of(area)
    assert apart(page) == []
    assert list(about_distances(page.found)) == [
        "Ingen avstander kan måles.",
        (
            "For 1 indikator har færre enn fem andre kommuner tall. Da finnes det ikke noe vanlig avvik, og bare "
            "gruppens publiserte tall står i tabellen."
        ),
    ]


def test_where_half_of_them_are_alike_nothing_is_ranked(area: ServiceArea) -> None:
    indicator = create_in(area, "Utgifter per innbygger")
    give(indicator, "Larvik", "1300")
    give_others(indicator, "1000", "1000", "1000", "1000", "7000")
    page = page_of(area)
    assert apart(page) == []
    assert any("så å si samme tall" in line for line in about_distances(page.found))


@pytest.mark.parametrize(
    ("values", "why"),
    [
        pytest.param({"unit": "count"}, "følger kommunens størrelse", id="a count of pupils"),
        pytest.param(
            {"unit": "NOK_1000", "group_value": GroupValue.SUM}, "følger kommunens størrelse", id="a sum of money"
        ),
        pytest.param({"unit": "rank"}, "", id="a place in a list has no distances at all"),
    ],
)
def test_what_says_only_how_large_the_municipality_is_is_left_out(
    area: ServiceArea, values: dict[str, str], why: str
) -> None:
    indicator = create_in(area, "Elever", **values)
    give(indicator, "Larvik", "5000")
    give_others(indicator, *FIVE)
    page = page_of(area)
    assert apart(page) == []
    assert why in " ".join(about_distances(page.found))


def test_what_is_usual_is_not_told(area: ServiceArea) -> None:
    indicator = create_in(area, "Utgifter per innbygger")
    give(indicator, "Larvik", "1050")
    give_others(indicator, *FIVE)
    page = page_of(area)
    assert (apart(page), list(about_distances(page.found))) == (
        [],
        ["Ingen tall ligger lenger fra medianen enn det vanlige avviket."],
    )


def test_an_old_figure_does_not_stand_apart_this_year(area: ServiceArea) -> None:
    give(create_in(area, "Årets A"), "Larvik", "1")
    give(create_in(area, "Årets B"), "Larvik", "1")
    old = create_in(area, "Utgifter per innbygger")
    give(old, "Larvik", "1300", last="2023")
    for name, literal in zip(OTHERS, FIVE, strict=False):
        give(old, name, literal, last="2023")
    assert apart(page_of(area)) == []


def test_a_change_is_told_against_those_before_it(area: ServiceArea) -> None:
    give(create_in(area, "Utgifter per innbygger"), "Larvik", "1000", "1040", "1090", "1300")
    give(create_in(area, "Priser"), "Larvik", "1000", "1040", "1090", "1130")
    page = page_of(area)
    assert moved(page) == [
        (
            "Utgifter per innbygger gikk fra 1 090 kr i 2023 til 1 300 kr i 2024. Endringen på 210 kr er 4,7 ganger "
            "medianen av de 2 årlige endringene før, som er 45 kr."
        )
    ]
    assert list(about_moves(page.found)) == []


def test_a_count_moves_too(area: ServiceArea) -> None:
    give(create_in(area, "Elever", unit="count", group_value=GroupValue.SUM), "Larvik", "10", "12", "14", "20")
    assert moved(page_of(area))[0].startswith("Elever gikk fra 14 i 2023 til 20 i 2024. Endringen på 6 er 3,0 ganger")


def test_without_enough_years_it_says_so(area: ServiceArea) -> None:
    give(create_in(area, "Utgifter per innbygger"), "Larvik", "1040", "1090", "1300")
    assert list(about_moves(page_of(area).found)) == [
        "Ingen av årets endringer kan måles mot tidligere endringer.",
        (
            "1 av årets tall er ikke med: det mangler tall for de tre årene før, serien er brutt, eller tallet pleier "
            "ikke å endre seg."
        ),
    ]


def test_at_most_five_are_told_and_the_filters_do_not_change_which(area: ServiceArea) -> None:
    for number in range(7):
        indicator = create_in(area, f"Utgifter {number} per innbygger", category="Prioritet")
        give(indicator, "Larvik", str(2000 + 100 * number))
        give_others(indicator, *FIVE)
    found = apart(page_of(area))
    assert [sentence.split()[1] for sentence in found] == ["6", "5", "4", "3", "2"]
    assert apart(page_of(area, "kategori=Kvalitet")) == found


def test_of_several_variants_the_one_that_is_shown_is_measured(area: ServiceArea) -> None:
    for name in ("Gjeld per innbygger", "Gjeld per innbygger (kommunekasse)"):
        indicator = create_in(area, name)
        give(indicator, "Larvik", "1300")
        give_others(indicator, *FIVE)
    found = apart(page_of(area, "varianter=alle"))
    assert [sentence.split(" er ")[0] for sentence in found] == ["Gjeld per innbygger"]


def test_without_a_group_nothing_is_said_of_distances(area: ServiceArea) -> None:
    GroupMembership.objects.all().delete()
    indicator = create_in(area, "Utgifter per innbygger")
    give(indicator, "Larvik", "1300")
    give_others(indicator, *FIVE)
    page = page_of(area)
    assert (apart(page), place("KOSTRA-gruppe 11").kind) == ([], RegionKind.KOSTRA_GROUP)
