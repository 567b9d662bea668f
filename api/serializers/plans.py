"""Plans as the API tells them."""

from django.utils.translation import gettext_lazy
from rest_framework import serializers

from api.serializers.areas import LightsShown
from api.serializers.base import Shown
from planning.models import Plan


class PlanShown(Shown, serializers.ModelSerializer[Plan]):
    """A plan: what it is, which years it is for, and by which decision."""

    computed = ("lights",)

    municipality = serializers.CharField(source="municipality.number", help_text="Kommunenummeret, «3909».")
    follows = serializers.SerializerMethodField(
        help_text=gettext_lazy("Planen den er laget av, hvis du kan lese den planen.")
    )
    superseded_by = serializers.SerializerMethodField()
    lights = LightsShown(
        source="standing",
        help_text=gettext_lazy("Måltallene etter lys, som på sidene. De samme er targets/?norm=false."),
    )
    is_public = serializers.BooleanField(source="is_published")
    url = serializers.HyperlinkedIdentityField("api-plan", lookup_field="code", lookup_url_kwarg="plan_code")

    class Meta:
        model = Plan
        fields = (
            *("code", "title", "municipality", "kind", "status", "period_from", "period_to", "horizon_note"),
            *("decision_reference", "decided_on", "follows", "superseded_by", "is_public", "lights", "url"),
        )
        read_only_fields = fields

    def get_superseded_by(self, plan: Plan) -> str | None:
        """The code of the plan that took its place; none where the caller may not read that one."""
        later: str | None = plan.readable_successor  # type: ignore[attr-defined]
        return later

    def get_follows(self, plan: Plan) -> str | None:
        """The code of the plan of the period before, which this one was made from."""
        before: str | None = plan.readable_before  # type: ignore[attr-defined]
        return before
