"""What was promised: a plan, and what it consists of but for its targets."""

from typing import Any

from accounts.models import Municipality
from planning.models import (
    SDG,
    Challenge,
    ChallengeKind,
    Citation,
    Document,
    FocusArea,
    Goal,
    Guideline,
    Level,
    Measure,
    Plan,
    PlanStatus,
    RelatedPlan,
    Theme,
)
from tests.factories.numbered import numbers
from tests.factories.people import create_municipality


def create_plan(*, municipality: Municipality | None = None, **values: Any) -> Plan:
    """An adopted plan; `status=PlanStatus.DRAFT` makes a draft."""
    number = next(numbers)
    defaults = {
        "code": f"plan-{number}",
        "title": f"Plan {number}",
        "status": PlanStatus.ADOPTED,
        "period_from": 2021,
        "period_to": 2033,
    }
    return Plan.objects.create(municipality=municipality or create_municipality(), **defaults | values)


def create_focus_area(*, plan: Plan | None = None, **values: Any) -> FocusArea:
    number = next(numbers)
    defaults = {"code": f"IO-{number}", "title": f"Innsatsområde {number}", "order": number}
    return FocusArea.objects.create(plan=plan or create_plan(), **defaults | values)


def create_theme(*, focus_area: FocusArea | None = None, **values: Any) -> Theme:
    number = next(numbers)
    defaults = {"code": f"T-{number}", "title": f"Tema {number}", "order": number}
    return Theme.objects.create(focus_area=focus_area or create_focus_area(), **defaults | values)


def create_goal(*, plan: Plan | None = None, **values: Any) -> Goal:
    number = next(numbers)
    defaults = {"code": f"M-{number}", "text": f"Vi skal nå mål {number}", "order": number}
    return Goal.objects.create(plan=plan or create_plan(), **defaults | values)


def create_measure(*, plan: Plan | None = None, **values: Any) -> Measure:
    number = next(numbers)
    defaults = {"code": f"TI-{number}", "title": f"Tiltak {number}", "order": number}
    return Measure.objects.create(plan=plan or create_plan(), **defaults | values)


def create_guideline(*, plan: Plan | None = None, **values: Any) -> Guideline:
    number = next(numbers)
    defaults = {"code": f"F-{number}", "title": f"Føring {number}", "level": Level.NATIONAL, "order": number}
    return Guideline.objects.create(plan=plan or create_plan(), **defaults | values)


def create_citation(*, guideline: Guideline | None = None, **values: Any) -> Citation:
    return Citation.objects.create(
        guideline=guideline or create_guideline(), **{"cited_section": f"{next(numbers)}"} | values
    )


def create_challenge(*, plan: Plan | None = None, **values: Any) -> Challenge:
    number = next(numbers)
    defaults = {"code": f"U-{number}", "text": f"Utfordring {number}", "kind": ChallengeKind.CHALLENGE}
    return Challenge.objects.create(plan=plan or create_plan(), **defaults | values)


def create_document(*, plan: Plan | None = None, **values: Any) -> Document:
    number = next(numbers)
    defaults = {"code": f"D-{number}", "title": f"Dokument {number}"}
    return Document.objects.create(plan=plan or create_plan(), **defaults | values)


def create_related_plan(*, plan: Plan | None = None, **values: Any) -> RelatedPlan:
    number = next(numbers)
    defaults = {"code": f"R-{number}", "title": f"Annen plan {number}"}
    return RelatedPlan.objects.create(plan=plan or create_plan(), **defaults | values)


def create_sdg(number: int = 13) -> SDG:
    return SDG.objects.get_or_create(number=number)[0]
