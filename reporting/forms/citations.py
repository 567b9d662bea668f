"""The places where the plan leans on a guideline, as rows of the guideline's form. Works without JavaScript."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from planning.models import Citation, Guideline, Plan
from planning.services.guidelines import Places
from reporting.quoted import Quoted

EMPTY_ROWS = 2
# How many places can be added at once, by whoever sends more rows than the page shows.
MOST_NEW = 50
Choices = list[tuple[str, str]]


class PlaceForm(forms.Form):
    """One place: a focus area, its chapter, and the angle that is taken there. An emptied row is taken away."""

    area = forms.ChoiceField(
        label=gettext_lazy("Innsatsområde"),
        required=False,
        error_messages={"invalid_choice": gettext_lazy("Velg et innsatsområde fra listen.")},
    )
    chapter = forms.CharField(label=gettext_lazy("Kapittel"), required=False, max_length=300)
    angle = forms.CharField(label=gettext_lazy("Vinkling"), required=False, max_length=300)
    note = forms.CharField(label=gettext_lazy("Merknad"), required=False, max_length=500)

    def __init__(self, *args: Any, citation: Citation | None, areas: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": written_in(citation)} | kwargs)
        self.citation = citation
        chosen: Any = self.fields["area"]
        chosen.choices = areas

    def clean(self) -> dict[str, Any]:
        super().clean()
        said = self.cleaned_data
        is_somewhere = said.get("area") or said.get("chapter") or (self.citation and self.citation.cited_document)
        if not self.errors and any(said.values()) and not is_somewhere:
            self.add_error("area", gettext("Velg et innsatsområde, eller skriv kapitlet."))
        return said

    @property
    def is_empty(self) -> bool:
        return not any(self.cleaned_data.values())

    @property
    def values(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {
            "focus_area_id": int(said["area"]) if said["area"] else None,
            "cited_section": said["chapter"],
            "angle": said["angle"],
            "note": said["note"],
        }


def written_in(citation: Citation | None) -> dict[str, str]:
    if citation is None:
        return {}
    area = str(citation.focus_area_id or "")
    return {"area": area, "chapter": citation.cited_section, "angle": citation.angle, "note": citation.note}


def place_rows(plan: Plan, guideline: Guideline | None, sent: Any = None) -> list[PlaceForm]:
    """The places that are there, and some empty rows. Only rows that were sent are read: others stay as they are."""
    there = list(guideline.citations.order_by("order", "pk")) if guideline else []
    known: dict[str, Citation | None] = {place_prefix(one): one for one in there}
    known |= dict.fromkeys(new_prefixes(sent))
    areas = area_choices(plan)

    def row(prefix: str, citation: Citation | None) -> PlaceForm:
        given = (sent,) if sent is not None and f"{prefix}-chapter" in sent else ()
        return PlaceForm(*given, prefix=prefix, citation=citation, areas=areas)

    return [row(prefix, citation) for prefix, citation in known.items()]


def place_prefix(citation: Citation) -> str:
    """What the names of the row of a place begin with."""
    return f"sted{citation.pk}"


def new_prefix(number: int) -> str:
    """The same for a new place, from 1."""
    return f"nytt{number}"


def new_prefixes(sent: Any) -> list[str]:
    every = [new_prefix(n + 1) for n in range(MOST_NEW)]
    return [one for n, one in enumerate(every) if n < EMPTY_ROWS or (sent is not None and f"{one}-chapter" in sent)]


def area_choices(plan: Plan) -> Choices:
    """Read once for all the rows."""
    areas = plan.focus_areas.order_by("order", "code")
    return [("", gettext("Ikke valgt")), *((str(one.pk), Quoted(one.title)) for one in areas)]


def places_of(rows: Iterable[PlaceForm]) -> Places:
    """What the rows ask for, once they are found valid."""
    told = [row for row in rows if row.is_bound and row.has_changed()]
    return Places(
        added=[row.values for row in told if row.citation is None and not row.is_empty],
        changed={row.citation: row.values for row in told if row.citation is not None and not row.is_empty},
        removed=[row.citation for row in told if row.citation is not None and row.is_empty],
    )
