"""Reporting rounds: who sees them, who runs them, and who writes for which unit.

Whoever reads drafts in a municipality sees its rounds; to everybody else they are not there. The words of a unit are
written by its own contacts and by those who answer for all.
"""

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext

from accounts.models import Municipality, Unit
from accounts.permissions import Answering, Permission, answering_of, has_permission, municipalities_with
from indicators.models import Indicator
from planning.models import Plan
from reporting.models import Commentary, Evidence, ReportingRound
from reporting.permissions.figures import visible_indicators
from reporting.permissions.persons import Person
from reporting.permissions.plans import visible_plans
from reporting.round_addresses import INDICATOR, TARGET
from targets.models import Target


def visible_rounds(user: Person) -> QuerySet[ReportingRound]:
    """The rounds of the municipalities in which the person reads drafts."""
    return ReportingRound.objects.filter(municipality__in=municipalities_with(user, Permission.SEE_DRAFTS))


def get_round_for(user: Person, pk: int) -> ReportingRound:
    """The round, or 404 for whoever may not see it."""
    if found := visible_rounds(user).select_related("municipality").filter(pk=pk).first():
        return found
    raise no_such_round()


def no_such_round() -> Http404:
    return Http404(gettext("Runden finnes ikke, eller du har ikke tilgang til den."))


def get_round_to_run_for(user: Person, pk: int) -> ReportingRound:
    """The round for those who open and close rounds and approve; refused for others who may see it."""
    found = get_round_for(user, pk)
    if not may_run_rounds(user, found.municipality):
        raise PermissionDenied
    return found


def may_run_rounds(user: Person, municipality: Municipality) -> bool:
    """Whether the person may open and close rounds, send reminders, and approve what is written."""
    return has_permission(user, Permission.RUN_ROUNDS, municipality=municipality)


def municipality_to_run_for(user: Person, number: str = "") -> Municipality:
    """Where the person runs rounds: the municipality of that number, else the first.

    Refused for those who only see rounds; 404 for everybody else, and for a number of somebody else's.
    """
    own = municipalities_with(user, Permission.RUN_ROUNDS).order_by("number")
    if found := (own.filter(number=number) if number else own).first():
        return found
    if number or not has_permission(user, Permission.SEE_DRAFTS):
        raise no_such_round()
    raise PermissionDenied


def plans_to_ask_about(user: Person, municipality: Municipality) -> QuerySet[Plan]:
    """The plans of a municipality that a round may be about: those that the person may read."""
    return visible_plans(user).filter(municipality=municipality).order_by("title", "code")


def get_unit_of_round(asked: ReportingRound, pk: int) -> Unit:
    """A unit that the round asks."""
    if found := asked.units.filter(pk=pk).first():
        return found
    raise Http404(gettext("Virksomheten er ikke med i runden."))


def writing_in(user: Person, municipality: Municipality) -> Answering:
    """For which units the person may write; one query."""
    return answering_of(user, municipality, Permission.WRITE_COMMENTARY)


def get_subject_of_round(user: Person, asked: ReportingRound, kind: str, pk: int) -> Target | Indicator:
    """What is written about: a target of the round's plans, or an indicator that the person may look up."""
    found: Target | Indicator | None = None
    if kind == TARGET:
        targets = Target.objects.for_assessment().select_related("plan__municipality", "goal__unit", "unit_in_charge")
        found = targets.filter(plan__in=asked.plans.all(), pk=pk).first()
    elif kind == INDICATOR:
        found = visible_indicators(user).filter(pk=pk).first()
    if found is None:
        raise Http404(gettext("Dette er ikke med i runden."))
    return found


def get_commentary_to_decide_for(user: Person, pk: int) -> Commentary:
    """The words on one thing, for those who approve; refused for others who may see the round."""
    found = Commentary.objects.filter(round__in=visible_rounds(user), pk=pk).select_related("round__municipality")
    if commentary := found.first():
        if may_run_rounds(user, commentary.round.municipality):
            return commentary
        raise PermissionDenied
    raise Http404(gettext("Teksten finnes ikke, eller du har ikke tilgang til den."))


def get_evidence_for(user: Person, pk: int) -> Evidence:
    """A file beside such words."""
    files = Evidence.objects.filter(commentary__round__in=visible_rounds(user), pk=pk)
    if found := files.select_related("commentary__round__municipality", "commentary__unit").first():
        return found
    raise Http404(gettext("Filen finnes ikke, eller du har ikke tilgang til den."))


def get_evidence_to_remove_for(user: Person, pk: int) -> Evidence:
    """A file for those who write for the unit; refused for others who may see it."""
    found = get_evidence_for(user, pk)
    words = found.commentary
    if not writing_in(user, words.round.municipality).covers(words.unit_id):
        raise PermissionDenied
    return found
