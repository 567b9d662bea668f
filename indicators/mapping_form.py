"""Saying what each combination of codes is: an indicator that is there, a new one, or nothing that we take in."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy, ngettext

from indicators.formats import unit_title
from indicators.models import Indicator, IndicatorInSource, Source
from indicators.services.source_setup import Meaning
from indicators.sources.jsonstat import IndicatorInTable

NEW, OTHER, NOT_TAKEN, AS_NOW = "ny", "annen", "ikke", "som_na"
# Before the code of an indicator that has exactly the table's own name.
SAME = "samme:"
LONGEST_SOURCE_NAME = 300


@dataclass(frozen=True, slots=True)
class MappingRow:
    """One combination on the page."""

    combination: IndicatorInTable
    measured: str
    choice: forms.BoundField
    other: forms.BoundField


class MappingForm(forms.Form):
    """One row for each combination. Nothing is guessed: an indicator with the same name is offered, never chosen."""

    def __init__(
        self,
        data: Any = None,
        *,
        combinations: Sequence[IndicatorInTable],
        source: Source | None = None,
        name: str = "",
    ) -> None:
        super().__init__(data)
        self.combinations = combinations
        self.kept = mappings_of(source)
        self.not_taken = set(source.extra.get("not_taken", [])) if source else set()
        if source is None:
            self.fields["navn"] = forms.CharField(
                label=gettext_lazy("Navn på kilden"), max_length=LONGEST_SOURCE_NAME, initial=name[:LONGEST_SOURCE_NAME]
            )
        alike = indicators_called({one.name for one in combinations})
        for place, one in enumerate(combinations):
            self.add_row(place, one, alike.get(one.name, []))

    def add_row(self, place: int, one: IndicatorInTable, alike: Iterable[Indicator]) -> None:
        kept = self.kept.get(one.code)
        others = [indicator for indicator in alike if indicator.code != one.code and indicator != kept]
        choices: list[tuple[str, str]] = (
            [(AS_NOW, gettext("Som nå: %(name)s") % {"name": name_of(kept)})] if kept else []
        )
        if kept is None or kept.code != one.code:
            choices.append((NEW, gettext("Lag ny indikator")))
        sentence = gettext("Er den samme som «%(name)s» (%(code)s)")
        choices += [
            (f"{SAME}{indicator.code}", sentence % {"name": indicator.name_nb, "code": indicator.code})
            for indicator in others
        ]
        choices += [(OTHER, gettext("Er en annen indikator som finnes")), (NOT_TAKEN, gettext("Ikke ta inn"))]
        now = AS_NOW if kept else NOT_TAKEN if one.code in self.not_taken else NEW
        self.fields[f"valg_{place}"] = forms.ChoiceField(
            label=one.name, choices=choices, initial=now, widget=forms.RadioSelect
        )
        self.fields[f"annen_{place}"] = forms.CharField(
            label=gettext("Kode eller navn på indikatoren"),
            required=False,
            max_length=500,
            widget=forms.TextInput(attrs={"list": "indikatorer", "autocomplete": "off"}),
        )

    def rows(self) -> Iterator[MappingRow]:
        for place, one in enumerate(self.combinations):
            yield MappingRow(one, measured(one), self[f"valg_{place}"], self[f"annen_{place}"])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        named = self.indicators_named()
        self.meanings = [self.meaning(place, one, named) for place, one in enumerate(self.combinations)]
        self.refuse_repeated()
        return cleaned

    def indicators_named(self) -> dict[str, list[Indicator]]:
        """Every indicator of the catalogue that a row refers to, by its code and by its name."""
        texts = {self.reference(place) for place in range(len(self.combinations))} - {""}
        catalogue = Indicator.objects.in_catalogue()
        by_code = {one.code: [one] for one in catalogue.filter(code__in=texts)}
        return dict(indicators_called(texts)) | by_code

    def reference(self, place: int) -> str:
        """What the row says of an indicator that is there; empty where it says nothing of one."""
        choice = self.cleaned_data.get(f"valg_{place}", "")
        if choice.startswith(SAME):
            return str(choice.removeprefix(SAME))
        return str(self.cleaned_data.get(f"annen_{place}", "")) if choice == OTHER else ""

    def meaning(self, place: int, one: IndicatorInTable, named: dict[str, list[Indicator]]) -> Meaning:
        choice, reference = self.cleaned_data.get(f"valg_{place}"), self.reference(place)
        if choice == NOT_TAKEN:
            return Meaning(one.code, is_taken=False)
        if choice == AS_NOW:
            return Meaning(one.code, self.kept[one.code])
        if choice == NEW or choice is None:
            return Meaning(one.code)
        found = named.get(reference, [])
        if len(found) != 1:
            self.add_error(f"annen_{place}", why_not(reference, found))
            return Meaning(one.code)
        return Meaning(one.code, found[0])

    def refuse_repeated(self) -> None:
        """Two combinations cannot be one indicator: their figures would contradict each other."""
        places: dict[int, list[int]] = defaultdict(list)
        for place, one in enumerate(self.meanings):
            if one.indicator is not None:
                places[one.indicator.pk].append(place)
        for repeated in (found for found in places.values() if len(found) > 1):
            for place in repeated[1:]:
                self.add_error(f"valg_{place}", gettext("Indikatoren er alt valgt for en annen rad."))


def mappings_of(source: Source | None) -> dict[str, Indicator]:
    """What each combination of a source's codes is now."""
    rows = IndicatorInSource.objects.filter(source=source).select_related("indicator") if source else []
    return {one.code: one.indicator for one in rows}


def indicators_called(names: Iterable[str]) -> dict[str, list[Indicator]]:
    """Those of the catalogue that have exactly one of the names."""
    found: dict[str, list[Indicator]] = defaultdict(list)
    for one in Indicator.objects.in_catalogue().filter(name_nb__in=set(names)).order_by("code"):
        found[one.name_nb].append(one)
    return found


def name_of(indicator: Indicator) -> str:
    """A plan's own indicator is not named to those who may not know of the plan."""
    return gettext("en plans egen indikator") if indicator.namespace else f"{indicator.name_nb} ({indicator.code})"


def why_not(reference: str, found: Sequence[Indicator]) -> str:
    if not reference:
        return gettext("Skriv koden eller navnet til indikatoren, eller velg noe annet.")
    if not found:
        return gettext("Ingen indikator har koden eller navnet «%(text)s».") % {"text": reference}
    codes = ", ".join(one.code for one in found)
    return gettext("Flere indikatorer heter det. Skriv koden til den rette: %(codes)s.") % {"codes": codes}


def measured(one: IndicatorInTable) -> str:
    """`prosent, 1 desimal`."""
    decimals = one.decimals
    counted = ngettext("%(n)d desimal", "%(n)d desimaler", decimals or 0) % {"n": decimals or 0}
    return ", ".join(filter(None, (unit_title(one.unit), counted if decimals is not None else "")))
