"""Errata as they are said to a reader: «2024 var 6,1, nå 5,4; lyset var grønt, er gult.»"""

from collections.abc import Iterator

from django.utils.formats import date_format
from django.utils.translation import gettext

from indicators.formats import published
from reporting.errata import Correction, Erratum, LightTurn, Turn
from targets.queries import period_named
from targets.sentences import colour_word


def erratum_said(erratum: Erratum) -> str:
    """One sentence for each thing, with its name before it."""
    figures = list(corrections_said(erratum))
    if erratum.light:
        light = light_said(erratum.light)
        figures = [*figures, light] if figures else [gettext("eldre tall i serien er rettet"), light]
    return f"{erratum.title}: {'; '.join(figures)}."


def corrections_said(erratum: Erratum) -> Iterator[str]:
    """The judged figure last, so that it stands beside what became of the light."""
    in_order = sorted(erratum.corrections, key=lambda one: one.period == erratum.judged)
    for one in in_order:
        if said := correction_said(one, erratum.decimals):
            yield said


def correction_said(one: Correction, decimals: int | None) -> str:
    """Nothing where the report prints the same writing of both."""
    then = published(one.then.literal, decimals) if one.then.literal else ""
    now = published(one.now.literal, decimals) if one.now.literal else ""
    words = {"period": period_named(one.period).label, "then": then, "now": now}
    if then and then == now:
        return ""
    if one.turn is Turn.REVISED and one.says_since and one.known_on:
        said = gettext("%(period)s var %(then)s, nå %(now)s, kjent fra %(day)s")
        return said % {**words, "day": date_format(one.known_on)}
    return {
        Turn.REVISED: gettext("%(period)s var %(then)s, nå %(now)s"),
        Turn.WITHDRAWN: gettext("%(period)s var %(then)s, men tallet er trukket tilbake"),
        Turn.HIDDEN: gettext("%(period)s var %(then)s, men kilden skjuler nå tallet av hensyn til personvern"),
        Turn.APPEARED: gettext("%(period)s manglet, nå %(now)s"),
    }[one.turn] % words


def light_said(light: LightTurn) -> str:
    words = {"then": colour_word(light.then), "now": colour_word(light.now)}
    if light.is_shown:
        return gettext("lyset var %(then)s, er %(now)s") % words
    return gettext("det beregnede lyset var %(then)s, er %(now)s") % words
