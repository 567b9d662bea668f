"""The page of an indicator as a reader meets it: in words, and as the values that it is made of."""

import re
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.test import Client

from accounts.models import Municipality
from indicators.models import Indicator, Observation, Region
from indicators.queries.places import places_for
from planning.models import Plan
from reporting.queries.indicator import Asked, IndicatorPage, indicator_page
from reporting.queries.indicator_family import family_of
from reporting.queries.indicator_table import Cell
from tests import factories

DRAWING, TAG, SPACE = re.compile(r"<svg.*?</svg>", re.DOTALL), re.compile(r"<[^>]+>"), re.compile(r"\s+")


def text(client: Client, address: str = "/indikatorer/fond/") -> str:
    """What stands on the page, without its drawings, every part of it a space apart."""
    answer = client.get(address)
    assert answer.status_code == 200
    words = TAG.sub(" ", DRAWING.sub("", answer.content.decode()))
    return SPACE.sub(" ", words)


def figure(
    indicator: Indicator, region: Region, literal: str = "5.0", period: str = "2024", **more: Any
) -> Observation:
    """One figure of the indicator."""
    return factories.create_observation(indicator=indicator, region=region, literal=literal, period=period, **more)


def page_of(indicator: Indicator, own: Region, **asked: Any) -> IndicatorPage:
    """The page for somebody from the own municipality who may see every plan and has chosen nobody."""
    plans, home = Plan.objects.all(), Municipality.objects.filter(number=own.code).first()
    return indicator_page(
        family=family_of(indicator.code, among=Indicator.objects.all(), plans=plans),
        places=places_for(AnonymousUser(), home or Municipality(number=own.code)),
        plans=plans,
        on=factories.TODAY,
        asked=Asked(**asked),
    )


def cell(page: IndicatorPage, region: str, period: str) -> Cell:
    """One cell of the page's table."""
    row = next(row for row in page.table.rows if row.name == region)
    return next(cell for cell in row.cells if cell.period == period)
