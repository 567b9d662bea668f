"""What is read once of a person's rights answers as the questions that ask the database each time."""

import pytest
from django.contrib.auth.models import AnonymousUser
from pytest_django import DjangoAssertNumQueries

from accounts.models import Municipality, Role, User
from accounts.permissions import Permission, has_permission, municipalities_with, rights_of
from tests import factories


def same_answers(user: User | AnonymousUser) -> None:
    rights = rights_of(user)
    for permission in Permission:
        asked = list(municipalities_with(user, permission).order_by("number"))
        assert rights.municipalities(permission) == asked
        assert rights.may(permission) is has_permission(user, permission)
        for one in Municipality.objects.all():
            assert rights.may(permission, municipality=one) is has_permission(user, permission, municipality=one)


@pytest.mark.parametrize("role", Role)
def test_of_each_role(role: Role) -> None:
    factories.create_municipality()
    same_answers(factories.create_user(role=role))


def test_of_two_roles_in_one_municipality_and_another_elsewhere() -> None:
    home = factories.create_municipality()
    user = factories.create_user(role=Role.READER, municipality=home)
    factories.create_membership(user=user, role=Role.COORDINATOR, municipality=home)
    factories.create_membership(user=user, role=Role.READER, municipality=factories.create_municipality())
    same_answers(user)


def test_of_whoever_runs_the_installation() -> None:
    factories.create_municipality()
    same_answers(factories.create_user(role=None, is_superuser=True))


def test_of_a_stranger() -> None:
    factories.create_municipality()
    same_answers(AnonymousUser())


def test_is_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    user = factories.create_user(role=Role.COORDINATOR)
    with django_assert_num_queries(1):
        rights = rights_of(user)
        assert rights.may(Permission.CHOOSE_PEERS)
        assert not rights.may(Permission.ADMINISTER)
