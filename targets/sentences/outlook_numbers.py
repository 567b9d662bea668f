"""The numbers behind the outlook, for those who want to check it."""

from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext

from indicators.periods import Frequency, parse_period
from targets.certificates import Facts
from targets.rules import Course
from targets.sentences.outlook import limit_of, outlook_in, projected
from targets.sentences.words import difference, period_label

Row = tuple[str, str]


def outlook_rows(facts: Facts) -> list[Row]:
    """As (what, how much), each with the interval it lies in; nothing where there is no outlook."""
    outlook = outlook_in(facts)
    if outlook is None:
        return []
    return [
        (gettext("Tempo"), pace_said(facts, outlook)),
        (gettext("Målt over"), measured_over(outlook)),
        (gettext("Neste tall"), projection_said(facts, outlook["next"])),
        *deadline_rows(facts, outlook),
        *crossing_rows(outlook),
    ]


def pace_said(facts: Facts, outlook: Facts) -> str:
    per = {
        Frequency.YEAR: gettext("%(pace)s per år (mellom %(low)s og %(high)s)"),
        Frequency.SCHOOL_YEAR: gettext("%(pace)s per skoleår (mellom %(low)s og %(high)s)"),
        Frequency.TERTIAL: gettext("%(pace)s per tertial (mellom %(low)s og %(high)s)"),
        Frequency.QUARTER: gettext("%(pace)s per kvartal (mellom %(low)s og %(high)s)"),
        Frequency.MONTH: gettext("%(pace)s per måned (mellom %(low)s og %(high)s)"),
    }
    ends = {name: difference(facts, Decimal(outlook[key])) for name, key in PACE.items()}
    return per[parse_period(outlook["next"]["period"]).frequency] % ends


PACE = {"pace": "pace", "low": "pace_low", "high": "pace_high"}


def measured_over(outlook: Facts) -> str:
    words = {"count": outlook["points"], "since": period_label(outlook["since"])}
    return gettext("%(count)s tall siden %(since)s") % words


def projection_said(facts: Facts, projection: Facts) -> str:
    beside = limit_of(facts)
    words = {name: projected(facts, projection[name], beside) for name in ("value", "low", "high")}
    words["period"] = period_label(projection["period"])
    return gettext("%(value)s i %(period)s (mellom %(low)s og %(high)s)") % words


def deadline_rows(facts: Facts, outlook: Facts) -> Iterator[Row]:
    if outlook["at_deadline"]:
        yield gettext("Ved fristen"), projection_said(facts, outlook["at_deadline"])


def crossing_rows(outlook: Facts) -> Iterator[Row]:
    """When the standing changes; at one end of the interval it may never do."""
    if not (crossing := outlook["crossing"]):
        return
    words = {name: period_label(crossing[name]) for name in ("period", "earliest", "latest")}
    if crossing["latest"]:
        text = gettext("%(period)s (tidligst %(earliest)s, senest %(latest)s)")
    else:
        text = gettext("%(period)s (tidligst %(earliest)s, kanskje aldri)")
    title = gettext("Brytes") if outlook["course"] == Course.BREAKS else gettext("Nås")
    yield title, text % words
