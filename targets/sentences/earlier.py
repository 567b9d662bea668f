"""What was promised before, in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext

from targets.certificates.promises import terms_facts
from targets.certificates.writing import target_facts
from targets.models import EarlierPromise, IndicatorInPlan, Target
from targets.queries import terms_of
from targets.sentences.people import ended
from targets.sentences.promise import promise_of_terms


@dataclass(frozen=True, slots=True)
class PromiseChange:
    """A promise that was changed: when, in a sentence, and why."""

    changed_on: date
    sentence: str
    reason: str

    @property
    def said(self) -> str:
        """Both, for one paragraph."""
        return f"{self.sentence} {gettext('Begrunnelse: %(reason)s') % {'reason': ended(self.reason)}}"


def promise_changes(target: Target) -> list[PromiseChange]:
    """Every change after the plan was adopted, the newest first. Needs the target as it is fetched for assessment."""
    return list(reversed(list(changes_of(target))))


def changes_of(target: Target) -> Iterator[PromiseChange]:
    rows = sorted(target.earlier.all(), key=lambda one: (one.changed_at, one.pk))
    afterwards = [*(promised_before(row) for row in rows[1:]), promised_now(target)] if rows else []
    for row, after in zip(rows, afterwards, strict=True):
        words = {"day": date_format(row.changed_on), "before": promised_before(row), "after": after}
        if words["before"] == after:
            said = gettext("Måltallet ble endret %(day)s, men sies fortsatt slik: «%(after)s».")
        else:
            said = gettext("Måltallet ble endret %(day)s: før «%(before)s», nå «%(after)s».")
        yield PromiseChange(row.changed_on, said % words, row.reason)


def promised_before(row: EarlierPromise) -> str:
    peer = row.peer.name if row.peer else ""
    return promise_of_terms(row.terms, row.words, unit=unit_of(row.used_indicator), peer=peer)


def promised_now(target: Target) -> str:
    peer = target.peer.name if target.peer else ""
    terms, words = terms_facts(terms_of(target)), target_facts(target)
    return promise_of_terms(terms, words, unit=unit_of(target.used_indicator), peer=peer)


def unit_of(used: IndicatorInPlan | None) -> str:
    return used.indicator.unit if used else ""
