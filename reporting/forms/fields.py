"""Fields that several of the forms have."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

# A browser sends the first; the second is how a day is written by hand.
DAY_FORMATS = ("%Y-%m-%d", "%d.%m.%Y")


class WrittenField(forms.CharField):
    """Text of several lines, with the line breaks of stored text: a browser sends others, and nobody changed those."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> Any:
        """Before its length is looked at: a line break is one character, as it is stored."""
        return super().to_python(value.replace("\r\n", "\n") if isinstance(value, str) else value)


def day_field(**values: Any) -> forms.DateField:
    """A day, picked or written."""
    errors = {
        "required": gettext_lazy("Velg en dato."),
        "invalid": gettext_lazy("Skriv datoen slik: 31.12.2026."),
    }
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(input_formats=DAY_FORMATS, widget=widget, error_messages=errors, **values)


def text_field(*, lacking: Any, rows: int = 3, **values: Any) -> forms.CharField:
    """A few sentences; `lacking` is said where there are none."""
    return WrittenField(
        widget=forms.Textarea(attrs={"rows": rows}), max_length=2000, error_messages={"required": lacking}, **values
    )


def person_field(*, lacking: Any, **values: Any) -> forms.CharField:
    """A person or a body, in words."""
    return forms.CharField(max_length=200, error_messages={"required": lacking}, **values)
