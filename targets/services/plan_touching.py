"""Which targets a plan file has touched: those that it says something new of, and nothing of the rest."""

from datetime import datetime

from django.db.models import Q

from accounts.syncing import Tally
from indicators.models import Indicator, QualityRecord, Source
from planning.models import Plan
from targets.models import Appraisal, Completion, IndicatorInPlan, Target, TargetStep
from targets.queries.touched import resting_on_indicators
from targets.services.touching import touch

# Their keys begin with the code of their target.
PARTS = (TargetStep, Completion, Appraisal)


def touch_loaded(plan: Plan, tally: Tally, *, now: datetime) -> None:
    """Say of each target that rests on a row which the file made or changed that it is to be judged again."""
    own = Target.objects.filter(plan=plan)
    touched = {key for key, code in own.values_list("pk", "code") if is_new(code, tally)}
    uses = Q(used_indicator__code__in=news_of(IndicatorInPlan, tally))
    cites = Q(used_indicator__indicator__sources__code__in=news_of(Source, tally))
    touched |= set(own.filter(uses | cites).values_list("pk", flat=True))
    if news_of(QualityRecord, tally):
        # What a record is no longer about is not known by now, and they are few.
        touched |= set(own.filter(used_indicator__isnull=False).values_list("pk", flat=True))
    edited = Indicator.objects.filter(code__in=news_of(Indicator, tally)).values_list("pk", flat=True)
    touch({*touched, *resting_on_indicators(edited)}, now=now)


def is_new(code: str, tally: Tally) -> bool:
    """Whether the target itself or something of it was made or changed."""
    if code in news_of(Target, tally):
        return True
    return any(key.startswith(f"{code} ") for part in PARTS for key in news_of(part, tally))


def news_of(model: type, tally: Tally) -> set[str]:
    """The keys of the rows of a model that are new or differ."""
    label = str(model._meta.verbose_name)  # type: ignore[attr-defined]
    return {key for kind, key in tally.created | tally.updated if kind == label}
