"""Guidelines with the places that cite them: written, and taken away."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext
from rest_framework import serializers
from rest_framework.exceptions import ValidationError

from api.problems import Refused
from api.serializers.base import Taken
from api.serializers.taken import OneOf, SeveralOf, Why
from api.views.writing import Changes, DeletesWithReason, Makes, Writing
from api.writing import checked, told_errors, written_in
from planning.models import Citation, FocusArea, Guideline, Level, Plan
from planning.services.goals import CannotDelete
from planning.services.guidelines import add_guideline, change_guideline, delete_guideline
from reporting.acting import who
from reporting.forms.citations import MOST_NEW, PlaceForm, new_prefix, place_prefix
from reporting.forms.guideline import DeleteGuidelineForm, WrittenGuidelineForm
from reporting.resting_words import why_guideline_stays

CITATIONS = "citations"
# What the rows of the form call what a place says.
PLACE = {"focus_area": "area", "cited_section": "chapter", "angle": "angle", "note": "note"}
TOLD_PLACE = {theirs: ours for ours, theirs in PLACE.items()}


class CitationTaken(Taken):
    """A place where the plan leans on the guideline: a focus area, or a chapter, and the angle that is taken there."""

    focus_area = OneOf(lambda plan: FocusArea.objects.filter(plan=plan))
    cited_section = serializers.CharField(required=False, allow_blank=True, max_length=300)
    angle = serializers.CharField(required=False, allow_blank=True, max_length=300)
    note = serializers.CharField(required=False, allow_blank=True, max_length=500)


class GuidelineTaken(Why):
    """A guideline as it is written. In an adopted plan another title or gist needs a reason.

    `citations` are all of them: those that are not sent are taken away.
    """

    level = serializers.ChoiceField(Level.choices)
    title = serializers.CharField(max_length=500)
    kind = serializers.CharField(required=False, allow_blank=True, max_length=100)
    reference = serializers.CharField(required=False, allow_blank=True, max_length=300)
    years = serializers.CharField(required=False, allow_blank=True, max_length=50)
    in_force = serializers.CharField(required=False, allow_blank=True, max_length=50)
    gist = serializers.CharField(required=False, allow_blank=True, max_length=2_000)
    link = serializers.CharField(required=False, allow_blank=True, allow_null=True, max_length=500)
    applies_to_all = serializers.BooleanField(required=False)
    focus_areas = SeveralOf(lambda plan: FocusArea.objects.filter(plan=plan))
    citations: Any = serializers.ListSerializer(child=CitationTaken(), required=False, max_length=MOST_NEW)


class WritesGuidelines(Writing):
    taken = GuidelineTaken
    form_names = {"link": "url"}


class MakesGuideline(WritesGuidelines, Makes):
    def make(self, plan: Plan, sent: dict[str, Any]) -> str:
        form = checked_form(plan, None, sent, names=self.told_names)
        return add_guideline(plan=plan, values=form.values, **form.links, **who(self.request)).code


class ChangesGuideline(WritesGuidelines, Changes, DeletesWithReason):
    def change(self, plan: Plan, code: str, sent: dict[str, Any]) -> None:
        guideline = guideline_of(plan, code)
        form = checked_form(plan, guideline, sent, names=self.told_names)
        said: dict[str, Any] = {"values": form.values, **form.links, **form.why}
        change_guideline(guideline=guideline, **said, on=timezone.localdate(), **who(self.request))

    def delete_row(self, plan: Plan, code: str, reason: str) -> None:
        form = DeleteGuidelineForm({"reason": reason}, plan=plan)
        checked(form)
        given = form.cleaned_data["reason"]
        try:
            delete_guideline(guideline=guideline_of(plan, code), reason=given, **who(self.request))
        except CannotDelete as problem:
            raise Refused(why_guideline_stays(problem.count)) from problem


def guideline_of(plan: Plan, code: str) -> Guideline:
    return Guideline.objects.select_related("plan__municipality").get(plan=plan, code=code)


def checked_form(
    plan: Plan, guideline: Guideline | None, sent: dict[str, Any], *, names: Mapping[str, str]
) -> WrittenGuidelineForm:
    """The form, found valid. Raises ValidationError with every error of it and of its rows."""
    shown = written_in(WrittenGuidelineForm(plan=plan, guideline=guideline))
    said: list[dict[str, Any]] | None = sent.pop(CITATIONS, None)
    rows = {} if said is None else rows_of(said, guideline)
    if empty := errors_of_empty(said or [], rows):
        raise ValidationError(empty)
    form = WrittenGuidelineForm(shown | sent | as_sent(rows, said or []), plan=plan, guideline=guideline)
    form.is_valid()
    if errors := told_errors(form, names=names) | errors_of_rows(form.places, rows):
        raise ValidationError(errors)
    return form


def rows_of(said: Sequence[dict[str, Any]], guideline: Guideline | None) -> dict[str, int | None]:
    """For each row of the form which of the places that were sent it takes; none where the place is taken away.

    A place that is sent as it stands is that place; the rest are matched in order, and what is left over is new.
    """
    there = list(guideline.citations.order_by("order", "pk")) if guideline else []
    same, left = {}, list(range(len(said)))
    for citation in there:
        if (number := next((one for one in left if is_said(citation, said[one])), None)) is not None:
            left.remove(number)
            same[place_prefix(citation)] = number
    others = [place_prefix(one) for one in there if place_prefix(one) not in same]
    matched: dict[str, int | None] = dict(zip(others, [*left, *[None] * len(others)], strict=False))
    new = {new_prefix(n): number for n, number in enumerate(left[len(others) :], start=1)}
    return {**matched, **new}


def is_said(citation: Citation, place: Mapping[str, Any]) -> bool:
    stands = (citation.focus_area_id or "", citation.cited_section, citation.angle, citation.note)
    return stands == tuple(place.get(name, "") for name in PLACE)


def as_sent(rows: Mapping[str, int | None], said: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    return {
        f"{prefix}-{theirs}": "" if number is None else str(said[number].get(ours, ""))
        for prefix, number in rows.items()
        for ours, theirs in PLACE.items()
    }


def errors_of_rows(places: Sequence[PlaceForm], rows: Mapping[str, int | None]) -> dict[str, Any]:
    """By the number of the place in the list that was sent."""
    found = {
        str(rows[row.prefix]): {TOLD_PLACE.get(name, name): list(lines) for name, lines in row.errors.items()}
        for row in places
        if row.prefix is not None and row.prefix in rows and row.errors
    }
    return {CITATIONS: found} if found else {}


def errors_of_empty(said: Sequence[Mapping[str, Any]], rows: Mapping[str, int | None]) -> dict[str, Any]:
    """An empty row of the page is one that nobody has filled in. A place that says nothing was sent by mistake."""
    empty = [one for one in rows.values() if one is not None and not any(said[one].values())]
    told = {str(one): {"focus_area": [gettext("Velg et innsatsområde, eller skriv kapitlet.")]} for one in empty}
    return {CITATIONS: told} if told else {}
