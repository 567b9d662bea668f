"""What the page for publishing a plan tells: since when it is public, and what can be embedded elsewhere."""

from dataclasses import dataclass

from planning.models import Plan
from reporting.models import Publication
from reporting.queries.lights import quoted_title
from targets.models import Target


@dataclass(frozen=True, slots=True)
class Embeddable:
    """A target that can stand as a card on another page."""

    code: str
    title: str


def publication_of(plan: Plan) -> Publication | None:
    return Publication.objects.filter(plan=plan).first()


def embeddable(plan: Plan) -> list[Embeddable]:
    """The targets in the order of the plan; one query."""
    targets = Target.objects.filter(plan=plan).select_related("used_indicator__indicator", "goal")
    return [Embeddable(one.code, quoted_title(one)) for one in targets.order_by("order", "code")]
