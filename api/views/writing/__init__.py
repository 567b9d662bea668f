"""Writing what is inside a plan: made, changed in part, and taken away, each once and not over what others wrote."""

from typing import Any, ClassVar

from rest_framework.request import Request
from rest_framework.response import Response

from api.serializers.base import Taken
from api.views.in_plan import InPlan
from api.writing import check_unchanged, etag_of, once
from planning.models import Plan
from reporting.permissions import get_plan_to_edit_for

REASON = "reason"


class Writing(InPlan):
    """`taken` is the shape of the body; its fields have the names that the form's have."""

    taken: ClassVar[type[Taken]]

    def plan_to_edit(self) -> Plan:
        """The plan for those who write it: 403 for others who read it by a role, and 404 for everybody else."""
        return get_plan_to_edit_for(self.request.user, self.kwargs["plan_code"])

    def sent(self, plan: Plan, *, partial: bool = False) -> dict[str, Any]:
        """The body as the form takes it. Raises ValidationError with a line for each field."""
        body = self.taken(data=self.request.data, partial=partial, context={"plan": plan})
        body.is_valid(raise_exception=True)
        found: dict[str, Any] = body.validated_data
        return found

    def read_back(self, code: str) -> dict[str, Any]:
        """The row as it is read, whole."""
        found: dict[str, Any] = self.get_serializer(self.shown(code)).data
        return found


class Makes(Writing):
    """`make` checks and writes, and gives the code of what it made."""

    def post(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return once(request, self.made)

    def made(self) -> Response:
        plan = self.plan_to_edit()
        told = self.read_back(self.make(plan, self.sent(plan)))
        return Response(told, status=201, headers={"Location": told["url"], "ETag": etag_of(told)})

    def make(self, plan: Plan, sent: dict[str, Any]) -> str:
        raise NotImplementedError


class Changes(Writing):
    """`change` and `delete_row` check and write."""

    def patch(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return once(request, self.changed)

    def changed(self) -> Response:
        plan, code = self.plan_to_edit(), self.kwargs["code"]
        row = self.shown(code)
        check_unchanged(self.request, lambda: self.get_serializer(row).data)
        self.change(plan, code, self.sent(plan, partial=True))
        told = self.read_back(code)
        return Response(told, headers={"ETag": etag_of(told)})

    def change(self, plan: Plan, code: str, sent: dict[str, Any]) -> None:
        raise NotImplementedError


class Deletes(Writing):
    """Why, where an adopted plan asks for it, stands in the address: `?reason=…`."""

    knows = (REASON,)

    def delete(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return once(request, self.deleted)

    def deleted(self) -> Response:
        plan, code = self.plan_to_edit(), self.kwargs["code"]
        row = self.shown(code)
        check_unchanged(self.request, lambda: self.get_serializer(row).data)
        self.delete_row(plan, code, self.request.query_params.get(REASON, ""))
        return Response(status=204)

    def delete_row(self, plan: Plan, code: str, reason: str) -> None:
        raise NotImplementedError


class Tells(Writing):
    """Something said of a row, on an address of its own. Answers with the row as it is read."""

    def post(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return once(request, self.said)

    def said(self) -> Response:
        code = self.kwargs["code"]
        # Read first: what one may not see is not there, whatever is sent.
        self.shown(code)
        self.tell(code, self.sent(self.plan))
        told = self.read_back(code)
        return Response(told, headers={"ETag": etag_of(told)})

    def tell(self, code: str, sent: dict[str, Any]) -> None:
        raise NotImplementedError
