"""Remarks on the figures behind a light: what its own plan and the catalogue say of them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from indicators.periods import Period
from indicators.queries import breaks_of_regions
from indicators.queries.source_notes import ToldBySource, notes_of_sources
from indicators.rules import SeriesBreak
from reporting.queries.remarks import breaks_in, remarks_of_use, remarks_on, remarks_on_cited
from reporting.queries.source_remarks import remarks_of_sources
from reporting.remarks import Place, Remark
from targets.certificates import Facts
from targets.models import Target
from targets.queries import period_named


def remarks_on_targets(targets: Iterable[Target]) -> dict[int, list[Remark]]:
    """What is said of the indicator of each target, in its region; three queries for each plan."""
    by_plan: dict[str, list[Target]] = defaultdict(list)
    for target in targets:
        by_plan[target.plan.code].append(target)
    found: dict[int, list[Remark]] = {}
    for plan, group in by_plan.items():
        keys = {one.used_indicator.indicator_id for one in group if one.used_indicator}
        recorded, told = remarks_on(keys, plans={plan}), notes_of_sources(keys)
        found |= {one.pk: list(remarks_on_target(one, recorded, told)) for one in group}
    return found


def remarks_on_target(
    target: Target, recorded: Mapping[int, list[Remark]], of_sources: Mapping[int, list[ToldBySource]]
) -> Iterator[Remark]:
    """From the most general to those on one figure, only what concerns the target's own region."""
    used, source = target.used_indicator, target.plan.title
    if used is None:
        return
    told = recorded.get(used.indicator_id, [])
    spots = {used.region.code: [(used.region.name, Place(used.region_id))]}
    said = (
        *told,
        *remarks_of_sources(of_sources.get(used.indicator_id, ()), spots),
        *remarks_of_use(used, source=source, regions={}, is_recorded=bool(told)),
        *remarks_on_cited(used, source=source, regions={}),
    )
    yield from (one for one in said if one.place.region in {None, used.region_id})


def region_breaks_of(targets: Iterable[Target]) -> dict[int, list[SeriesBreak]]:
    """Where the regions of targets became others, by region; three queries however many there are."""
    regions = {one.used_indicator.region_id: one.used_indicator.region for one in targets if one.used_indicator}
    return breaks_of_regions(list(regions.values()))


def breaks_of(
    target: Target, remarks: Sequence[Remark], of_regions: Mapping[int, Sequence[SeriesBreak]]
) -> list[SeriesBreak]:
    """Where the figures of the target break: by what is remarked on them, or because its region became another."""
    if target.used_indicator is None:
        return []
    region = target.used_indicator.region_id
    return [*breaks_in(remarks, region=region), *of_regions.get(region, ())]


def remarks_on_judged(target: Target, remarks: Sequence[Remark], facts: Facts | None) -> list[Remark]:
    """Those that concern the figure behind the light; all of them where no figure has been judged."""
    used, period = target.used_indicator, judged_period(facts)
    return [one for one in remarks if used and (period is None or one.place.holds(used.region_id, period))]


def judged_period(facts: Facts | None) -> Period | None:
    return period_named(facts["figure"]["period"]) if facts and facts["figure"] else None
