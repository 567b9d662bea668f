"""Numbers as programs send them, given on as the forms of the pages take them."""

import re
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

WRITTEN = re.compile(r"-?[0-9]{1,50}(?:\.[0-9]{1,50})?", re.ASCII)
SHAPE = {"oneOf": [{"type": "string", "pattern": r"^-?[0-9]{1,50}(\.[0-9]{1,50})?$"}, {"type": "number"}]}


@extend_schema_field(SHAPE)
class AmountTaken(serializers.Field[Any, Any, Any, Any]):
    """A number in JSON, or its text with a point, with every digit that was sent; null for none.

    It is given on with a comma, which the forms read in one way only: with a point, 1.234 could be a thousand.
    """

    default_error_messages = {"invalid": gettext_lazy("Skriv et tall med punktum, for eksempel 48.5.")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"required": False, "allow_null": True} | kwargs)

    def run_validation(self, data: Any = serializers.empty) -> Any:
        found = super().run_validation(data)
        return "" if found is None else found

    def to_internal_value(self, data: Any) -> str:
        is_number = isinstance(data, (int, Decimal)) and not isinstance(data, bool)
        if not is_number and not (isinstance(data, str) and WRITTEN.fullmatch(data)):
            self.fail("invalid")
        return in_norwegian(Decimal(data))

    def to_representation(self, value: Any) -> Any:
        return value


def in_norwegian(number: Decimal) -> str:
    return f"{number:f}".replace(".", ",")
