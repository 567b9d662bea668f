"""Why there is no savings potential to show, in words; and what a reader must know of one that is shown."""

from django.utils.translation import gettext

from indicators.need import Basis
from indicators.queries.savings import YearFigures


def problems_with(figures: YearFigures) -> list[str]:
    """What is missing before anything can be worked out, one sentence each."""
    words = {"name": figures.own.name, "year": figures.year}
    problems = [costs_missing(figures)]
    if figures.inhabitants is None:
        problems.append(gettext("%(name)s mangler innbyggertall for %(year)d") % words)
    if not figures.has_need:
        problems.append(gettext("%(name)s mangler utgiftsbehov for %(year)d") % words)
    if not problems[0] and not figures.comparable:
        problems.append(gettext("ingen andre har tall for alle sektorene i %(year)d") % words)
    return [problem for problem in problems if problem]


def costs_missing(figures: YearFigures) -> str:
    """Which sectors the own municipality has no cost for; empty when it has all."""
    lacking = [sector.name for sector in figures.sectors if figures.own.pk not in sector.costs]
    words = {"name": figures.own.name, "year": figures.year, "sectors": "; ".join(lacking)}
    if len(lacking) == len(figures.sectors):
        return gettext("%(name)s mangler netto driftsutgifter per innbygger for %(year)d") % words
    return gettext("%(name)s mangler tall for %(year)d i disse sektorene: %(sectors)s") % words if lacking else ""


def need_unknown(figures: YearFigures) -> str:
    """Which adjusted sectors count with 1.0 because nobody has said what the need is; empty when there are none."""
    unknown = [sector.name for sector in figures.sectors if sector.need.basis is Basis.UNKNOWN]
    words = {"name": figures.own.name, "year": figures.year, "sectors": "; ".join(unknown)}
    text = gettext("utgiftsbehovet til %(name)s i %(year)d er ikke kjent, og 1,0 er brukt, i: %(sectors)s")
    return text % words if unknown else ""
