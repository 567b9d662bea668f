"""Plans: made, said what they are, adopted, published, and taken away while they are drafts."""

from collections.abc import Callable
from typing import Any

from django.db import IntegrityError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request
from rest_framework.response import Response

from api.problems import Refused
from api.queries.plans import with_lights_counted
from api.serializers.base import Taken
from api.serializers.taken import OneOf, Why
from api.views.base import Answering
from api.views.writing import Changes, Decides, Deletes, Writing
from api.writing import checked, once, written_in
from planning.models import Plan, PlanStatus
from planning.services.adopting import CannotAdopt, adopt_plan, plan_to_supersede
from planning.services.plans import change_plan, create_plan
from reporting.acting import who
from reporting.forms.plans import (
    FIRST_YEAR,
    LAST_YEAR,
    LONGEST_CODE,
    AdoptPlanForm,
    NewPlanForm,
    PlanSettingsForm,
)
from reporting.forms.removing_plans import DeletePlanForm
from reporting.permissions import Person, municipalities_to_plan_for, plans_to_continue_for
from reporting.services import PlanIsDraft, publish_plan, unpublish_plan
from reporting.services.removing_plans import delete_plan
from targets.services.next_period import continue_plan
from targets.services.plan_removal import CannotDeletePlan

FOLLOWS = "follows"
SETTINGS = ("title", "kind", "period_from", "period_to", "horizon_note")


def year(**values: Any) -> serializers.IntegerField:
    return serializers.IntegerField(min_value=FIRST_YEAR, max_value=LAST_YEAR, **values)


class OneOfTheirs(OneOf):
    """One of the rows that the person who asks may choose among."""

    def __init__(self, rows: Callable[[Person], QuerySet[Any]], **kwargs: Any) -> None:
        self.theirs = rows
        super().__init__(lambda _plan: Plan.objects.none(), **kwargs)

    def there(self) -> QuerySet[Any]:
        return self.theirs(self.context["person"])


class PlanTaken(Taken):
    """A new plan: empty, or with all that the plan before it says. Without a code it gets one from its title."""

    title = serializers.CharField(max_length=300)
    kind = serializers.CharField(required=False, allow_blank=True, max_length=100)
    period_from = year()
    period_to = year()
    code = serializers.CharField(required=False, allow_blank=True, max_length=LONGEST_CODE)
    municipality = OneOfTheirs(municipalities_to_plan_for, by="number", allow_null=False)
    follows = OneOfTheirs(plans_to_continue_for)


class MakesPlan(Answering):
    def known_parameters(self) -> set[str]:
        return super().known_parameters() if self.request.method in SAFE_METHODS else set()

    def post(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return once(request, self.made)

    def made(self) -> Response:
        # Refused first where the person makes no plans, whatever is sent.
        municipalities_to_plan_for(self.request.user)
        body = PlanTaken(data=self.request.data, context={"person": self.request.user})
        body.is_valid(raise_exception=True)
        plan = self.make(body.validated_data)
        (row,) = with_lights_counted([self.get_queryset().get(pk=plan.pk)])
        told = self.get_serializer(row).data
        return self.tagged(told, status=201, Location=told["url"])

    def make(self, sent: dict[str, Any]) -> Plan:
        form = new_plan_form(self.request.user, sent)
        checked(form, names={"earlier": FOLLOWS})
        try:
            return made_of(form, **who(self.request))
        except IntegrityError as error:
            # Somebody took it at the same moment.
            raise ValidationError({"code": [gettext("Navnet er i bruk. Velg et annet.")]}) from error


def new_plan_form(person: Person, sent: dict[str, Any]) -> NewPlanForm:
    among: dict[str, Any] = {
        "municipalities": municipalities_to_plan_for(person),
        "earlier": plans_to_continue_for(person),
    }
    said = {"earlier" if name == FOLLOWS else name: value for name, value in sent.items()}
    return NewPlanForm(written_in(NewPlanForm(**among)) | said, **among)


def made_of(form: NewPlanForm, **who_and_when: Any) -> Plan:
    earlier: Plan | None = form.cleaned_data.get("earlier")
    if earlier is None:
        return create_plan(municipality=form.chosen_municipality, values=form.values, **who_and_when)
    return continue_plan(earlier=earlier, values=form.values, on=timezone.localdate(), **who_and_when)


class WritesPlan(Writing):
    @property
    def asked_code(self) -> str:
        return str(self.kwargs["plan_code"])

    def row_to_hold(self, plan: Plan) -> QuerySet[Plan]:
        """The plan is held already."""
        return Plan.objects.none()


class PlanSettingsTaken(Why):
    """What a plan says of itself. In an adopted plan another title needs a reason."""

    title = serializers.CharField(max_length=300)
    kind = serializers.CharField(required=False, allow_blank=True, max_length=100)
    period_from = year()
    period_to = year()
    horizon_note = serializers.CharField(required=False, allow_blank=True, max_length=500)


class ChangesPlan(WritesPlan, Changes, Deletes):
    taken = PlanSettingsTaken

    def change(self, plan: Plan, code: str, sent: dict[str, Any]) -> None:
        shown = PlanSettingsForm(row=plan, initial={name: getattr(plan, name) for name in SETTINGS})
        form = PlanSettingsForm(written_in(shown) | sent, row=plan)
        checked(form)
        said: dict[str, Any] = {"values": form.values, **form.why}
        change_plan(plan=plan, **said, on=timezone.localdate(), **who(self.request))

    def delete_row(self, plan: Plan, code: str, reason: str) -> None:
        """The page asks for the name once more; a program has said it in the address."""
        checked(DeletePlanForm({"code": code}, plan=plan))
        try:
            delete_plan(plan=plan, **who(self.request))
        except CannotDeletePlan as refused:
            raise Refused(str(refused)) from refused


class AdoptionTaken(Taken):
    """The decision. The plan that it follows is superseded unless `supersede` is false."""

    decision_reference = serializers.CharField(max_length=200)
    decided_on = serializers.DateField()
    supersede = serializers.BooleanField(required=False)


class AdoptsPlan(WritesPlan, Decides):
    taken = AdoptionTaken

    def decide(self, plan: Plan, code: str, sent: dict[str, Any]) -> None:
        if plan.status != PlanStatus.DRAFT:
            raise Refused(gettext("Planen er vedtatt allerede."))
        among: dict[str, Any] = {"earlier": plan_to_supersede(plan), "on": timezone.localdate()}
        form = AdoptPlanForm(written_in(AdoptPlanForm(**among)) | sent, **among)
        checked(form)
        said = form.cleaned_data | {"supersede": bool(form.cleaned_data.get("supersede"))}
        try:
            adopt_plan(plan=plan, **said, **who(self.request))
        except CannotAdopt as refused:
            raise Refused(str(refused)) from refused


class NothingTaken(Taken):
    """Nothing needs to be said."""


class PublishesPlan(WritesPlan, Decides):
    taken = NothingTaken

    def decide(self, plan: Plan, code: str, sent: dict[str, Any]) -> None:
        try:
            publish_plan(plan=plan, **who(self.request))
        except PlanIsDraft as refused:
            raise Refused(gettext("Planen er et utkast. Den må vedtas før den kan publiseres.")) from refused


class TakesPlanDown(WritesPlan, Decides):
    taken = NothingTaken

    def decide(self, plan: Plan, code: str, sent: dict[str, Any]) -> None:
        unpublish_plan(plan=plan, **who(self.request))
