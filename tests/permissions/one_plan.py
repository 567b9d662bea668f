"""The adopted plan and the draft: the words of their pages' addresses, and who usually gets them."""

from dataclasses import dataclass
from typing import Any

from targets.models import Assessment
from tests.permissions.cases import Answers, answers, readers
from tests.permissions.plan_world import CHALLENGE, GUIDELINE, MEASURE, THEME, PlanWorld
from tests.permissions.world import World


@dataclass(frozen=True, slots=True)
class OnePlan:
    which: str

    @property
    def is_adopted(self) -> bool:
        return self.which == "adopted"

    # Who gets what ---------------------------------------------------------------------------------------------------

    @property
    def hidden(self) -> Answers:
        """To whom it is not there."""
        return {} if self.is_adopted else {"reader": 404}

    @property
    def seen(self) -> Answers:
        """Everybody of the municipality reads what is adopted; a draft those who work with it."""
        return readers(200, **self.hidden)

    @property
    def refused(self) -> Answers:
        """Who does not write in it."""
        return {"reader": 403, "unit_contact": 403, "leader": 403} | self.hidden

    @property
    def written(self) -> Answers:
        return readers(200, **self.refused)

    @property
    def sent(self) -> Answers:
        return readers(302, **self.refused)

    @property
    def taken_away(self) -> Answers:
        """What is adopted is kept without a reason; a draft's goes with the first who may."""
        return self.sent if self.is_adopted else readers(302, **self.refused, administrator=404)

    # Which programs get what -----------------------------------------------------------------------------------------

    @property
    def told(self) -> Answers:
        """A published plan is told to everybody; a draft to those who may know of it."""
        return answers(200) if self.is_adopted else answers(200, anonymous=404, outsider=404, reader=404)

    @property
    def told_at_home(self) -> Answers:
        """What is not published is told to the municipality's own people alone, with a key."""
        return answers(200, anonymous=401, outsider=404, **self.hidden)

    @property
    def refused_to_programs(self) -> Answers:
        return {"anonymous": 401, "outsider": 404} | self.refused

    # The words of addresses ------------------------------------------------------------------------------------------

    def of(self, world: World) -> PlanWorld:
        return world.adopted if self.is_adopted else world.draft

    def plan(self, world: World) -> list[Any]:
        return [self.of(world).plan.code]

    def gone(self, world: World) -> list[Any]:
        return [*self.plan(world), "FINS-IKKE"]

    def area(self, world: World) -> list[Any]:
        return [*self.plan(world), self.of(world).area.code]

    def theme(self, world: World) -> list[Any]:
        return [*self.area(world), THEME]

    def goal(self, world: World) -> list[Any]:
        goal = self.of(world).target.goal
        assert goal is not None
        return [*self.plan(world), goal.code]

    def target(self, world: World) -> list[Any]:
        return [*self.plan(world), self.of(world).target.code]

    def milestone(self, world: World) -> list[Any]:
        return [*self.plan(world), self.of(world).milestone.code]

    def certificate(self, world: World) -> list[Any]:
        return [*self.target(world), Assessment.objects.current().get(target=self.of(world).target).pk]

    def measure(self, world: World) -> list[Any]:
        return [*self.plan(world), MEASURE]

    def challenge(self, world: World) -> list[Any]:
        return [*self.plan(world), CHALLENGE]

    def guideline(self, world: World) -> list[Any]:
        return [*self.plan(world), GUIDELINE]

    def unit(self, world: World) -> list[Any]:
        return [*self.plan(world), self.of(world).unit.pk]

    def indicator(self, world: World) -> list[Any]:
        return [self.of(world).indicator.code]

    def job(self, world: World) -> list[Any]:
        return [self.of(world).job.pk]

    def sealed(self, world: World) -> list[Any]:
        return [self.of(world).sealed]


ADOPTED, DRAFT = OnePlan("adopted"), OnePlan("draft")
