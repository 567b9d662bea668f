"""Long work as the API tells it: how far it has come, and what became of it."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.reverse import reverse

from api.serializers.base import Moment, Shown
from api.serializers.texts import OrNull, Sentence
from reporting.queries.jobs import JobPage


class JobShown(Shown):
    """A job. Ask again until it is over."""

    # Nobody writes how far it has come; that somebody has asked it to stop is said by a person.
    computed = (
        *("state", "is_over", "done", "total", "changed", "sentence", "trouble"),
        *("started_at", "finished_at", "report_url"),
    )

    id = serializers.IntegerField(source="job.pk")
    kind = serializers.CharField(source="job.kind")
    title = serializers.CharField()
    about = serializers.CharField()
    state = serializers.CharField(source="job.state", help_text=_("waiting, running, done, failed eller cancelled."))
    is_over = serializers.BooleanField(source="job.is_over")
    done = serializers.IntegerField(source="job.done_count")
    total = serializers.IntegerField(source="job.total_count", help_text=_("0 når ingen vet hvor mye det blir."))
    changed = serializers.IntegerField(source="job.changed_count")
    sentence = Sentence()
    trouble = serializers.SerializerMethodField(help_text=_("Hva som kan gjøres, når det gikk galt."))
    is_cancelling = serializers.SerializerMethodField()
    asked_by = OrNull(source="job.asked_by")
    asked_at = Moment(source="job.asked_at")
    started_at = Moment(source="job.started_at", allow_null=True)
    finished_at = Moment(source="job.finished_at", allow_null=True)
    report_url = serializers.SerializerMethodField(
        help_text=_("Den låste rapporten, når jobben har låst en eller lager filene til en; ellers null.")
    )
    url = serializers.SerializerMethodField()

    def get_trouble(self, page: JobPage) -> str | None:
        return page.trouble if page.job.state == "failed" else None

    def get_is_cancelling(self, page: JobPage) -> bool:
        """Somebody has asked it to stop, and it has not yet."""
        return page.job.cancel_asked_at is not None and not page.job.is_over

    def get_report_url(self, page: JobPage) -> str | None:
        asked: Any = self.context.get("request")
        return reverse("api-sealed-report", args=[page.report], request=asked) if page.report else None

    def get_url(self, page: JobPage) -> str:
        asked: Any = self.context.get("request")
        return reverse("api-job", args=[page.job.pk], request=asked)
