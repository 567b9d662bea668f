"""The form in which a draft is taken away: whoever does it writes which one."""

from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from planning.models import Plan


class DeletePlanForm(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("Skriv det korte navnet til utkastet"),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plan = plan
        field = self.fields["code"]
        field.help_text = gettext("Det står i adressen til planen.")
        field.error_messages |= {"required": self.wanted, "max_length": self.wanted}

    @property
    def wanted(self) -> str:
        return gettext("Skriv «%(code)s» for å slette utkastet.") % {"code": self.plan.code}

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        if code != self.plan.code:
            raise forms.ValidationError(self.wanted)
        return code
