"""Finding the indicator that a target is to be measured by."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import QuerySet

from indicators.formats import unit_title
from indicators.matching import Findable, found
from indicators.models import Indicator, IndicatorAlias, Region
from planning.models import Plan
from reporting.queries.indicator_list import LatestFigure, latest_figures
from reporting.queries.lights import quoted_name
from targets.models import IndicatorInPlan

# So many fit on a page that one looks through; whoever seeks further writes more.
MOST = 20


@dataclass(frozen=True, slots=True)
class Hit:
    """An indicator as it is chosen from: what it is, how it stands now, and whether the plan follows it already."""

    code: str
    name: str
    unit: str
    service_area: str
    value: str
    period: str
    is_in_plan: bool


@dataclass(frozen=True, slots=True)
class Hits:
    text: str
    rows: list[Hit]
    # More were found than are shown.
    has_more: bool


def search_indicators(
    *, text: str, among: QuerySet[Indicator], plan: Plan, own: Region | None, plans: QuerySet[Plan]
) -> Hits:
    """The best of those that hold every word; a fixed number of queries however many there are."""
    keys = found(text, findables(among)) if text.strip() else []
    rows = hits_of(keys[:MOST], plan=plan, own=own, plans=plans)
    return Hits(text.strip(), rows, has_more=len(keys) > MOST)


def findables(among: QuerySet[Indicator]) -> list[Findable]:
    """Everything that the indicators can be found by, in two queries."""
    others: dict[int, list[str]] = defaultdict(list)
    for key, alias in IndicatorAlias.objects.filter(indicator__in=among.values("pk")).values_list(
        "indicator_id", "alias"
    ):
        others[key].append(alias)
    names = ("name_nb", "name_nn", "name_en")
    rows = among.values_list("pk", "code", "kostra_functions", "service_area__name", *names)
    return [
        Findable(key, code, tuple(names), functions_in(functions), area or "", tuple(others.get(key, ())))
        for key, code, functions, area, *names in rows
    ]


def functions_in(text: str) -> tuple[str, ...]:
    """The functions of an indicator, which are kept as `202;215`."""
    return tuple(one.strip() for one in text.replace(",", ";").split(";") if one.strip())


def hits_of(keys: list[int], *, plan: Plan, own: Region | None, plans: QuerySet[Plan]) -> list[Hit]:
    """The rows of these indicators, in the same order."""
    if not keys:
        return []
    indicators = Indicator.objects.select_related("service_area").in_bulk(keys)
    newest = latest_figures(indicators=indicators.values(), own=own, plans=plans)
    used = set(IndicatorInPlan.objects.filter(plan=plan, indicator__in=keys).values_list("indicator_id", flat=True))
    return [hit_of(indicators[key], newest.get(key), is_in_plan=key in used) for key in keys]


def hit_of(indicator: Indicator, newest: LatestFigure | None, *, is_in_plan: bool) -> Hit:
    return Hit(
        code=indicator.code,
        name=quoted_name(indicator),
        unit=unit_title(indicator.unit),
        service_area=str(indicator.service_area or ""),
        value=newest.value if newest else "",
        period=newest.period if newest else "",
        is_in_plan=is_in_plan,
    )


def hit_for(indicator: Indicator, *, plan: Plan, own: Region | None, plans: QuerySet[Plan]) -> Hit:
    """The same of one that is chosen already."""
    return hits_of([indicator.pk], plan=plan, own=own, plans=plans)[0]
