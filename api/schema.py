"""How the API is described (OpenAPI): a summary for every operation, what all answers have in common, and examples."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any, TypeVar

from django.utils.translation import gettext
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view

from api.serializers.base import FIELDS

View = TypeVar("View", bound=type)
PROBLEM = "Problem"
WRITES = ("post", "put", "patch", "delete")
OF_ALL = (400, 401, 403, 404, 406, 429)
OF_WRITES = (409, 412, 413, 415, 422)


class Described(AutoSchema):
    """Reads what `api.views.base` does with every question."""

    def get_tags(self) -> list[str]:
        """The first word of the address below the version; what is inside a plan by its own name."""
        words = [word for word in self.path.removeprefix("/api/v1/").split("/") if word and not word.startswith("{")]
        return [words[1] if len(words) > 1 and words[0] == "plans" else words[0] if words else "api"]

    def get_override_parameters(self) -> list[Any]:
        own = super().get_override_parameters()
        if self.method != "GET":
            return [*own, *headers_of_writes(self.method)]
        orders = list(getattr(self.view, "orders", {}))
        return [*own, *[parameter_of_fields()][: bool(self.get_response_fields())], *orders_as_parameter(orders)]

    def get_response_fields(self) -> bool:
        return getattr(self.view, "serializer_class", None) is not None

    def get_filter_backends(self) -> list[Any]:
        """Files are asked for as lists are."""
        return list(getattr(self.view, "filter_backends", ())) if self.method == "GET" else []

    def _is_list_view(self, serializer: Any = None) -> bool:
        return bool(getattr(self.view, "gives_several", False)) and self.method == "GET"


def parameter_of_fields() -> OpenApiParameter:
    about = gettext("Bare disse feltene, med komma mellom.")
    return OpenApiParameter(FIELDS, OpenApiTypes.STR, description=about)


def orders_as_parameter(orders: list[str]) -> list[OpenApiParameter]:
    if not orders:
        return []
    about = gettext("Rekkefølge, med komma mellom; minus foran snur den. Kjenner: %(names)s.")
    return [OpenApiParameter("order", OpenApiTypes.STR, description=about % {"names": ", ".join(orders)})]


def headers_of_writes(method: str) -> list[OpenApiParameter]:
    once = gettext("Samme nøkkel igjen gir samme svar, og ingenting skrives to ganger. Svar tas vare på i to døgn.")
    same = gettext("ETag fra det du leste. Er det endret siden, skrives ingenting (412).")
    key = OpenApiParameter("Idempotency-Key", OpenApiTypes.STR, OpenApiParameter.HEADER, description=once)
    match = OpenApiParameter("If-Match", OpenApiTypes.STR, OpenApiParameter.HEADER, description=same)
    return [key] if method == "POST" else [key, match]


def described(**summaries: Any) -> Callable[[View], View]:
    """A view with a summary for each method: `@described(get=gettext_lazy("Planer som kan leses"))`."""
    told = {method: said if callable(said) else extend_schema(summary=said) for method, said in summaries.items()}
    return extend_schema_view(**told)


def with_problems(result: dict[str, Any], **_kwargs: Any) -> dict[str, Any]:
    """The document with what every operation may answer when something is wrong."""
    result["components"].setdefault("schemas", {})[PROBLEM] = problem_schema()
    for operations in result["paths"].values():
        for method, operation in operations.items():
            for status in (*OF_ALL, *(OF_WRITES if method in WRITES else ())):
                operation["responses"].setdefault(str(status), problem_response(status))
    return result


def problem_response(status: int) -> dict[str, Any]:
    content = {"application/problem+json": {"schema": {"$ref": f"#/components/schemas/{PROBLEM}"}}}
    return {"description": HTTPStatus(status).phrase, "content": content}


def problem_schema() -> dict[str, Any]:
    """RFC 9457, with a line for each field that something is wrong with."""
    text = {"type": "string"}
    line = {"type": "object", "properties": {"field": text, "message": text}, "required": ["field", "message"]}
    return {
        "type": "object",
        "description": gettext("Hva som er galt, etter RFC 9457, med en linje for hvert felt."),
        "properties": {
            "type": text,
            "title": text,
            "status": {"type": "integer"},
            "detail": text,
            "errors": {"type": "array", "items": line},
        },
        "required": ["type", "title", "status", "detail"],
    }
