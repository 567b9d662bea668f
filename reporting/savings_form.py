"""What a reader may choose on the page of the savings potential: year, whom to compare with, and what a minus does."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from indicators.models import Region, RegionKind
from indicators.savings import Negatives

# As they stand in addresses.
IN_ADDRESS = {Negatives.NET: "trekk", Negatives.CUT: "null"}
NEGATIVES = [
    (IN_ADDRESS[Negatives.NET], _("Trekk dem fra: summen viser forskjellen i alt")),
    (IN_ADDRESS[Negatives.CUT], _("Regn dem som 0: summen viser bare områdene der kommunen bruker mer")),
]
# More columns than this nobody reads; then only the own county is shown until somebody chooses.
MOST_AT_FIRST = 12


@dataclass(frozen=True, slots=True)
class Choice:
    """What is shown; whatever an address asks for that there is not, is left out of it."""

    year: int
    regions: tuple[Region, ...]
    negatives: Negatives

    def as_address(self) -> str:
        """The same choice behind a question mark."""
        query = QueryDict(mutable=True)
        query["ar"], query["minus"] = str(self.year), IN_ADDRESS[self.negatives]
        query.setlist("med", [region.code for region in self.regions])
        return query.urlencode()


class SavingsForm(forms.Form):
    """Shows the choice that was made; nothing in it can be wrong."""

    ar = forms.ChoiceField(label=_("År"))
    med = forms.MultipleChoiceField(label=_("Sammenlign med"), widget=forms.CheckboxSelectMultiple, required=False)
    minus = forms.ChoiceField(
        label=_("Områder med minus i summene"), choices=NEGATIVES, widget=forms.RadioSelect, required=False
    )

    def __init__(self, choice: Choice, *, years: Sequence[int], regions: Sequence[Region]) -> None:
        chosen: Mapping[str, Any] = {
            "ar": str(choice.year),
            "med": [region.code for region in choice.regions],
            "minus": IN_ADDRESS[choice.negatives],
        }
        super().__init__(initial=dict(chosen), auto_id="valg_%s")
        self.fields["ar"].choices = [(str(year), str(year)) for year in years]  # type: ignore[attr-defined]
        self.fields["med"].choices = [(one.code, one.name) for one in regions]  # type: ignore[attr-defined]


def year_in(asked: str, years: Sequence[int]) -> int:
    """The year that an address asks for; the newest where there is none of the kind."""
    return next((year for year in years if str(year) == asked), years[0])


def negatives_in(asked: str) -> Negatives:
    return next((one for one, text in IN_ADDRESS.items() if text == asked), Negatives.NET)


def regions_in(
    asked: Sequence[str], regions: Sequence[Region], *, own: Region, peers: Sequence[Region] = ()
) -> tuple[Region, ...]:
    """The chosen ones that have figures; where none is chosen, those that the reader compares with elsewhere too.

    Where none of those is a municipality with figures it is all, or those of the county where all are many.
    """
    if chosen := tuple(one for one in regions if one.code in asked):
        return chosen
    usual = tuple(one for one in peers if one in regions)
    if any(one.kind == RegionKind.MUNICIPALITY for one in usual):
        return usual
    if len(regions) <= MOST_AT_FIRST:
        return tuple(regions)
    county = own.code[:2]
    near = [one for one in regions if one.kind == RegionKind.MUNICIPALITY and one.code[:2] == county]
    return tuple((near or list(regions))[:MOST_AT_FIRST])
