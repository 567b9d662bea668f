"""Invented people and units, so that every role of the product can be tried. Marked as demo wherever they are shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction

from accounts.models import Membership, Municipality, Role, Unit, User
from accounts.services import record_event

# Known to everybody who can read this file; the demo answers on the machine's own address only.
PASSWORD = "planpuls-demo"  # noqa: S105
UNITS = (
    "Oppvekst og utdanning (demo)",
    "Helse og mestring (demo)",
    "Areal, klima og miljø (demo)",
    "Eiendom og teknisk drift (demo)",
    "Økonomi og virksomhetsstyring (demo)",
)


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """An invented person: the log-in, the name and the role."""

    username: str
    first_name: str
    last_name: str
    role: Role


PEOPLE = (
    DemoPerson("koordinator", "Kari", "Koordinator (demo)", Role.COORDINATOR),
    DemoPerson("leder", "Lars", "Leder (demo)", Role.LEADER),
    DemoPerson("virksomhet", "Vilde", "Virksomhetskontakt (demo)", Role.UNIT_CONTACT),
    DemoPerson("leser", "Leif", "Leser (demo)", Role.READER),
    DemoPerson("administrator", "Anne", "Administrator (demo)", Role.ADMINISTRATOR),
)


@transaction.atomic
def create_demo_people(*, municipality: Municipality, by: str, now: datetime) -> Sequence[DemoPerson]:
    """Five units and one person per role. Those that are there already are left as they are, password and all."""
    kept = {unit.name: unit for unit in Unit.objects.filter(municipality=municipality, name__in=UNITS)}
    new = [Unit(municipality=municipality, name=name, is_demo=True) for name in UNITS if name not in kept]
    units = kept | {unit.name: unit for unit in Unit.objects.bulk_create(new)}
    known = set(User.objects.filter(username__in=[one.username for one in PEOPLE]).values_list("username", flat=True))
    wanted = [person for person in PEOPLE if person.username not in known]
    # Hashing takes long by design, and they share a password that is no secret.
    hashed = make_password(PASSWORD) if wanted else ""
    for person in wanted:
        unit = units[UNITS[0]] if person.role is Role.UNIT_CONTACT else None
        user = create_person(person, hashed)
        Membership.objects.create(user=user, municipality=municipality, role=person.role, unit=unit)
        record_event(
            action="accounts.user.added",
            subject=user,
            by=by,
            now=now,
            municipality_number=municipality.number,
            after={"role": person.role.value, "is_demo": True},
        )
    return PEOPLE


def create_person(person: DemoPerson, hashed: str) -> User:
    return User.objects.create(
        username=person.username,
        password=hashed,
        first_name=person.first_name,
        last_name=person.last_name,
        is_demo=True,
    )
