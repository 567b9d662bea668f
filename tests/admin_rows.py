"""One more row of any model that the administration shows, in the municipality of a plan."""

from collections.abc import Callable
from datetime import date

from django.db import models

from accounts.models import ApiToken, AuditEvent, Job, Membership, Municipality, Role, Unit, User
from indicators.models import (
    Fetch,
    Formula,
    Indicator,
    NeedIndex,
    Observation,
    QualityRecord,
    Region,
    RegionKind,
    ServiceArea,
    Source,
)
from planning.models import (
    Challenge,
    Document,
    FocusArea,
    Goal,
    Guideline,
    Measure,
    Plan,
    PlanStatus,
    RelatedPlan,
    Theme,
)
from targets.models import Assessment, IndicatorInPlan, LightChange, Override, Target
from targets.services.overriding import override_light
from tests import factories


def judged_target(plan: Plan) -> Target:
    target = factories.create_target(plan=plan)
    factories.create_step(target=target)
    factories.give_figure(target, "4.0")
    factories.assess(plan)
    return target


def override(target: Target) -> Override:
    return override_light(
        target=target,
        light="green",
        reason="Fondet er bundet.",
        decided_by="rådet",
        decided_on=factories.TODAY,
        until=None,
        by="kari",
        on=factories.TODAY,
        now=factories.NOW,
    )


def region_in_time() -> Region:
    """A municipality that had another code before, in a KOSTRA group."""
    region, old = factories.create_region(), factories.create_region()
    factories.create_region_version(region=region)
    factories.create_region_change(old=old, new=region, on=date(2020, 1, 1))
    factories.create_region_change(old=region, new=factories.create_region(), on=date(2024, 1, 1))
    group = factories.create_region(kind=RegionKind.KOSTRA_GROUP)
    factories.create_group_membership(group=group, member=region)
    return region


def some_row(model: type[models.Model], plan: Plan) -> models.Model:
    """One more row of the model, in the plan's municipality where it has one."""
    home = plan.municipality
    target: Callable[[], Target] = lambda: judged_target(plan)  # noqa: E731
    makers: dict[type[models.Model], Callable[[], models.Model]] = {
        Municipality: lambda: home,
        Unit: lambda: factories.create_unit(municipality=home),
        User: lambda: factories.create_user(role=Role.LEADER, municipality=home),
        Membership: lambda: factories.create_membership(user=factories.create_user(), municipality=home),
        ApiToken: lambda: factories.create_token(user=factories.create_user(role=Role.LEADER, municipality=home)),
        AuditEvent: lambda: factories.create_audit_event(municipality=home),
        Job: lambda: factories.create_job(municipality=home),
        Plan: lambda: factories.create_plan(municipality=home, status=PlanStatus.DRAFT),
        FocusArea: lambda: factories.create_focus_area(plan=plan),
        Theme: lambda: factories.create_theme(focus_area=factories.create_focus_area(plan=plan)),
        Guideline: lambda: factories.create_citation(guideline=factories.create_guideline(plan=plan)).guideline,
        Measure: lambda: factories.create_measure(plan=plan),
        Challenge: lambda: factories.create_challenge(plan=plan),
        Document: lambda: factories.create_document(plan=plan),
        RelatedPlan: lambda: factories.create_related_plan(plan=plan),
        Goal: lambda: required(target().goal),
        Target: target,
        IndicatorInPlan: lambda: factories.create_used_indicator(plan=plan),
        Assessment: lambda: Assessment.objects.get(target=target()),
        LightChange: lambda: LightChange.objects.get(target=target()),
        Override: lambda: override(target()),
        Region: region_in_time,
        ServiceArea: factories.create_service_area,
        Source: factories.create_source,
        Indicator: lambda: factories.create_alias().indicator,
        QualityRecord: lambda: factories.create_quality_record(factories.create_indicator()),
        Observation: factories.create_observation,
        Fetch: factories.create_fetch,
        Formula: lambda: factories.create_formula(plus=[factories.create_indicator() for _number in range(2)]),
        NeedIndex: factories.create_need_index,
    }
    return makers[model]()


def required(goal: Goal | None) -> Goal:
    assert goal is not None
    return goal
