"""The steps of a path, typed one on each line: `2027 48,5`."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from indicators.fields import PeriodField, read_typed_number, typed_as

Typed = list[tuple[str, Decimal]]


class StepsField(forms.CharField):
    """Pairs of a period and what is expected at its end."""

    widget = forms.Textarea(attrs={"rows": 3})

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, (list, tuple)):
            return "\n".join(f"{period} {typed_as(number)}" for period, number in value)
        return value

    def to_python(self, value: Any) -> Any:
        lines = [line.strip() for line in str(value or "").splitlines()]
        steps = [step_in(line) for line in lines if line]
        periods = [period for period, _value in steps]
        if len(set(periods)) < len(periods):
            raise ValidationError(gettext("To trinn slutter samtidig. Behold ett av dem."))
        return sorted(steps)

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.to_python(data) != sorted(initial or []))
        except ValidationError:
            return True


def step_in(line: str) -> tuple[str, Decimal]:
    period, _space, number = line.replace(":", " ", 1).partition(" ")
    if not number.strip():
        text = gettext("«%(line)s» mangler et tall. Skriv periode og verdi på hver linje, for eksempel 2027 48,5.")
        raise ValidationError(text % {"line": line})
    code = PeriodField().to_python(period)
    return str(code), read_typed_number(number)
