"""Goals as the API tells them."""

from typing import Any

from django.utils.translation import gettext_lazy
from rest_framework import serializers

from api.serializers.base import Shown
from api.serializers.in_plan import CITED, OWN, Address, CarriesOn, Code, PersonNamed, ThemeNamed, UnitNamed
from planning.models import Goal


class GoalShown(Shown, CarriesOn, serializers.ModelSerializer[Goal]):
    """What the plan wants to be true. A goal may have sub-goals, several targets, or none.

    Who answers for it is told to those who read the plan by a role.
    """

    parent: Any = Code(allow_null=True)
    subgoals = Code(many=True, source="children")
    primary_focus_area = Code(allow_null=True)
    focus_areas = Code(many=True)
    theme = ThemeNamed(read_only=True, allow_null=True)
    guidelines = Code(many=True)
    measures = Code(many=True)
    targets = serializers.ListField(
        child=serializers.CharField(), source="target_codes", help_text=gettext_lazy("Kodene til måltallene.")
    )
    sdgs: Any = serializers.PrimaryKeyRelatedField(
        many=True, read_only=True, help_text=gettext_lazy("FNs bærekraftsmål, 1 til 17.")
    )
    url = Address("api-goal")

    class Meta:
        model = Goal
        fields: tuple[str, ...] = (
            *("code", "text", "level", "kind", "scope", "measurability", "number_in_source", "status_in_document"),
            *("parent", "subgoals", "primary_focus_area", "focus_areas", "theme", "guidelines", "measures", "targets"),
            *("sdgs", "continues", "order", *CITED, "url"),
        )
        read_only_fields = fields


class OwnGoalShown(GoalShown):
    __doc__ = GoalShown.__doc__

    unit = UnitNamed(**OWN, allow_null=True)
    owner = PersonNamed(**OWN, allow_null=True)
    has_earlier_words = serializers.BooleanField(**OWN)

    class Meta(GoalShown.Meta):
        fields = (*GoalShown.Meta.fields, "unit", "owner", "has_earlier_words")
