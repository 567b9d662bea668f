"""A report as plain values that can be kept for years, and back again without a letter lost.

Everything that JSON has no word for says what it is: `{"number": "1.50"}`, `{"day": "2025-03-01"}`. A part
of a document that gets another field later reads what was kept before with that field's own default.
"""

import hashlib
import json
from base64 import b64decode, b64encode
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from reporting.charts.svg import Svg
from reporting.documents import (
    Bullets,
    Cell,
    Column,
    Comment,
    FactList,
    Heading,
    LightLine,
    Look,
    Paragraph,
    Picture,
    ReportDocument,
    Role,
    Table,
)
from reporting.drawing import Drawing

Plain = dict[str, Any]
PARTS: dict[str, type[Any]] = {
    one.__name__: one
    for one in (
        *(Heading, Paragraph, LightLine, FactList, Bullets, Comment, Picture, Table),
        *(Cell, Column, Drawing, Look, ReportDocument),
    )
}


class NotADocument(ValueError):
    """The values are not those of a report."""


def frozen(document: ReportDocument) -> Plain:
    """The document in values that JSON can hold."""
    kept: Plain = as_plain(document)
    return kept


def thawed(kept: Plain) -> ReportDocument:
    """The document that was frozen. Raises NotADocument."""
    try:
        document = from_plain(kept)
    except (LookupError, TypeError, ValueError, ArithmeticError) as error:
        raise NotADocument(f"{type(error).__name__}: {error}") from error
    if not isinstance(document, ReportDocument):
        raise NotADocument(type(document).__name__)
    return document


def as_plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        values = {one.name: as_plain(getattr(value, one.name)) for one in fields(value)}
        return {"part": type(value).__name__, **values}
    if isinstance(value, tuple):
        return [as_plain(one) for one in value]
    return tagged(value)


def tagged(value: Any) -> Any:
    """One value; the particular kinds of text before text itself."""
    match value:
        case Svg():
            return {"drawing": str(value)}
        case Role():
            return {"role": value.value}
        case Decimal():
            return {"number": str(value)}
        case date():
            return {"day": value.isoformat()}
        case bytes():
            return {"content": b64encode(value).decode()}
        case None | bool() | int() | str():
            return value
    raise TypeError(type(value).__name__)


def from_plain(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(from_plain(one) for one in value)
    if not isinstance(value, dict):
        return value
    if "part" in value:
        part = PARTS[value["part"]]
        known = {one.name for one in fields(part)}
        return part(**{name: from_plain(one) for name, one in value.items() if name in known})
    return untagged(value)


def untagged(value: Plain) -> Any:
    ((kind, text),) = value.items()
    readers: dict[str, Callable[[str], Any]] = {
        "drawing": Svg,
        "role": Role,
        "number": Decimal,
        "day": date.fromisoformat,
        "content": lambda given: b64decode(given, validate=True),
    }
    return readers[kind](text)


def canonical(content: Any) -> bytes:
    """The one way in which the content is written when it is hashed, whatever a database does to the order of keys."""
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def content_hash(
    *, document: Plain, figures: list[Plain], certificates: list[Plain], about: Plain | None = None
) -> str:
    """SHA-256 of everything that a sealed report says and rests on, and of what it is where `about` is given."""
    content: Plain = {"document": document, "figures": figures, "certificates": certificates}
    if about is not None:
        content["about"] = about
    return hashlib.sha256(canonical(content)).hexdigest()
