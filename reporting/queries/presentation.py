"""The chart of a target that is shown on a wall."""

from reporting.charts import TargetChart
from reporting.queries.target_remarks import breaks_of, region_breaks_of, remarks_on_targets
from reporting.target_drawing import drawing_of
from targets.models import Assessment, Target
from targets.queries import readings_for, terms_of


def chart_of(pk: int) -> tuple[TargetChart | None, str | None]:
    """The chart with the family of words for its zones; none where there is no indicator to draw."""
    target = Target.objects.for_assessment().select_related("plan").get(pk=pk)
    readings = readings_for([target], known_at=None).get(target.pk, [])
    standing = Assessment.objects.current().filter(target=target).first()
    facts = standing.facts if standing else None
    breaks = breaks_of(target, remarks_on_targets([target])[target.pk], region_breaks_of([target]))
    chart = drawing_of(target, terms_of(target), readings, facts, breaks)
    return chart if readings else None, facts["verdict"]["family"] if facts else None
