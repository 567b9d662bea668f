"""Indicators that belong together: which took the place of which, and which is the municipality's own figure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from indicators.models import Indicator
from indicators.siblings import Variant, variant_of
from reporting.queries.indicator_family import Family
from reporting.queries.indicator_uses import Uses
from reporting.queries.remarks import links, mappings
from reporting.remarks import Link, Remark
from targets.sentences import name_of_indicator


@dataclass(frozen=True, slots=True)
class Succession:
    """The indicators that took over, or were taken over from; since when and how, where anybody has said so."""

    links: tuple[Link, ...]
    since: str
    text: str


@dataclass(frozen=True, slots=True)
class Sibling:
    """The same thing measured otherwise, and how."""

    link: Link
    how: str


@dataclass(frozen=True, slots=True)
class Neighbours:
    replaced_by: Succession
    replaces: Succession
    # The municipality's own figure of the same thing, and the figure that it corrects.
    own_figures: tuple[Link, ...]
    corrects: tuple[Link, ...]
    # The same thing measured otherwise, and how it is measured here. They never share a table.
    siblings: tuple[Sibling, ...]
    variant: str


def neighbours_of(family: Family, uses: Uses, remarks: Sequence[Remark]) -> Neighbours:
    """What the reader may look up of them."""
    later, earlier = links(family.later), links(family.earlier)
    said = [one for used in uses.uses for one in mappings(used.extra.get("replaced"))]
    told = next((str(one["text"]) for one in said if one.get("text")), "")
    stated = next((str(one["from"]) for one in said if one.get("from")), "")
    return Neighbours(
        replaced_by=Succession(later, since(later, remarks) or stated, told),
        replaces=Succession(earlier, since(earlier, remarks), ""),
        own_figures=links(uses.own_figures),
        corrects=links(uses.corrects),
        siblings=tuple(sibling(family.indicator, one) for one in family.siblings),
        variant=how_apart(variant_of(family.indicator), [variant_of(one) for one in family.siblings]),
    )


def sibling(indicator: Indicator, other: Indicator) -> Sibling:
    """The other one, with what it is that this one is not."""
    how = how_apart(variant_of(other), [variant_of(indicator)])
    return Sibling(Link(other.code, name_of_indicator(other)), how)


def how_apart(variant: Variant, others: Sequence[Variant]) -> str:
    """How it is measured, in what any of the others is measured otherwise."""
    parts = []
    if any(variant.is_treasury != other.is_treasury for other in others):
        parts.append(scope_in_words(variant))
    if any(variant.is_need_adjusted != other.is_need_adjusted for other in others):
        parts.append(adjustment_in_words(variant))
    return ", ".join(parts)


def scope_in_words(variant: Variant) -> str:
    return gettext("kommunekassen alene") if variant.is_treasury else gettext("hele konsernet")


def adjustment_in_words(variant: Variant) -> str:
    return gettext("justert for utgiftsbehov") if variant.is_need_adjusted else gettext("ikke justert for utgiftsbehov")


def since(links: Iterable[Link], remarks: Iterable[Remark]) -> str:
    """The period from which one counts instead of the other: where the series of both break together."""
    codes = {link.code for link in links}
    for remark in remarks:
        if remark.is_break and remark.place.first and codes.intersection(other.code for other in remark.others):
            return remark.place.first.label
    return ""
