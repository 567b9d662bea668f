"""What people have done and judged, as the plan file tells it: duties done, states appraised. Pure."""

from collections.abc import Iterator
from datetime import date

from accounts.wording import say
from indicators.periods import Period, last_day
from indicators.sources.yaml_fields import Fields
from indicators.sources.yaml_tree import YamlMap
from targets.planfile.records import AppraisalRecord, CompletionRecord
from targets.rules import Light

LIGHTS = {light.value: light.value for light in Light if light is not Light.GREY}


def read_completions(recurrence: Fields) -> Iterator[CompletionRecord]:
    """When the duty was last done: on a day, or by a plan that covered a stretch of years."""
    done_on, holds_until = recurrence.day("last_done"), recurrence.day("holds_until")
    if done_on and holds_until and holds_until < done_on:
        recurrence.wrong("holds_until", say("datoen må være den samme som «last_done», eller senere"))
    elif done_on:
        yield CompletionRecord(done_on, holds_until, "")
    elif covered := recurrence.period("last_plan_period"):
        yield CompletionRecord(first_day(covered), covered.end, f"gjelder {covered.code}")
    # The period says more than the two days made of it, so it is kept as it is written too.
    if recurrence.has("last_plan_period"):
        recurrence.kept["last_plan_period"] = recurrence.text("last_plan_period")


def first_day(period: Period) -> date:
    """The day that the period begins; of a stretch from one period to another, that the first of them does."""
    first_end = period.position if period.base_position is None else period.base_position
    return date.fromordinal(last_day(first_end - period.months).toordinal() + 1)


def read_appraisals(item: Fields) -> Iterator[AppraisalRecord]:
    """What somebody judged: a light with reason, date and whose judgement it is; all four must be there."""
    if not isinstance(item.values.get("judged"), YamlMap):
        if item.has("judged"):
            item.part("judged")
        return
    part = item.part("judged")
    before = len(item.notebook.problems)
    for key in ("light", "date"):
        if not part.has(key):
            part.wrong(key, say("feltet er påkrevd og mangler"))
    light, reason, judged_by = part.choice("light", LIGHTS), part.required("reason"), part.required("by")
    judged_on = part.day("date")
    item.keep_rest_of(part, "judged")
    if judged_on and len(item.notebook.problems) == before:
        yield AppraisalRecord(light, reason, judged_on, judged_by)
