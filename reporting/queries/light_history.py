"""Changes of lights in words: each with what it was, what it became, since when, and why."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, QuerySet, Subquery

from reporting.nameless import nameless
from targets.certificates import Facts
from targets.models import Assessment, LightChange, Target
from targets.sentences import Changed, change_said, word_for


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One change of light. `assessment` is the one that it came with; its certificate has a page of its own."""

    target: Target
    changed_on: date
    from_light: str
    from_word: str
    to_light: str
    to_word: str
    sentence: str
    assessment: int

    @property
    def is_behind(self) -> bool:
        """Whether only the calculated light became another one, behind the one that a person has set."""
        return self.from_light == self.to_light


def as_kept(facts: Facts) -> Facts:
    return facts


def history_of(target: Target) -> list[ChangeRow]:
    """Every change of the target's light, the newest first."""
    return list(reversed(change_rows(LightChange.objects.filter(target=target))))


def nameless_history(changes: QuerySet[LightChange]) -> list[ChangeRow]:
    """The changes for everybody to read, the newest first: no person is named in them."""
    return list(reversed(change_rows(changes, told=nameless)))


def change_rows(changes: QuerySet[LightChange], *, told: Callable[[Facts], Facts] = as_kept) -> list[ChangeRow]:
    """The changes in the order in which they came; two queries however many there are."""
    earlier = Assessment.objects.filter(target=OuterRef("target"), pk__lt=OuterRef("assessment")).order_by("-pk")
    found = list(
        changes.select_related("assessment", "target__plan", "target__used_indicator__indicator", "target__goal")
        .annotate(before=Subquery(earlier.values("pk")[:1]))
        .order_by("pk")
    )
    before = {key: told(facts) for key, facts in certificates(change.before for change in found).items()}
    return [change_row(change, before.get(change.before), told(change.assessment.facts)) for change in found]


def certificates(keys: Iterable[int | None]) -> dict[int | None, Facts]:
    rows = Assessment.objects.filter(pk__in={key for key in keys if key}).values_list("pk", "facts")
    return dict(rows)


def change_row(change: LightChange, before: Facts | None, after: Facts) -> ChangeRow:
    changed = Changed(
        cause=change.cause,
        on=change.changed_on,
        from_light=change.from_light,
        to_light=change.to_light,
        to_calculated=change.to_calculated,
        before=before,
        after=after,
    )
    return ChangeRow(
        target=change.target,
        changed_on=change.changed_on,
        from_light=change.from_light,
        from_word=word_for(before, change.from_light) if before and change.from_light else "",
        to_light=change.to_light,
        to_word=word_for(after, change.to_light),
        sentence=change_said(changed),
        assessment=change.assessment_id,
    )
