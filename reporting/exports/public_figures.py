"""The figures behind a plan's lights as rows, one for each target and period. `columns` says what stands where."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext

from reporting.exports.rows import Value
from reporting.queries.public.figures import PublicSeries, SeriesFigure
from targets.rules import Light

NO_FIGURE = SeriesFigure("", "", None, "", "", is_judged=False)


@dataclass(frozen=True, slots=True)
class Column:
    """What a column is called, and what it holds: the same words stand on the page about the figures."""

    name: str
    about: str


def columns() -> list[Column]:
    return [
        Column(gettext("Kode"), gettext("Måltallets kode. Den er den samme i nettadressen og endres ikke.")),
        Column(gettext("Måltall"), gettext("Hva som måles.")),
        Column(gettext("Innsatsområde"), gettext("Hvor i planen måltallet hører til.")),
        Column(gettext("Mål"), gettext("Målet i planen, slik det er vedtatt.")),
        Column(gettext("Krav"), gettext("Hva planen lover.")),
        Column(gettext("Lys"), gettext("Grønt, gult, rødt eller grått. Samme lys på alle rader for et måltall.")),
        Column(gettext("Vurdering"), gettext("Lyset med ord, for eksempel «I rute».")),
        Column(gettext("Forklaring"), gettext("Hvorfor lyset er slik.")),
        Column(gettext("Gjelder"), gettext("Stedet som tallet gjelder.")),
        Column(gettext("Periode"), gettext("Året, tertialet, kvartalet eller måneden som tallet gjelder.")),
        Column(
            gettext("Hele perioden"),
            gettext("Det samme, med begynnelsen der tallet er en endring: «2009-2022». API-et skriver den slik."),
        ),
        Column(gettext("Tall"), gettext("Tallet slik kilden har publisert det. Tomt betyr at det ikke finnes.")),
        Column(gettext("Enhet"), gettext("Hva tallet er regnet i.")),
        Column(gettext("Status"), gettext("Foreløpig, kommunens egen rettelse, eller hvorfor tallet mangler.")),
        Column(gettext("Kildens tegn"), gettext("Tegnet som kilden skriver når tallet mangler.")),
        Column(gettext("Er vurdert"), gettext("Ja ved det tallet som lyset bygger på.")),
        Column(gettext("Kilde"), gettext("Hvor tallene kommer fra.")),
    ]


def figure_rows(series: Iterable[PublicSeries]) -> Iterator[list[Value]]:
    """A target without figures has one row that says how it stands all the same."""
    for one in series:
        for figure in one.figures or [NO_FIGURE]:
            yield row_of(one, figure)


def row_of(series: PublicSeries, figure: SeriesFigure) -> list[Value]:
    row = series.row
    return [
        *(row.code, row.title, series.area, row.goal, row.promise, colour_of(row.light), row.word, row.explanation),
        series.region,
        figure.period,
        figure.whole_period,
        "" if figure.value is None else figure.value,
        *(series.unit, figure.status, figure.symbol, gettext("ja") if figure.is_judged else "", row.source),
    ]


def colour_of(light: str) -> str:
    return {
        Light.GREEN.value: gettext("grønt"),
        Light.YELLOW.value: gettext("gult"),
        Light.RED.value: gettext("rødt"),
        Light.GREY.value: gettext("grått"),
    }[light]
