"""One enum, one table, one question: may this person do this in that municipality?"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from accounts.models import Membership, Municipality, Role, Scope, User


class Permission(StrEnum):
    SEE_ADOPTED = "see_adopted"
    SEE_DRAFTS = "see_drafts"
    ASK_FOR_ASSESSMENT = "ask_for_assessment"
    EXPORT = "export"
    # Have figures fetched, bring files of figures, type figures for the own municipality.
    LOAD_FIGURES = "load_figures"
    # Judge states, say that duties are done, set a light beside the calculated one, and change what is promised.
    EDIT_TARGETS = "edit_targets"
    # Say whom the municipality is compared with; everybody may choose otherwise for themselves.
    CHOOSE_PEERS = "choose_peers"
    # Write a plan: its focus areas, goals, measures and targets; adopt it, and say that everybody may read it.
    EDIT_PLANS = "edit_plans"
    # Say why a light is red and how measures get on; unit contacts for what their own unit answers for.
    ANSWER_FOR_LIGHTS = "answer_for_lights"
    # Write what the figures do not say of themselves; unit contacts for what their own unit comments.
    WRITE_COMMENTARY = "write_commentary"
    # Open and close rounds, approve what is written, say how reports look, and seal them.
    RUN_ROUNDS = "run_rounds"
    # Say which other systems are called when something has happened.
    CONNECT_SYSTEMS = "connect_systems"
    ADMINISTER = "administer"


READ = frozenset({Permission.SEE_ADOPTED, Permission.EXPORT})
BRING_FIGURES = frozenset({Permission.LOAD_FIGURES, Permission.CHOOSE_PEERS})
ROLE_PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.READER: READ,
    Role.UNIT_CONTACT: READ | {Permission.SEE_DRAFTS, Permission.ANSWER_FOR_LIGHTS, Permission.WRITE_COMMENTARY},
    Role.LEADER: READ | {Permission.SEE_DRAFTS, Permission.ASK_FOR_ASSESSMENT, Permission.ANSWER_FOR_LIGHTS},
    Role.COORDINATOR: READ
    | BRING_FIGURES
    | {Permission.SEE_DRAFTS, Permission.ASK_FOR_ASSESSMENT, Permission.EDIT_TARGETS}
    | {Permission.EDIT_PLANS, Permission.ANSWER_FOR_LIGHTS}
    | {Permission.WRITE_COMMENTARY, Permission.RUN_ROUNDS, Permission.CONNECT_SYSTEMS},
    Role.ADMINISTRATOR: frozenset(Permission),
}


# What a key's scope is of use for: whoever has one of the permissions somewhere. Reading is for everybody.
SCOPE_PERMISSIONS: dict[Scope, frozenset[Permission]] = {
    Scope.WRITE_PLANS: frozenset({Permission.EDIT_PLANS, Permission.EDIT_TARGETS, Permission.ANSWER_FOR_LIGHTS}),
    Scope.WRITE_FIGURES: frozenset({Permission.LOAD_FIGURES}),
    Scope.WRITE_ROUNDS: frozenset({Permission.WRITE_COMMENTARY, Permission.RUN_ROUNDS}),
    Scope.WEBHOOKS: frozenset({Permission.CONNECT_SYSTEMS}),
}


def roles_with(permission: Permission) -> list[Role]:
    """The roles that carry a permission."""
    return [role for role, permissions in ROLE_PERMISSIONS.items() if permission in permissions]


def municipalities_with(user: User | AnonymousUser, permission: Permission) -> QuerySet[Municipality]:
    """The municipalities in which the person has the permission; all of them for the installation's superuser."""
    if not user.is_authenticated:
        return Municipality.objects.none()
    if user.is_superuser:
        return Municipality.objects.all()
    return Municipality.objects.filter(memberships__user=user, memberships__role__in=roles_with(permission)).distinct()


def people_with(permission: Permission, *, municipality: Municipality | None = None) -> QuerySet[User]:
    """Everybody who has the permission by a role in the municipality, or in some when none is named; for mail."""
    # The role and the municipality of one membership: a coordinator elsewhere may be a reader here.
    there = {"memberships__municipality": municipality} if municipality else {}
    return User.objects.filter(is_active=True, memberships__role__in=roles_with(permission), **there).distinct()


def has_permission(
    user: User | AnonymousUser, permission: Permission, *, municipality: Municipality | None = None
) -> bool:
    """Whether the person has the permission in this municipality, or anywhere when none is named."""
    allowed = municipalities_with(user, permission)
    return allowed.filter(pk=municipality.pk).exists() if municipality else allowed.exists()


@dataclass(frozen=True, slots=True)
class Rights:
    """What a person may do where, read once for a page that asks several times. The questions above, answered."""

    permissions: Mapping[Municipality, frozenset[Permission]]

    def municipalities(self, permission: Permission) -> list[Municipality]:
        """Where the person has the permission, in order of their numbers."""
        found = [one for one, permissions in self.permissions.items() if permission in permissions]
        return sorted(found, key=lambda one: one.number)

    def may(self, permission: Permission, *, municipality: Municipality | None = None) -> bool:
        """Whether the person has the permission in this municipality, or anywhere when none is named."""
        allowed = self.municipalities(permission)
        return municipality in allowed if municipality else bool(allowed)


def rights_of(user: User | AnonymousUser) -> Rights:
    """Everything that follows from the person's roles; one query."""
    if not user.is_authenticated:
        return Rights({})
    if user.is_superuser:
        return Rights(dict.fromkeys(Municipality.objects.all(), frozenset(Permission)))
    found: dict[Municipality, frozenset[Permission]] = {}
    for one in Membership.objects.filter(user=user).select_related("municipality"):
        found[one.municipality] = found.get(one.municipality, frozenset()) | ROLE_PERMISSIONS[Role(one.role)]
    return Rights(found)


def useful_scopes(user: User) -> list[Scope]:
    """What a key of this person could open: to read, and what some role of theirs lets them do somewhere."""
    rights = rights_of(user)
    return [one for one in Scope if one == Scope.READ or any(map(rights.may, SCOPE_PERMISSIONS[one]))]


@dataclass(frozen=True, slots=True)
class Answering:
    """What a person may answer for in a municipality: everything, or what some of its units answer for."""

    everything: bool
    units: frozenset[int]

    def covers(self, *units: int | None) -> bool:
        """Whether one of the units is the person's, or the person answers for all."""
        return self.everything or any(unit in self.units for unit in units if unit is not None)


def answering_of(
    user: User | AnonymousUser, municipality: Municipality, permission: Permission = Permission.ANSWER_FOR_LIGHTS
) -> Answering:
    """What a permission reaches: unit contacts' own units, and everything for the other roles with it; one query."""
    if not user.is_authenticated or user.is_superuser:
        return Answering(everything=user.is_superuser, units=frozenset())
    own = Membership.objects.filter(user=user, municipality=municipality, role__in=roles_with(permission)).values_list(
        "role", "unit"
    )
    roles = list(own)
    return Answering(
        everything=any(role != Role.UNIT_CONTACT for role, _unit in roles),
        units=frozenset(unit for role, unit in roles if role == Role.UNIT_CONTACT and unit),
    )
