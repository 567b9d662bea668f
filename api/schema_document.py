"""What the description of the API (OpenAPI) says besides its views: its parts, problems, words of fields, examples."""

import json
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from api.schema import WRITES
from api.words import words_of

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
OF_ALL = (400, 401, 403, 404, 406, 429)
OF_WRITES = (409, 412, 413, 415, 422)


def with_problems(result: dict[str, Any], **_kwargs: Any) -> dict[str, Any]:
    """The document with what every operation may answer when something is wrong."""
    schemas = result["components"].setdefault("schemas", {})
    tell_what_is_needed(schemas)
    forget_columns(result)
    schemas[PROBLEM] = problem_schema()
    say_fields(schemas)
    result["components"]["responses"] = {name_of(one): problem_response(one) for one in (*OF_ALL, *OF_WRITES)}
    result["tags"] = [{"name": tag, "description": str(title)} for tag, title in TAGS.items()]
    for operations in result["paths"].values():
        for method, operation in operations.items():
            tell_operation(method, operation)
    return result


def tell_what_is_needed(schemas: dict[str, Any]) -> None:
    for name, schema in schemas.items():
        # Whoever asks for some fields gets those alone.
        if name.endswith(ANSWER):
            schema.pop("required", None)
        # A field that is not known is refused.
        if name.endswith(BODY):
            schema["additionalProperties"] = False


def tell_operation(method: str, operation: dict[str, Any]) -> None:
    """An example, what each parameter is, and what is answered when something is wrong."""
    give_example(operation)
    for parameter in operation.get("parameters", []):
        parameter.setdefault("description", words_of("", parameter["name"]))
        forbid_empty(parameter["schema"])
    for status in (*OF_ALL, *(OF_WRITES if method in WRITES else ())):
        operation["responses"].setdefault(str(status), {"$ref": f"#/components/responses/{name_of(status)}"})


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
