"""Long answers in pages: by number where things are counted, by a mark where there are millions of rows."""

from typing import Any

from django.core.exceptions import ValidationError as Unreadable
from django.utils.translation import gettext
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.pagination import Cursor, CursorPagination, PageNumberPagination
from rest_framework.request import Request

SIZE = "page_size"


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
    """The next page begins where this one ended, whatever has been added meanwhile.

    The view says in which order: `marked_by` gives the columns, the last of which tells rows apart.
    """

    parameters = ("cursor", SIZE)
    page_size = 500
    most = 5_000
    page_size_query_param = SIZE
    # Whole deliveries are known from the same moment, so a page may begin far into rows that stand alike.
    offset_cutoff = 100_000_000

    def get_ordering(self, request: Request, queryset: Any, view: Any) -> tuple[str, ...]:
        columns: tuple[str, ...] = view.marked_by()
        return columns

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> list[Any] | None:
        """Raises NotFound for a mark that somebody has put together."""
        try:
            return super().paginate_queryset(queryset, request, view)
        except (ValueError, Unreadable) as error:
            raise no_such_mark() from error

    def encode_cursor(self, cursor: Cursor) -> str:
        """With the order that it is a place in: in another one it would be another place."""
        if cursor.position is not None:
            cursor = cursor._replace(position=f"{self.ordering[0]} {cursor.position}")  # type: ignore[arg-type]  # it is a text
        return super().encode_cursor(cursor)

    def decode_cursor(self, request: Request) -> Cursor | None:
        """Raises NotFound for a mark of another order."""
        found = super().decode_cursor(request)
        if found is None or found.position is None:
            return found
        order, _space, position = str(found.position).partition(" ")
        if order != self.ordering[0]:
            raise no_such_mark()
        return found._replace(position=position)  # type: ignore[arg-type]

    def get_page_size(self, request: Request) -> int:
        return size_asked(request, usual=self.page_size, most=self.most)

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        about = gettext("Hvor siden begynner: tas fra «next» eller «previous» i forrige svar.")
        return [in_query("cursor", {"type": "string"}, about), size_described(self.page_size, self.most)]


def no_such_mark() -> NotFound:
    return NotFound(gettext("«cursor» er ikke fra et svar på dette spørsmålet."))


def size_described(usual: int, most: int) -> dict[str, Any]:
    limits = {"type": "integer", "minimum": 1, "maximum": most, "default": usual}
    return in_query(SIZE, limits, gettext("Hvor mange det er på hver side."))


def in_query(name: str, schema: dict[str, Any], about: str) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": False, "schema": schema, "description": about}
