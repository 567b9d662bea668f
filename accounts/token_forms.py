"""The form of a new key for the open API."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext, gettext_lazy, ngettext

from accounts.models import Scope, User
from accounts.permissions import useful_scopes
from accounts.rules.tokens import LONGEST_DAYS, end_of_life, last_day

DAYS = (30, 90, 365)
CHOSEN_DAY = "day"
# More keys than anybody keeps track of. Whoever makes them by a program has to take some back.
MOST_LIVING = 20


class ApiTokenForm(forms.Form):
    """What the key is for, what it opens and how long. Offered is what the person's own roles let it open."""

    name = forms.CharField(
        label=gettext_lazy("Navn"),
        max_length=100,
        help_text=gettext_lazy("Hva nøkkelen skal brukes til, for eksempel «Tall til Power BI»."),
    )
    scopes = forms.MultipleChoiceField(
        label=gettext_lazy("Hva skal nøkkelen åpne for?"),
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Velg så lite som mulig. Nøkkelen kan aldri gjøre mer enn du selv kan."),
    )
    lasts = forms.ChoiceField(label=gettext_lazy("Hvor lenge skal den virke?"), widget=forms.RadioSelect)
    until = forms.DateField(
        label=gettext_lazy("Siste dag"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )

    def __init__(self, user: User, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.now, self.on = user, now, now.astimezone(zone()).date()
        self.choices("scopes").choices = [(one.value, told(one)) for one in useful_scopes(user)]
        self.choices("lasts").choices = [*((str(one), in_days(one)) for one in DAYS), (CHOSEN_DAY, other_day())]
        self.fields["until"].help_text = gettext("Senest %(day)s.") % {"day": date_format(self.latest_day)}
        self.fields["until"].widget.attrs |= {"min": f"{self.on}", "max": f"{self.latest_day}"}

    def choices(self, name: str) -> Any:
        return self.fields[name]

    @property
    def reads_only(self) -> bool:
        """Whether the person's roles leave nothing else to choose."""
        return len(self.choices("scopes").choices) == 1

    @property
    def latest_day(self) -> date:
        return last_day(self.on, LONGEST_DAYS)

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if self.user.api_tokens.living(self.now).filter(name=name).exists():
            raise ValidationError(gettext("Du har en nøkkel med dette navnet. Velg et annet, eller trekk den tilbake."))
        return name

    def clean(self) -> dict[str, Any]:
        if self.user.api_tokens.living(self.now).count() >= MOST_LIVING:
            message = gettext("Du har %(count)d nøkler. Trekk tilbake en før du lager en ny.")
            raise ValidationError(message % {"count": MOST_LIVING})
        if self.cleaned_data.get("lasts") == CHOSEN_DAY and "until" not in self.errors:
            self.check_day(self.cleaned_data.get("until"))
        return self.cleaned_data

    def check_day(self, day: date | None) -> None:
        if day is None:
            self.add_error("until", gettext("Velg den siste dagen nøkkelen skal virke."))
        elif not self.on <= day <= self.latest_day:
            message = gettext("Velg en dag fra i dag til %(day)s.")
            self.add_error("until", message % {"day": date_format(self.latest_day)})

    def expires_at(self) -> datetime:
        """When the last day is over, as it was chosen."""
        lasts: str = self.cleaned_data["lasts"]
        day = self.cleaned_data["until"] if lasts == CHOSEN_DAY else last_day(self.on, int(lasts))
        return end_of_life(day, now=self.now, zone=zone())


def zone() -> ZoneInfo:
    return ZoneInfo(settings.TIME_ZONE)


def in_days(days: int) -> str:
    return ngettext("%(count)d dag", "%(count)d dager", days) % {"count": days}


def other_day() -> str:
    return gettext("Til en dag du velger")


def told(scope: Scope) -> str:
    """What a key with the scope does, to somebody who has not read of scopes."""
    return {
        Scope.READ: gettext("Lese planer, lys, tall og rapporter som du selv kan lese"),
        Scope.WRITE_PLANS: gettext("Skrive og endre planer, mål, tiltak og måltall"),
        Scope.WRITE_FIGURES: gettext("Levere tall"),
        Scope.WRITE_ROUNDS: gettext("Skrive vurderinger, og styre runder hvis du selv kan det"),
        Scope.WEBHOOKS: gettext("Sette opp varsling til andre systemer"),
    }[scope]
