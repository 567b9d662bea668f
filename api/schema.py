"""How a view of the API is described (OpenAPI): what it takes, what it answers, and a summary for every method."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.conf import settings
from django.utils.translation import gettext
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import get_doc
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view

from api.serializers.base import FIELDS

ORDER = "order"
MOST_ORDERS = 3
View = TypeVar("View", bound=type)
# Words of addresses that are not parts of a plan.
DONE_TO_PLANS = frozenset({"adopt", "publish", "unpublish"})
WRITES = ("post", "put", "patch", "delete")


class Described(AutoSchema):
    """Reads what `api.views.base` does with every question."""

    def get_tags(self) -> list[str]:
        """The first word of the address below the version; what is inside a plan by its own name."""
        words = [word for word in self.path.removeprefix("/api/v1/").split("/") if word and not word.startswith("{")]
        is_inside = len(words) > 1 and words[0] == "plans" and words[1] not in DONE_TO_PLANS
        return [words[1] if is_inside else words[0] if words else "api"]

    def get_override_parameters(self) -> list[Any]:
        own = super().get_override_parameters()
        if self.method != "GET":
            return [*own, *headers_of_writes(self.method, self.view), *parameters_of_deletes(self.method, self.view)]
        if serializer := getattr(self.view, "serializer_class", None):
            own.append(parameter_of_fields(list(serializer().fields)))
        if orders := getattr(self.view, "orders", None):
            own.append(parameter_of_orders(list(orders), most=getattr(self.view, "most_orders", MOST_ORDERS)))
        return own

    def get_description(self) -> str:  # type: ignore[override]  # spectacular asks without
        """Docstrings tell who reads the code what the view does; what callers need is in summaries."""
        return ""

    def _map_response_type_hint(self, method: Any) -> Any:
        return without_docstring(super()._map_response_type_hint(method), method)  # type: ignore[no-untyped-call]

    def _map_basic_serializer(self, serializer: Any, direction: Any) -> Any:
        told = super()._map_basic_serializer(serializer, direction)  # type: ignore[no-untyped-call]
        return without_docstring(told, type(serializer))

    def get_auth(self) -> list[dict[str, Any]]:
        ways = super().get_auth()
        return [*ways, {}] if self.method == "GET" and getattr(self.view, "is_open", False) else ways

    def get_filter_backends(self) -> list[Any]:
        """Files are asked for as lists are."""
        return list(getattr(self.view, "filter_backends", ())) if self.method == "GET" else []

    def _is_list_view(self, serializer: Any = None) -> bool:
        return bool(getattr(self.view, "gives_several", False)) and self.method == "GET"


def without_docstring(schema: Any, of: Any) -> Any:
    """Docstrings tell who reads the code, in English. Callers are told by `help_text`, in their own language."""
    if not schema or schema.get("description") != get_doc(of):
        return schema
    return {name: value for name, value in schema.items() if name != "description"}


def list_of(names: list[str], **limits: int) -> dict[str, Any]:
    return {"type": "array", "items": {"type": "string", "enum": names}, **limits}


def parameter_of_fields(names: list[str]) -> OpenApiParameter:
    about = gettext("Bare disse feltene, med komma mellom.")
    return OpenApiParameter(FIELDS, list_of(names), explode=False, description=about)


def parameter_of_orders(names: list[str], *, most: int) -> OpenApiParameter:
    about = gettext("Rekkefølge, med komma mellom; minus foran snur den.")
    both = [sign + name for name in names for sign in ("", "-")]
    if most == 1:
        about = gettext("Rekkefølge; minus foran snur den.")
        return OpenApiParameter(ORDER, OpenApiTypes.STR, enum=both, description=about)
    return OpenApiParameter(ORDER, list_of(both, maxItems=most), explode=False, description=about)


def headers_of_writes(method: str, view: Any) -> list[OpenApiParameter]:
    once = gettext("Samme nøkkel igjen gir samme svar, og ingenting skrives to ganger. Svar tas vare på i to døgn.")
    same = gettext(
        "ETag fra det du leste. Har noen endret det siden, skrives ingenting (412). Det som kommer av seg selv, som "
        "lys og framdrift, teller ikke, unntatt der du sier noe om et lys."
    )
    key = OpenApiParameter("Idempotency-Key", OpenApiTypes.STR, OpenApiParameter.HEADER, description=once)
    match = OpenApiParameter("If-Match", OpenApiTypes.STR, OpenApiParameter.HEADER, description=same)
    return [key, match] if method != "POST" or getattr(view, "takes_match", False) else [key]


def parameters_of_deletes(method: str, view: Any) -> list[OpenApiParameter]:
    """Why something is deleted stands in the address, for the body of a DELETE may be lost on the way."""
    about = gettext("Hvorfor det slettes. Må være med når planen er vedtatt.")
    names = getattr(view, "deletes_know", ()) if method == "DELETE" else ()
    return [OpenApiParameter(name, OpenApiTypes.STR, description=about) for name in names]


def described(**summaries: Any) -> Callable[[View], View]:
    """A view with a summary for each method: `@described(get=gettext_lazy("Planer som kan leses"))`."""
    told = {method: said if callable(said) else extend_schema(summary=said) for method, said in summaries.items()}
    return extend_schema_view(**told)


def made(summary: Any, body: Any, answer: Any, **more: Any) -> Any:
    """How a POST that makes something is described."""
    return extend_schema(summary=summary, request=body, responses={201: answer}, **more)


def changed(summary: Any, body: Any, answer: Any, **more: Any) -> Any:
    """How a PATCH, or something that is told of a row, is described."""
    return extend_schema(summary=summary, request=body, responses={200: answer}, **more)


class ByTokenDescribed(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """The key in its header."""

    target_class = "api.authentication.ByToken"
    name = "key"

    def get_security_definition(self, auto_schema: AutoSchema) -> dict[str, Any]:
        about = gettext("En nøkkel fra Min side: Authorization: Bearer planpuls_…")
        return {"type": "http", "scheme": "bearer", "description": about}


class ByLogInDescribed(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """The cookie of the pages."""

    target_class = "api.authentication.ByLogIn"
    name = "log_in"

    def get_security_definition(self, auto_schema: AutoSchema) -> dict[str, Any]:
        return {"type": "apiKey", "in": "cookie", "name": settings.SESSION_COOKIE_NAME}
