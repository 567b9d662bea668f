"""What a role allows, and where."""

import pytest
from django.contrib.auth.models import AnonymousUser

from accounts.models import Municipality, Role
from accounts.permissions import Permission, has_permission, municipalities_with, roles_with
from tests import factories

READER = {"see_adopted", "export"}
CONTACT = READER | {"see_drafts"}
ANSWERER = CONTACT | {"answer_for_lights"}
ASKER = ANSWERER | {"ask_for_assessment"}
KEEPER = ASKER | {"load_figures", "choose_peers", "edit_targets", "edit_plans"}
KEEPER |= {"write_commentary", "run_rounds", "connect_systems"}
ALLOWED = {
    Role.READER: READER,
    Role.UNIT_CONTACT: ANSWERER | {"write_commentary"},
    Role.LEADER: ASKER,
    Role.COORDINATOR: KEEPER,
    Role.ADMINISTRATOR: KEEPER | {"administer"},
}


@pytest.fixture
def home() -> Municipality:
    return factories.create_municipality()


@pytest.fixture
def elsewhere() -> Municipality:
    return factories.create_municipality()


@pytest.mark.parametrize("role", Role)
def test_a_role_allows_what_it_says_at_home_and_nothing_elsewhere(
    home: Municipality, elsewhere: Municipality, role: Role
) -> None:
    user = factories.create_user(role=role, municipality=home)
    at_home = {one.value for one in Permission if has_permission(user, one, municipality=home)}
    abroad = {one.value for one in Permission if has_permission(user, one, municipality=elsewhere)}
    assert (at_home, abroad) == (ALLOWED[role], set())


@pytest.mark.parametrize("role", Role)
def test_a_question_without_a_place_asks_about_any_place(home: Municipality, role: Role) -> None:
    user = factories.create_user(role=role, municipality=home)
    assert {one.value for one in Permission if has_permission(user, one)} == ALLOWED[role]


def test_every_permission_is_some_roles() -> None:
    assert all(roles_with(permission) for permission in Permission)


def test_several_roles_in_one_municipality_add_up_and_count_once(home: Municipality) -> None:
    user = factories.create_user(role=Role.READER, municipality=home)
    factories.create_membership(user=user, role=Role.UNIT_CONTACT, unit=factories.create_unit(municipality=home))
    factories.create_membership(user=user, role=Role.UNIT_CONTACT, unit=factories.create_unit(municipality=home))
    assert list(municipalities_with(user, Permission.SEE_ADOPTED)) == [home]
    assert list(municipalities_with(user, Permission.SEE_DRAFTS)) == [home]


def test_different_roles_reach_different_municipalities(home: Municipality, elsewhere: Municipality) -> None:
    user = factories.create_user(role=Role.COORDINATOR, municipality=home)
    factories.create_membership(user=user, role=Role.READER, municipality=elsewhere)
    assert set(municipalities_with(user, Permission.SEE_ADOPTED)) == {home, elsewhere}
    assert list(municipalities_with(user, Permission.SEE_DRAFTS)) == [home]


def test_a_superuser_may_do_everything_everywhere(home: Municipality, elsewhere: Municipality) -> None:
    user = factories.create_superuser()
    assert all(has_permission(user, one, municipality=place) for one in Permission for place in (home, elsewhere))


def test_a_person_without_a_role_may_do_nothing(home: Municipality) -> None:
    user = factories.create_user()
    assert not any(has_permission(user, one) for one in Permission)


def test_a_stranger_may_do_nothing(home: Municipality) -> None:
    stranger = AnonymousUser()
    assert not any(has_permission(stranger, one, municipality=home) for one in Permission)


def test_djangos_staff_flag_gives_nothing(home: Municipality) -> None:
    user = factories.create_user(is_staff=True)
    assert not has_permission(user, Permission.SEE_ADOPTED, municipality=home)
