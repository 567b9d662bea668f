"""What a reader may choose of a service area's table: which rows, in which variant, in which order."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from indicators.categories import category_place
from indicators.models import Region
from indicators.units import measure_of
from reporting.queries.area_rows import AreaRow
from targets.rules import Light

ADJUSTED, NOT_ADJUSTED = "justert", "ikke-justert"
CONCERN, TREASURY = "konsern", "kommunekasse"
WORST_FIRST = (Light.RED, Light.YELLOW, Light.GREEN, Light.GREY)
# Of the columns of other regions; what follows is the code of the region.
ELSEWHERE = "region-"


@dataclass(frozen=True, slots=True)
class Choice:
    """What an address asks for. What it says that there is not, is left out of it."""

    text: str = ""
    category: str = ""
    need: str = ""
    scope: str = ""
    with_target: bool = False
    stale: bool = False
    every_variant: bool = False
    sort: str = ""

    def as_address(self) -> str:
        """The same choice behind a question mark."""
        query = QueryDict(mutable=True)
        said = {
            "tekst": self.text,
            "kategori": self.category,
            "behov": self.need,
            "omfang": self.scope,
            "maltall": "ja" if self.with_target else "",
            "gamle": "ja" if self.stale else "",
            "varianter": "alle" if self.every_variant else "",
            "sort": self.sort,
        }
        query.update({name: value for name, value in said.items() if value})
        return query.urlencode()


def choice_in(asked: QueryDict) -> Choice:
    need, scope = asked.get("behov", ""), asked.get("omfang", "")
    return Choice(
        text=asked.get("tekst", "").strip(),
        category=asked.get("kategori", ""),
        need=need if need in {ADJUSTED, NOT_ADJUSTED} else "",
        scope=scope if scope in {CONCERN, TREASURY} else "",
        with_target=bool(asked.get("maltall")),
        stale=bool(asked.get("gamle")),
        every_variant=bool(asked.get("varianter")),
        # No column has a dot in its name, and the table warns of one.
        sort=asked.get("sort", "").replace(".", ""),
    )


# Which rows ---------------------------------------------------------------------------------------------------------


def chosen(rows: Iterable[AreaRow], choice: Choice) -> list[AreaRow]:
    return [row for row in rows if all(fits(row) for fits in conditions(choice))]


def conditions(choice: Choice) -> list[Callable[[AreaRow], bool]]:
    """One for each thing that is asked for."""
    asked: list[tuple[object, Callable[[AreaRow], bool]]] = [
        (choice.text, lambda row: holds_words(row, choice.text)),
        (choice.category, lambda row: row.category == choice.category),
        (choice.need, lambda row: row.variant.is_need_adjusted == (choice.need == ADJUSTED)),
        (choice.scope, lambda row: row.variant.is_treasury == (choice.scope == TREASURY)),
        (choice.with_target, lambda row: bool(row.targets)),
        (choice.stale, lambda row: row.is_stale),
    ]
    return [fits for is_asked, fits in asked if is_asked]


def holds_words(row: AreaRow, text: str) -> bool:
    """Every word must be found somewhere: in the name, the code or the KOSTRA functions."""
    said = f"{row.name} {row.indicator.name_nb} {row.code} {row.indicator.kostra_functions}".casefold()
    return all(word in said for word in text.casefold().split())


# In which order -----------------------------------------------------------------------------------------------------


def arranged(rows: Sequence[AreaRow], sort: str, regions: Sequence[Region]) -> list[AreaRow]:
    """Category by category as KOSTRA's reports list them, inside each as the reader asks; those without it last."""
    key = sort_keys(regions).get(sort.removeprefix("-"))
    ordered = list(rows)
    if key:
        known = [row for row in rows if key(row) is not None]
        unknown = [row for row in rows if key(row) is None]
        ordered = sorted(known, key=key, reverse=sort.startswith("-")) + unknown
    elif sort.lstrip("-") == "name" and sort.startswith("-"):
        ordered.reverse()
    return sorted(ordered, key=lambda row: category_place(row.category))


def sort_keys(regions: Sequence[Region]) -> Mapping[str, Callable[[AreaRow], Any]]:
    """By what stands in each column. The rows come by name already."""
    elsewhere = {f"{ELSEWHERE}{one.code}": value_at(one) for one in regions}
    return elsewhere | {
        "before": lambda row: row.before.value,
        "latest": lambda row: row.latest.value,
        "change": change_key,
        "light": light_key,
    }


def value_at(region: Region) -> Callable[[AreaRow], Decimal | None]:
    return lambda row: row.at(region).value


def change_key(row: AreaRow) -> Decimal | None:
    """In percent, and of shares in percentage points; other changes cannot be held against each other."""
    if row.change is None or row.is_broken:
        return None
    is_share = measure_of(row.indicator.unit) == "percent"
    return row.change.amount if is_share else row.change.percent


def light_key(row: AreaRow) -> int | None:
    """The worst first; None without a target."""
    return min((WORST_FIRST.index(Light(one.light)) for one in row.targets), default=None)


# The form -----------------------------------------------------------------------------------------------------------


class AreaForm(forms.Form):
    """Shows the choice that was made; nothing in it can be wrong. What has no alternatives is not asked."""

    tekst = forms.CharField(label=_("Søk i navn, kode eller funksjon"), required=False)
    kategori = forms.ChoiceField(label=_("Kategori"), required=False)
    behov = forms.ChoiceField(
        label=_("Utgiftsbehov"),
        choices=[("", _("Alle")), (ADJUSTED, _("Justert for utgiftsbehov")), (NOT_ADJUSTED, _("Ikke justert"))],
        required=False,
    )
    omfang = forms.ChoiceField(
        label=_("Omfang"),
        choices=[("", _("Alle")), (CONCERN, _("Hele konsernet")), (TREASURY, _("Kommunekassen alene"))],
        required=False,
    )
    maltall = forms.BooleanField(label=_("Bare dem med måltall"), required=False)
    gamle = forms.BooleanField(label=_("Bare gamle tall"), required=False)
    varianter = forms.BooleanField(label=_("Vis alle varianter, hver i sin rad"), required=False)

    def __init__(self, choice: Choice, rows: Sequence[AreaRow], *, has_variants: bool) -> None:
        query = QueryDict(choice.as_address())
        super().__init__(initial=query.dict(), auto_id="valg_%s")
        names = sorted({row.category for row in rows}, key=category_place)
        field: Any = self.fields["kategori"]
        field.choices = [("", gettext("Alle")), *((name, name) for name in names if name)]
        asked = {
            "behov": {row.variant.is_need_adjusted for row in rows},
            "omfang": {row.variant.is_treasury for row in rows},
            "maltall": {bool(row.targets) for row in rows},
            "gamle": {row.is_stale for row in rows},
            "varianter": {True, not has_variants},
        }
        for name, values in asked.items():
            if len(values) < 2 and not query.get(name):
                del self.fields[name]
