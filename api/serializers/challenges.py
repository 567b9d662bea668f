"""Challenges and opportunities as the API tells them."""

from django.utils.translation import gettext_lazy
from rest_framework import serializers

from api.serializers.base import Shown
from api.serializers.in_plan import CITED, OWN, Address, Chosen, Code, ThemeNamed
from planning.models import Basis, Challenge, Dimension


class ChallengeShown(Shown, serializers.ModelSerializer[Challenge]):
    """A challenge or an opportunity that the plan answers, with its dimension of sustainability.

    The basis says whether the document itself tells the dimension and the focus area, or they are derived.
    """

    dimension = Chosen(Dimension.choices)
    dimension_basis = Chosen(Basis.choices)
    focus_basis = Chosen(Basis.choices)
    focus_areas = Code(many=True)
    theme = ThemeNamed(read_only=True, allow_null=True)
    measures = Code(many=True)
    indicators = serializers.ListField(
        child=serializers.CharField(),
        source="indicator_codes",
        help_text=gettext_lazy("Kodene til indikatorene som viser den."),
    )
    url = Address("api-challenge")

    class Meta:
        model = Challenge
        fields: tuple[str, ...] = (
            *("code", "kind", "level", "text", "dimension", "dimension_basis", "focus_areas", "focus_basis", "theme"),
            *("measures", "indicators", "order", *CITED, "url"),
        )
        read_only_fields = fields


class OwnChallengeShown(ChallengeShown):
    __doc__ = ChallengeShown.__doc__

    has_earlier_words = serializers.BooleanField(**OWN)

    class Meta(ChallengeShown.Meta):
        fields = (*ChallengeShown.Meta.fields, "has_earlier_words")
