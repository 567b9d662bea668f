"""Where a page lies: the way back up, as (label, address)."""

from django.urls import reverse
from django.utils.translation import gettext

from accounts.models import Unit
from indicators.models import Indicator
from planning.models import FocusArea, Measure, Plan
from reporting.models import ReportingRound, SealedReport
from reporting.quoted import Quoted
from targets.models import Target
from targets.sentences import language_of_name, name_of_indicator

Trail = list[tuple[str, str]]


def plans_trail() -> Trail:
    return [(gettext("Planer"), reverse("plan-list"))]


def plan_trail(plan: Plan) -> Trail:
    return [*plans_trail(), (Quoted(plan.title), reverse("plan-detail", args=[plan.code]))]


def writing_trail(plan: Plan) -> Trail:
    """To the hub where the plan is written."""
    return [*plan_trail(plan), (gettext("Rediger planen"), reverse("plan-edit", args=[plan.code]))]


def focus_area_trail(area: FocusArea) -> Trail:
    return [
        *plan_trail(area.plan),
        (Quoted(area.title), reverse("focus-area-detail", args=[area.plan.code, area.code])),
    ]


def target_trail(target: Target, title: str) -> Trail:
    used = target.used_indicator
    quoted = Quoted(title, language_of_name(used.indicator) if used else "nb")
    return [*plan_trail(target.plan), (quoted, reverse("target-detail", args=[target.plan.code, target.code]))]


def measures_trail(plan: Plan) -> Trail:
    return [*plan_trail(plan), (gettext("Tiltak"), reverse("measure-list", args=[plan.code]))]


def measure_trail(measure: Measure) -> Trail:
    address = reverse("measure-detail", args=[measure.plan.code, measure.code])
    return [*measures_trail(measure.plan), (Quoted(measure.title), address)]


def challenges_trail(plan: Plan) -> Trail:
    return [*plan_trail(plan), (gettext("Utfordringer og muligheter"), reverse("challenge-list", args=[plan.code]))]


def guidelines_trail(plan: Plan) -> Trail:
    return [*plan_trail(plan), (gettext("Føringer"), reverse("guideline-list", args=[plan.code]))]


def indicators_trail() -> Trail:
    return [(gettext("Indikatorer"), reverse("indicator-list"))]


def areas_trail() -> Trail:
    return [*indicators_trail(), (gettext("Tjenesteområder"), reverse("service-area-list"))]


def indicator_trail(indicator: Indicator) -> Trail:
    name = Quoted(name_of_indicator(indicator), language_of_name(indicator))
    return [*indicators_trail(), (name, reverse("indicator-detail", args=[indicator.code]))]


def rounds_trail() -> Trail:
    return [(gettext("Runder"), reverse("round-list"))]


def round_trail(asked: ReportingRound, title: str) -> Trail:
    return [*rounds_trail(), (title, reverse("round-detail", args=[asked.pk]))]


def unit_in_round_trail(asked: ReportingRound, title: str, unit: Unit) -> Trail:
    return [*round_trail(asked, title), (unit.name, reverse("round-unit", args=[asked.pk, unit.pk]))]


def upload_trail() -> Trail:
    return [(gettext("Last opp tall"), reverse("figures-upload"))]


def reports_trail() -> Trail:
    return [(gettext("Rapporter"), reverse("report-list"))]


def sealed_report_trail(report: SealedReport) -> Trail:
    return [*reports_trail(), (report.title, reverse("report-detail", args=[report.pk]))]
