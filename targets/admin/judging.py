"""Lights are judged again when something that they were judged by is edited."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from accounts.audited_admin import AuditedAdmin
from planning.models import Plan
from targets.services.assessment import assess_and_store


class JudgedAgain(AuditedAdmin):
    """A page whose edits can change a light."""

    def plans_touched(self, row: Any) -> Iterable[Plan]:
        """The plans whose targets depend on the row."""
        return [row.plan]

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: Any) -> None:
        super().save_related(request, form, formsets, change)
        plans = list(self.plans_touched(form.instance))

        def judge_again() -> None:
            for plan in plans:
                assess_and_store(plan=plan, on=timezone.localdate(), now=timezone.now())

        # What was typed is stored whether or not the judging goes well; the morning's run judges it too.
        transaction.on_commit(judge_again, robust=True)
