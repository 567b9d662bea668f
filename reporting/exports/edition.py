"""Which edition of a report a document is, said on its front page before it is frozen, so that every form says it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext

from reporting.documents import FactList, ReportDocument


@dataclass(frozen=True, slots=True)
class Replaced:
    """The edition before."""

    number: int
    sealed_on: date


@dataclass(frozen=True, slots=True)
class Edition:
    """The first one replaces none and needs no reason."""

    number: int
    sealed_on: date
    sealed_by: str
    reason: str = ""
    replaces: Replaced | None = None


def of_edition(document: ReportDocument, edition: Edition) -> ReportDocument:
    """The document with what it is, in its own language. Its fingerprint is not there: that is made of all this."""
    with translation.override(document.language):
        return replace(document, facts=FactList((*document.facts.facts, *edition_facts(edition))))


def edition_facts(edition: Edition) -> Iterator[tuple[str, str]]:
    yield gettext("Utgave"), str(edition.number)
    yield gettext("Låst"), sealed_said(edition.sealed_on, edition.sealed_by)
    if edition.reason:
        yield gettext("Derfor ny utgave"), edition.reason
    if edition.replaces:
        words = {"n": edition.replaces.number, "day": date_format(edition.replaces.sealed_on)}
        yield gettext("Erstatter"), gettext("utgave %(n)d, låst %(day)s") % words


def sealed_said(day: date, by: str) -> str:
    return gettext("%(day)s av %(by)s") % {"day": date_format(day), "by": by}
