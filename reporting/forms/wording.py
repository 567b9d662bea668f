"""What a form asks when it may change the words of an adopted plan: why, and by which decision."""

from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from planning.services.wording import Worded, is_binding, needs_reason
from reporting.forms.fields import text_field

WHY = ("reason", "decision_reference")


class WordingForm(forms.Form):
    """A form for a row with words of its own. `row` is the row that is changed, or None for a new one.

    Its fields have the names that the row's have. Where the plan is adopted the form ends with the reason, which must
    be there when words differ from those that are stored, and with the decision, which may.
    """

    reason = text_field(
        label=gettext_lazy("Hvorfor endres ordlyden?"),
        help_text=gettext_lazy(
            "Planen er vedtatt. Den tidligere ordlyden blir stående, og alle som leser planen, kan se den."
        ),
        required=False,
        lacking="",
        rows=2,
    )
    decision_reference = forms.CharField(
        label=gettext_lazy("Vedtak som endringen bygger på"), required=False, max_length=200
    )

    def __init__(self, *args: Any, row: Worded | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.row = row
        if row is None or not is_binding(row):
            for name in WHY:
                del self.fields[name]
        self.order_fields([name for name in self.fields if name not in WHY])

    def clean(self) -> dict[str, Any]:
        super().clean()
        asked = self.row is not None and "reason" in self.fields and "reason" not in self.errors
        if asked and self.row is not None and needs_reason(self.row, self.cleaned_data) and not self.why["reason"]:
            self.add_error("reason", gettext("Skriv hvorfor ordlyden endres."))
        return self.cleaned_data

    @property
    def why(self) -> dict[str, str]:
        """The reason and the decision, for the service; empty where nobody was asked."""
        return {name: str(self.cleaned_data.get(name, "")).strip() for name in WHY}

    @property
    def values(self) -> dict[str, Any]:
        """What the row is to be, without why."""
        return {name: value for name, value in self.cleaned_data.items() if name not in WHY}
