"""Counts and reasons as the annual report says them."""

from django.utils.translation import gettext, ngettext

from reporting.queries.annual_report import AnnualReport
from reporting.queries.standing import calculated_said
from targets.rules import RollUp


def counted_lights(lights: RollUp) -> str:
    """`3 er grønne, 1 er gult og 9 kan ikke vurderes.` Colours that do not occur are left out."""
    parts = [
        ngettext("%(n)d er grønt", "%(n)d er grønne", lights.green) % {"n": lights.green} if lights.green else "",
        ngettext("%(n)d er gult", "%(n)d er gule", lights.yellow) % {"n": lights.yellow} if lights.yellow else "",
        ngettext("%(n)d er rødt", "%(n)d er røde", lights.red) % {"n": lights.red} if lights.red else "",
        ngettext("%(n)d kan ikke vurderes", "%(n)d kan ikke vurderes", lights.grey) % {"n": lights.grey}
        if lights.grey
        else "",
    ]
    said = listed_in_words([part for part in parts if part])
    return f"{said}." if said else ""


def overridden_said(lights: RollUp) -> str:
    """`2 er overstyrt: 1 er beregnet rødt og 1 er beregnet gult.` Nothing where nobody has set a light."""
    count = lights.overridden
    if not count:
        return ""
    text = ngettext("%(n)d av lysene er overstyrt: %(said)s.", "%(n)d av lysene er overstyrt: %(said)s.", count)
    return text % {"n": count, "said": listed_in_words(list(calculated_said(lights)))}


def listed_in_words(parts: list[str]) -> str:
    """With commas, and a word before the last."""
    if len(parts) < 2:
        return "".join(parts)
    return gettext("%(first)s og %(last)s") % {"first": ", ".join(parts[:-1]), "last": parts[-1]}


def said_of_year(report: AnnualReport) -> str:
    """What a reader must know about a year that has not ended; nothing when it has."""
    words = {"year": report.year}
    if report.year_is_over:
        return ""
    if report.judged_on.year < report.year:
        return gettext("%(year)s har ikke begynt ennå. Rapporten viser hvordan det står nå.") % words
    return (
        gettext("%(year)s er ikke over ennå. Rapporten viser hvordan det står nå, med de tallene som finnes.") % words
    )
