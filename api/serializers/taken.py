"""What is linked to in a body: by the codes of the API, and as the forms of the pages ask for it."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext
from rest_framework import serializers
from rest_framework.exceptions import ValidationError

from accounts.models import User
from planning.models import Plan
from reporting.permissions import people_of

Rows = Callable[[Plan], QuerySet[Any]]


class OneOf(serializers.CharField):
    """The code of one row of the plan; null for none. `rows` gives those there are, `by` is what they are told by."""

    def __init__(self, rows: Rows, *, by: str = "code", **kwargs: Any) -> None:
        self.rows, self.by = rows, by
        super().__init__(**{"required": False, "allow_null": True, "max_length": 200} | kwargs)

    def run_validation(self, data: Any = serializers.empty) -> Any:
        """The key, as the form takes it; none is an empty text there."""
        code = super().run_validation(data)
        return keys_of(self.rows(self.context["plan"]), [code], by=self.by)[0] if code else ""


class SeveralOf(serializers.ListField):
    """The codes of rows of the plan; all of them, so that an empty list takes every link away."""

    child = serializers.CharField(max_length=200)

    def __init__(self, rows: Rows, *, by: str = "code", **kwargs: Any) -> None:
        self.rows, self.by = rows, by
        super().__init__(**{"required": False, "max_length": 500} | kwargs)

    def run_validation(self, data: Any = serializers.empty) -> Any:
        codes = super().run_validation(data)
        return keys_of(self.rows(self.context["plan"]), codes, by=self.by)


def keys_of(rows: QuerySet[Any], codes: list[str], *, by: str) -> list[int]:
    """The rows that are told by the codes, in their order. Raises ValidationError that names those that are not."""
    found = dict(rows.filter(**{f"{by}__in": codes}).values_list(by, "pk")) if codes else {}
    if unknown := [code for code in codes if code not in found]:
        raise ValidationError([gettext("Finnes ikke her: %(code)s.") % {"code": code} for code in unknown])
    return [found[code] for code in codes]


def people(plan: Plan) -> QuerySet[User]:
    """Who can be asked to answer for something in the plan, by user name."""
    return people_of(plan.municipality)
