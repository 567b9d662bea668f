"""Lights are judged again when something that they were judged by is edited."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from accounts.audited_admin import AuditedAdmin
from targets.models import Target
from targets.services.assessment import judge_again
from targets.services.touching import touch


class JudgedAgain(AuditedAdmin):
    """A page whose edits can change a light."""

    def targets_of(self, row: Any) -> QuerySet[Target]:
        """The targets that rest on the row."""
        raise NotImplementedError

    def targets_edited(self, form: Any, formsets: Any) -> set[int]:
        """Those that what was just saved has touched."""
        return keys_of(self.targets_of(form.instance))

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: Any) -> None:
        before = keys_of(self.targets_of(form.instance))
        super().save_related(request, form, formsets, change)
        touch_and_judge(before | self.targets_edited(form, formsets))

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        touched = keys_of(self.targets_of(obj))
        super().delete_model(request, obj)
        touch_and_judge(touched)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        touched = {key for row in queryset for key in keys_of(self.targets_of(row))}
        super().delete_queryset(request, queryset)
        touch_and_judge(touched)


def keys_of(targets: QuerySet[Target]) -> set[int]:
    return set(targets.values_list("pk", flat=True))


def touch_and_judge(keys: Iterable[int]) -> None:
    """Said in the transaction of the edit, and judged when that stands.

    What was typed is stored whether or not the judging goes well; then it waits for whoever judges next.
    """
    standing = list(Target.objects.filter(pk__in=set(keys)))
    touch((one.pk for one in standing), now=timezone.now())

    def judge() -> None:
        judge_again(targets=standing, on=timezone.localdate(), now=timezone.now())

    if standing:
        transaction.on_commit(judge, robust=True)
