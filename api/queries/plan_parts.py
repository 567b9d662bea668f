"""What a plan is made of, each with what the API tells of it: as many queries however many there are."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, TypeVar

from django.db.models import (
    BigIntegerField,
    CharField,
    DateTimeField,
    Exists,
    ExpressionWrapper,
    F,
    Model,
    OuterRef,
    Prefetch,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Cast, Coalesce, Collate, Greatest

from accounts.models import AuditEvent
from api.reach import readable_plans
from planning.models import (
    SDG,
    Challenge,
    Citation,
    Document,
    EarlierWording,
    FocusArea,
    Goal,
    Guideline,
    Measure,
    Plan,
    RelatedPlan,
    Theme,
)
from reporting.permissions import Person
from targets.models import Target
from targets.services.plan_vanished import LOADED

Row = TypeVar("Row", bound=Model)
# Days that are not there come last, whatever the database thinks of them.
NEVER = Value(date.max)
# What a row with words is called in the API, by what earlier wordings are kept under.
WORDED = {
    model._meta.label_lower: name
    for model, name in (
        (Plan, "plan"),
        (FocusArea, "focus_area"),
        (Theme, "theme"),
        (Goal, "goal"),
        (Measure, "measure"),
        (Challenge, "challenge"),
        (Guideline, "guideline"),
    )
}


def areas_told(plan: Plan) -> QuerySet[FocusArea]:
    rows = FocusArea.objects.filter(plan=plan).prefetch_related(codes_of("themes", Theme, "focus_area"))
    return worded(rows, plan).annotate(by_title=alphabetical("title"))


def themes_told(plan: Plan) -> QuerySet[Theme]:
    rows = Theme.objects.filter(focus_area__plan=plan).select_related("focus_area", "parent__focus_area")
    return worded(rows, plan).annotate(by_title=alphabetical("title"))


def goals_told(plan: Plan, person: Person) -> QuerySet[Goal]:
    linked = {"focus_areas": FocusArea, "guidelines": Guideline, "measures": Measure}
    rows = Goal.objects.filter(plan=plan).select_related(
        *("parent", "primary_focus_area", "theme__focus_area", "unit", "owner", "continues")
    )
    rows = rows.prefetch_related(
        *(codes_of(name, model) for name, model in linked.items()),
        codes_of("children", Goal, "parent"),
        sdgs_in_order(),
    )
    return worded(rows, plan).annotate(continues_plan=plan_carried_on(person), by_text=alphabetical("text"))


def target_codes(goals: Iterable[Goal]) -> Mapping[int, list[str]]:
    """By the keys of the goals, in the order of the plan; one query."""
    found: dict[int, list[str]] = defaultdict(list)
    targets = Target.objects.filter(goal__in=[goal.pk for goal in goals]).order_by("order", "code")
    for goal, code in targets.values_list("goal", "code"):
        found[goal].append(code)
    return found


def measures_told(plan: Plan, person: Person) -> QuerySet[Measure]:
    linked = {"focus_areas": FocusArea, "goals": Goal, "challenges": Challenge}
    rows = Measure.objects.filter(plan=plan).select_related("theme__focus_area", "unit", "owner", "continues")
    rows = rows.prefetch_related(*(codes_of(name, model) for name, model in linked.items()))
    return worded(rows, plan).annotate(
        modified_at=written_at(Measure, plan),
        continues_plan=plan_carried_on(person),
        by_title=alphabetical("title"),
        deadline_or_never=Coalesce("deadline", NEVER),
        told_on_or_never=Coalesce("progress_on", NEVER),
    )


def guidelines_told(plan: Plan) -> QuerySet[Guideline]:
    citations = Prefetch("citations", Citation.objects.select_related("focus_area").order_by("order", "pk"))
    linked = {"focus_areas": FocusArea, "goals": Goal}
    rows = Guideline.objects.filter(plan=plan).prefetch_related(
        *(codes_of(name, model) for name, model in linked.items()), citations, sdgs_in_order()
    )
    return worded(rows, plan).annotate(by_title=alphabetical("title"))


def challenges_told(plan: Plan) -> QuerySet[Challenge]:
    linked = {"focus_areas": FocusArea, "measures": Measure}
    rows = Challenge.objects.filter(plan=plan).select_related("theme__focus_area")
    rows = rows.prefetch_related(*(codes_of(name, model) for name, model in linked.items()))
    return worded(rows, plan).annotate(by_text=alphabetical("text"))


def documents_told(plan: Plan) -> QuerySet[Document]:
    return Document.objects.filter(plan=plan).annotate(by_title=alphabetical("title"))


def related_plans_told(plan: Plan) -> QuerySet[RelatedPlan]:
    return RelatedPlan.objects.filter(plan=plan).annotate(by_title=alphabetical("title"))


def earlier_wordings(plan: Plan) -> QuerySet[EarlierWording]:
    """With what puts the one that was kept last first."""
    newest_first = ExpressionWrapper(F("pk") * -1, BigIntegerField())
    return EarlierWording.objects.filter(plan=plan).annotate(newest_first=newest_first)


def codes_of(name: str, model: type[Model], *back: str) -> "Prefetch[Any]":
    """Linked rows of which only the codes are told, in the order of the plan; `back` is what links them."""
    return Prefetch(name, model._default_manager.only("code", "order", *back).order_by("order", "code"))


def sdgs_in_order() -> "Prefetch[Any]":
    return Prefetch("sdgs", SDG.objects.order_by("number"))


def worded(rows: QuerySet[Row], plan: Plan) -> QuerySet[Row]:
    """With whether a row was adopted in other words than it has now."""
    subject = rows.model._meta.label_lower
    kept = EarlierWording.objects.filter(plan=plan, subject=subject, code=OuterRef("code"))
    told: QuerySet[Any] = rows.annotate(has_earlier_words=Exists(kept))
    return told


def plan_carried_on(person: Person) -> Subquery:
    """The plan that the row it carries on stands in, where the person may read that."""
    return Subquery(readable_plans(person).filter(pk=OuterRef("continues__plan")).values("code")[:1])


def alphabetical(column: str) -> Collate:
    """Æ, Ø and Å come last."""
    return Collate(column, "norwegian")


# What is written in the trail of a plan where its rows are written without a line for each.
WRITES_ALL = (LOADED, "planning.plan.continued")


def written_at(model: type[Model], plan: Plan) -> Any:
    """When a row was last written, as the audit trail has it; with all of the plan at once where that was later."""
    events = AuditEvent.objects.filter(object_type=model._meta.label_lower, object_id=Cast(OuterRef("pk"), CharField()))
    own = newest(events)
    of_plan = AuditEvent.objects.filter(object_type=Plan._meta.label_lower, object_id=str(plan.pk))
    at_once = newest(of_plan.filter(action__in=WRITES_ALL))
    # Either may be lacking.
    return Greatest(Coalesce(own, at_once), Coalesce(at_once, own))


def newest(events: QuerySet[AuditEvent]) -> Subquery:
    return Subquery(events.order_by("-at").values("at")[:1], output_field=DateTimeField())
