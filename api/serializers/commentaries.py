"""What units write in a round, as the API tells it to those who read drafts."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.reverse import reverse

from api.serializers.base import Moment, Shown
from api.serializers.targets import UnitNamedShown
from api.serializers.texts import OrNull, Sentence
from reporting.models import Commentary, CommentaryState, Evidence
from reporting.queries.sealing import about


class TextVersionShown(Shown):
    """The words as they stood at a saving."""

    number = serializers.IntegerField()
    state = serializers.CharField()
    text = serializers.CharField()
    saved_by = serializers.CharField()
    saved_at = Moment()


class EvidenceShown(Shown):
    """A file that shows what the words rest on (dokumentasjon)."""

    id = serializers.IntegerField(source="pk")
    name = serializers.CharField()
    media_type = serializers.CharField()
    size = serializers.IntegerField()
    checksum = serializers.CharField(help_text=_("SHA-256 av filen."))
    brought_by = serializers.CharField()
    brought_at = Moment()
    url = serializers.SerializerMethodField()

    def get_url(self, file: Evidence) -> str:
        asked: Any = self.context.get("request")
        return reverse("api-evidence-file", args=[file.commentary_id, file.pk], request=asked)


class CommentaryShown(Shown):
    """The words on one target or one indicator in one round (faglig vurdering)."""

    id = serializers.IntegerField(source="pk")
    plan = OrNull(source="target.plan.code")
    target = OrNull(source="target.code")
    indicator = OrNull(source="indicator.code")
    title = serializers.SerializerMethodField()
    unit = UnitNamedShown()
    state = serializers.CharField(help_text=_("draft, submitted, returned eller approved."))
    state_word = serializers.CharField(source="get_state_display")
    drafted = Sentence(help_text=_("Første setning, slik den ble foreslått."))
    text = serializers.CharField()
    version = serializers.IntegerField()
    saved_by = serializers.CharField()
    saved_at = Moment()
    submitted_by = OrNull()
    submitted_at = Moment(allow_null=True)
    decided_by = OrNull()
    decided_at = Moment(allow_null=True)
    return_reason = serializers.SerializerMethodField()
    versions = TextVersionShown(many=True, help_text=_("De nyeste først."))
    evidence = EvidenceShown(many=True)

    def get_title(self, commentary: Commentary) -> str:
        return about(commentary)

    def get_return_reason(self, commentary: Commentary) -> str | None:
        """Why it is sent back, while it is."""
        return commentary.return_reason if commentary.state == CommentaryState.RETURNED else None
