"""What units have written of the figures in a round, as the status analysis prints it: approved words only."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext

from accounts.models import Municipality
from reporting.models import Commentary
from reporting.queries.approved_commentary import approved_rows
from reporting.queries.lights import title_of

Comments = Mapping[int, Sequence["StatusComment"]]


@dataclass(frozen=True, slots=True)
class StatusComment:
    """The words as they were approved; `said` is by whom, when, and of which target."""

    text: str
    said: str


def approved_comments(municipality: Municipality, period: str) -> Comments:
    """By indicator, those on the indicator itself before those on targets that are measured by it; one query."""
    found: dict[int, list[StatusComment]] = defaultdict(list)
    for row in sorted(approved_rows(municipality=municipality, period=period), key=in_order_of_plan):
        if key := indicator_of(row):
            found[key].append(StatusComment(row.text, said_by(row)))
    return found


def in_order_of_plan(row: Commentary) -> tuple[int, int, str]:
    """What is said of an indicator before what is said of the targets that it measures."""
    return (1, row.target.order, row.target.code) if row.target else (0, 0, "")


def indicator_of(row: Commentary) -> int | None:
    """The indicator that the words are about; None on a target that no indicator measures."""
    used = row.target.used_indicator if row.target else None
    return used.indicator_id if used else row.indicator_id


def said_by(row: Commentary) -> str:
    words = {
        "unit": row.unit.name,
        "day": date_format(localtime(row.decided_at).date()) if row.decided_at else "",
        "target": title_of(row.target) if row.target else "",
    }
    if row.target:
        return gettext("%(unit)s om måltallet «%(target)s», godkjent %(day)s") % words
    return gettext("%(unit)s, godkjent %(day)s") % words
