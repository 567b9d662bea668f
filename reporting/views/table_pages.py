"""Long tables, a page at a time."""

from typing import Any

from django.http import HttpRequest


def show_page(request: HttpRequest, table: Any, *, rows: int) -> None:
    """In the order and on the page that the address names, else the usual and the first or the last.

    How long a page is, is not for the address to say.
    """
    table.request = request
    # No column has a dot in its name, and the table warns of one.
    if order := [name for name in request.GET.getlist(table.prefixed_order_by_field) if "." not in name]:
        table.order_by = order
    table.paginate(per_page=rows)
    table.page = table.paginator.get_page(request.GET.get(table.prefixed_page_field))
