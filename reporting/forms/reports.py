"""Which report somebody wants: on what, for which year, in which language and form."""

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.conf import settings
from django.utils.functional import lazy
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext, gettext_lazy

from accounts.models import Municipality
from planning.models import Plan
from reporting.exports.reports import COMPOSERS, FIRST_YEAR, FORMS, LAST_YEAR, ReportAsked, forms_of
from reporting.models import ReportFormat, ReportKind

Choice = tuple[str, str]


class AskForm(forms.Form):
    """A report, not yet what is to become of it. `rapport` is `annual/KPS` or `status/3909`."""

    rapport = forms.ChoiceField(
        label=gettext_lazy("Rapport"),
        error_messages={
            "required": gettext_lazy("Velg en rapport."),
            "invalid_choice": gettext_lazy("Rapporten finnes ikke, eller du har ikke tilgang til den."),
        },
    )
    ar = forms.IntegerField(
        label=gettext_lazy("År"),
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        error_messages={
            "required": gettext_lazy("Skriv året rapporten gjelder."),
            "invalid": gettext_lazy("Skriv året med fire sifre, for eksempel 2025."),
            "min_value": gettext_lazy("Skriv et år mellom 1900 og 2200."),
            "max_value": gettext_lazy("Skriv et år mellom 1900 og 2200."),
        },
    )
    sprak = forms.ChoiceField(label=gettext_lazy("Språk"), choices=settings.LANGUAGES)

    def __init__(
        self, *args: Any, plans: Iterable[Plan], municipalities: Iterable[Municipality], year: int, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"ar": year, "sprak": get_language(), **self.initial}
        self.plans = {f"{ReportKind.ANNUAL.value}/{one.code}": one for one in plans}
        self.municipalities = {
            f"{ReportKind.STATUS.value}/{one.number}": one for one in municipalities if ReportKind.STATUS in COMPOSERS
        }
        self.fields["rapport"].choices = list(self.reports())  # type: ignore[attr-defined]

    def reports(self) -> Iterator[Choice]:
        """What can be chosen, plans first."""
        annual, status = gettext("Årsrapport: %(about)s"), gettext("Ståstedsanalyse: %(about)s")
        yield from ((key, annual % {"about": one.title}) for key, one in self.plans.items())
        yield from ((key, status % {"about": one.name}) for key, one in self.municipalities.items())

    @property
    def asked(self) -> ReportAsked:
        """What was chosen, in a form that is valid."""
        key = self.cleaned_data["rapport"]
        plan = self.plans.get(key)
        return ReportAsked(
            kind=ReportKind.ANNUAL if plan else ReportKind.STATUS,
            municipality=plan.municipality if plan else self.municipalities[key],
            plan=plan,
            year=self.cleaned_data["ar"],
            language=self.cleaned_data["sprak"],
        )


capfirst_lazy = lazy(capfirst, str)


class MakeForm(AskForm):
    """With the form that the file is to have."""

    format = forms.ChoiceField(
        label=gettext_lazy("Format"),
        choices=[(one.value, capfirst_lazy(one.label)) for one in ReportFormat if one in FORMS],
        error_messages={"invalid_choice": gettext_lazy("Velg et av formatene i listen.")},
    )

    def clean(self) -> dict[str, Any]:
        """Not every report can be everything."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if {"rapport", "format"} <= data.keys():
            kind = ReportKind.ANNUAL if data["rapport"] in self.plans else ReportKind.STATUS
            if data["format"] not in forms_of(kind):
                self.add_error("format", gettext("Denne rapporten kan ikke lages i det formatet."))
        return data


class SealForm(forms.Form):
    """Why a new edition comes. The first one needs no reason."""

    begrunnelse = forms.CharField(
        label=gettext_lazy("Hvorfor kommer det en ny utgave?"),
        required=False,
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": gettext_lazy("Begrunnelsen kan være på høyst 1000 tegn.")},
    )

    def __init__(self, *args: Any, is_new_edition: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_new_edition:
            self.fields["begrunnelse"].required = True
            self.fields["begrunnelse"].error_messages["required"] = gettext("Skriv hvorfor det kommer en ny utgave.")
        else:
            del self.fields["begrunnelse"]
