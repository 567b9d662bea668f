"""Taking back the last thing that one did to a plan, also where it was done on the pages."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.problems import Refused
from api.serializers.base import Taken
from api.views.writing import Writing
from api.writing import once
from planning.models import Edit, Plan
from planning.services import CannotUndo, last_edit
from reporting.acting import who
from reporting.queries.edits import words_of
from targets.services.undoing import undo_edit

LARGEST_KEY = 2**63 - 1


class UndoTaken(Taken):
    """Which edit is meant; only one's own last one can be undone. That is what If-Match is for elsewhere: an edit is
    read in a list, and has no ETag of its own."""

    edit = serializers.IntegerField(
        min_value=1,
        max_value=LARGEST_KEY,
        help_text=gettext_lazy(
            "Endringen du vil angre. Er det ikke lenger den siste du gjorde, eller er noe bygd på den, skrives "
            "ingenting (409)."
        ),
    )


class Undoes(Writing):
    taken = UndoTaken

    def post(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return once(request, self.undone)

    def undone(self) -> Response:
        plan = self.plan_to_edit()
        edit = self.meant(plan, self.sent(plan)["edit"])
        try:
            undo_edit(edit=edit, on=timezone.localdate(), **who(self.request))
        except CannotUndo as error:
            text = gettext("Endringen kan ikke angres, for noe er endret eller bygd på den siden: %(what)s")
            raise Refused(text % {"what": words_of(edit)}) from error
        return Response(self.read_back(str(edit.pk)))

    def meant(self, plan: Plan, key: int) -> Edit:
        """The person's last edit, if that is the one that is named."""
        last = last_edit(plan, by=self.request.user.get_username())
        if last is None:
            raise Refused(gettext("Du har ingen endring å angre i denne planen."))
        if last.pk != key:
            raise Refused(gettext("Det er ikke lenger den siste endringen din. Se hva som er det nå."))
        return last
