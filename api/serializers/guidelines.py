"""Guidelines as the API tells them."""

from typing import Any

from django.utils.translation import gettext_lazy
from rest_framework import serializers

from api.serializers.base import Link, Shown
from api.serializers.in_plan import CITED, OWN, Address, Code
from planning.models import Citation, Guideline


class CitationShown(Shown, serializers.ModelSerializer[Citation]):
    """One place where the plan leans on the guideline, with the angle it takes there."""

    focus_area = Code(allow_null=True)

    class Meta:
        model = Citation
        fields = ("focus_area", *CITED, "angle", "note")
        read_only_fields = fields


class GuidelineShown(Shown, serializers.ModelSerializer[Guideline]):
    """A white paper, act, plan or recommendation, once, however often it is cited."""

    focus_areas = Code(many=True)
    goals = Code(many=True, help_text=gettext_lazy("Målene som svarer på føringen."))
    sdgs: Any = serializers.PrimaryKeyRelatedField(
        many=True, read_only=True, help_text=gettext_lazy("FNs bærekraftsmål, 1 til 17.")
    )
    citations = CitationShown(many=True, read_only=True)
    note = serializers.SerializerMethodField()
    url = Address("api-guideline")

    class Meta:
        model = Guideline
        fields: tuple[str, ...] = (
            *("code", "level", "kind", "reference", "title", "years", "in_force", "decided", "gist", "note", "link"),
            *("applies_to_all", "focus_areas", "goals", "sdgs", "citations", "order", "url"),
        )
        read_only_fields = fields

    link = Link(source="url", help_text=gettext_lazy("Der føringen kan leses."))

    def get_note(self, guideline: Guideline) -> str:
        return str(guideline.extra.get("note", ""))


class OwnGuidelineShown(GuidelineShown):
    __doc__ = GuidelineShown.__doc__

    has_earlier_words = serializers.BooleanField(**OWN)

    class Meta(GuidelineShown.Meta):
        fields = (*GuidelineShown.Meta.fields, "has_earlier_words")
