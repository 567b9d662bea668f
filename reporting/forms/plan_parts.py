"""The forms of a focus area and of a theme."""

from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from accounts.form_fields import LinesField
from planning.forms import is_above
from planning.models import FocusArea, Theme
from reporting.forms.plans import title_field, words_field
from reporting.forms.wording import WordingForm

KINDS = [
    (True, gettext_lazy("Et innsatsområde")),
    (False, gettext_lazy("Rammer for hele planen, som innledning eller økonomi")),
]
LONGEST_ALIAS = 200


class FocusAreaForm(WordingForm):
    title = title_field(label=gettext_lazy("Tittel"), max_length=200)
    slogan = words_field(label=gettext_lazy("Slagord"), max_length=300)
    summary = words_field(label=gettext_lazy("Sammendrag"), max_length=5000, widget=forms.Textarea(attrs={"rows": 4}))
    aliases = LinesField(
        label=gettext_lazy("Andre navn"),
        required=False,
        help_text=gettext_lazy("Navn som området også går under. Ett på hver linje."),
    )
    is_focus_area = forms.TypedChoiceField(
        label=gettext_lazy("Hva er dette?"),
        choices=KINDS,
        coerce=lambda value: value == "True",
        widget=forms.RadioSelect,
        initial=True,
        error_messages={"required": gettext_lazy("Velg hva dette er.")},
    )
    is_crosscutting = forms.BooleanField(label=gettext_lazy("Går på tvers av de andre områdene"), required=False)

    def clean_aliases(self) -> list[str]:
        aliases: list[str] = self.cleaned_data["aliases"]
        if any(len(one) > LONGEST_ALIAS for one in aliases):
            raise forms.ValidationError(gettext("Et navn kan ha høyst %(most)d tegn.") % {"most": LONGEST_ALIAS})
        return aliases


class ThemeForm(WordingForm):
    """A theme of a focus area, by itself or under another theme there."""

    title = title_field(label=gettext_lazy("Tittel"), max_length=300)
    parent = forms.ModelChoiceField(
        label=gettext_lazy("Ligger under"),
        queryset=Theme.objects.none(),
        required=False,
        empty_label=gettext_lazy("Ikke under noe annet tema"),
        error_messages={"invalid_choice": gettext_lazy("Velg et av temaene i listen.")},
    )

    def __init__(self, *args: Any, area: FocusArea, row: Theme | None, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        themes = area.themes.order_by("order", "code")
        field: Any = self.fields["parent"]
        field.queryset = themes.exclude(pk=row.pk) if row else themes
        if not field.queryset.exists():
            del self.fields["parent"]

    def clean_parent(self) -> Theme | None:
        parent: Theme | None = self.cleaned_data["parent"]
        if parent is not None and isinstance(self.row, Theme) and is_above(self.row, parent, "parent"):
            raise forms.ValidationError(gettext("Dette temaet ligger selv under temaet du har valgt. Velg et annet."))
        return parent
