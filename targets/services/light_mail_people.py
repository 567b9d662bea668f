"""Who answers for a target, for mail to them."""

from accounts.models import Municipality, User
from accounts.permissions import Permission, people_with
from planning.models import Plan, PlanStatus
from targets.models import Target


class People:
    """Asks the database once for each municipality, however many targets it has."""

    def __init__(self) -> None:
        self.known: dict[tuple[Permission, int], list[User]] = {}

    def answering_for(self, target: Target) -> list[User]:
        """The owner of the target, else of its goal; where that one cannot be told, those who keep the plan."""
        owner = target.owner or (target.goal.owner if target.goal else None)
        if owner and owner.is_active and owner.email and self.may_see(owner, target.plan):
            return [owner]
        return [one for one in self.having(Permission.EDIT_TARGETS, target.plan.municipality) if one.email]

    def may_see(self, person: User, plan: Plan) -> bool:
        needed = Permission.SEE_DRAFTS if plan.status == PlanStatus.DRAFT else Permission.SEE_ADOPTED
        return person.is_superuser or person in self.having(needed, plan.municipality)

    def having(self, permission: Permission, municipality: Municipality) -> list[User]:
        key = (permission, municipality.pk)
        if key not in self.known:
            self.known[key] = list(people_with(permission, municipality=municipality).order_by("pk"))
        return self.known[key]
