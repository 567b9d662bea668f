"""One open round in the demonstration, filled enough to be understood. Every text says that it is invented."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext

from accounts.models import Unit
from indicators.models import ServiceArea
from indicators.periods import parse_period
from planning.models import Plan
from reporting.models import Commentary, CommentingDuty, ReportingRound, RoundKind
from reporting.queries.rounds import RoundItem, commentary_room, unit_list
from reporting.rounds import suggested_deadline
from reporting.services.commentary import approve, return_to_unit, save_commentary, submit
from reporting.services.commenting_duties import set_duties
from reporting.services.rounds import RoundTerms, open_round
from targets.models import Target

PERIOD = "2025"
WRITTEN_BY, DECIDED_BY = "virksomhet", "koordinator"


@transaction.atomic
def open_demo_round(*, plan: Plan, units: Mapping[str, Unit], by: str, on: date, now: datetime) -> bool:
    """The first time alone: where the municipality has a round, or has said who comments what, nothing is touched.

    `units` are the units that are asked, by the name of the service area that each comments besides its goals.
    """
    home = plan.municipality
    kept = ReportingRound.objects.filter(municipality=home).exists()
    if kept or not units or CommentingDuty.objects.filter(municipality=home).exists():
        return False
    areas = {area: units[area.name] for area in ServiceArea.objects.filter(name__in=units)}
    set_duties(municipality=home, service_areas=areas, by=by, now=now)
    asked_units = list(home.units.filter(is_demo=True))
    terms = RoundTerms(
        plans=[plan],
        units=asked_units,
        deadline=suggested_deadline(parse_period(PERIOD), on=on),
        message=gettext("Dette er en demo. Skriv kort, gjerne i to eller tre setninger."),
    )
    asked = open_round(municipality=home, kind=RoundKind.YEAR, period=PERIOD, terms=terms, by=by, on=on, now=now)
    write_some(asked, asked_units, on=on, now=now)
    return True


def write_some(asked: ReportingRound, units: list[Unit], *, on: date, now: datetime) -> None:
    """Of what each unit is asked for, one is written: sent in, approved, sent back and begun in turn."""
    firsts = [page.asked[0] for unit in units if (page := unit_list(asked, unit, on=on)).asked]
    for position, item in enumerate(one for one in firsts if one.is_target):
        words = begun(asked, item, on=on, now=now)
        if position % 4 < 3:
            submit(commentary=words, version=words.version, by=WRITTEN_BY, now=now)
        if position % 4 == 1:
            approve(commentary=words, by=DECIDED_BY, now=now)
        if position % 4 == 2:
            reason = gettext("Demo: Skriv også hva dere gjør med det.")
            return_to_unit(commentary=words, reason=reason, by=DECIDED_BY, now=now)


def begun(asked: ReportingRound, item: RoundItem, *, on: date, now: datetime) -> Commentary:
    target = Target.objects.for_assessment().get(pk=item.pk)
    room = commentary_room(asked, target, on=on)
    assert room is not None
    assert item.unit is not None
    invented = gettext("(Demo: denne teksten er oppdiktet.) Vi ser på årsakene og følger opp i neste tertial.")
    return save_commentary(
        asked=asked,
        subject=target,
        unit=item.unit,
        text=f"{room.drafted} {invented}".strip(),
        version=0,
        drafted=room.drafted,
        by=WRITTEN_BY,
        now=now,
    )
