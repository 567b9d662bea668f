"""The lights that people have set for a target, the newest first, each with what was calculated and how it ended."""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext

from targets.certificates import Facts
from targets.models import Assessment, Override, OverrideEnd, Target
from targets.sentences import until_said, word_for


@dataclass(frozen=True, slots=True)
class OverrideRow:
    """One override in words. `ended` is empty while it is open."""

    light: str
    word: str
    calculated: str
    calculated_word: str
    reason: str
    decided_by: str
    decided_on: date
    until: str
    ended: str


def overrides_of(target: Target, facts: Facts | None) -> list[OverrideRow]:
    """One query where there are some, however many."""
    rows = sorted(target.overrides.all(), key=lambda row: row.pk, reverse=True)
    if not rows or facts is None:
        return []
    calculated = calculated_then(target)
    return [override_row(row, facts, calculated.get(row.pk, "")) for row in rows]


def calculated_then(target: Target) -> dict[int | None, str]:
    """By override: what the rule said when it was set."""
    kept = Assessment.objects.filter(target=target, override__isnull=False).order_by("-pk")
    return dict(kept.values_list("override", "light"))


def override_row(row: Override, facts: Facts, calculated: str) -> OverrideRow:
    return OverrideRow(
        light=row.light,
        word=word_for(facts, row.light),
        calculated=calculated,
        calculated_word=word_for(facts, calculated) if calculated else "",
        reason=row.reason,
        decided_by=row.decided_by,
        decided_on=row.decided_on,
        until=until_said(row.until.isoformat() if row.until else None),
        ended=ended_said(row),
    )


def ended_said(row: Override) -> str:
    """`Trukket tilbake 12. juli 2026 av ola`; who is left out where it ended by itself."""
    if row.ended_on is None:
        return ""
    words = {"day": date_format(row.ended_on), "by": row.ended_by}
    return {
        OverrideEnd.DATE: gettext("Tiden gikk ut, og det beregnede lyset gjelder fra %(day)s."),
        OverrideEnd.FIGURE: gettext("Det kom et nytt tall, og det beregnede lyset gjelder fra %(day)s."),
        OverrideEnd.WITHDRAWN: gettext("Trukket tilbake %(day)s av %(by)s."),
        OverrideEnd.REPLACED: gettext("Erstattet av en ny %(day)s av %(by)s."),
    }[OverrideEnd(row.ended_because)] % words
