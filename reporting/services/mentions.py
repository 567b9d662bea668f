"""Telling people that they are named in a commentary."""

from collections.abc import Iterable
from datetime import datetime
from functools import partial

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext, override

from accounts.last_change import names_of
from accounts.models import Municipality, User
from accounts.permissions import Permission, people_with
from reporting.models import Commentary, Mention
from reporting.queries.lights import title_of
from reporting.round_words import period_title
from reporting.rounds import names_mentioned
from reporting.services import round_mail


def mention(*, commentary: Commentary, people: Iterable[User], by: str, now: datetime) -> list[Mention]:
    """Those that are named for the first time are kept, and mailed after commit. Only people who see drafts in the
    municipality are, for others could not open the page; they are left out in silence, so that nobody finds out who
    there is elsewhere."""
    asked = {one.pk for one in people}
    if not asked:
        return []
    there = may_be_mentioned(commentary.round.municipality).filter(pk__in=asked).order_by("pk")
    made: list[Mention] = []
    for person in there:
        row, is_new = Mention.objects.get_or_create(
            commentary=commentary, person=person, defaults={"mentioned_by": by[:200], "mentioned_at": now}
        )
        made += [row] if is_new else []
    if told := [one for one in made if one.person.email]:
        messages = [message_to(one.person, commentary, by) for one in told]
        transaction.on_commit(partial(round_mail.send, messages))
    return made


def people_named_in(commentary: Commentary, text: str) -> list[User]:
    """Whoever the text names with `@brukernavn`, of the municipality."""
    names = names_mentioned(text)
    return list(may_be_mentioned(commentary.round.municipality).filter(username__in=names)) if names else []


def may_be_mentioned(municipality: Municipality) -> QuerySet[User]:
    """Who can be asked to look at a commentary, by name: whoever sees what is being written there."""
    people = people_with(Permission.SEE_DRAFTS, municipality=municipality)
    return people.order_by("first_name", "last_name", "username")


def message_to(person: User, commentary: Commentary, by: str) -> EmailMessage:
    """Who asks, of what, and the page. The words themselves stay where they are."""
    kind, key = ("target", commentary.target_id) if commentary.target_id else ("indicator", commentary.indicator_id)
    with override(settings.LANGUAGE_CODE):
        words = {
            "by": names_of([by]).get(by, by),
            "title": title_on(commentary),
            "round": period_title(commentary.round.period),
            "page": round_mail.address("commentary-write", commentary.round_id, kind, key),
        }
        subject = gettext("Planpuls: %(by)s ber deg se på «%(title)s»") % words
        lines = [
            gettext("%(by)s har nevnt deg i den faglige vurderingen av «%(title)s» i rapporteringen for %(round)s."),
            "",
            gettext("Les den her: %(page)s"),
        ]
        return EmailMessage(round_mail.one_line(subject), "\n".join(lines) % words, to=[person.email])


def title_on(commentary: Commentary) -> str:
    if commentary.target:
        return title_of(commentary.target)
    return commentary.indicator.name_nb if commentary.indicator else ""
