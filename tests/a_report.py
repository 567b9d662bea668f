"""A municipality with a plan that a report is made of, in which one target has one figure."""

from datetime import UTC, datetime

import pytest

from accounts.models import Municipality
from planning.models import Plan
from tests import factories

# Where its annual report is looked at before it is made as a file.
PREVIEW = "/rapporter/forhandsvis/?rapport=annual/KPS&ar=2025&sprak=nb"


@pytest.fixture
def home() -> Municipality:
    return factories.create_municipality(name="Fjordvik", number="3999")


@pytest.fixture
def plan(home: Municipality) -> Plan:
    plan = factories.create_plan(municipality=home, code="KPS", title="Samfunnsdelen")
    indicator = factories.create_indicator(name_nb="Disposisjonsfond", unit="prosent", decimals=1)
    used = factories.create_used_indicator(plan=plan, indicator=indicator)
    target = factories.create_target(plan=plan, used_indicator=used, code="FOND")
    factories.give_figure(target, "6.1", known_from=datetime(2026, 2, 1, tzinfo=UTC))
    return plan
