"""Form fields for numbers and periods as people in a Norwegian municipality type them."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, gettext_lazy

from indicators.formats import NBSP, plain
from indicators.periods import PeriodError, parse_period

# Every kind of space that a spreadsheet or a web page puts between thousands, and every sign that means minus.
TYPED = str.maketrans(dict.fromkeys("\u00a0\u202f\u2009\u2007", " ") | dict.fromkeys("\u2212\u2013", "-"))
WITH_SPACES = re.compile(r"[+-]?[0-9]{1,3}(?: [0-9]{3})+(?:,[0-9]+)?")
WITH_DOTS = re.compile(r"[+-]?[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]+")
# One thousand and something, or one and a fraction: nobody can tell.
TWO_MEANINGS = re.compile(r"[+-]?[1-9][0-9]{0,2}\.[0-9]{3}")
NUMBER = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?")


def read_typed_number(text: str) -> Decimal:
    """The number that a person typed: `1,75`, `1 234,5`, `−3`, `1,75 %`. Raises ValidationError with what to do."""
    typed = re.sub(r"\s*[%‰]$", "", text.translate(TYPED).strip())
    typed = re.sub(r"^([+-])\s+", r"\1", typed)
    if TWO_MEANINGS.fullmatch(typed):
        comma, space = typed.replace(".", ","), typed.replace(".", " ")
        raise ValidationError(
            gettext("«%(typed)s» kan leses på to måter. Skriv %(comma)s eller %(space)s."),
            code="ambiguous",
            params={"typed": typed, "comma": comma, "space": space},
        )
    if WITH_SPACES.fullmatch(typed):
        typed = typed.replace(" ", "")
    elif WITH_DOTS.fullmatch(typed):
        typed = typed.replace(".", "")
    if not NUMBER.fullmatch(typed):
        raise ValidationError(
            gettext("«%(typed)s» er ikke et tall. Skriv for eksempel 1,75 eller 1 234,5."),
            code="invalid",
            params={"typed": text.strip()},
        )
    return Decimal(typed.replace(",", "."))


def typed_as(value: Decimal) -> str:
    """The number as it stands in a form: grouped by thousands, with a comma, without zeros that storage added."""
    return f"{plain(value):,f}".translate(str.maketrans(",.", f"{NBSP},"))


class NorwegianDecimalField(forms.DecimalField):
    """A number as it is written in Norwegian, whatever language the page is read in."""

    widget = forms.TextInput(attrs={"inputmode": "decimal"})

    def prepare_value(self, value: Any) -> Any:
        return typed_as(value) if isinstance(value, Decimal) else value

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values:
            return None
        return read_typed_number(str(value))

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {}


class PeriodField(forms.CharField):
    """A period of statistics, kept in the one way that the product writes it."""

    default_error_messages = {
        "invalid": gettext_lazy(
            "«%(typed)s» er ikke en periode. Skriv for eksempel 2024, 2024T1 (tertial), 2024K2 (kvartal), "
            "2024M02 (måned) eller 2023/2024 (skoleår)."
        ),
        "change": gettext_lazy("«%(typed)s» er tiden mellom to perioder. Skriv den ene perioden det gjelder."),
    }

    def to_python(self, value: Any) -> str:
        typed = super().to_python(value) or ""
        if not typed:
            return typed
        try:
            period = parse_period(typed.upper())
        except PeriodError:
            raise ValidationError(self.error_messages["invalid"], code="invalid", params={"typed": typed}) from None
        if period.base_position is not None:
            raise ValidationError(self.error_messages["change"], code="change", params={"typed": typed})
        return period.code
