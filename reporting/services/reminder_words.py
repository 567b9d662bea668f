"""What a mail about a round says: what lacks words, why they are asked for, by when, and where they are written."""

from collections.abc import Iterator, Sequence

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext, override

from accounts.models import Unit
from reporting.models import ReminderKind, ReportingRound
from reporting.queries.rounds.items import RoundItem
from reporting.round_words import period_title
from reporting.services.round_mail import address, one_line

# A unit, what it has left, and whether it has nobody who can be written to.
Part = tuple[Unit, Sequence[RoundItem], bool]
# Things told one by one; a mail of more than that is not read.
MOST_TOLD = 30


def subject_of(asked: ReportingRound, kind: str, parts: Sequence[Part]) -> str:
    """How many things, in which round, by when; on one line whatever things are called."""
    with override(settings.LANGUAGE_CODE):
        count = sum(len(items) for _unit, items, _to_coordinators in parts)
        words = {"round": period_title(asked.period), "n": count, "deadline": date_format(asked.deadline)}
        if kind == ReminderKind.AFTER:
            said = ngettext(
                "Planpuls: fristen for %(round)s var %(deadline)s, og %(n)d tekst mangler",
                "Planpuls: fristen for %(round)s var %(deadline)s, og %(n)d tekster mangler",
                count,
            )
        else:
            said = ngettext(
                "Planpuls: %(n)d tekst å skrive om %(round)s, med frist %(deadline)s",
                "Planpuls: %(n)d tekster å skrive om %(round)s, med frist %(deadline)s",
                count,
            )
        return one_line(said % words)


def body_of(asked: ReportingRound, kind: str, parts: Sequence[Part]) -> str:
    with override(settings.LANGUAGE_CODE):
        lines = [beginning(asked, kind), *([asked.message] if asked.message else [])]
        for part in parts:
            lines += lines_of_unit(asked, *part)
        return "\n\n".join(lines)


def beginning(asked: ReportingRound, kind: str) -> str:
    words = {"round": period_title(asked.period), "deadline": date_format(asked.deadline)}
    return {
        ReminderKind.OPENED: gettext(
            "Rapporteringen for %(round)s er åpnet. Skriv det tallene ikke sier selv, innen %(deadline)s."
        ),
        ReminderKind.BEFORE: gettext("Fristen for rapporteringen for %(round)s er %(deadline)s. Dette gjenstår:"),
        ReminderKind.AFTER: gettext("Fristen for rapporteringen for %(round)s var %(deadline)s. Dette mangler ennå:"),
    }[ReminderKind(kind)] % words


def lines_of_unit(
    asked: ReportingRound, unit: Unit, items: Sequence[RoundItem], to_coordinators: bool
) -> Iterator[str]:
    yield f"{unit.name}\n{'=' * len(unit.name)}"
    if to_coordinators:
        yield said_to_coordinators()
    for item in items[:MOST_TOLD]:
        yield "\n".join(lines_of(asked, item))
    if (more := len(items) - MOST_TOLD) > 0:
        yield ngettext("Og %(n)d til.", "Og %(n)d til.", more) % {"n": more}
    yield gettext("Hele listen: %(page)s") % {"page": address("round-unit", asked.pk, unit.pk)}


def said_to_coordinators() -> str:
    return gettext("Du får dette fordi virksomheten ikke har noen kontakt som kan få e-post. Finn noen som kan skrive.")


def lines_of(asked: ReportingRound, item: RoundItem) -> Iterator[str]:
    """One thing: its light and name, why it is asked for, what the coordinator said of it, and where it is written."""
    yield f"{item.title} – {item.word}" if item.word else item.title
    if item.written and item.written.return_reason:
        yield gettext("Sendt tilbake: %(reason)s") % {"reason": item.written.return_reason}
    if item.asked_in_words:
        yield " ".join(item.asked_in_words)
    yield address("commentary-write", asked.pk, item.kind, item.pk)
