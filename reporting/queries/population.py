"""The page of a place's population: how many there are, at which ages, and how projections fared."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext

from accounts.models import Municipality
from indicators.demography.ages import EVERYBODY, AgeGroup, age_group_named
from indicators.demography.history import Disagreement, Round, Years
from indicators.demography.populations import sums_beside
from indicators.demography.ratios import RATIOS
from indicators.demography.rounds import farthest, reached_early
from indicators.models import Region
from indicators.queries.history import region_history
from indicators.queries.population import Place, PopulationKnown, places_with_population, population_of
from reporting.charts import PopulationChart
from reporting.population_drawing import population_drawing
from reporting.population_sheets import AGES, AGES_AHEAD, ages_sheet, groups_of, ratios_sheet, rounds_sheet
from reporting.population_words import (
    ahead_sentence,
    day_in_words,
    group_name,
    growth_sentences,
    persons,
    projection_name,
    ratio_sentence,
    reached_sentence,
)
from reporting.sheets import Sheet


@dataclass(frozen=True, slots=True)
class Headline:
    """A sentence to take along, and how it is calculated."""

    text: str
    arithmetic: str = ""


@dataclass(frozen=True, slots=True)
class PopulationPage:
    """Everything that is known of the place, ready to be shown."""

    region: Region
    group: AgeGroup
    groups: list[tuple[str, str]]
    headlines: list[Headline]
    remarks: list[str]
    # None where there are too few figures to draw.
    chart: PopulationChart | None
    ages: Sheet
    ages_ahead: Sheet | None
    ratios: Sheet
    rounds: Sheet | None
    reached: list[str]

    @property
    def chosen_group(self) -> str:
        """The choice as the address has it; empty for everybody."""
        return "" if self.group == EVERYBODY else self.group.code

    @property
    def sheets(self) -> dict[str, Sheet]:
        """The tables that can be downloaded."""
        found = (self.ages, self.ages_ahead, self.ratios, self.rounds)
        return {sheet.code: sheet for sheet in found if sheet and sheet.rows}


@dataclass(frozen=True, slots=True)
class PopulationChoice:
    """The places to choose from, and the page of the chosen one; no page where nothing is known of it."""

    places: list[Place]
    page: PopulationPage | None


def population_choice(*, own: QuerySet[Municipality], code: str, age: str) -> PopulationChoice:
    """The place with the code, or the first of the reader's own; four queries. Raises LookupError for unknown ones."""
    history = region_history()
    places = places_with_population(own, history)
    chosen = chosen_place(places, code)
    if chosen is None:
        return PopulationChoice(places, None)
    return PopulationChoice(places, population_page(chosen.region, population_of(chosen.region, history), age=age))


def chosen_place(places: Sequence[Place], code: str) -> Place | None:
    if not code:
        return next((place for place in places if place.is_own), None)
    found = next((place for place in places if place.region.code == code), None)
    if found is None:
        raise LookupError(code)
    return found


def population_page(region: Region, known: PopulationKnown, *, age: str) -> PopulationPage:
    """The page from what is known. Raises LookupError where `age` is no age group that the place has figures of."""
    groups = groups_to_choose(known)
    group = age_group_named(age) if age else EVERYBODY
    if group is None or group not in groups:
        raise LookupError(age)
    told = [one for one in known.rounds if one.years.persons(group)]
    newest = known.rounds[0] if known.rounds else None
    chart = population_drawing(region.name, known.actual, told, group)
    has_ages = newest is not None and any(one.groups for one in newest.years.populations.values())
    return PopulationPage(
        region=region,
        group=group,
        groups=[(one.code if one != EVERYBODY else "", group_name(one)) for one in groups],
        headlines=list(headlines(region.name, known.actual, told, group)),
        remarks=[disagreement_in_words(one) for one in known.actual.disagreements],
        chart=chart if is_worth_drawing(chart) else None,
        ages=ages_sheet(known.actual, code=AGES, title=gettext("Innbyggere etter alder")),
        ages_ahead=ages_sheet(newest.years, code=AGES_AHEAD, title=projection_name(newest))
        if newest and has_ages
        else None,
        ratios=ratios_sheet(known.actual, newest),
        rounds=rounds_sheet(known.actual, told, group) if told else None,
        # With one round only it is told above.
        reached=list(reached_sentences(region.name, known.actual, told, group)) if len(told) > 1 else [],
    )


def is_worth_drawing(chart: PopulationChart) -> bool:
    """One figure alone is said better in words."""
    return sum(len(series.drawn) for series in (chart.actual, *chart.rounds)) > 1


def reached_sentences(name: str, actual: Years, rounds: Sequence[Round], group: AgeGroup) -> Iterator[str]:
    """For every round what of it was reached early."""
    was = actual.persons(group)
    for one in rounds:
        if reached := farthest(reached_early(was, one.years.persons(group))):
            yield reached_sentence(name, group, one, reached)


def groups_to_choose(known: PopulationKnown) -> list[AgeGroup]:
    """Everybody, the groups that are shown, and the usual sums."""
    populations = list(known.actual.completed.values())
    groups = groups_of(populations)
    return [EVERYBODY, *groups, *(one for one in sums_beside(populations, groups) if one != EVERYBODY)]


def headlines(name: str, actual: Years, rounds: Sequence[Round], group: AgeGroup) -> Iterator[Headline]:
    """How many, how the newest projection fared, where it ends, and how many there are to support whom."""
    for text, arithmetic in growth_sentences(name, group, actual):
        yield Headline(text, arithmetic)
    was = actual.persons(group)
    if rounds and was:
        newest, said = rounds[0], rounds[0].years.persons(group)
        if reached := farthest(reached_early(was, said)):
            yield Headline(reached_sentence(name, group, newest, reached))
        if max(said) > max(was):
            yield Headline(ahead_sentence(group, newest, was[max(was)]))
    if group == EVERYBODY:
        yield from ratio_headlines(actual)


def ratio_headlines(actual: Years) -> Iterator[Headline]:
    """The first ratio that can be calculated."""
    for ratio in RATIOS:
        said = {year: exact for year, one in actual.completed.items() if (exact := ratio.of(one)) is not None}
        if said:
            first, last = min(said), max(said)
            yield Headline(ratio_sentence(ratio, (first, said[first]), (last, said[last])))
            return


def disagreement_in_words(one: Disagreement) -> str:
    """That two sources count the same persons differently, and which one is used."""
    words = {
        "group": group_name(one.used.meaning.group),
        "used": persons(one.used.persons),
        "day": day_in_words(one.used.on),
        "source": one.used.source,
        "other": persons(one.other.persons),
        "other_day": day_in_words(one.other.on),
        "other_source": one.other.source,
    }
    return (
        gettext(
            "Kildene er ikke enige om %(group)s: %(used)s %(day)s (%(source)s) og %(other)s %(other_day)s "
            "(%(other_source)s). Det første brukes."
        )
        % words
    )
