"""The published data sets, described for those who gather such descriptions."""

from django.utils.translation import gettext_lazy
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from api.exports.dcat import Catalogue
from api.queries.datasets import published
from api.views.base import Answering


class AsJsonLd(JSONRenderer):
    media_type = "application/ld+json"


class Dcat(Answering):
    """The same for everybody: only what everybody may read is described."""

    is_open = True
    renderer_classes = (AsJsonLd, JSONRenderer)

    @extend_schema(
        summary=gettext_lazy("Datakatalog etter DCAT-AP-NO"),
        responses={(200, "application/ld+json"): OpenApiTypes.OBJECT},
    )
    def get(self, request: Request) -> Response:
        return Response(Catalogue(published(), request.build_absolute_uri).document())

    def known_parameters(self) -> set[str]:
        return set(self.knows)

    def check_fields(self, request: Request) -> None:
        """It has none."""
