"""What the annual report says of the reports before it: lights that are others now, and figures that were corrected."""

from collections.abc import Iterator

from django.utils.translation import gettext

from reporting.documents import Block, Bullets, Cell, Column, Heading, Paragraph, Role, Table
from reporting.queries.annual_changes import YearChange
from reporting.queries.annual_report import AnnualReport

DASH = "–"


def changes(report: AnnualReport) -> Iterator[Block]:
    """Every light that is another one than a year before, those that are worse first."""
    if not report.targets:
        return
    yield Heading(1, gettext("Endringer siden i fjor"))
    if not report.changes:
        yield Paragraph(gettext("Ingen lys er endret siden i fjor."))
        return
    words = {"year": report.year - 1}
    yield Paragraph(gettext("Lysene er vurdert på nytt for %(year)s med tallene som er kjent nå.") % words, Role.NOTE)
    columns = (
        Column(gettext("Måltall"), share=3),
        Column(gettext("I fjor"), share=2),
        Column(gettext("I år"), share=2),
        Column(gettext("Hvorfor"), share=4),
    )
    yield Table(gettext("Lys som er endret"), columns, tuple(change_row(one) for one in report.changes))


def change_row(one: YearChange) -> tuple[Cell, ...]:
    return (
        Cell(one.title),
        Cell(one.from_word, light=one.from_light),
        Cell(one.to_word, light=one.to_light),
        Cell(f"{one.because[:1].upper()}{one.because[1:]}." if one.because else DASH),
    )


def errata(report: AnnualReport) -> Iterator[Block]:
    """What has been corrected in the reports before this one; nothing where nothing has."""
    if not report.errata:
        return
    yield Heading(1, gettext("Rettelser"))
    yield Paragraph(gettext("Tall som er rettet hos kilden etter at en tidligere rapport ble låst."))
    for one in report.errata:
        yield Heading(2, gettext("%(title)s, utgave %(edition)d") % {"title": one.title, "edition": one.edition})
        yield Bullets(one.sentences)
