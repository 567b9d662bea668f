"""Charts for pages and reports: the same drawing in a wide and a narrow shape, with words in the reader's language."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext

from indicators.formats import number
from reporting.charts import (
    COMPACT,
    WALL,
    WIDE,
    BarChart,
    ChartWords,
    ComparisonChart,
    LightWords,
    OrdinalChart,
    PopulationChart,
    Size,
    Svg,
    TargetChart,
    bar_chart,
    comparison_chart,
    ordinal_chart,
    population_chart,
    target_chart,
)
from reporting.charts.svg import description_in
from targets.rules import Attainment, Family, Light
from targets.sentences import light_word


@dataclass(frozen=True, slots=True)
class Drawing:
    """A finished drawing in both shapes. `description` says in words what it shows."""

    title: str
    wide: Svg
    compact: Svg

    @property
    def description(self) -> str:
        return description_in(self.wide)


def draw_target(chart: TargetChart, *, family: str | None, wide_size: Size = WIDE) -> Drawing:
    """A target with its expected path or limit; `family` decides what the zones are called."""
    words = words_for(chart, family)
    wide = target_chart(chart, number=number, words=words, size=wide_size)
    return Drawing(chart.title, wide, target_chart(chart, number=number, words=words, size=COMPACT))


def draw_target_on_wall(chart: TargetChart, *, family: str | None) -> Svg:
    """The same for those who sit far away."""
    return target_chart(chart, number=number, words=words_for(chart, family), size=WALL)


def draw_comparison(chart: ComparisonChart, *, wide_size: Size = WIDE) -> Drawing:
    """Regions beside each other, the own one in front."""
    words = chart_words(Family.LIMIT.value)
    wide = comparison_chart(chart, number=number, words=words, size=wide_size)
    return Drawing(chart.title, wide, comparison_chart(chart, number=number, words=words, size=COMPACT))


def draw_population(chart: PopulationChart) -> Drawing:
    """What was, and every round of what was projected."""
    words = chart_words(Family.LIMIT.value)
    wide = population_chart(chart, number=number, words=words)
    return Drawing(chart.title, wide, population_chart(chart, number=number, words=words, size=COMPACT))


def draw_bars(chart: BarChart) -> Drawing:
    """Regions beside each other in one period."""
    words = chart_words(Family.LIMIT.value)
    wide = bar_chart(chart, number=number, words=words)
    return Drawing(chart.title, wide, bar_chart(chart, number=number, words=words, size=COMPACT))


def draw_ordinal(chart: OrdinalChart) -> Drawing:
    """One whole parted into classes from worst to best."""
    words = chart_words(Family.LIMIT.value)
    wide = ordinal_chart(chart, number=number, words=words)
    return Drawing(chart.title, wide, ordinal_chart(chart, number=number, words=words, size=COMPACT))


def words_for(chart: TargetChart, family: str | None) -> ChartWords:
    words = chart_words(family or Family.LIMIT.value)
    return replace(words, lights=final_words()) if chart.judged and chart.judged.is_final_limit else words


def final_words() -> LightWords:
    lights = (Light.GREEN, Light.YELLOW, Light.RED)
    return LightWords(*(light_word(light=one.value, family=None, attainment=Attainment.MISSED) for one in lights))


def chart_words(family: str) -> ChartWords:
    return ChartWords(
        expected=gettext("Forventet"),
        compared=gettext("Sammenlignet med"),
        limit=gettext("Krav"),
        target=gettext("Mål"),
        provisional=gettext("Foreløpig tall"),
        correction=gettext("Kommunens eget tall"),
        estimate=gettext("Anslag"),
        projection=gettext("Framskriving"),
        ahead=gettext("Utsikter med dagens tempo"),
        between=gettext("mellom %(low)s og %(high)s"),
        earlier=gettext("Tidligere måltall:"),
        series_break=gettext("Brudd i serien"),
        nothing=gettext("Ingen tall å vise"),
        without_figures=gettext("Uten tall:"),
        unknown_class=gettext("ikke oppgitt"),
        cut_axis=gettext("Aksen begynner ikke på null"),
        lights=LightWords(*(zone_word(light, family) for light in (Light.GREEN, Light.YELLOW, Light.RED))),
    )


def zone_word(light: Light, family: str) -> str:
    """On the way a zone is called as on a path, also when the deadline has passed."""
    shown = Family.LIMIT if family == Family.LIMIT else Family.PATH
    return light_word(light=light.value, family=shown.value, attainment=None)
