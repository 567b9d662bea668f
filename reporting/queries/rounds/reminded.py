"""Who has been reminded of a round, and when."""

from collections import defaultdict

from reporting.models import Reminder, ReportingRound


def reminded_in(asked: ReportingRound) -> dict[int, list[Reminder]]:
    """By unit, the newest first; one query."""
    found: dict[int, list[Reminder]] = defaultdict(list)
    for one in Reminder.objects.filter(round=asked).order_by("-sent_at", "-pk"):
        found[one.unit_id].append(one)
    return found
