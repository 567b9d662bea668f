"""Who reads what: drafts, plan-owned indicators and jobs. What one may not see is not there."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404

from accounts.models import Municipality, Role, User
from planning.models import Plan, PlanStatus
from reporting.permissions import (
    get_focus_area_for,
    get_indicator_for,
    get_job_for,
    get_plan_for,
    get_target_for,
    may_ask_for_assessment,
    visible_indicators,
    visible_plans,
)
from tests import factories

DRAFT_READERS = {Role.UNIT_CONTACT, Role.LEADER, Role.COORDINATOR, Role.ADMINISTRATOR}
ASKERS = {Role.LEADER, Role.COORDINATOR, Role.ADMINISTRATOR}


@pytest.fixture
def home() -> Municipality:
    return factories.create_municipality()


@pytest.fixture
def adopted(home: Municipality) -> Plan:
    return factories.create_plan(municipality=home, code="VEDTATT")


@pytest.fixture
def draft(home: Municipality) -> Plan:
    return factories.create_plan(municipality=home, code="UTKAST", status=PlanStatus.DRAFT)


@pytest.fixture
def outsider() -> User:
    """A coordinator of another municipality."""
    return factories.create_user(role=Role.COORDINATOR)


def is_there(look_up: Callable[..., Any], *args: Any) -> bool:
    try:
        look_up(*args)
    except Http404:
        return False
    return True


@pytest.mark.parametrize("role", Role)
def test_adopted_plans_are_read_by_every_role(home: Municipality, adopted: Plan, role: Role) -> None:
    user = factories.create_user(role=role, municipality=home)
    assert get_plan_for(user, "VEDTATT") == adopted


@pytest.mark.parametrize("role", Role)
def test_drafts_are_read_by_those_who_work_on_them(home: Municipality, draft: Plan, role: Role) -> None:
    user = factories.create_user(role=role, municipality=home)
    assert is_there(get_plan_for, user, "UTKAST") is (role in DRAFT_READERS)


def test_a_superseded_plan_stays_readable(home: Municipality) -> None:
    old = factories.create_plan(municipality=home, status=PlanStatus.SUPERSEDED)
    reader = factories.create_user(role=Role.READER, municipality=home)
    assert list(visible_plans(reader)) == [old]


def test_a_plan_is_listed_once_whatever_roles_one_has(home: Municipality, adopted: Plan) -> None:
    user = factories.create_user(role=Role.READER, municipality=home)
    factories.create_membership(user=user, role=Role.COORDINATOR, municipality=home)
    assert list(visible_plans(user)) == [adopted]


def test_whoever_drafts_in_one_municipality_reads_no_drafts_in_another(home: Municipality, draft: Plan) -> None:
    user = factories.create_user(role=Role.COORDINATOR)
    factories.create_membership(user=user, role=Role.READER, municipality=home)
    assert not is_there(get_plan_for, user, "UTKAST")


@pytest.mark.parametrize("status", PlanStatus)
def test_an_outsider_finds_nothing_of_a_plan(home: Municipality, outsider: User, status: PlanStatus) -> None:
    plan = factories.create_plan(municipality=home, status=status)
    area, target = factories.create_focus_area(plan=plan), factories.create_target(plan=plan)
    found = [
        is_there(get_plan_for, outsider, plan.code),
        is_there(get_focus_area_for, outsider, plan.code, area.code),
        is_there(get_target_for, outsider, plan.code, target.code),
    ]
    assert found == [False, False, False]


@pytest.mark.parametrize("user", [AnonymousUser(), None], ids=["stranger", "person without a role"])
def test_without_a_role_nothing_is_there(adopted: Plan, user: Any) -> None:
    person = user or factories.create_user()
    factories.create_indicator(namespace=adopted.code)
    assert not visible_plans(person).exists()
    assert not visible_indicators(person).exists()


def test_a_superuser_reads_drafts_of_every_municipality(draft: Plan) -> None:
    assert get_plan_for(factories.create_superuser(), "UTKAST") == draft


def test_a_focus_area_is_found_in_its_own_plan_only(home: Municipality, adopted: Plan, draft: Plan) -> None:
    user = factories.create_user(role=Role.COORDINATOR, municipality=home)
    area = factories.create_focus_area(plan=adopted, code="KLIMA")
    assert get_focus_area_for(user, "VEDTATT", "KLIMA") == area
    assert not is_there(get_focus_area_for, user, "UTKAST", "KLIMA")


def test_a_target_is_found_in_its_own_plan_only(home: Municipality, adopted: Plan, draft: Plan) -> None:
    user = factories.create_user(role=Role.COORDINATOR, municipality=home)
    target = factories.create_target(plan=adopted, code="MT-1")
    assert get_target_for(user, "VEDTATT", "MT-1") == target
    assert not is_there(get_target_for, user, "UTKAST", "MT-1")


# Indicators ---------------------------------------------------------------------------------------------------------


def test_the_catalogue_is_everybodys(outsider: User) -> None:
    indicator = factories.create_indicator()
    assert get_indicator_for(outsider, indicator.code) == indicator


def test_a_plans_own_indicator_is_not_there_for_others(adopted: Plan, outsider: User) -> None:
    indicator = factories.create_indicator(namespace=adopted.code)
    assert not is_there(get_indicator_for, outsider, indicator.code)
    assert indicator not in visible_indicators(outsider)


@pytest.mark.parametrize("role", Role)
def test_a_plans_own_indicator_is_read_by_those_who_read_the_plan(home: Municipality, draft: Plan, role: Role) -> None:
    indicator = factories.create_indicator(namespace=draft.code)
    user = factories.create_user(role=role, municipality=home)
    assert is_there(get_indicator_for, user, indicator.code) is (role in DRAFT_READERS)


# Jobs ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", Role)
def test_a_job_is_followed_by_those_who_read_the_municipalitys_plans(home: Municipality, role: Role) -> None:
    job = factories.create_job(municipality=home)
    assert get_job_for(factories.create_user(role=role, municipality=home), job.pk) == job


def test_a_job_of_another_municipality_is_not_there(home: Municipality, outsider: User) -> None:
    assert not is_there(get_job_for, outsider, factories.create_job(municipality=home).pk)


def test_a_job_that_is_nobodys_is_not_there(home: Municipality) -> None:
    job = factories.create_job(municipality=home)
    type(job).objects.update(municipality=None)
    assert not is_there(get_job_for, factories.create_user(role=Role.ADMINISTRATOR, municipality=home), job.pk)


# Asking -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", Role)
def test_a_new_assessment_is_asked_for_by_those_who_answer_for_the_plan(
    home: Municipality, adopted: Plan, role: Role
) -> None:
    user = factories.create_user(role=role, municipality=home)
    assert may_ask_for_assessment(user, adopted) is (role in ASKERS)


def test_an_outsider_asks_for_nothing(adopted: Plan, outsider: User) -> None:
    assert not may_ask_for_assessment(outsider, adopted)
