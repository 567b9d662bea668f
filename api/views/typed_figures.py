"""Figures that programs type for the municipality: several at once, and all or none."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import ValidationError
from rest_framework.response import Response

from accounts.models import Municipality, Scope
from api.schema import described, made
from api.serializers.figures_taken import FiguresKeptShown, FiguresTaken
from api.views.writing.acting import Acts, body_of
from indicators.figure_forms import TypedFigureForm
from indicators.models import Indicator
from indicators.services.typed_figures import TypedFigure, TypedOutcome, type_figure
from reporting.acting import who
from reporting.permissions import municipalities_to_load_for, visible_indicators
from reporting.views.figures import what_became_of
from targets.tasks import assess_touched


@dataclass(frozen=True, slots=True)
class Kept:
    """A figure with what became of it."""

    typed: TypedFigure
    municipality: Municipality
    outcome: TypedOutcome

    @property
    def said(self) -> str:
        return what_became_of(self.typed, self.outcome)

    @property
    def official_literal(self) -> str:
        official = self.outcome.official
        return (official.literal or official.missing) if official else ""

    @property
    def warnings(self) -> list[str]:
        return [one.message for one in self.outcome.warnings]


@described(post=made(_("Skriv inn tall"), FiguresTaken, FiguresKeptShown))
class TypedFigures(Acts):
    """Through the same form and the same door as figures that a person types."""

    writes_with = Scope.WRITE_FIGURES
    queryset = Indicator.objects.none()
    serializer_class: Any = FiguresKeptShown

    def act(self) -> Response:
        homes = municipalities_to_load_for(self.request.user)
        rows = body_of(self.request, FiguresTaken)["figures"]
        asked = {row["indicator"] for row in rows}
        known = {one.code: one for one in visible_indicators(self.request.user).filter(code__in=asked)}
        forms = checked_rows(rows, known, homes)
        with transaction.atomic():
            kept = [self.kept(form) for form in forms]
            transaction.on_commit(assess_touched.delay, robust=True)
        return Response(self.get_serializer({"figures": kept}).data, status=201)

    def kept(self, form: TypedFigureForm) -> Kept:
        typed, home = form.typed(), form.chosen_municipality
        return Kept(typed, home, type_figure(typed=typed, municipality=home, **who(self.request)))


def checked_rows(
    rows: list[dict[str, Any]], known: dict[str, Indicator], homes: QuerySet[Municipality]
) -> list[TypedFigureForm]:
    """The forms of all rows. Raises ValidationError with every error of every row."""
    own = {one.number: one.pk for one in homes}
    checked = [checked_row(row, known, own, homes) for row in rows]
    wrong = [{} if isinstance(one, TypedFigureForm) else one for one in checked]
    forms = [one for one in checked if isinstance(one, TypedFigureForm)]
    if not any(wrong):
        wrong = twice(forms)
    if any(wrong):
        raise ValidationError({"figures": wrong})
    return forms


def checked_row(
    row: dict[str, Any], known: dict[str, Indicator], own: dict[str, int], homes: QuerySet[Municipality]
) -> TypedFigureForm | dict[str, list[str]]:
    """The form, valid; or what is wrong, by field."""
    indicator, number = known.get(row["indicator"]), row.get("municipality", "")
    if indicator is None:
        return {"indicator": [gettext("Indikatoren finnes ikke, eller du har ikke tilgang til den.")]}
    if number and number not in own:
        return {"municipality": [gettext("Kommunen finnes ikke, eller du har ikke tilgang til den.")]}
    data = row | {"municipality": own.get(number, "")}
    form = TypedFigureForm(data, indicator=indicator, municipalities=homes)
    return form if form.is_valid() else {name: [str(one) for one in told] for name, told in form.errors.items()}


def twice(forms: list[TypedFigureForm]) -> list[dict[str, list[str]]]:
    """Of two figures in one cell nobody knows which is meant."""
    cells = [(one.indicator.pk, one.chosen_municipality.pk, one.cleaned_data["period"]) for one in forms]
    said = gettext("Det står et tall for denne perioden fra før i det som ble sendt.")
    return [{"period": [said]} if cell in cells[:number] else {} for number, cell in enumerate(cells)]
