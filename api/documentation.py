"""The description of the API as a person reads it: its parts, what each address takes, and what it answers."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.utils.translation import get_language, override
from drf_spectacular.generators import SchemaGenerator

from api.schema import WRITES

PREFIX = "#/components/schemas/"
PAGED = "results"


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter, or a field of what is sent or answered."""

    name: str
    about: str
    type: str
    is_required: bool
    choices: tuple[str, ...] = ()

    @property
    def names_choices(self) -> bool:
        """Whether what it is says already what can be chosen."""
        return bool(self.choices) and self.choices[0] in self.about


@dataclass(frozen=True, slots=True)
class Operation:
    id: str
    method: str
    path: str
    summary: str
    needs_key: bool
    parameters: list[Field]
    body: list[Field]
    answer: list[Field]
    example: str


@dataclass(frozen=True, slots=True)
class Part:
    """What is told of one kind of things."""

    tag: str
    title: str
    operations: list[Operation]

    @property
    def address(self) -> str:
        """Where one begins: what is named as the part is, else the shortest that is read."""
        named = f"/{self.tag}/"
        return min(
            self.operations, key=lambda one: (not one.path.endswith(named), one.method != "GET", len(one.path))
        ).path


def description() -> dict[str, Any]:
    """The whole as OpenAPI, in the language of whoever asks."""
    return described_in(get_language() or "nb")


@lru_cache(maxsize=3)
def described_in(language: str) -> dict[str, Any]:
    """It follows from the code alone, so it is worked out once for each language."""
    with override(language):
        document: dict[str, Any] = SchemaGenerator().get_schema(request=None, public=True)  # type: ignore[no-untyped-call]
    return document


def parts(document: Mapping[str, Any]) -> list[Part]:
    """In the order of the document's own tags."""
    found: dict[str, list[Operation]] = {one["name"]: [] for one in document["tags"]}
    for path, methods in document["paths"].items():
        for method, told in methods.items():
            found[told["tags"][0]].append(operation(document, path, method, told))
    titles = {one["name"]: one["description"] for one in document["tags"]}
    return [Part(tag, titles[tag], operations) for tag, operations in found.items() if operations]


def operation(document: Mapping[str, Any], path: str, method: str, told: Mapping[str, Any]) -> Operation:
    answer = answer_of(told)
    return Operation(
        id=told["operationId"],
        method=method.upper(),
        path=path,
        summary=told.get("summary", ""),
        needs_key={} not in told.get("security", [{}]),
        parameters=[parameter(one) for one in told.get("parameters", []) if one["in"] != "header" or method in WRITES],
        body=list(fields_of(document, content_of(told.get("requestBody", {})).get("schema", {}))),
        answer=list(fields_of(document, rows_of(document, answer.get("schema", {})))),
        example=example_of(answer),
    )


def answer_of(told: Mapping[str, Any]) -> Mapping[str, Any]:
    """The first answer that is no problem."""
    good = (answer for status, answer in told["responses"].items() if status.startswith("2"))
    return content_of(next(good, {}))


def content_of(told: Mapping[str, Any]) -> Mapping[str, Any]:
    found: Mapping[str, Any] = next(iter(told.get("content", {}).values()), {})
    return found


def example_of(answer: Mapping[str, Any]) -> str:
    shown = next(iter(answer.get("examples", {}).values()), None)
    return json.dumps(shown["value"], ensure_ascii=False, indent=2) if shown else ""


def parameter(told: Mapping[str, Any]) -> Field:
    schema = told["schema"]
    choices = schema.get("enum") or schema.get("items", {}).get("enum") or ()
    return Field(
        told["name"],
        told_in(told),
        type_of(schema),
        told.get("required", False),
        tuple(map(str, choices)),
    )


def rows_of(document: Mapping[str, Any], schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """Of a page of rows, one row."""
    rows = resolved(document, schema).get("properties", {}).get(PAGED)
    found: Mapping[str, Any] = rows["items"] if rows else schema
    return found


def fields_of(document: Mapping[str, Any], schema: Mapping[str, Any]) -> Iterator[Field]:
    told = resolved(document, schema)
    for name, one in told.get("properties", {}).items():
        inner = resolved(document, one)
        # What it is, and what its choices mean.
        about = " ".join(filter(None, (told_in(one), told_in(inner) if inner is not one else "")))
        yield Field(
            name, about, type_of(inner), name in told.get("required", ()), tuple(map(str, inner.get("enum", ())))
        )


def told_in(schema: Mapping[str, Any]) -> str:
    """What it is, in words; choices with their own."""
    said = str(schema.get("description") or schema.get("title") or "")
    return said.replace("* `", "").replace("` - ", " – ")


def resolved(document: Mapping[str, Any], schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """What a reference stands for."""
    if "allOf" in schema:
        return resolved(document, schema["allOf"][0])
    if "items" in schema and "properties" not in schema and "$ref" in schema["items"]:
        return schema
    name = schema.get("$ref", "").removeprefix(PREFIX)
    found: Mapping[str, Any] = document["components"]["schemas"][name] if name else schema
    return found


def type_of(schema: Mapping[str, Any]) -> str:
    """`string`, `integer[]`, `date`."""
    if schema.get("type") == "array":
        return f"{type_of(schema['items'])}[]"
    return str(schema.get("format") or schema.get("type") or schema.get("$ref", "").removeprefix(PREFIX) or "object")
