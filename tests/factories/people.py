"""Who there is: municipalities, units and people, what they log in and ask with, and the trail of what they did."""

import hashlib
from datetime import timedelta
from typing import Any

from django.utils import timezone

from accounts.models import (
    ApiToken,
    AuditEvent,
    ExternalIdentity,
    Membership,
    Municipality,
    RecoveryCode,
    Role,
    Scope,
    SecondFactor,
    Unit,
    User,
)
from accounts.services.second_factor import digest_of
from tests.factories.moments import NOW
from tests.factories.numbered import numbers

PASSWORD = "Vannfall-og-furu-77"


def create_municipality(**values: Any) -> Municipality:
    number = next(numbers)
    # Four digits that no Norwegian municipality begins with, so that a test may name a real one beside it.
    return Municipality.objects.create(**{"number": f"{6_000 + number % 3_000}", "name": f"Kommune {number}"} | values)


def create_unit(*, municipality: Municipality | None = None, **values: Any) -> Unit:
    municipality = municipality or create_municipality()
    return Unit.objects.create(municipality=municipality, **{"name": f"Virksomhet {next(numbers)}"} | values)


def create_user(
    *,
    role: Role | None = None,
    municipality: Municipality | None = None,
    unit: Unit | None = None,
    username: str = "",
    password: str = PASSWORD,
    **values: Any,
) -> User:
    """A person who can log in. With a role also the membership that gives it; a unit contact gets a unit."""
    user = User.objects.create_user(username or f"person{next(numbers)}", password=password, **values)
    if role is not None:
        create_membership(user=user, role=role, municipality=municipality, unit=unit)
    return user


def create_superuser(**values: Any) -> User:
    return create_user(is_superuser=True, **values)


def create_membership(
    *, user: User, role: Role = Role.READER, municipality: Municipality | None = None, unit: Unit | None = None
) -> Membership:
    municipality = municipality or (unit.municipality if unit else create_municipality())
    if role is Role.UNIT_CONTACT and unit is None:
        unit = create_unit(municipality=municipality)
    return Membership.objects.create(user=user, municipality=municipality, role=role, unit=unit)


def create_identity(*, user: User | None = None, **values: Any) -> ExternalIdentity:
    """Who a person is at a provider of OpenID Connect."""
    subject = str(next(numbers))
    defaults = {"issuer": "https://innlogging.example.no", "subject": subject, "linked_at": NOW}
    return ExternalIdentity.objects.create(user=user or create_user(), **defaults | values)


def create_token(*, user: User | None = None, **values: Any) -> ApiToken:
    """A key whose text nobody knows; `make_token` makes one to ask with."""
    digest = hashlib.sha256(str(next(numbers)).encode()).hexdigest()
    told = {"name": "Power BI", "prefix": "planpuls_abc", "digest": digest, "scopes": [Scope.READ.value]}
    made_at = timezone.now()
    lives = {"made_at": made_at, "expires_at": made_at + timedelta(days=30)}
    return ApiToken.objects.create(user=user or create_user(), **told | lives | values)


def create_second_factor(user: User, *, codes_left: int = 10) -> SecondFactor:
    """An app that is in use; `code_of` says what it shows."""
    # Always the same, so that a code that is to be wrong is never right by chance.
    factor = SecondFactor.objects.create(user=user, secret="PLANPULS" * 4, confirmed_at=NOW)
    codes = (RecoveryCode(second_factor=factor, digest=digest_of(f"reserve-{one}")) for one in range(codes_left))
    RecoveryCode.objects.bulk_create(codes)
    return factor


def create_audit_event(*, municipality: Municipality | None = None, **values: Any) -> AuditEvent:
    defaults = {
        "at": NOW,
        "actor": "ola",
        "action": "planning.plan.changed",
        "object_type": "planning.plan",
        "object_id": "1",
        "object_label": "Kommuneplanens samfunnsdel",
        "municipality_number": municipality.number if municipality else "",
    }
    return AuditEvent.objects.create(**defaults | values)
