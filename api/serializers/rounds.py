"""Reporting rounds as the API tells them, to those who read drafts."""

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from api.serializers.base import Moment, Shown
from api.serializers.targets import UnitNamedShown
from api.serializers.texts import OrNull
from reporting.models import ReportingRound
from reporting.queries.rounds.listing import title_of_round


class RoundShown(Shown):
    """A period for which units are asked to comment their figures (rapporteringsrunde)."""

    id = serializers.IntegerField(source="pk")
    municipality = serializers.CharField(source="municipality.number")
    title = serializers.SerializerMethodField(help_text=_("Perioden slik den leses, «2. tertial 2025»."))
    kind = serializers.CharField(help_text=_("year, tertial eller month."))
    period = serializers.CharField()
    plans = serializers.SerializerMethodField()
    units = UnitNamedShown(many=True)
    deadline = serializers.DateField()
    message = OrNull()
    is_open = serializers.BooleanField()
    opened_by = serializers.CharField()
    opened_at = Moment()
    closed_by = OrNull()
    closed_at = Moment(allow_null=True)
    written = serializers.IntegerField(help_text=_("Hvor mange det er skrevet om."))
    approved = serializers.IntegerField(help_text=_("Hvor mange av disse som er godkjent."))
    url = serializers.HyperlinkedIdentityField("api-round")
    commentaries_url = serializers.HyperlinkedIdentityField("api-commentary-list")

    def get_title(self, asked: ReportingRound) -> str:
        return title_of_round(asked)

    def get_plans(self, asked: ReportingRound) -> list[str]:
        """Their codes."""
        return sorted(plan.code for plan in asked.plans.all())


class CountsShown(Shown):
    """How many things words are asked for, and how far these have come."""

    asked = serializers.IntegerField()
    lacking = serializers.IntegerField(help_text=_("Uten et ord."))
    drafts = serializers.IntegerField()
    submitted = serializers.IntegerField()
    returned = serializers.IntegerField()
    approved = serializers.IntegerField()
    beyond = serializers.IntegerField(help_text=_("Skrevet uten at noen har bedt om det."))
    left = serializers.IntegerField(help_text=_("Det virksomheten selv har igjen."))
    done_percent = serializers.IntegerField()


class ReminderShown(Shown):
    """That a unit's people were written to."""

    kind = serializers.CharField(help_text=_("opened, before eller after."))
    sent_at = Moment()
    went_to_coordinators = serializers.BooleanField()


class UnitProgressShown(Shown):
    """How far one unit has come."""

    unit = UnitNamedShown(source="progress.unit")
    counts = CountsShown(source="progress.counts")
    is_late = serializers.BooleanField(source="progress.is_late")
    has_nobody = serializers.BooleanField(
        source="progress.has_nobody", help_text=_("Ingen i virksomheten kan få e-post.")
    )
    reminders = ReminderShown(many=True)


class RoundItemShown(Shown):
    """A target or an indicator in a round."""

    kind = serializers.CharField(help_text=_("target eller indicator."))
    plan = OrNull(source="plan_code")
    code = serializers.CharField()
    title = serializers.CharField()
    unit = UnitNamedShown(allow_null=True)


class DutyShown(Shown):
    """Which unit comments the indicators of a service area, or the targets of a goal."""

    unit = UnitNamedShown()
    service_area = OrNull(source="service_area.name")
    plan = OrNull(source="goal.plan.code")
    goal = OrNull(source="goal.code")


class RoundWholeShown(Shown):
    """A round with how far it has come, unit by unit."""

    computed = (
        *("round.written", "round.approved", "is_past_deadline", "is_done", "totals", "units", "nobodys"),
        "to_approve",
    )

    round = RoundShown()
    is_past_deadline = serializers.BooleanField(source="progress.is_past_deadline")
    is_done = serializers.BooleanField(source="progress.is_done")
    totals = CountsShown(source="progress.totals")
    units = UnitProgressShown(many=True)
    nobodys = RoundItemShown(
        source="progress.nobodys", many=True, help_text=_("Det ingen virksomhet har ansvar for å kommentere.")
    )
    to_approve = RoundItemShown(source="progress.to_approve", many=True, help_text=_("Sendt inn, de eldste først."))
    duties = DutyShown(many=True)
