"""Edits of a plan as the API tells them."""

from django.utils.translation import gettext_lazy
from rest_framework import serializers

from api.serializers.base import Shown
from api.serializers.in_plan import PersonNamed
from planning.models import Edit


class EditShown(Shown, serializers.ModelSerializer[Edit]):
    """One thing that a person did to a plan."""

    by = PersonNamed(read_only=True, source="by_person")
    words = serializers.CharField(read_only=True, help_text=gettext_lazy("Hva som ble gjort, i én setning."))
    undone_by = PersonNamed(read_only=True, allow_null=True, source="undone_by_person")
    is_undoable = serializers.BooleanField(
        read_only=True, help_text=gettext_lazy("Om du kan angre den: det er den siste endringen din i planen.")
    )

    class Meta:
        model = Edit
        fields = ("id", "at", "by", "action", "label", "words", "undone_at", "undone_by", "is_undoable")
        read_only_fields = fields
