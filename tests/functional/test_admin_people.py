"""Who may come into the administration, and what it lets them do with other people."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEvent, Membership, Municipality, Role, User
from tests import factories
from tests.admin_forms import add, add_inline, address, change, data_of_page, errors_of, list_address

FRONT = "/admin/"
NEW_PASSWORD = "Granskog-i-motvind-12"


@pytest.fixture
def home() -> Municipality:
    return factories.create_municipality(number="3909", name="Larvik")


@pytest.fixture
def elsewhere() -> Municipality:
    return factories.create_municipality(number="3907", name="Sandefjord")


@pytest.fixture
def anne(home: Municipality) -> User:
    return factories.create_user(role=Role.ADMINISTRATOR, municipality=home, username="anne")


@pytest.fixture
def administrator(client: Client, anne: User) -> Client:
    client.force_login(anne)
    return client


@pytest.fixture
def superuser(client: Client) -> Client:
    client.force_login(factories.create_superuser(username="drift"))
    return client


@pytest.fixture
def colleague(home: Municipality) -> User:
    return factories.create_user(role=Role.READER, municipality=home, username="kari")


@pytest.fixture
def shared_person(home: Municipality, elsewhere: Municipality) -> User:
    """Somebody with a role in two municipalities."""
    person = factories.create_user(role=Role.LEADER, municipality=home, username="begge")
    factories.create_membership(user=person, role=Role.ADMINISTRATOR, municipality=elsewhere)
    return person


# The door -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_roles_that_do_not_administer_are_refused(client: Client, home: Municipality, role: Role) -> None:
    client.force_login(factories.create_user(role=role, municipality=home))
    assert client.get(FRONT).status_code == 403


def test_djangos_staff_flag_opens_nothing(client: Client) -> None:
    client.force_login(factories.create_user(is_staff=True))
    assert client.get(FRONT).status_code == 403


def test_a_person_without_the_staff_flag_administers_all_the_same(administrator: Client) -> None:
    assert administrator.get(FRONT).status_code == 200


def test_an_inactive_administrator_is_asked_to_log_in(administrator: Client, anne: User) -> None:
    User.objects.filter(pk=anne.pk).update(is_active=False)
    assert administrator.get(FRONT).status_code == 302


def test_whoever_stops_administering_is_out_at_once(administrator: Client, anne: User) -> None:
    anne.memberships.update(role=Role.COORDINATOR)
    assert administrator.get(FRONT).status_code == 403


def test_a_superuser_can_make_the_first_municipality(superuser: Client) -> None:
    assert superuser.get(FRONT).status_code == 200
    add(superuser, Municipality, number="3909", name="Larvik")
    assert Municipality.objects.get().name == "Larvik"


def test_strangers_come_to_the_products_own_log_in_page_and_back(client: Client) -> None:
    factories.create_superuser(username="drift")
    page = client.get("/admin/planning/plan/", follow=True)
    assert page.redirect_chain[-1][0] == f"{reverse('login')}?next=/admin/planning/plan/"
    typed = {"username": "drift", "password": factories.PASSWORD, "next": "/admin/planning/plan/"}
    assert client.post(reverse("login"), typed).headers["Location"] == "/admin/planning/plan/"


# Reach --------------------------------------------------------------------------------------------------------------


def test_administrators_look_at_their_municipality_and_leave_it_as_it_is(
    administrator: Client, home: Municipality
) -> None:
    assert administrator.get(address(home)).status_code == 200
    assert administrator.post(address(home), {"number": "3909", "name": "Nytt"}).status_code == 403
    assert administrator.get(list_address(Municipality, "add")).status_code == 403


def test_people_without_a_role_in_the_municipality_are_not_seen(administrator: Client, elsewhere: Municipality) -> None:
    strangers = [factories.create_user(), factories.create_user(role=Role.READER, municipality=elsewhere)]
    assert [administrator.get(address(one)).status_code for one in strangers] == [404, 404]


def test_somebody_who_also_belongs_elsewhere_is_only_looked_at(administrator: Client, shared_person: User) -> None:
    assert administrator.get(address(shared_person)).status_code == 200
    assert administrator.post(address(shared_person), {"username": "overtatt"}).status_code == 403
    assert administrator.post(address(shared_person, "delete"), {"post": "yes"}).status_code == 403


def test_the_password_of_somebody_who_also_belongs_elsewhere_cannot_be_set(
    administrator: Client, shared_person: User
) -> None:
    assert set_password(administrator, shared_person).status_code == 403
    shared_person.refresh_from_db()
    assert shared_person.check_password(factories.PASSWORD)


def test_roles_in_other_municipalities_are_not_shown(administrator: Client, shared_person: User) -> None:
    pages = [address(shared_person), list_address(User), list_address(Membership)]
    assert [page for page in pages if "Sandefjord" in administrator.get(page).content.decode()] == []


def test_a_role_at_home_can_be_given_to_somebody_who_also_belongs_elsewhere(
    administrator: Client, shared_person: User, home: Municipality
) -> None:
    add(administrator, Membership, user=shared_person.pk, municipality=home.pk, role=Role.READER)
    roles = shared_person.memberships.filter(municipality=home).values_list("role", flat=True)
    assert set(roles) == {Role.LEADER, Role.READER}


def test_a_superuser_who_is_also_a_member_cannot_be_touched(administrator: Client, home: Municipality) -> None:
    above = factories.create_user(role=Role.READER, municipality=home, is_superuser=True)
    assert administrator.post(address(above), {"username": "overtatt"}).status_code == 403
    assert set_password(administrator, above).status_code == 403


def test_a_role_in_another_municipality_cannot_be_given(
    administrator: Client, colleague: User, elsewhere: Municipality
) -> None:
    answer = add(administrator, Membership, user=colleague.pk, municipality=elsewhere.pk, role=Role.READER)
    assert answer.status_code == 200
    assert not elsewhere.memberships.exists()


def test_a_role_in_another_municipality_cannot_be_given_on_the_persons_page(
    administrator: Client, colleague: User, elsewhere: Municipality
) -> None:
    page = data_of_page(administrator.get(address(colleague)))
    row = add_inline("memberships", 1, municipality=elsewhere.pk, role=Role.ADMINISTRATOR)
    assert administrator.post(address(colleague), page | row).status_code == 200
    assert not elsewhere.memberships.exists()


def test_a_unit_of_another_municipality_cannot_be_chosen_for_a_role(
    superuser: Client, colleague: User, home: Municipality, elsewhere: Municipality
) -> None:
    unit = factories.create_unit(municipality=elsewhere)
    answer = add(superuser, Membership, user=colleague.pk, municipality=home.pk, role=Role.UNIT_CONTACT, unit=unit.pk)
    assert errors_of(answer) == ["Virksomheten hører til en annen kommune."]


def test_a_unit_contact_needs_a_unit(administrator: Client, colleague: User, home: Municipality) -> None:
    answer = add(administrator, Membership, user=colleague.pk, municipality=home.pk, role=Role.UNIT_CONTACT)
    assert errors_of(answer) == ["En virksomhetskontakt må høre til en virksomhet."]


def test_the_same_role_is_not_given_twice(administrator: Client, colleague: User, home: Municipality) -> None:
    page = data_of_page(administrator.get(address(colleague)))
    row = add_inline("memberships", 1, municipality=home.pk, role=Role.READER)
    answer = administrator.post(address(colleague), page | row)
    assert "Personen har denne rollen fra før." in errors_of(answer)


# Privileges ---------------------------------------------------------------------------------------------------------


def test_administrators_are_not_offered_djangos_own_privileges(administrator: Client, colleague: User) -> None:
    fields = administrator.get(address(colleague)).context["adminform"].form.fields
    assert {"is_superuser", "is_staff", "groups", "user_permissions", "password"} & set(fields) == set()


@pytest.mark.parametrize("username", ["anne", "kari"])
def test_nobody_becomes_superuser_by_sending_more_than_the_form_has(
    administrator: Client, colleague: User, username: str
) -> None:
    person = User.objects.get(username=username)
    sent = {"is_superuser": "on", "is_staff": "on", "first_name": "Endret"}
    assert change(administrator, person, **sent).status_code == 302
    person.refresh_from_db()
    assert (person.is_superuser, person.is_staff, person.first_name) == (False, False, "Endret")


def test_nobody_makes_a_superuser_by_adding_one(administrator: Client, home: Municipality) -> None:
    add_person(administrator, home, is_superuser="on")
    assert not User.objects.get(username="ny").is_superuser


def test_a_superuser_can_make_another(superuser: Client, colleague: User) -> None:
    change(superuser, colleague, is_superuser="on")
    colleague.refresh_from_db()
    assert colleague.is_superuser
    event = AuditEvent.objects.get(action="accounts.user.changed")
    assert (event.actor, event.before, event.after) == ("drift", {"is_superuser": False}, {"is_superuser": True})


def test_ones_own_roles_are_given_by_somebody_else(administrator: Client, anne: User, home: Municipality) -> None:
    own = anne.memberships.get()
    assert administrator.post(address(own), {"role": Role.READER}).status_code == 403
    assert administrator.post(address(own, "delete"), {"post": "yes"}).status_code == 403
    answer = add(administrator, Membership, user=anne.pk, municipality=home.pk, role=Role.COORDINATOR)
    assert answer.status_code == 200
    assert anne.memberships.get() == own


def test_ones_own_roles_are_not_changed_on_ones_own_page(administrator: Client, anne: User, home: Municipality) -> None:
    page = data_of_page(administrator.get(address(anne)))
    row = add_inline("memberships", 1, municipality=home.pk, role=Role.COORDINATOR)
    administrator.post(address(anne), page | row | {"memberships-0-DELETE": "on", "first_name": "Anne"})
    anne.refresh_from_db()
    assert anne.first_name == "Anne"
    assert [one.role for one in anne.memberships.all()] == [Role.ADMINISTRATOR]


def test_a_role_cannot_be_handed_over_to_oneself(administrator: Client, anne: User, colleague: User) -> None:
    role = colleague.memberships.get()
    assert change(administrator, role, user=anne.pk).status_code == 200
    role.refresh_from_db()
    assert role.user == colleague


def test_nobody_deletes_themselves(administrator: Client, anne: User) -> None:
    assert administrator.post(address(anne, "delete"), {"post": "yes"}).status_code == 403


# New people and passwords -------------------------------------------------------------------------------------------


def add_person(client: Client, home: Municipality, **values: Any) -> Any:
    typed = {"username": "ny", "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    role = {"memberships-0-municipality": home.pk, "memberships-0-role": Role.READER}
    return add(client, User, **typed | role | values)


def set_password(client: Client, person: User) -> Any:
    page = reverse("admin:auth_user_password_change", args=[person.pk])
    typed = {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD, "usable_password": "true", "set-password": "1"}
    return client.post(page, typed)


def test_a_new_person_gets_a_role_and_a_password(administrator: Client, home: Municipality) -> None:
    add_person(administrator, home, first_name="Nora", email="nora@example.org")
    person = User.objects.get(username="ny")
    assert person.check_password(NEW_PASSWORD)
    assert [(one.municipality, one.role) for one in person.memberships.all()] == [(home, Role.READER)]


def test_a_new_person_needs_a_role(administrator: Client, home: Municipality) -> None:
    answer = add_person(administrator, home, **{"memberships-0-municipality": "", "memberships-0-role": ""})
    assert "Gi personen minst én rolle." in errors_of(answer)
    assert not User.objects.filter(username="ny").exists()


def test_no_password_comes_into_the_audit_trail(administrator: Client, home: Municipality) -> None:
    add_person(administrator, home)
    event = AuditEvent.objects.get(action="accounts.user.added")
    assert event.after is not None
    assert "password" not in event.after
    assert event.after["username"] == "ny"
    assert event.municipality_number == "3909"


def test_a_new_password_for_a_colleague_is_recorded_without_it(administrator: Client, colleague: User) -> None:
    assert set_password(administrator, colleague).status_code == 302
    colleague.refresh_from_db()
    assert colleague.check_password(NEW_PASSWORD)
    event = AuditEvent.objects.get()
    assert (event.action, event.actor, event.object_label) == ("accounts.user.password_changed", "anne", "kari")
    assert (event.before, event.after, event.municipality_number) == (None, None, "3909")


def test_ones_own_new_password_is_recorded(administrator: Client, anne: User) -> None:
    typed = {"old_password": factories.PASSWORD, "new_password1": NEW_PASSWORD, "new_password2": NEW_PASSWORD}
    assert administrator.post(reverse("admin:password_change"), typed).status_code == 302
    anne.refresh_from_db()
    assert anne.check_password(NEW_PASSWORD)
    assert AuditEvent.objects.get().action == "accounts.user.password_changed"


def test_a_mistyped_new_password_changes_and_records_nothing(administrator: Client, anne: User) -> None:
    typed = {"old_password": factories.PASSWORD, "new_password1": NEW_PASSWORD, "new_password2": "noe annet"}
    assert administrator.post(reverse("admin:password_change"), typed).status_code == 200
    assert not AuditEvent.objects.exists()
