"""Yes or no, days and numbers, as a question writes them. Anything else is told, and not taken for no question."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django_filters import DateFilter, NumberFilter, TypedChoiceFilter
from drf_spectacular.utils import extend_schema_field

# More than any year or number of a row is.
MOST = 2_000_000_000
# In every language alike.
ISO_DAY = ("%Y-%m-%d",)


def is_yes(said: str) -> bool:
    return said == "true"


class YesNo(TypedChoiceFilter):  # type: ignore[misc]  # django-filter has no types
    """`true` or `false`."""

    def __init__(self, **named: Any) -> None:
        choices = (("true", _("ja")), ("false", _("nei")))
        super().__init__(**{"choices": choices, "coerce": is_yes, "empty_value": None} | named)
        extend_schema_field({"type": "boolean"} | ({"description": self.label} if "label" in named else {}))(self)


class Day(DateFilter):  # type: ignore[misc]  # django-filter has no types
    """`2026-03-15`."""

    def __init__(self, **named: Any) -> None:
        super().__init__(**{"input_formats": ISO_DAY} | named)


class WholeNumber(NumberFilter):  # type: ignore[misc]  # django-filter has no types
    """`2025`."""

    field_class = forms.IntegerField

    def __init__(self, **named: Any) -> None:
        super().__init__(**{"min_value": 0, "max_value": MOST} | named)
