"""What leaves no word when it is edited, compared with how it looked when it was last seen: regions and drafts.

A region is edited on its page, by loads and by deliveries that bring the history of new codes; a plan that is adopted
makes the figures that it quotes count for others.
"""

import hashlib
from collections.abc import Iterator, Mapping

from indicators.lineage import Lineage
from indicators.models import Region
from indicators.queries import breaks_of_regions
from indicators.queries.history import region_history
from planning.models import Plan, PlanStatus
from targets.models import IndicatorInPlan, Seen, Target
from targets.queries import tables_of
from targets.queries.touched import resting_on_regions, resting_on_series, series_quoted_in

REGION, DRAFT = "region", "draft"


def touched_by_looks() -> set[int]:
    """The targets that rest on something that looks otherwise than it did, or that is seen for the first time."""
    regions = seen_anew(REGION, looks_of_regions())
    plans = seen_anew(DRAFT, looks_of_plans())
    quoted = series_quoted_in(tables_of(Plan.objects.filter(pk__in=plans).values_list("code", flat=True)))
    return {*resting_on_regions(regions), *(resting_on_series(quoted) if quoted else ())}


def looks_of_regions() -> dict[int, str]:
    """For each region that targets are about or compared with: its name, what it was before, where its series break."""
    used = IndicatorInPlan.objects.filter(targets__isnull=False).values_list("region", flat=True)
    peers = Target.objects.filter(peer__isnull=False).values_list("peer", flat=True)
    regions = list(Region.objects.filter(pk__in={*used, *peers}))
    lineages = region_history().with_a_past({one.pk for one in regions})
    breaks = breaks_of_regions(regions) if regions else {}
    return {
        one.pk: checksum(
            one.code, one.name, one.kind, past_of(lineages.get(one.pk)), [known.position for known in breaks[one.pk]]
        )
        for one in regions
    }


def past_of(lineage: Lineage | None) -> list[object]:
    """What the region was in each stretch of time. Sets have no order of their own, so they are written in one."""
    if lineage is None:
        return []
    spans = [(one.start, one.end, sorted(one.codes), sorted(one.pieces)) for one in lineage.spans]
    return [spans, lineage.others]


def looks_of_plans() -> dict[int, str]:
    """Which plans are drafts, of those that there are."""
    return {key: "1" if status == PlanStatus.DRAFT else "" for key, status in Plan.objects.values_list("pk", "status")}


def checksum(*parts: object) -> str:
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def seen_anew(kind: str, looks: Mapping[int, str]) -> set[int]:
    """Those that look otherwise than when they were seen last, and are seen so now. Each is told to one asker only."""
    known = dict(Seen.objects.filter(subject__startswith=f"{kind} ").values_list("subject", "looked_like"))
    return set(changed(kind, looks, known)) | set(new(kind, looks, known))


def changed(kind: str, looks: Mapping[int, str], known: Mapping[str, str]) -> Iterator[int]:
    for key, look in looks.items():
        before = known.get(f"{kind} {key}")
        mine = Seen.objects.filter(subject=f"{kind} {key}", looked_like=before)
        if before is not None and before != look and mine.update(looked_like=look):
            yield key


def new(kind: str, looks: Mapping[int, str], known: Mapping[str, str]) -> Iterator[int]:
    unseen = [key for key in looks if f"{kind} {key}" not in known]
    rows = [Seen(subject=f"{kind} {key}", looked_like=looks[key]) for key in unseen]
    Seen.objects.bulk_create(rows, ignore_conflicts=True)
    yield from unseen
