"""What the database refuses about people, whoever writes."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts.models import Job, JobState, Membership, Municipality, Role, Unit
from tests import factories


def test_a_unit_contact_belongs_to_a_unit() -> None:
    person, home = factories.create_user(), factories.create_municipality()
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(user=person, municipality=home, role=Role.UNIT_CONTACT)


@pytest.mark.parametrize("in_unit", [True, False])
def test_a_role_is_held_once(in_unit: bool) -> None:
    unit = factories.create_unit()
    values = {"user": factories.create_user(), "municipality": unit.municipality, "role": Role.READER}
    values |= {"unit": unit} if in_unit else {}
    Membership.objects.create(**values)
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(**values)


def test_a_role_is_one_that_the_product_knows() -> None:
    person, home = factories.create_user(), factories.create_municipality()
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(user=person, municipality=home, role="ordfører")


def test_a_unit_has_a_name_of_its_own_in_its_municipality() -> None:
    unit = factories.create_unit(name="Barnehage")
    factories.create_unit(name="Barnehage")
    with pytest.raises(IntegrityError), transaction.atomic():
        Unit.objects.create(municipality=unit.municipality, name="Barnehage")


def test_a_job_that_is_over_has_an_end() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Job.objects.create(kind="k", subject="s", state=JobState.DONE, asked_by="anne", asked_at=factories.NOW)


@pytest.mark.parametrize("number", ["390", "39099", "39O9", ""])
def test_a_municipality_number_has_four_digits(number: str) -> None:
    with pytest.raises(ValidationError):
        Municipality(number=number, name="Larvik").full_clean()
