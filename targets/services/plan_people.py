"""What a plan file tells of what people have done and judged. It adds; nothing that somebody recorded goes."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from accounts.imports import Problems
from accounts.syncing import Tally, sync
from targets.models import Appraisal, Completion, Target
from targets.planfile.records import PlanFile
from targets.services.plan_indicators import note_field_problems


def check_people(file: PlanFile, problems: Problems) -> None:
    """What the database would not take."""
    for target in file.targets:
        for appraisal in target.appraisals:
            values = {"reason": appraisal.reason, "judged_by": appraisal.judged_by}
            note_field_problems(Appraisal, target.place, values, problems)


def store_people(file: PlanFile, plan_id: int, tally: Tally, *, by: str, now: datetime) -> None:
    """The duties done and the states judged that are not there yet."""
    targets = {one.code: one for one in Target.objects.filter(plan=plan_id)}
    recorded = {"recorded_by": by, "recorded_at": now}
    store_completions(file, targets, recorded, tally)
    store_appraisals(file, targets, recorded, tally)


def store_completions(file: PlanFile, targets: Mapping[str, Target], recorded: Mapping[str, Any], tally: Tally) -> None:
    """Each duty once a day; what else the file says of that day may change."""
    rows = Completion.objects.filter(target__in=targets.values()).select_related("target")
    kept = {f"{row.target.code} {row.done_on}": row for row in rows}
    wanted = {
        f"{target.code} {one.done_on}": {
            "target_id": targets[target.code].pk,
            "done_on": one.done_on,
            "holds_until": one.holds_until,
            "note": one.note,
        }
        for target in file.targets
        for one in target.completions
    }
    sync(Completion, kept, {key: with_record(key, kept, wanted[key], recorded) for key in wanted}, tally=tally)


def store_appraisals(file: PlanFile, targets: Mapping[str, Target], recorded: Mapping[str, Any], tally: Tally) -> None:
    """Another light or another reason is another judgement, beside the one before."""
    rows = Appraisal.objects.filter(target__in=targets.values()).select_related("target")
    kept = {f"{row.target.code} {row.judged_on} {row.light} {row.judged_by}: {row.reason}": row for row in rows}
    wanted = {
        f"{target.code} {one.judged_on} {one.light} {one.judged_by}: {one.reason}": {
            "target_id": targets[target.code].pk,
            "light": one.light,
            "reason": one.reason,
            "judged_on": one.judged_on,
            "judged_by": one.judged_by,
        }
        for target in file.targets
        for one in target.appraisals
    }
    sync(Appraisal, kept, {key: with_record(key, kept, wanted[key], recorded) for key in wanted}, tally=tally)


def with_record(
    key: str, kept: Mapping[str, Any], values: Mapping[str, Any], recorded: Mapping[str, Any]
) -> Mapping[str, Any]:
    """A row that is new says who recorded it and when; one that is there has said so already."""
    return values if key in kept else {**values, **recorded}
