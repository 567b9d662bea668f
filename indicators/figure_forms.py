"""What is checked when a person brings a file of figures or types one."""

from pathlib import PurePath
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext, gettext_lazy

from accounts.models import Municipality
from indicators.fields import NorwegianDecimalField, PeriodField
from indicators.models import Indicator
from indicators.periods import PeriodError
from indicators.services.figure_files import EXCEL_ENDINGS
from indicators.services.typed_figures import TypedFigure, TypedKind, period_of
from indicators.sources.excel import shipped_mappings
from indicators.sources.numerals import MOST_DECIMALS, MOST_INTEGER_DIGITS
from indicators.upload_limit import largest_upload

READ_ENDINGS = (".csv", ".json", ".xlsx")


class OwnMunicipality(forms.Form):
    """A form about one of the person's municipalities; asked for only where there are several."""

    municipality = forms.ModelChoiceField(
        label=gettext_lazy("Kommune"), queryset=Municipality.objects.none(), empty_label=None
    )

    def __init__(self, *args: Any, municipalities: QuerySet[Municipality], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.municipalities = municipalities.order_by("name")
        if len(self.municipalities) == 1:
            del self.fields["municipality"]
        else:
            field: Any = self.fields["municipality"]
            field.queryset = self.municipalities

    @property
    def chosen_municipality(self) -> Municipality:
        chosen: Municipality = self.cleaned_data.get("municipality") or self.municipalities[0]
        return chosen


class UploadForm(OwnMunicipality):
    """A file of figures, and what the person knows of it."""

    file = forms.FileField(
        label=gettext_lazy("Fil med tall"),
        max_length=300,
        help_text=gettext_lazy("CSV (.csv), Excel (.xlsx) eller JSON-stat (.json)."),
        widget=forms.FileInput(attrs={"accept": ",".join(READ_ENDINGS)}),
        error_messages={
            "required": gettext_lazy("Velg en fil."),
            "empty": gettext_lazy("Filen er tom."),
            "max_length": gettext_lazy("Filnavnet er for langt."),
        },
    )
    mapping = forms.ChoiceField(
        label=gettext_lazy("Oppsett for Excel-filer"),
        required=False,
        help_text=gettext_lazy("Et oppsett sier hva som står hvor i en fil som noen andre har laget."),
    )
    provisional = forms.BooleanField(label=gettext_lazy("Tallene er foreløpige"), required=False)

    def __init__(self, *args: Any, is_too_large: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shipped = [(name, one.title) for name, one in shipped_mappings().items()]
        field: Any = self.fields["mapping"]
        field.choices = [("", gettext("Samme overskrift som en CSV-fil")), *shipped]
        if is_too_large:
            self.fields["file"].error_messages["required"] = too_large()

    def clean_file(self) -> Any:
        file: Any = self.cleaned_data["file"]
        if (file.size or 0) > largest_upload():
            raise ValidationError(too_large(), code="too_large")
        ending = PurePath(file.name or "").suffix.casefold()
        if ending in EXCEL_ENDINGS and ending != ".xlsx":
            raise ValidationError(gettext("Åpne filen i Excel og lagre den som .xlsx."), code="old_format")
        if ending not in READ_ENDINGS:
            endings = ", ".join(READ_ENDINGS)
            raise ValidationError(
                gettext("Filen må slutte på %(endings)s."), code="ending", params={"endings": endings}
            )
        return file

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        file = cleaned.get("file")
        if file and cleaned.get("mapping") and PurePath(file.name).suffix.casefold() != ".xlsx":
            self.add_error("mapping", gettext("Bare Excel-filer leses med et oppsett."))
        return cleaned


def too_large() -> str:
    return gettext("Filen er større enn %(most)d MB.") % {"most": settings.MAX_UPLOAD_MB}


KINDS = [
    (TypedKind.CITED.value, gettext_lazy("Tall gjengitt fra en kilde")),
    (TypedKind.CITED_PROVISIONAL.value, gettext_lazy("Foreløpig tall gjengitt fra en kilde")),
    (TypedKind.OWN.value, gettext_lazy("Kommunens eget tall")),
]
MISSING_REASONS = [
    ("", gettext_lazy("Tallet finnes og står over")),
    ("..", gettext_lazy("Tallet mangler (..)")),
    (":", gettext_lazy("Tallet vises ikke, av hensyn til personvernet (:)")),
    (".", gettext_lazy("Tallet kan ikke finnes (.)")),
]


class TypedFigureForm(OwnMunicipality):
    """One figure of an indicator in one period, or why there is none, and where the person has it from."""

    period = PeriodField(
        label=gettext_lazy("Periode"),
        max_length=20,
        help_text=gettext_lazy("For eksempel 2024, 2024T1 (tertial), 2024K2 (kvartal) eller 2023/2024 (skoleår)."),
        error_messages={"required": gettext_lazy("Skriv perioden som tallet gjelder.")},
    )
    value = NorwegianDecimalField(
        label=gettext_lazy("Tall"),
        required=False,
        max_digits=MOST_INTEGER_DIGITS + MOST_DECIMALS,
        decimal_places=MOST_DECIMALS,
    )
    missing = forms.ChoiceField(
        label=gettext_lazy("Hvis det ikke finnes et tall"), required=False, choices=MISSING_REASONS
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Hva slags tall er det?"),
        choices=KINDS,
        initial=TypedKind.CITED.value,
        widget=forms.RadioSelect,
        help_text=gettext_lazy(
            "Et gjengitt tall gjelder når det ikke finnes et offisielt. Kommunens eget tall gjelder bare når ingen "
            "andre har et tall. Ingen av dem går foran et offisielt tall."
        ),
    )
    note = forms.CharField(
        label=gettext_lazy("Hvor er tallet fra?"),
        max_length=1_000,
        help_text=gettext_lazy("For eksempel «Årsmelding 2024, side 31» eller «eget fagsystem, telt 3. mars 2025»."),
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": gettext_lazy("Skriv hvor tallet er fra.")},
    )

    def __init__(self, *args: Any, indicator: Indicator, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.indicator = indicator

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        value, missing = cleaned.get("value"), cleaned.get("missing")
        if value is None and not missing and "value" not in self.errors:
            self.add_error("value", gettext("Skriv tallet, eller velg hvorfor det ikke finnes."))
        if value is not None and missing:
            self.add_error("missing", gettext("Du har skrevet et tall. La dette feltet stå, eller ta bort tallet."))
        if missing and cleaned.get("kind") == TypedKind.OWN.value:
            self.add_error("kind", gettext("Kommunens eget tall må være et tall."))
        if not self.errors:
            self.check_period()
        return cleaned

    def check_period(self) -> None:
        """A change since a base period comes after it."""
        try:
            period_of(self.typed())
        except PeriodError:
            words = {"base": self.indicator.base_period}
            self.add_error("period", gettext("Tallene er endringer siden %(base)s. Skriv en senere periode.") % words)

    def typed(self) -> TypedFigure:
        """What the person typed."""
        cleaned = self.cleaned_data
        return TypedFigure(
            indicator=self.indicator,
            period=cleaned["period"],
            value=cleaned["value"],
            missing=cleaned["missing"],
            kind=TypedKind(cleaned["kind"]),
            note=cleaned["note"],
        )
