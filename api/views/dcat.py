"""The published data sets, described for those who gather such descriptions."""

from typing import Any

from django.utils.translation import gettext_lazy
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from api.exports.dcat import Catalogue
from api.exports.rdf import written
from api.queries.datasets import published
from api.views.base import Answering


class AsJsonLd(JSONRenderer):
    media_type = "application/ld+json"
    format = "jsonld"


class AsGraph(BaseRenderer):
    """The same as another way of writing RDF; a problem is told as it is everywhere."""

    charset = "utf-8"

    def render(self, data: Any, accepted_media_type: str | None = None, renderer_context: Any = None) -> bytes:
        if renderer_context["response"].exception:
            return JSONRenderer().render(data)
        return written(data, self.format)


class AsTurtle(AsGraph):
    media_type = "text/turtle"
    format = "turtle"


class AsXml(AsGraph):
    media_type = "application/rdf+xml"
    format = "xml"


class Dcat(Answering):
    """The same for everybody: only what everybody may read is described."""

    is_open = True
    renderer_classes = (AsJsonLd, JSONRenderer, AsTurtle, AsXml)

    @extend_schema(
        summary=gettext_lazy("Datakatalog etter DCAT-AP-NO"),
        responses={
            (200, "application/ld+json"): OpenApiTypes.OBJECT,
            (200, "application/json"): OpenApiTypes.OBJECT,
            (200, "text/turtle"): OpenApiTypes.STR,
            (200, "application/rdf+xml"): OpenApiTypes.STR,
        },
    )
    def get(self, request: Request) -> Response:
        return Response(Catalogue(published(), request.build_absolute_uri).document())

    def known_parameters(self) -> set[str]:
        return {*self.knows, "format"}

    def check_fields(self, request: Request) -> None:
        """It has none."""
