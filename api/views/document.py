"""The API's own pages: its beginning, its description, and the answer where there is nothing."""

from typing import Any

from django.http import Http404
from django.urls import resolve, reverse
from django.utils.translation import gettext
from drf_spectacular.renderers import (
    OpenApiJsonRenderer,
    OpenApiJsonRenderer2,
    OpenApiYamlRenderer,
    OpenApiYamlRenderer2,
)
from rest_framework.request import Request
from rest_framework.response import Response

from api.documentation import description
from api.views.base import Answering

# What stands at the root, by the name of its address.
COLLECTIONS = {
    "plans": "api-plan-list",
    "municipalities": "api-municipality-list",
    "units": "api-unit-list",
    "indicators": "api-indicator-list",
    "derived": "api-derived-list",
    "service-areas": "api-service-area-list",
    "sources": "api-source-list",
    "fetches": "api-fetch-list",
    "regions": "api-region-list",
    "needs": "api-need-list",
    "population": "api-population-list",
    "targets": "api-target-among-plans-list",
    "light-changes": "api-light-change-list",
    "rounds": "api-round-list",
    "sealed-reports": "api-sealed-report-list",
    "webhooks": "api-webhook-list",
    "observations": "api-observation-list",
    "dcat": "api-dcat",
    "schema": "api-schema",
}


class Root(Answering):
    """Where everything begins: the addresses that the caller may ask; those who are not known, what is open."""

    is_open = True
    schema = None

    def get(self, request: Request) -> Response:
        asked = {name: reverse(to) for name, to in COLLECTIONS.items() if may_ask(request, to)}
        return Response({name: request.build_absolute_uri(address) for name, address in asked.items()})

    def check_fields(self, request: Request) -> None:
        """It has none."""


def may_ask(request: Request, name: str) -> bool:
    view: Any = resolve(reverse(name)).func
    return request.user.is_authenticated or view.cls.is_open


class Schema(Answering):
    """The description (OpenAPI 3), as YAML or JSON by what the caller accepts."""

    is_open = True
    schema = None
    # The same for everybody, so nobody is asked who they are.
    authentication_classes = ()
    permission_classes = ()
    renderer_classes = (OpenApiYamlRenderer, OpenApiYamlRenderer2, OpenApiJsonRenderer, OpenApiJsonRenderer2)

    def get(self, request: Request) -> Response:
        return Response(description())

    def known_parameters(self) -> set[str]:
        return set()

    def check_fields(self, request: Request) -> None:
        """It is given whole."""


class Nowhere(Answering):
    """Every other address: told as the API tells everything, and not as a page."""

    schema = None
    is_open = True

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        raise Http404(gettext("Adressen finnes ikke."))
