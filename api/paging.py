"""Long answers in pages: by number where things are counted, by a mark where there are millions of rows."""

import re
from typing import Any

from django.utils.translation import gettext
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.pagination import CursorPagination, PageNumberPagination
from rest_framework.request import Request

SIZE = "page_size"
KEY = re.compile(r"[0-9]{1,18}")


def size_asked(request: Request, *, usual: int, most: int) -> int:
    """How many rows a page is to have. More than we give is refused, not cut: the caller would miss the rest."""
    asked = request.query_params.get(SIZE)
    if asked is None:
        return usual
    if asked.isascii() and asked.isdigit() and len(asked) < 10 and 1 <= int(asked) <= most:
        return int(asked)
    raise ValidationError({SIZE: [gettext("Skriv et helt tall fra 1 til %(most)d.") % {"most": most}]})


class Pages(PageNumberPagination):
    parameters = ("page", SIZE)
    page_size = 50
    most = 200
    page_size_query_param = SIZE

    def get_page_size(self, request: Request) -> int:
        return size_asked(request, usual=self.page_size, most=self.most)

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        page = {"type": "integer", "minimum": 1}
        return [in_query("page", page, gettext("Hvilken side, fra 1.")), size_described(self.page_size, self.most)]


class Marks(CursorPagination):
    """The next page begins where this one ended, whatever has been added meanwhile."""

    parameters = ("cursor", SIZE)
    page_size = 500
    most = 5_000
    page_size_query_param = SIZE
    ordering = "pk"

    def get_page_size(self, request: Request) -> int:
        return size_asked(request, usual=self.page_size, most=self.most)

    def decode_cursor(self, request: Request) -> Any:
        """A mark that is made up, and not one of ours, is not there: what it says must be the key of a row."""
        mark: Any = super().decode_cursor(request)
        if mark is not None and mark.position is not None and not KEY.fullmatch(mark.position):
            raise NotFound(self.invalid_cursor_message)
        return mark

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        about = gettext("Hvor siden begynner: tas fra «next» eller «previous» i forrige svar.")
        return [in_query("cursor", {"type": "string"}, about), size_described(self.page_size, self.most)]


def size_described(usual: int, most: int) -> dict[str, Any]:
    limits = {"type": "integer", "minimum": 1, "maximum": most, "default": usual}
    return in_query(SIZE, limits, gettext("Hvor mange det er på hver side."))


def in_query(name: str, schema: dict[str, Any], about: str) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": False, "schema": schema, "description": about}
