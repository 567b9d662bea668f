"""Sentences of the status analysis: who is compared, what an area is, and how an indicator stands."""

from collections.abc import Iterator

from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext

from indicators.formats import NBSP
from reporting.queries.indicator_compared import Told
from reporting.queries.status_overview import Named
from reporting.queries.status_report import StatusArea, StatusReport
from reporting.queries.status_series import Series
from reporting.savings_words import listed

# Introduction -------------------------------------------------------------------------------------------------------


def purpose(report: StatusReport) -> str:
    words = {"name": report.municipality, "year": report.year}
    return (
        gettext(
            "Ståstedsanalysen viser hvordan %(name)s kommune sto i %(year)s: hva tjenestene kostet, hvem de nådde og "
            "hvor gode de var, sammenlignet med tidligere år og med andre kommuner."
        )
        % words
    )


def extent(report: StatusReport) -> str:
    """How much there is."""
    count, areas = sum(one.has_figures for one in report.indicators), len(report.areas)
    detailed = len(report.in_detail)
    words = {"count": count, "areas": areas, "detailed": detailed}
    return (
        gettext(
            "Analysen har %(count)d indikatorer med tall i %(areas)d tjenesteområder. %(detailed)d av dem har egen "
            "figur og tabell over flere år; de andre står i oversikten for området."
        )
        % words
    )


def compared_with(report: StatusReport) -> Iterator[str]:
    """Whom the municipality stands beside, and who has said so."""
    if report.neighbours:
        yield neighbours_said(report)
    if report.group:
        yield ngettext(
            "%(group)s er kommuner som ligner i størrelse og økonomi. Den hadde %(n)d medlem i %(year)s.",
            "%(group)s er kommuner som ligner i størrelse og økonomi. Den hadde %(n)d medlemmer i %(year)s.",
            report.members,
        ) % {"group": report.group, "n": report.members, "year": report.year}
    if report.countries:
        yield gettext("Tallene for %(names)s står ved siden av der de er publisert.") % {
            "names": listed(report.countries)
        }


def neighbours_said(report: StatusReport) -> str:
    names = {"names": listed(report.neighbours)}
    if report.is_chosen:
        return gettext("Kommunen sammenlignes med disse, som den har valgt selv: %(names)s.") % names
    return (
        gettext("Kommunen har ikke valgt hvem den vil sammenlignes med. Her står andre i KOSTRA-gruppen: %(names)s.")
        % names
    )


def nothing_known(report: StatusReport) -> str:
    words = {"name": report.municipality, "year": report.year}
    return gettext("Vi har ingen tall om %(name)s til og med %(year)s, så det er ingenting å sammenligne.") % words


def known_said(report: StatusReport) -> str:
    return gettext("Alle tall er slik de var kjent %(day)s.") % {"day": date_format(report.known_on)}


# An area ------------------------------------------------------------------------------------------------------------


def about_area(area: StatusArea) -> Iterator[str]:
    """How many indicators it has, and what it covers."""
    with_figures = sum(one.has_figures for one in area.indicators)
    yield ngettext("Området har %(n)d indikator med tall.", "Området har %(n)d indikatorer med tall.", with_figures) % {
        "n": with_figures
    }
    if area.functions:
        yield ngettext(
            "KOSTRA-funksjonen er %(functions)s.",
            "KOSTRA-funksjonene er %(functions)s.",
            len(area.functions),
        ) % {"functions": listed(area.functions)}


def without_year(report: StatusReport, area: StatusArea) -> str:
    """What a reader must know where nothing is of the year; empty where something is."""
    words = {"name": report.municipality, "year": report.year}
    if not area.tables:
        return gettext("Vi har ingen tall til og med %(year)s i dette området.") % words
    if not area.has_year:
        return gettext("%(name)s har ingen tall for %(year)s i dette området. Tabellene viser de nyeste.") % words
    return ""


def without_figures(area: StatusArea) -> str:
    """Who is in no table."""
    return gettext("Uten tall: %(names)s.") % {"names": listed(area.without_figures)} if area.without_figures else ""


# An indicator -------------------------------------------------------------------------------------------------------


def standing(named: Named, series: Series) -> str:
    """The newest own figure, how it changed, and its place: one sentence each."""
    own = series.own
    if own is None or own.newest.value is None:
        return ""
    words = {"name": own.name, "value": with_unit_of(named, own.newest.text), "year": series.newest}
    said = [gettext("%(name)s: %(value)s i %(year)s.") % words]
    if change := change_said(own.change, series):
        said.append(gettext("Endring fra %(before)s: %(change)s.") % {"before": series.before, "change": change})
    if change := change_said(own.from_mean, series):
        said.append(gettext("Mot snittet av %(years)s: %(change)s.") % {"years": series.mean_of, "change": change})
    if own.rank:
        said.append(gettext("Plass i %(group)s: %(rank)s.") % {"group": series.group, "rank": own.rank})
    return " ".join(said)


def with_unit_of(named: Named, text: str) -> str:
    return f"{text}{NBSP}{named.suffix}" if named.suffix else text


def change_said(change: Told, series: Series) -> str:
    """`+134 (+5,3 %)`, `−0,4 prosentpoeng`."""
    if not change.amount:
        return ""
    unit = f"{NBSP}{series.change_unit}" if series.change_unit else ""
    return f"{change.amount}{unit} ({change.percent})" if change.percent else f"{change.amount}{unit}"


def ranks_explained(series: Series) -> str:
    """Who is ranked, and who comes first."""
    if not any(row.rank for row in series.rows):
        return ""
    words = {"group": series.group, "ranked": series.ranked, "year": series.newest}
    if series.lowest_first:
        text = gettext("Plass: blant %(ranked)d kommuner i %(group)s med tall for %(year)s, laveste tall først.")
    else:
        text = gettext("Plass: blant %(ranked)d kommuner i %(group)s med tall for %(year)s, høyeste tall først.")
    return text % words
