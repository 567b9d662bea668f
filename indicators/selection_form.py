"""Choosing from a table: which codes of each variable are fetched, with how much that becomes."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext

from indicators.formats import whole
from indicators.models import Source
from indicators.proposals import call_count, cell_count, combination_count, is_expression, is_summed, lost_codes, since
from indicators.services.source_setup import MOST_COMBINATIONS
from indicators.services.table_lookup import DescribedTable
from indicators.source_forms import ticked
from indicators.sources.jsonstat import Role
from indicators.sources.ssb import Variable

# A variable with more codes than this is searched in, and so many of them are shown at a time.
MOST_LISTED, MOST_SHOWN = 40, 100
# A variable with more is folded until somebody wants to choose from it.
MOST_UNFOLDED = 12
# With half a minute for every fifteen calls, this is as long as a fetch should take.
MOST_CALLS = 100
Selection = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Code:
    """One code of a variable as a check box."""

    code: str
    label: str
    is_ticked: bool


@dataclass(frozen=True, slots=True)
class VariableChoice:
    """A variable on the page. Fields that do not apply to it are None."""

    variable: Variable
    name: str
    codes: list[Code]
    not_shown: int
    search: forms.BoundField | None
    since: forms.BoundField | None
    summed: forms.BoundField | None
    as_now: forms.BoundField | None
    lost: list[str]

    @property
    def is_open(self) -> bool:
        """Unfolded where there is little to see, or something to look at."""
        return len(self.variable.codes) <= MOST_UNFOLDED or any(one.is_ticked for one in self.codes) or self.is_searched

    @property
    def is_searched(self) -> bool:
        return bool(self.search and self.search.value())


@dataclass(frozen=True, slots=True)
class Size:
    """What the choice amounts to for each fetch."""

    cells: int
    calls: int
    combinations: int

    @property
    def cells_in_words(self) -> str:
        return whole(self.cells)


class SelectionForm(forms.Form):
    """A variable without a tick is fetched whole. `source` is one whose choice is to be changed."""

    def __init__(self, data: Any = None, *, table: DescribedTable, source: Source | None = None) -> None:
        self.table, self.variables = table, table.description.variables
        self.now: Selection = dict(source.selection) if source else {}
        self.codelists: dict[str, str] = dict(source.codelists) if source else {}
        super().__init__(data)
        for place, variable in enumerate(self.variables):
            self.add_fields(place, variable)

    def add_fields(self, place: int, variable: Variable) -> None:
        chosen = self.now.get(variable.id, [])
        plain = self.is_plain(variable, chosen)
        if not plain:
            self.fields[f"som_na_{place}"] = forms.BooleanField(
                label=gettext("Behold valget som er der nå: %(chosen)s") % {"chosen": ", ".join(chosen)},
                required=False,
                initial=True,
            )
        choices = list(zip(variable.codes, variable.labels, strict=True))
        if variable.role is Role.TIME:
            self.fields[f"fra_{place}"] = forms.ChoiceField(
                label=gettext("Fra og med"),
                required=False,
                choices=[("", gettext("alle perioder")), *choices],
                initial=next((code for code in variable.codes if chosen == [since(code)]), ""),
            )
            return
        self.fields[f"koder_{place}"] = forms.MultipleChoiceField(
            label=variable.label, required=False, choices=choices, initial=chosen
        )
        if len(choices) > MOST_LISTED:
            self.fields[f"sok_{place}"] = forms.CharField(
                label=gettext("Finn i %(name)s") % {"name": variable.label}, required=False, max_length=100
            )
        if variable.is_eliminable:
            self.fields[f"sum_{place}"] = forms.BooleanField(
                label=gettext("Ikke del opp: la SSB gi tallet samlet"),
                required=False,
                initial=is_summed(variable, self.now),
            )

    def is_plain(self, variable: Variable, chosen: list[str]) -> bool:
        """Whether the choice can be shown with ticks; expressions and codes of a codelist cannot."""
        if variable.id in self.codelists:
            return False
        if variable.role is Role.TIME:
            return not chosen or any(chosen == [since(code)] for code in variable.codes)
        return not any(is_expression(one) for one in chosen)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors:
            self.check_size(self.size)
        return cleaned

    def check_size(self, size: Size) -> None:
        if size.combinations > MOST_COMBINATIONS:
            sentence = gettext(
                "Valget gir %(count)s indikatorer, og høyst %(most)d kan settes opp på én gang. "
                "Kryss av for færre koder under %(name)s."
            )
            words = {"count": whole(size.combinations), "most": MOST_COMBINATIONS, "name": self.widest()}
            raise ValidationError(sentence % words, code="combinations")
        if size.calls > MOST_CALLS:
            sentence = gettext(
                "Valget gir %(cells)s tall i hver henting, og det er flere enn SSB rekker å svare på. "
                "Kryss av for færre koder, eller velg en senere startperiode."
            )
            raise ValidationError(sentence % {"cells": whole(size.cells)}, code="cells")

    def widest(self) -> str:
        """The variable that multiplies the indicators most."""
        others = [one for one in self.variables if one.role not in {Role.GEO, Role.TIME}]
        return max(others, key=lambda one: len(self.selection.get(one.id, one.codes))).label

    @property
    def selection(self) -> Selection:
        """What is chosen, as it is kept: a variable that is fetched whole is not named."""
        if not self.is_bound:
            return self.now
        chosen = {one.id: self.chosen(place, one) for place, one in enumerate(self.variables)}
        return {name: codes for name, codes in chosen.items() if codes is not None}

    def chosen(self, place: int, variable: Variable) -> list[str] | None:
        """The codes, none of them where it is summed away, None where it is fetched whole."""
        cleaned = self.cleaned_data
        if cleaned.get(f"som_na_{place}"):
            return self.now.get(variable.id)
        if cleaned.get(f"sum_{place}"):
            return []
        if start := cleaned.get(f"fra_{place}"):
            return [since(start)]
        wanted = set(cleaned.get(f"koder_{place}", []))
        return [code for code in variable.codes if code in wanted] or None

    @property
    def size(self) -> Size:
        cells = cell_count(self.table.description, self.selection)
        return Size(
            cells=cells,
            calls=call_count(cells, most_cells=self.table.most_cells),
            combinations=combination_count(self.table.description, self.selection),
        )

    @property
    def shown_size(self) -> Size | None:
        """The size of what is chosen now; None where that is no choice from the table."""
        known = not self.is_bound or not set(self.errors) - {NON_FIELD_ERRORS}
        return self.size if known else None

    # As the page shows it ------------------------------------------------------------------------------------------

    def choices(self) -> Iterator[VariableChoice]:
        for place, variable in enumerate(self.variables):
            codes = self.codes_shown(place, variable)
            yield VariableChoice(
                variable=variable,
                name=f"koder_{place}",
                codes=codes,
                not_shown=len(variable.codes) - len(codes),
                search=self.field_if_any(f"sok_{place}"),
                since=self.field_if_any(f"fra_{place}"),
                summed=self.field_if_any(f"sum_{place}"),
                as_now=self.field_if_any(f"som_na_{place}"),
                lost=lost_codes(variable, self.now) if variable.id not in self.codelists else [],
            )

    def field_if_any(self, name: str) -> forms.BoundField | None:
        return self[name] if name in self.fields else None

    def codes_shown(self, place: int, variable: Variable) -> list[Code]:
        """All codes of a short variable; of a long one those that are ticked and those that the search finds."""
        if variable.role is Role.TIME:
            return []
        name = f"koder_{place}"
        marked = set(ticked(self.data, name) if self.is_bound else self.fields[name].initial)
        codes = [Code(code, label, code in marked) for code, label in variable.names.items()]
        if len(codes) <= MOST_LISTED:
            return codes
        words = str(self.data.get(f"sok_{place}", "")).casefold().split() if self.is_bound else []
        found = [one for one in codes if not one.is_ticked and words and matches(one, words)]
        return [*(one for one in codes if one.is_ticked), *found[:MOST_SHOWN]]


def matches(code: Code, words: list[str]) -> bool:
    """Every word is found in the label or the code."""
    text = f"{code.label} {code.code}".casefold()
    return all(word in text for word in words)
