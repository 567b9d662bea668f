"""Figures with everything that was ever said of them: page by page, all at once as CSV, and as a cube in JSON-stat."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import Any, ClassVar

from django.db.models import F, QuerySet, Value
from django.db.models.functions import Coalesce
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext, gettext_lazy
from django_filters.rest_framework import DjangoFilterBackend
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request

from api.exports.figure_columns import COLUMNS
from api.exports.jsonstat import dataset_of
from api.exports.observations_csv import csv_blocks
from api.filters.observations import CubeFilter, ObservationFilter
from api.queries.cube import MOST_CELLS, Cube, TooManyCells, cube_asked_for
from api.queries.observations import Asked, UnknownCodes, figures_asked_for, mark_of
from api.queries.openness import Readable, readable_by
from api.schema import described
from api.serializers.base import FIELDS
from api.serializers.observations import ObservationShown
from api.views.base import Answering, InMarks, fields_asked
from indicators.models import Observation, ObservationQuerySet

# How many codes that are not there are named.
MOST_NAMED = 10


class OfFigures(Answering):
    """Asked for by the same parameters, whatever shape the answer has."""

    is_open = True
    serializer_class = ObservationShown
    filter_backends = (DjangoFilterBackend,)
    filterset_class: ClassVar[type[ObservationFilter]] = ObservationFilter
    # Only to say what is asked for; which figures that is, is found with what was known.
    queryset = Observation.objects.none()

    def known_parameters(self) -> set[str]:
        return super().known_parameters() | {*self.filterset_class.base_filters}

    @cached_property
    def readable(self) -> Readable:
        return readable_by(self.request.user)

    @cached_property
    def asked(self) -> Asked:
        """Raises ValidationError with a line for each parameter that makes no sense."""
        question = self.filterset_class(self.request.query_params, request=self.request)
        if not question.is_valid():
            raise ValidationError({name: [str(line) for line in lines] for name, lines in question.errors.items()})
        return question.asked()

    def figures(self) -> ObservationQuerySet:
        with codes_told():
            return figures_asked_for(self.readable, self.asked)


@contextmanager
def codes_told() -> Iterator[None]:
    """A code that the caller can know nothing of is as one that is not there."""
    try:
        yield
    except UnknownCodes as unknown:
        message = gettext("%(codes)s (%(field)s) finnes ikke, eller du har ikke tilgang.")
        codes = ", ".join(f"«{code[:100]}»" for code in unknown.codes[:MOST_NAMED])
        raise NotFound(message % {"codes": codes, "field": unknown.field}) from None


@described(get=gettext_lazy("Observasjoner, en side om gangen; en tom liste når ingen tall passer"))
class ObservationList(OfFigures, InMarks):  # type: ignore[misc]  # both know how it is asked
    """In the order in which they came, so that the mark of the last page leads on to what comes later."""

    orders: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "id": ("pk",),
        "period": ("ends_on",),
        "region": ("place",),
        "known_from": ("known_from",),
    }

    def get_queryset(self) -> QuerySet[Observation]:
        if getattr(self, "swagger_fake_view", False):
            return Observation.objects.none()
        # Figures without a period come first.
        rows = self.figures().annotate(ends_on=Coalesce("period_end", Value(date.min)), place=F("region__code"))
        return rows.select_related("indicator", "region", "fetch__source").only(*NEEDED)

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """They are asked for as a whole: which figure counts depends on what was known."""
        return queryset


NEEDED = (
    *("period", "part", "literal", "value_min", "value_max", "missing", "kind", "standing", "known_from"),
    *("indicator__code", "region__code", "fetch__source__code", "fetch__source__namespace"),
)


class AsCsv(JSONRenderer):
    """Makes an answer that is CSV one that may be asked for; only what is wrong is written by it, as everywhere."""

    media_type = "text/csv"


class WholeCsv(OfFigures):
    """Everything that is asked for as one file, as it was at one moment. However long it is, little is in memory."""

    renderer_classes = (AsCsv, JSONRenderer)

    @extend_schema(
        summary=gettext_lazy("Observasjoner som CSV; bare overskriften når ingen tall passer"),
        tags=["observations"],
        responses={(200, "text/csv"): OpenApiTypes.STR},
    )
    def get(self, request: Request) -> HttpResponseBase:
        names = fields_asked(request) or list(COLUMNS)
        rows = self.figures().order_by("pk")
        is_asked_about = request.method == "HEAD"
        answer = HttpResponse() if is_asked_about else StreamingHttpResponse(csv_blocks(rows, names))
        answer["Content-Type"] = "text/csv; charset=utf-8; header=present"
        answer["Content-Disposition"] = 'attachment; filename="observations.csv"'
        answer["ETag"] = f'"{mark_of(self.readable, "csv", names, self.asked)}"'
        return answer


class Cubes(OfFigures):
    """Indicators × regions × periods as one dataset. At most a million cells.

    Without a figure there is no dataset: a dimension without categories is none that programs read. So it is 404, where
    a list of figures is empty.
    """

    filterset_class = CubeFilter
    serializer_class = None  # type: ignore[assignment]  # it is written by no serializer

    @extend_schema(
        summary=gettext_lazy("Observasjoner som JSON-stat 2.0; 404 når ingen tall passer"),
        tags=["observations"],
        responses={(200, "application/json"): OpenApiTypes.OBJECT},
    )
    def get(self, request: Request) -> HttpResponseBase:
        try:
            cube = self.found()
        except TooManyCells as too_many:
            message = gettext("Det blir %(cells)d celler. Be om høyst %(most)d: færre indikatorer eller perioder.")
            raise ValidationError(message % {"cells": too_many.cells, "most": MOST_CELLS}) from None
        if cube is None:
            raise NotFound(gettext("Ingen tall du kan lese, passer med det du ba om."))
        return HttpResponse(dataset_of(cube, known_at=self.asked.known_at), content_type="application/json")

    def known_parameters(self) -> set[str]:
        return super().known_parameters() - {FIELDS}

    def check_fields(self, request: Request) -> None:
        """A dataset has none to choose among."""

    def found(self) -> Cube | None:
        with codes_told():
            return cube_asked_for(self.readable, replace(self.asked, totals=not self.asked.part))
