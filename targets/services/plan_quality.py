"""What a plan file says about the quality of figures, kept where every page of the indicator finds it."""

from collections.abc import Mapping

from accounts.imports import Problems
from accounts.syncing import Tally, sync, sync_links
from indicators.models import Indicator, QualityRecord, Region
from planning.models import Plan
from targets.planfile.records import PlanFile
from targets.services.plan_indicators import note_field_problems, region_of


def check_quality(file: PlanFile, problems: Problems) -> None:
    """What the database would not take."""
    for one in file.quality:
        note_field_problems(QualityRecord, one.place, one.values, problems)


def store_quality(
    file: PlanFile, plan: Plan, rows: Mapping[str, Indicator], regions: Mapping[str, Region], tally: Tally
) -> list[str]:
    """Make the plan's records what the file says; returns the codes that the file no longer has."""
    kept = {one.code: one for one in QualityRecord.objects.filter(namespace=plan.code)}
    wanted = {
        one.code: {
            **one.values,
            "namespace": plan.code,
            "region_id": regions[region_of(one.region, file)].pk if one.region else None,
        }
        for one in file.quality
    }
    records = sync(QualityRecord, kept, wanted, tally=tally)
    links = {one.code: (records[one.code], {rows[code].pk for code in one.indicators}) for one in file.quality}
    sync_links(QualityRecord._meta.get_field("indicators"), links, tally=tally)
    return [code for code in kept if code not in records]
