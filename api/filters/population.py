"""The population by place, year, age and round, and by when it was known."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext, gettext_lazy
from django_filters import CharFilter

from api.filters.answers import WholeNumber
from api.filters.fields import LONGEST
from api.filters.figure_fields import YEAR, Listed, ListedField
from api.filters.observations import FigureFilter
from api.queries.population import PopulationAsked
from indicators.demography.ages import AgeGroup, age_group_named

FIRST_YEAR, LAST_YEAR = 1700, 2199
AGE = "[0-9]{1,2}(-1[0-4][0-9]|[+])?"


def year_in(word: str) -> int:
    if word.isascii() and word.isdigit() and FIRST_YEAR <= int(word[:9]) <= LAST_YEAR:
        return int(word)
    raise ValidationError(gettext("«%(word)s» er ikke et år. Skriv for eksempel 2024.") % {"word": word[:40]})


def age_in(word: str) -> AgeGroup:
    if found := age_group_named(word):
        return found
    message = gettext("«%(word)s» er ikke en aldersgruppe. Skriv for eksempel 0, 6-15 eller 80+.")
    raise ValidationError(message % {"word": word[:40]})


class AgesField(ListedField):
    """A plus sign in an address is read as a space, so a space after an age was one."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs, strip=False)

    def clean(self, value: Any) -> tuple[Any, ...]:
        words = str(value or "").split(",")
        return super().clean(",".join(word.lstrip().replace(" ", "+") for word in words))


class Ages(Listed):
    field_class = AgesField


class Year(WholeNumber):
    def __init__(self, **named: Any) -> None:
        super().__init__(**{"min_value": FIRST_YEAR, "max_value": LAST_YEAR} | named)


class PopulationFilter(FigureFilter):
    """`year` is that of the 1 January that a figure is read as."""

    year = Listed(read=year_in, pattern=YEAR, label=gettext_lazy("Årene, 1. januar, med komma mellom"))
    year_from = Year(label=gettext_lazy("Dette året og senere"))
    year_to = Year(label=gettext_lazy("Dette året og før"))
    age = Ages(
        read=age_in,
        pattern=AGE,
        label=gettext_lazy("Aldersgrupper, «0», «6-15», «80+» eller «0+» for alle, med komma mellom"),
    )
    projected_from = CharFilter(max_length=LONGEST, label=gettext_lazy("Året en framskriving går ut fra, «2024»"))
    scenario = CharFilter(max_length=LONGEST, label=gettext_lazy("Alternativet i en framskriving, «hovedalternativet»"))

    def population_asked(self) -> PopulationAsked:
        """What a valid question says."""
        said = self.form.cleaned_data
        return PopulationAsked(
            figures=self.asked(),
            years=said["year"],
            first_year=said["year_from"],
            last_year=said["year_to"],
            ages=said["age"],
            projected_from=said["projected_from"],
            scenario=said["scenario"],
        )
