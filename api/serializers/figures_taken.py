"""Figures that are typed for the municipality, and what became of them."""

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from api.serializers.amounts import AmountTaken
from api.serializers.base import Shown, Taken
from api.serializers.texts import OrNull, Sentence
from indicators.figure_forms import KINDS
from indicators.services.typed_figures import TypedKind

MOST_FIGURES = 500
MISSING = ("", "..", ":", ".")


class FigureTaken(Taken):
    """One figure of an indicator in one period, or why there is none, and where it is from."""

    indicator = serializers.CharField(max_length=200)
    municipality = serializers.CharField(
        required=False, max_length=10, help_text=_("Kommunenummeret. Kan utelates når du bare har én kommune.")
    )
    period = serializers.CharField(max_length=20)
    value = AmountTaken()
    missing = serializers.ChoiceField(
        [(sign, sign) for sign in MISSING], required=False, help_text=_("Tegnet som står der tallet mangler.")
    )
    kind = serializers.ChoiceField(KINDS, default=TypedKind.CITED.value)
    note = serializers.CharField(max_length=1_000, help_text=_("Hvor tallet er fra."))


class FiguresTaken(Taken):
    """One figure or several. All of them are kept, or none."""

    figures = FigureTaken(many=True, allow_empty=False, max_length=MOST_FIGURES)  # type: ignore[call-arg]  # of the list


class FigureKeptShown(Shown):
    """Whether a figure said anything new, and which one counts."""

    indicator = serializers.CharField(source="typed.indicator.code")
    municipality = serializers.CharField(source="municipality.number")
    period = serializers.CharField(source="outcome.period.code")
    value = OrNull(source="typed.literal")
    missing = OrNull(source="typed.missing")
    is_new = serializers.BooleanField(source="outcome.is_new")
    sentence = Sentence(source="said")
    official = OrNull(source="official_literal", help_text=_("Det offisielle tallet, som gjelder foran."))
    warnings = serializers.ListField(child=serializers.CharField())


class FiguresKeptShown(Shown):
    """Each figure, in the order in which they were sent."""

    figures = FigureKeptShown(many=True)
