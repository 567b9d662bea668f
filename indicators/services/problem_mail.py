"""Mail to those who load figures: a source has a problem that somebody must look at. Each problem is told once."""

import logging
from collections.abc import Iterator, Sequence
from datetime import datetime
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, override

from accounts.permissions import Permission, people_with
from indicators.models import ProblemKind, Source, SourceProblem
from indicators.problem_words import PROBLEM_WORDS
from indicators.timetable import is_worth_telling

logger = logging.getLogger(__name__)


def tell_of_problems(*, source: Source, now: datetime) -> None:
    """Send mail, once this transaction stands, of open problems that nobody has been told and that are worth it.

    Where no mail can be sent, they are told the next time. Never raises: figures do not wait for a mail server.
    """
    untold = SourceProblem.objects.open().filter(source=source, told_at__isnull=True).order_by("found_at", "pk")
    worth = [one for one in untold if is_worth_telling(one.kind, found_at=one.found_at, seen_at=one.seen_at)]
    people = addresses() if worth else []
    if not people:
        return
    SourceProblem.objects.filter(pk__in=[one.pk for one in worth]).update(told_at=now)
    transaction.on_commit(lambda: send(source, worth, people))


def addresses() -> list[str]:
    """Everybody with an address who may have figures fetched."""
    people = people_with(Permission.LOAD_FIGURES).exclude(email="")
    return sorted(set(people.values_list("email", flat=True)))


def send(source: Source, problems: Sequence[SourceProblem], people: Sequence[str]) -> None:
    """One message to each, so that nobody sees the addresses of the others."""
    with override(settings.LANGUAGE_CODE):
        subject, body = subject_of(source, problems), body_of(source, problems)
    try:
        messages = [EmailMessage(subject, body, to=[address]) for address in people]
        get_connection().send_messages(messages)
    except (SMTPException, OSError) as error:
        logger.warning("Mail about the source %s could not be sent: %s", source.code, error)
        SourceProblem.objects.filter(pk__in=[one.pk for one in problems]).update(told_at=None)


def subject_of(source: Source, problems: Sequence[SourceProblem]) -> str:
    words = {"source": source.name, "problem": problems[0].get_kind_display()}
    return " ".join((gettext("Planpuls: %(source)s – %(problem)s") % words).split())


def body_of(source: Source, problems: Sequence[SourceProblem]) -> str:
    page = f"{settings.SITE_URL}{reverse('source-detail', args=[source.code])}"
    told = [
        gettext("Noe er galt med en kilde som Planpuls henter tall fra:"),
        f"{source}, {gettext('tabell')} {source.table}",
        *(line for problem in problems for line in ("", *lines_of(problem))),
        "",
        gettext("Tallene vi har, er ikke endret, og ingen trafikklys har skiftet farge av dette."),
        gettext("Kilden: %(page)s") % {"page": page},
    ]
    return "\n".join(told)


def lines_of(problem: SourceProblem) -> Iterator[str]:
    """What the source said, since when, what it means and what to do."""
    said = ": ".join(filter(None, (problem.title, problem.detail)))
    since = date_format(timezone.localtime(problem.found_at), "DATE_FORMAT")
    yield gettext("«%(said)s», siden %(since)s.") % {"said": said, "since": since}
    words = PROBLEM_WORDS[ProblemKind(problem.kind)]
    yield str(words.meaning)
    yield str(words.to_do)
