"""What a plan quotes, what it leans on, and what it said before."""

from django.utils.translation import gettext_lazy
from rest_framework import serializers

from api.queries.plan_parts import WORDED
from api.serializers.base import Shown
from api.serializers.in_plan import CITED, PersonNamed
from planning.models import Document, EarlierWording, RelatedPlan


class DocumentShown(Shown, serializers.ModelSerializer[Document]):
    """A document that the plan quotes. `cited_document` of other things is its code."""

    class Meta:
        model = Document
        fields = ("code", "title", "publisher", "year")
        read_only_fields = fields


class RelatedPlanShown(Shown, serializers.ModelSerializer[RelatedPlan]):
    """A plan that this one leans on, whoever adopted it and whether or not it is here."""

    state = serializers.SerializerMethodField(help_text=gettext_lazy("Hvor langt den var kommet, ifølge dokumentet."))

    class Meta:
        model = RelatedPlan
        fields = ("code", "title", "level", "period", "relation", "state", *CITED)
        read_only_fields = fields

    def get_state(self, plan: RelatedPlan) -> str:
        return str(plan.extra.get("document_status", ""))


class EarlierWordingShown(Shown, serializers.ModelSerializer[EarlierWording]):
    """Words that were adopted once, and who changed them, when and why."""

    kind = serializers.SerializerMethodField(help_text=gettext_lazy("Hva det er som har fått ny ordlyd."))
    changed_by = PersonNamed(read_only=True, source="changed_by_person")

    class Meta:
        model = EarlierWording
        fields = (
            *("kind", "code", "field", "text", "decision_reference"),
            *("changed_on", "changed_at", "changed_by", "reason"),
        )
        read_only_fields = fields

    def get_kind(self, row: EarlierWording) -> str:
        return WORDED.get(row.subject, row.subject)
