"""Writing what is inside a plan: made, changed in part, and taken away, each once and not over what others wrote."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.utils.translation import gettext
from rest_framework.exceptions import ValidationError
from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request
from rest_framework.response import Response

from api.serializers.base import Taken
from api.services.holding import held
from api.views.in_plan import InPlan
from api.writing import check_unchanged, once
from planning.models import Plan
from planning.services.wording import WordsNeedReason
from reporting.permissions import get_plan_to_edit_for

REASON = "reason"


class Writing(InPlan):
    """`taken` is the shape of the body. Its fields have the names that the form's have, or `form_names` tells them."""

    taken: ClassVar[type[Taken]]
    # What the form calls fields that have another name here.
    form_names: ClassVar[Mapping[str, str]] = {}
    # Parameters that a DELETE knows.
    deletes_know: ClassVar[tuple[str, ...]] = ()

    def known_parameters(self) -> set[str]:
        """Those that narrow and order answers are for whoever reads."""
        if self.request.method in SAFE_METHODS:
            return super().known_parameters()
        return {*self.deletes_know} if self.request.method == "DELETE" else set()

    @property
    def asked_code(self) -> str:
        """Of the row that is written."""
        return str(self.kwargs["code"])

    def plan_to_edit(self) -> Plan:
        """The plan for those who write it: 403 for others who read it by a role, and 404 for everybody else."""
        return get_plan_to_edit_for(self.request.user, self.kwargs["plan_code"])

    @contextmanager
    def alone(self) -> Iterator[Plan]:
        """The plan for those who write it, as it stands now, with nobody else writing it until this is over."""
        asked = self.plan_to_edit()
        with held(Plan.objects.filter(pk=asked.pk), self.row_to_hold(asked)):
            # Somebody may have written between the question and the lock.
            yield self.plan_to_edit()

    def row_to_hold(self, plan: Plan) -> QuerySet[Any]:
        """The row that is written: pages write it without asking for the plan."""
        rows: QuerySet[Any] = self.get_queryset().model._default_manager.filter(plan=plan, code=self.asked_code)
        return rows

    def sent(self, plan: Plan, *, partial: bool = False) -> dict[str, Any]:
        """The body as the form takes it. Raises ValidationError with a line for each field."""
        body = self.taken(data=self.request.data, partial=partial, context={"plan": plan})
        body.is_valid(raise_exception=True)
        return {self.form_names.get(name, name): value for name, value in body.validated_data.items()}

    @property
    def told_names(self) -> dict[str, str]:
        """What the API calls fields of the form, for its errors."""
        return {theirs: ours for ours, theirs in self.form_names.items()}

    def check_read(self, code: str) -> None:
        """Raises ChangedMeanwhile where the row is not as the caller has read it."""
        check_unchanged(self.request, lambda: self.read_back(code), self.computed)

    def read_back(self, code: str) -> dict[str, Any]:
        """The row as it is read, whole."""
        found: dict[str, Any] = self.get_serializer(self.shown(code)).data
        return found


@contextmanager
def reason_wanted() -> Iterator[None]:
    """The form asks why as the plan stands when it is read; here, where it was adopted at that moment."""
    try:
        yield
    except WordsNeedReason as error:
        raise ValidationError({REASON: [gettext("Skriv hvorfor ordlyden endres.")]}) from error


class Makes(Writing):
    """`make` checks and writes, and gives the code of what it made."""

    def post(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return once(request, self.made)

    def made(self) -> Response:
        plan = self.plan_to_edit()
        told = self.read_back(self.make(plan, self.sent(plan)))
        return self.tagged(told, status=201, Location=told["url"])

    def make(self, plan: Plan, sent: dict[str, Any]) -> str:
        raise NotImplementedError


class Changes(Writing):
    """`change` checks and writes."""

    def patch(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return once(request, self.changed)

    def changed(self) -> Response:
        code = self.asked_code
        with reason_wanted(), self.alone() as plan:
            self.shown(code)
            sent = self.sent(plan, partial=True)
            self.check_read(code)
            self.change(plan, code, sent)
            told = self.read_back(code)
        return self.tagged(told)

    def change(self, plan: Plan, code: str, sent: dict[str, Any]) -> None:
        raise NotImplementedError


class Deletes(Writing):
    """`delete_row` checks and deletes."""

    def delete(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return once(request, self.deleted)

    def deleted(self) -> Response:
        code = self.asked_code
        with reason_wanted(), self.alone() as plan:
            self.shown(code)
            self.check_read(code)
            self.delete_row(plan, code, self.request.query_params.get(REASON, ""))
        return Response(status=204)

    def delete_row(self, plan: Plan, code: str, reason: str) -> None:
        raise NotImplementedError


class DeletesWithReason(Deletes):
    """Why, where an adopted plan asks for it, stands in the address: `?reason=…`."""

    deletes_know = (REASON,)


class Tells(Writing):
    """Something said of a row, on an address of its own. Answers with the row as it is read."""

    takes_match = True

    def post(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return once(request, self.said)

    def said(self) -> Response:
        code = self.asked_code
        # Read first: what one may not see is not there, whatever is sent.
        self.shown(code)
        self.check_may_tell(code)
        with held(Plan.objects.filter(pk=self.plan.pk), self.row_to_hold(self.plan)):
            self.check_read(code)
            self.tell(code, self.sent(self.plan))
            told = self.read_back(code)
        return self.tagged(told)

    def check_may_tell(self, code: str) -> None:
        """Raises PermissionDenied; asked before the body is looked at."""

    def tell(self, code: str, sent: dict[str, Any]) -> None:
        raise NotImplementedError


class Decides(Writing):
    """Something that is done to a row by those who write the plan, on an address of its own."""

    takes_match = True

    def post(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return once(request, self.decided)

    def decided(self) -> Response:
        code = self.asked_code
        with self.alone() as plan:
            self.shown(code)
            sent = self.sent(plan)
            self.check_read(code)
            self.decide(plan, code, sent)
            told = self.read_back(code)
        return self.tagged(told)

    def decide(self, plan: Plan, code: str, sent: dict[str, Any]) -> None:
        raise NotImplementedError
