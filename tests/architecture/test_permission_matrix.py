"""Every address × every role → the answer. An address that nobody has put into the matrix is a failure.

Strangers are sent to the log-in page. Outsiders, who work in another municipality, get 404 and not 403 for what belongs
to a plan, so that they do not learn that it exists. The administration answers 403 to whoever administers nothing. The
tables of what is answered are in tests/permissions, by area.
"""

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from accounts.models import Role
from tests import factories
from tests.permissions import fixtures
from tests.permissions.administration import model_pages, site_pages
from tests.permissions.asking import answer_to, client_of
from tests.permissions.cases import LOG_IN, ROLES, Answer, Case
from tests.permissions.matrix import CASES, OPEN, WRONG_METHOD
from tests.permissions.named_addresses import addresses, admin_patterns
from tests.permissions.world import World

pytestmark = pytest.mark.django_db
world, others_to_ask, nothing_typeset = fixtures.world, fixtures.others_to_ask, fixtures.nothing_typeset

# Whatever else is asked for below the API: no address of its own (test_api_reading.py).
EVERYTHING_ELSE = {"api-nowhere"}


# The product's pages ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "case", [pytest.param(one, id=f"{one.method} {one.name} {one.about}".strip()) for one in CASES]
)
def test_every_role_gets_its_answer(world: World, case: Case) -> None:
    address = reverse(case.name, args=case.arguments(world))
    found = {role: answer_to(client_of(world, role), case.method, address) for role in ROLES}
    assert found == case.answers


@pytest.mark.parametrize("case", {one.name: one for one in CASES}.values(), ids=lambda one: one.name)
def test_a_wrong_method_is_refused(world: World, case: Case) -> None:
    address = reverse(case.name, args=case.arguments(world))
    method = WRONG_METHOD.get(case.name, "POST")
    found = {role: answer_to(client_of(world, role), method, address) for role in ("anonymous", "administrator")}
    # Whoever is logged in is led away from the log-in page, however it is asked for.
    logged_in = 302 if case.name == "login" else 405
    # Programs are not led to a page; whoever is nobody writes nothing, wherever it is.
    refused = 401 if case.name.startswith("api-") else LOG_IN
    assert found == {"anonymous": 405 if case.name in OPEN else refused, "administrator": logged_in}


def test_every_address_is_in_the_matrix() -> None:
    named = {name for name, _pattern in addresses(get_resolver())} - EVERYTHING_ELSE
    assert named - {one.name for one in CASES} == set()


def test_the_matrix_holds_no_address_that_is_gone() -> None:
    assert {one.name for one in CASES} - {name for name, _pattern in addresses(get_resolver())} == set()


# The administration -------------------------------------------------------------------------------------------------


def test_every_address_of_the_administration_is_in_the_matrix(world: World) -> None:
    named = {*model_pages(world.adopted.plan), *site_pages(world.adopted.plan)}
    assert {pattern.name or "" for pattern in admin_patterns()} == named


def test_the_administration_is_for_administrators(world: World) -> None:
    plan = world.adopted.plan
    pages: dict[str, tuple[str, Answer]] = {**model_pages(plan), **site_pages(plan)}
    for role in ROLES:
        client = client_of(world, role)
        refused: Answer = LOG_IN if role == "anonymous" else 403
        expected = {name: answer if role == "administrator" else refused for name, (_, answer) in pages.items()}
        found = {name: answer_to(client, "GET", address) for name, (address, _answer) in pages.items()}
        assert {name: one for name, one in found.items() if one != expected[name]} == {}, role


def test_nobody_else_writes_in_the_administration(world: World) -> None:
    pages = model_pages(world.adopted.plan)
    for role in ROLES[:-1]:
        client = client_of(world, role)
        found = {answer_to(client, "POST", address) for address, _answer in pages.values()}
        assert found == {LOG_IN if role == "anonymous" else 403}, role


def test_an_administrator_of_another_municipality_finds_none_of_the_rows(world: World) -> None:
    client = Client()
    client.force_login(factories.create_user(role=Role.ADMINISTRATOR))
    shared = {"region", "servicearea", "needindex", "source", "indicator", "qualityrecord", "observation", "fetch"}
    shared |= {"formula"}
    rows = {
        name: address
        for name, (address, _answer) in model_pages(world.adopted.plan).items()
        if name.endswith(("_change", "_delete", "_history")) and name.split("_")[1] not in shared
    }
    found = {name: answer_to(client, "GET", address) for name, address in rows.items()}
    assert {name: one for name, one in found.items() if one != 404} == {}
