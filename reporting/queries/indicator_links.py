"""Indicators that belong together: which took the place of which, and which is the municipality's own figure."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q

from indicators.models import Indicator
from reporting.queries.remarks import links_to, mappings
from reporting.remarks import Link, Remark
from targets.models import IndicatorInPlan


@dataclass(frozen=True, slots=True)
class Succession:
    """The indicators that took over, or were taken over from; since when and how, where anybody has said so."""

    links: tuple[Link, ...]
    since: str
    text: str


@dataclass(frozen=True, slots=True)
class Neighbours:
    replaced_by: Succession
    replaces: Succession
    # The municipality's own figure of the same thing, and the figure that it corrects.
    own_figures: tuple[Link, ...]
    corrects: tuple[Link, ...]


def neighbours_of(
    indicator: Indicator, uses: Sequence[IndicatorInPlan], remarks: Sequence[Remark], *, plans: Collection[str]
) -> Neighbours:
    """What the reader may look up of them; one query beside what the indicator brings with it."""
    later = links_to(indicator.replaced_by.all(), plans=plans)
    earlier = links_to(indicator.replaces.all(), plans=plans)
    said = [one for used in uses for one in mappings(used.extra.get("replaced"))]
    told = next((str(one["text"]) for one in said if one.get("text")), "")
    stated = next((str(one["from"]) for one in said if one.get("from")), "")
    own, corrected = corrections(uses)
    return Neighbours(
        replaced_by=Succession(later, since(later, remarks) or stated, told),
        replaces=Succession(earlier, since(earlier, remarks), ""),
        own_figures=links_to(own, plans=plans),
        corrects=links_to(corrected, plans=plans),
    )


def since(links: Iterable[Link], remarks: Iterable[Remark]) -> str:
    """The period from which one counts instead of the other: where the series of both break together."""
    codes = {link.code for link in links}
    for remark in remarks:
        if remark.is_break and remark.place.first and codes.intersection(other.code for other in remark.others):
            return remark.place.first.label
    return ""


def corrections(uses: Sequence[IndicatorInPlan]) -> tuple[list[Indicator], list[Indicator]]:
    """The indicators that plans use to correct this one, and those that this one corrects."""
    corrected = {(used.plan_id, str(used.extra["corrects"])) for used in uses if used.extra.get("corrects")}
    corrected_here = {(used.plan_id, used.code) for used in uses}
    asked = Q(extra__corrects__in=[code for _plan, code in corrected_here]) | Q(code__in=[c for _plan, c in corrected])
    found = list(
        IndicatorInPlan.objects.filter(asked, plan__in={used.plan_id for used in uses}).select_related("indicator")
    )
    own = [one.indicator for one in found if (one.plan_id, str(one.extra.get("corrects", ""))) in corrected_here]
    return own, [one.indicator for one in found if (one.plan_id, one.code) in corrected]
