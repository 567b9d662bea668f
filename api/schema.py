"""How the API is described (OpenAPI): a summary for every operation, what all answers have in common, and examples."""

import json
from collections.abc import Callable
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import Any, TypeVar

from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import get_doc
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view

from api.serializers.base import FIELDS
from api.words import words_of

ORDER = "order"
MOST_ORDERS = 3

View = TypeVar("View", bound=type)
PROBLEM = "Problem"
# How the names of serializers of answers end.
ANSWER = "Shown"
# The largest and smallest whole numbers of columns.
WIDTHS = {2**bits - side for bits in (15, 31, 63) for side in (0, 1)}
# And of bodies, as they are described.
BODY = "Request"
# What the parts of the API are called, in the order in which they are told.
TAGS = {
    "plans": _("Planer"),
    "focus-areas": _("Innsatsområder"),
    "themes": _("Temaer"),
    "goals": _("Mål"),
    "targets": _("Måltall og lys"),
    "lights": _("Lys på en dag"),
    "light-changes": _("Endrede lys"),
    "overrides": _("Lys som er satt av en person"),
    "appraisals": _("Vurderinger av tilstander"),
    "completions": _("Utførte plikter"),
    "causes": _("Årsaker til lys"),
    "assess": _("Vurder på nytt"),
    "measures": _("Tiltak"),
    "edits": _("Endringer i planen"),
    "guidelines": _("Føringer"),
    "challenges": _("Utfordringer og muligheter"),
    "documents": _("Dokumenter"),
    "related-plans": _("Tilknyttede planer"),
    "earlier-wordings": _("Tidligere ordlyd"),
    "indicators": _("Indikatorer"),
    "observations": _("Tall"),
    "comparison": _("Sammenligning"),
    "savings": _("Teoretisk handlingsrom"),
    "needs": _("Utgiftsbehov"),
    "population": _("Befolkning"),
    "regions": _("Kommuner, fylker og KOSTRA-grupper"),
    "service-areas": _("Tjenesteområder"),
    "sources": _("Kilder"),
    "fetches": _("Leveranser av tall"),
    "dcat": _("Datakatalog"),
    "municipalities": _("Kommuner som bruker Planpuls"),
    "units": _("Virksomheter"),
    "rounds": _("Rapporteringsrunder"),
    "commentaries": _("Faglige vurderinger"),
    "sealed-reports": _("Låste rapporter"),
    "jobs": _("Jobber som pågår"),
    "typed-figures": _("Tall som skrives inn"),
    "webhooks": _("Varsling til andre systemer"),
}
# Words of addresses that are not parts of a plan.
DONE_TO_PLANS = frozenset({"adopt", "publish", "unpublish"})
WRITES = ("post", "put", "patch", "delete")
OF_ALL = (400, 401, 403, 404, 406, 429)
OF_WRITES = (409, 412, 413, 415, 422)


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


def with_problems(result: dict[str, Any], **_kwargs: Any) -> dict[str, Any]:
    """The document with what every operation may answer when something is wrong."""
    schemas = result["components"].setdefault("schemas", {})
    for name, schema in schemas.items():
        # Whoever asks for some fields gets those alone.
        if name.endswith(ANSWER):
            schema.pop("required", None)
        # A field that is not known is refused.
        if name.endswith(BODY):
            schema["additionalProperties"] = False
    forget_columns(result)
    schemas[PROBLEM] = problem_schema()
    say_fields(schemas)
    result["components"]["responses"] = {name_of(one): problem_response(one) for one in (*OF_ALL, *OF_WRITES)}
    result["tags"] = [{"name": tag, "description": str(title)} for tag, title in TAGS.items()]
    for operations in result["paths"].values():
        for method, operation in operations.items():
            give_example(operation)
            for parameter in operation.get("parameters", []):
                parameter.setdefault("description", words_of("", parameter["name"]))
                forbid_empty(parameter["schema"])
            for status in (*OF_ALL, *(OF_WRITES if method in WRITES else ())):
                operation["responses"].setdefault(str(status), {"$ref": f"#/components/responses/{name_of(status)}"})
    return result


def say_fields(schemas: dict[str, Any]) -> None:
    """What each field is, in words, where it does not say so itself."""
    for schema, told in schemas.items():
        for name, field in told.get("properties", {}).items():
            if not field.get("description") and (said := words_of(schema, name)):
                # Beside a reference nothing else may stand.
                told["properties"][name] = ({"allOf": [field]} if "$ref" in field else field) | {"description": said}


def forget_columns(told: Any) -> None:
    """How wide a whole number is kept differs from database to database, and is nothing to a caller."""
    inside = told.values() if isinstance(told, dict) else told if isinstance(told, list) else ()
    if isinstance(told, dict) and told.get("type") == "integer":
        for name in [name for name in ("minimum", "maximum") if abs(told.get(name, 0)) in WIDTHS]:
            del told[name]
        if told.get("format") == "int64":
            del told["format"]
    for one in inside:
        forget_columns(one)


def forbid_empty(schema: dict[str, Any]) -> None:
    """A parameter without a value is refused."""
    least = {"string": "minLength", "array": "minItems"}.get(schema.get("type", ""))
    if least and "enum" not in schema:
        schema.setdefault(least, 1)


@cache
def examples() -> dict[str, Any]:
    """What Larvik's coordinator was answered, by operation; `make examples` asks again."""
    found: dict[str, Any] = json.loads((Path(__file__).parent / "examples.json").read_text(encoding="utf-8"))
    return found


def give_example(operation: dict[str, Any]) -> None:
    for content in operation["responses"].get("200", {}).get("content", {}).values():
        if operation["operationId"] in examples():
            content["examples"] = {"larvik": {"value": examples()[operation["operationId"]]}}


def name_of(status: int) -> str:
    """`NotFound`."""
    return HTTPStatus(status).phrase.title().replace(" ", "")


def problem_response(status: int) -> dict[str, Any]:
    content = {"application/problem+json": {"schema": {"$ref": f"#/components/schemas/{PROBLEM}"}}}
    told = {"description": HTTPStatus(status).phrase, "content": content}
    return told | {"headers": headers_of_limits()} if status == HTTPStatus.TOO_MANY_REQUESTS else told


def headers_of_limits() -> dict[str, Any]:
    """All but the first stand in every other answer too."""
    words = {
        "Retry-After": gettext("Hvor mange sekunder du må vente."),
        "RateLimit-Limit": gettext("Hvor mange kall du får. Står i alle svar."),
        "RateLimit-Remaining": gettext("Hvor mange du har igjen. Står i alle svar."),
        "RateLimit-Reset": gettext("Om hvor mange sekunder du får flere. Står i alle svar."),
    }
    return {name: {"description": said, "schema": {"type": "integer"}} for name, said in words.items()}


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
