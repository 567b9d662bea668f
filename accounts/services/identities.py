"""Who a person is at other providers: finding the person, linking and unlinking."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.crypto import salted_hmac

from accounts.models import ExternalIdentity, User
from accounts.oidc.client import Claims
from accounts.oidc.providers import Provider
from accounts.queries import home_number
from accounts.services.audit import record_event


class UnknownPerson(Exception):
    """The provider knows the person, and we do not."""


class BelongsToSomebodyElse(Exception):
    """The identity is another user's already."""


@transaction.atomic
def person_for(*, claims: Claims, provider: Provider, now: datetime) -> User:
    """The person with this identity. Raises UnknownPerson; gives nobody any role."""
    identity = ExternalIdentity.objects.filter(issuer=claims.issuer, subject=claims.subject).select_related("user")
    if found := identity.first():
        return found.user
    person = person_with_email(claims, provider) or (
        create_person(claims, provider, now) if provider.create_unknown else None
    )
    if person is None:
        raise UnknownPerson
    link_identity(user=person, claims=claims, now=now)
    return person


def person_with_email(claims: Claims, provider: Provider) -> User | None:
    """The only active person with the address that the provider has verified, where the installation trusts it.

    Never one who rules the whole installation, and never one of several with the same address.
    """
    if not provider.link_by_email or not claims.verified_email:
        return None
    found = list(User.objects.filter(email__iexact=claims.verified_email)[:2])
    return found[0] if len(found) == 1 and found[0].is_active and not found[0].is_superuser else None


def create_person(claims: Claims, provider: Provider, now: datetime) -> User:
    """A user without a role and without a password: somebody must give them a role before they see anything."""
    digest = salted_hmac("accounts.external_user", f"{claims.issuer} {claims.subject}", algorithm="sha256").hexdigest()
    person = User(
        username=f"{provider.key}-{digest[:12]}",
        email=claims.verified_email,
        first_name=claims.first_name[:150],
        last_name=claims.last_name[:150],
    )
    person.set_unusable_password()
    person.save()
    record_event(action="accounts.user.added", subject=person, by=person.get_username(), now=now)
    return person


@transaction.atomic
def link_identity(*, user: User, claims: Claims, now: datetime) -> None:
    """From now on the person can log in with this identity. Linking again what is linked changes nothing."""
    values = {"issuer": claims.issuer, "subject": claims.subject}
    if ExternalIdentity.objects.filter(user=user, **values).exists():
        return
    try:
        with transaction.atomic():
            identity = ExternalIdentity.objects.create(user=user, linked_at=now, **values)
    except IntegrityError as problem:
        raise BelongsToSomebodyElse from problem
    record_link(identity, "added", now)


@transaction.atomic
def unlink_identity(*, user: User, pk: int, now: datetime) -> bool:
    """The person no longer logs in with it; False where it is not theirs, or is the only way in that they have."""
    identities = list(ExternalIdentity.objects.select_for_update().filter(user=user))
    found = [one for one in identities if one.pk == pk]
    if not found or (len(identities) == 1 and not user.has_usable_password()):
        return False
    record_link(found[0], "deleted", now)
    found[0].delete()
    return True


def record_link(identity: ExternalIdentity, verb: str, now: datetime) -> None:
    record_event(
        action=f"accounts.externalidentity.{verb}",
        subject=identity,
        by=identity.user.get_username(),
        now=now,
        municipality_number=home_number(identity.user),
    )
