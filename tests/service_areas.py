"""A service area as a reader from Larvik meets it: a group of seven, two chosen neighbours, and indicators in words."""

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import QueryDict

from accounts.models import Municipality
from indicators.models import Indicator, Region, RegionKind, ServiceArea
from indicators.queries.places import places_for
from planning.models import Plan
from reporting.area_choice import choice_in
from reporting.permissions import visible_indicators
from reporting.queries.area_rows import AreaRow
from reporting.queries.service_area import AreaPage, service_area_page
from tests import factories
from tests.indicator_pages import figure

OTHERS = ("Skien", "Moss", "Bodø", "Asker", "Bamble", "Drammen")
YEARS = ("2020", "2021", "2022", "2023", "2024")


def create_home() -> Municipality:
    """Larvik, which is in a group with six others and compares with Skien and with Porsgrunn, which is not in it."""
    home = factories.create_municipality(number="3909", name="Larvik")
    own = factories.create_region(code="3909", name="Larvik")
    group = factories.create_region(code="EKG11", name="KOSTRA-gruppe 11", kind=RegionKind.KOSTRA_GROUP)
    for one in (own, *(factories.create_region(name=name) for name in OTHERS)):
        factories.create_group_membership(group=group, member=one)
    factories.create_region(code="4001", name="Porsgrunn")
    factories.create_region(code="EAK", name="Norge", kind=RegionKind.COUNTRY)
    for order, name in enumerate(("Skien", "Porsgrunn")):
        factories.create_chosen_peer(municipality=home, region=place(name), order=order)
    return home


def place(name: str) -> Region:
    return Region.objects.get(name=name)


def create_area(name: str = "Grunnskole") -> ServiceArea:
    return factories.create_service_area(name=name)


def create_in(area: ServiceArea, name: str, **values: Any) -> Indicator:
    defaults = {"code": name.lower().replace(" ", "-"), "name_nb": name, "unit": "NOK", "decimals": 0}
    return factories.create_indicator(service_area=area, **defaults | values)


def give(indicator: Indicator, where: str, *literals: str, last: str = "2024", **values: Any) -> None:
    """The last of them in 2024, the one before in 2023; `-` is no figure at all, `:` the symbol of the source."""
    end = YEARS.index(last) + 1
    for period, literal in zip(YEARS[end - len(literals) : end], literals, strict=True):
        if literal == ":":
            factories.create_observation(indicator=indicator, region=place(where), period=period, missing=literal)
        elif literal != "-":
            figure(indicator, place(where), literal, period, **values)


def give_others(indicator: Indicator, *literals: str) -> None:
    """In 2024, one for each of the others in the group from the first on."""
    for name, literal in zip(OTHERS, literals, strict=False):
        give(indicator, name, literal)


def page_of(area: ServiceArea, query: str = "", *, plans: Any = None) -> AreaPage:
    """The page for somebody from Larvik who has chosen nobody."""
    home = Municipality.objects.get(number="3909")
    return service_area_page(
        area.pk,
        among=visible_indicators(AnonymousUser()),
        places=places_for(AnonymousUser(), home),
        plans=Plan.objects.all() if plans is None else plans,
        on=factories.TODAY,
        choice=choice_in(QueryDict(query)),
    )


def names(rows: Sequence[AreaRow]) -> list[str]:
    return [row.name for row in rows]


def row_of(page: AreaPage, name: str) -> AreaRow:
    return next(row for row in page.rows if row.name == name)
