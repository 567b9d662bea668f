"""The service areas, each with how many indicators it has and how its targets stand."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, QuerySet
from django.db.models.functions import Collate

from indicators.models import Indicator
from planning.models import Plan
from reporting.queries.indicator_uses import targets_in, with_targets
from reporting.queries.lights import LightRow
from reporting.queries.standing import Standing, standing_of
from targets.models import IndicatorInPlan


@dataclass(frozen=True, slots=True)
class AreaCard:
    """`with_targets` counts the indicators that a plan has a target on, norms too; the standing leaves norms out."""

    pk: int
    name: str
    indicators: int
    with_targets: int
    standing: Standing


def service_areas(*, among: QuerySet[Indicator], plans: QuerySet[Plan]) -> list[AreaCard]:
    """Those in which the reader may see an indicator, by the Norwegian alphabet; two queries."""
    counted = (
        among.filter(service_area__isnull=False)
        .values("service_area_id", "service_area__name")
        .annotate(count=Count("pk", distinct=True))
        .order_by(Collate("service_area__name", "norwegian"))
    )
    lights = lights_by_area(plans)
    return [
        AreaCard(
            pk=row["service_area_id"],
            name=row["service_area__name"],
            indicators=row["count"],
            with_targets=len({one.indicator_code for one in lights[row["service_area_id"]]}),
            standing=standing_of(lights[row["service_area_id"]]),
        )
        for row in counted
    ]


def lights_by_area(plans: QuerySet[Plan]) -> dict[int, list[LightRow]]:
    uses = list(with_targets(IndicatorInPlan.objects.filter(plan__in=plans, indicator__service_area__isnull=False)))
    areas = {used.indicator.code: used.indicator.service_area_id for used in uses}
    found: dict[int, list[LightRow]] = defaultdict(list)
    for row in targets_in(uses):
        found[areas[row.indicator_code] or 0].append(row)
    return found
