"""A plan is read together with the drafts that the reader may not know of, and says the same as the two questions."""

import pytest
from django.http import Http404
from pytest_django import DjangoAssertNumQueries

from accounts.models import Municipality, Role
from planning.models import PlanStatus
from reporting.permissions import get_plan_beside_drafts, visible_plans
from reporting.queries.drafts import hidden_tables
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def home() -> Municipality:
    """An adopted plan and a draft of the own municipality, and the same of a stranger."""
    home = factories.create_municipality()
    for municipality, name in ((home, "EGEN"), (factories.create_municipality(), "FREMMED")):
        factories.create_plan(municipality=municipality, code=name)
        factories.create_plan(municipality=municipality, code=f"{name}-UTKAST", status=PlanStatus.DRAFT)
    return home


@pytest.mark.parametrize("role", Role)
def test_the_tables_are_those_of_the_drafts_that_the_role_does_not_see(home: Municipality, role: Role) -> None:
    user = factories.create_user(role=role, municipality=home)
    plan, hidden = get_plan_beside_drafts(user, "EGEN")
    assert plan.code == "EGEN"
    assert sorted(hidden) == sorted(hidden_tables(set(visible_plans(user).values_list("code", flat=True))))
    assert "plan:FREMMED-UTKAST" in hidden
    assert ("plan:EGEN-UTKAST" in hidden) is (role == Role.READER)


@pytest.mark.parametrize("code", ["EGEN-UTKAST", "FREMMED", "FREMMED-UTKAST", "FINNES-IKKE"])
def test_what_the_reader_may_not_see_is_not_there(home: Municipality, code: str) -> None:
    with pytest.raises(Http404):
        get_plan_beside_drafts(factories.create_user(role=Role.READER, municipality=home), code)


def test_the_own_draft_is_read_by_those_who_work_on_it(home: Municipality) -> None:
    user = factories.create_user(role=Role.COORDINATOR, municipality=home)
    plan, hidden = get_plan_beside_drafts(user, "EGEN-UTKAST")
    assert plan.code == "EGEN-UTKAST"
    assert not any("EGEN" in table for table in hidden)


def test_it_is_one_query(home: Municipality, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    user = factories.create_user(role=Role.READER, municipality=home)
    with django_assert_num_queries(1):
        plan, _hidden = get_plan_beside_drafts(user, "EGEN")
        assert plan.municipality == home
