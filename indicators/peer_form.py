"""Choosing whom to compare with: municipalities as check boxes, those that are chosen and those that are found."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, gettext_lazy

from indicators.models import MOST_PEERS, Region

MOST_FOUND = 40
FOR_ME, FOR_ALL = "meg", "alle"


@dataclass(frozen=True, slots=True)
class Box:
    """One municipality as a check box."""

    code: str
    name: str
    is_ticked: bool
    is_in_group: bool


class PeerForm(forms.Form):
    """`offered` are the municipalities of today by code. `scope` is asked of those who may choose for everybody."""

    sok = forms.CharField(label=gettext_lazy("Finn en kommune"), required=False, max_length=100)
    gjelder = forms.ChoiceField(
        label=gettext_lazy("Hvem skal valget gjelde for?"),
        choices=[
            (FOR_ME, gettext_lazy("Bare meg")),
            (FOR_ALL, gettext_lazy("Alle i kommunen som ikke har valgt selv")),
        ],
        widget=forms.RadioSelect,
        initial=FOR_ME,
    )
    kommune = forms.MultipleChoiceField(label=gettext_lazy("Kommuner"), required=False)

    def __init__(
        self, data: Any = None, *, offered: Sequence[Region], chosen: Sequence[Region], may_choose_for_all: bool
    ) -> None:
        self.offered = {one.code: one for one in offered}
        super().__init__(data)
        field: Any = self.fields["kommune"]
        field.choices = [(one.code, one.name) for one in offered]
        field.initial = [one.code for one in chosen]
        if not may_choose_for_all:
            del self.fields["gjelder"]

    @property
    def ticked(self) -> list[str]:
        """The codes that are ticked, in the order in which they were chosen; new ones last."""
        sent = self["kommune"].value() or []
        before = [code for code in self.fields["kommune"].initial if code in sent]
        return [*before, *(code for code in sent if code not in before)]

    @property
    def regions(self) -> list[Region]:
        return [self.offered[code] for code in self.ticked if code in self.offered]

    @property
    def is_for_all(self) -> bool:
        return self.cleaned_data.get("gjelder") == FOR_ALL

    def clean_kommune(self) -> list[str]:
        codes: list[str] = self.cleaned_data["kommune"]
        if len(codes) > MOST_PEERS:
            words = {"most": MOST_PEERS, "count": len(codes)}
            raise ValidationError(gettext("Velg høyst %(most)d kommuner. Du har valgt %(count)d.") % words)
        return codes

    def boxes(self, group: frozenset[str]) -> "Boxes":
        """Those that are ticked, those of the own group, and those that are searched for."""
        ticked = self.ticked
        words = str(self["sok"].value() or "").strip().casefold()
        found = [one for one in self.offered.values() if words and words in one.name.casefold()]

        def box(code: str) -> Box:
            return Box(code, self.offered[code].name, code in ticked, code in group)

        chosen = [code for code in ticked if code in self.offered]
        fellows = [code for code in self.offered if code in group and code not in chosen]
        shown = {*chosen, *fellows}
        others = [one.code for one in found if one.code not in shown]
        return Boxes(
            chosen=[box(code) for code in chosen],
            group=[box(code) for code in fellows],
            found=[box(code) for code in others[:MOST_FOUND]],
            not_shown=max(len(others) - MOST_FOUND, 0),
            searched=words,
            has_found_any=bool(found),
        )


@dataclass(frozen=True, slots=True)
class Boxes:
    """The check boxes as the page shows them. Each municipality is in one of the lists only."""

    chosen: list[Box]
    group: list[Box]
    found: list[Box]
    not_shown: int
    searched: str
    has_found_any: bool
