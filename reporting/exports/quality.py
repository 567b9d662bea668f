"""The list of things to look at, as rows: the same as the page, with what somebody has said of those that are seen."""

from collections.abc import Iterable, Iterator

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext

from reporting.quality import Thing


def quality_heading() -> list[str]:
    return [
        gettext("Hva"),
        gettext("Indikator"),
        gettext("Kode"),
        gettext("Region"),
        gettext("Periode"),
        gettext("Hva som er galt"),
        gettext("Måltall som påvirkes"),
        gettext("Sett på av"),
        gettext("Dato"),
        gettext("Begrunnelse"),
    ]


def quality_rows(things: Iterable[Thing]) -> Iterator[list[str]]:
    """Those behind lights first."""
    for one in sorted(things, key=lambda thing: thing.urgency):
        seen = [one.seen.by, day(one), one.seen.reason] if one.seen else ["", "", ""]
        targets = ", ".join(target.code for target in one.targets)
        yield [one.label, one.name, one.indicator, one.region, one.period, one.sentence, targets, *seen]


def day(one: Thing) -> str:
    return date_format(timezone.localtime(one.seen.at), "SHORT_DATE_FORMAT") if one.seen else ""
