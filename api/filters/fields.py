"""Filters of the API's own."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy
from django_filters import ChoiceFilter

YES, NO = "true", "false"
# What is looked for in texts may be this long.
LONGEST = 200


class YesOrNo(ChoiceFilter):  # type: ignore[misc]  # the library has no types
    """`true` or `false`, and nothing else: what nobody understands is told, not left out.

    `is_there` asks whether the column has anything at all, with True, or nothing, with False.
    """

    def __init__(self, *args: Any, is_there: bool | None = None, **kwargs: Any) -> None:
        self.is_there = is_there
        told = {"label": gettext_lazy("true eller false"), "choices": [(YES, "true"), (NO, "false")]}
        super().__init__(*args, **told | kwargs)

    def filter(self, rows: QuerySet[Any], value: str | None) -> QuerySet[Any]:
        if not value:
            return rows
        is_yes = value == YES
        if self.is_there is None:
            return rows.filter(**{self.field_name: is_yes})
        return rows.filter(**{f"{self.field_name}__isnull": is_yes is not self.is_there})
