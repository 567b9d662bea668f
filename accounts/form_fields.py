"""Form fields for what plans and indicators keep in their own ways."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext


class LinesField(forms.CharField):
    """A list of short texts, one on each line."""

    widget = forms.Textarea(attrs={"rows": 3, "cols": 60})

    def __init__(self, *, encoder: Any = None, decoder: Any = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)

    def prepare_value(self, value: Sequence[str] | str | None) -> str:
        return value if isinstance(value, str) else "\n".join(value or [])

    def to_python(self, value: Any) -> Any:
        return [line for one in str(value or "").splitlines() if (line := one.strip())]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(self.to_python(data) != (initial or []))


def code_in_address(code: str) -> str:
    """A code that can stand in the address of a page."""
    if "/" in code or any(sign.isspace() for sign in code):
        raise ValidationError(gettext("Koden kan ikke inneholde mellomrom eller skråstrek."))
    return code
