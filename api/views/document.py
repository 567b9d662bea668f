"""The API's own pages: its beginning, its description, and the answer where there is nothing."""

from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext
from drf_spectacular.views import SpectacularAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from api.views.base import Answering

# What stands at the root, by the name of its address.
COLLECTIONS = {
    "plans": "api-plan-list",
    "observations": "api-observation-list",
    "dcat": "api-dcat",
    "schema": "api-schema",
}


class Root(Answering):
    """Where everything begins."""

    is_open = True
    schema = None

    def get(self, request: Request) -> Response:
        return Response({name: request.build_absolute_uri(reverse(to)) for name, to in COLLECTIONS.items()})

    def check_fields(self, request: Request) -> None:
        """It has none."""


class Schema(SpectacularAPIView):
    """The description (OpenAPI 3), as YAML or JSON by what the caller accepts."""

    is_open = True
    login_required = False
    permission_classes: list[Any] = []


class Nowhere(Answering):
    """Every other address: told as the API tells everything, and not as a page."""

    schema = None
    is_open = True

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        raise Http404(gettext("Adressen finnes ikke."))
