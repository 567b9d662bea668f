"""Figures by what they are of, when they are of, what kind they are, and when they were known."""

from dataclasses import replace
from datetime import date

from django.utils.translation import gettext_lazy
from django_filters import CharFilter, ChoiceFilter, FilterSet

from api.filters.figure_fields import (
    LARGEST_KEY,
    PERIOD,
    KeyFilter,
    Listed,
    MomentFilter,
    PeriodFilter,
    one_of,
    period_code,
)
from api.queries.observations import STANDINGS, Asked, Vintages
from indicators.models import Observation, ValueKind
from indicators.periods import Period

YES = "true"
KINDS = {kind.value: kind.value for kind in ValueKind}


class FigureFilter(FilterSet):  # type: ignore[misc]  # django-filter has no types
    """What is asked of every kind of figure; nothing said is no bound."""

    region = Listed(read=str, label=gettext_lazy("Regionenes koder, «3909», med komma mellom"))
    kind = Listed(
        read=one_of(KINDS),
        words=KINDS,
        label=gettext_lazy("Slag: actual, provisional, projection og så videre, med komma mellom"),
    )
    standing = Listed(
        read=one_of(STANDINGS),
        words=STANDINGS,
        label=gettext_lazy("Hvem tallet er fra: official, computed, cited, correction, shown, med komma mellom"),
    )
    known_at = MomentFilter(label=gettext_lazy("Det som var kjent da: en dato (til og med) eller et tidspunkt"))
    vintages = ChoiceFilter(
        choices=[
            (Vintages.CURRENT.value, gettext_lazy("Tallet som gjelder i hver celle")),
            (Vintages.ALL.value, gettext_lazy("Alt som noen gang er sagt")),
        ],
        label=gettext_lazy("current: tallet som gjelder; all: alle årganger"),
    )
    source = CharFilter(label=gettext_lazy("Koden til kilden tallene er hentet fra"))
    fetch = KeyFilter(min_value=1, max_value=LARGEST_KEY, label=gettext_lazy("Nummeret på leveransen"))

    class Meta:
        model = Observation
        fields: list[str] = []

    def asked(self) -> Asked:
        """What a valid question says."""
        said = self.form.cleaned_data
        return Asked(
            regions=said["region"],
            kinds=said["kind"],
            standings=said["standing"],
            known_at=said["known_at"],
            vintages=Vintages(said.get("vintages") or Vintages.CURRENT),
            source=said["source"],
            fetch=said["fetch"],
        )


class ObservationFilter(FigureFilter):
    """Figures by their indicators, periods and parts as well."""

    indicator = Listed(read=str, label=gettext_lazy("Indikatorenes koder, med komma mellom"))
    period = Listed(
        read=period_code, pattern=PERIOD, label=gettext_lazy("Perioder, «2024» eller «2024K2», med komma mellom")
    )
    period_from = PeriodFilter(label=gettext_lazy("Perioder som slutter i denne perioden eller senere"))
    period_to = PeriodFilter(label=gettext_lazy("Perioder som slutter i denne perioden eller før"))
    part = CharFilter(label=gettext_lazy("Del av en fordeling, «god»"))
    totals = ChoiceFilter(
        choices=[(YES, gettext_lazy("Bare hele tall")), ("false", gettext_lazy("Deler også"))],
        label=gettext_lazy("true: bare hele tall, ikke deler av en fordeling"),
    )

    def asked(self) -> Asked:
        said = self.form.cleaned_data
        first, last = said["period_from"], said["period_to"]
        return replace(
            super().asked(),
            indicators=said["indicator"],
            periods=said["period"],
            ends_from=first_day(first) if first else None,
            ends_to=last.end if last else None,
            part=said["part"],
            totals=said.get("totals") == YES,
        )


class CubeFilter(ObservationFilter):
    """The same of a cube, which has room for one figure in each cell: the whole one, or that of the part asked for."""

    vintages = None
    totals = None


def first_day(period: Period) -> date:
    year, month = divmod(period.start - 1, 12)
    return date(year, month + 1, 1)
