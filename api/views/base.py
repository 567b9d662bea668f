"""What every address of the API does alike: who may ask, how the question is read, and how the answer can be kept."""

from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.utils.cache import patch_vary_headers
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django_filters import FilterSet
from django_filters.rest_framework import DjangoFilterBackend
from rest_framework import generics
from rest_framework.exceptions import AuthenticationFailed, ParseError, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import Scope
from api.paging import Marks
from api.problems import LengthMissing
from api.schema import MOST_ORDERS, ORDER
from api.serializers.base import FIELDS
from api.throttling import PerWrongKey
from api.views.conditional import kept_by_callers
from api.writing import etag_of

# What an answer depends on besides its address.
VARIES_BY = ("Accept", "Accept-Language", "Authorization", "Cookie")


class Answering(generics.GenericAPIView[Any]):
    """One address. Answers to questions carry an ETag, and are 304 where the caller has the same already."""

    reads_with: ClassVar[Scope] = Scope.READ
    writes_with: ClassVar[Scope] = Scope.WRITE_PLANS
    # Whether everybody may read it, known or not.
    is_open: ClassVar[bool] = False
    # Whether a POST is of something that can be read, so that the caller can say what was read (If-Match).
    takes_match: ClassVar[bool] = False
    # Parameters that this address knows besides those that all know.
    knows: ClassVar[tuple[str, ...]] = ()

    @classmethod
    def as_view(cls, **initkwargs: Any) -> Any:
        view: Any = kept_by_callers(super().as_view(**initkwargs))
        return for_programs(view)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if "Transfer-Encoding" in request.headers and not request.META.get("CONTENT_LENGTH"):
            raise LengthMissing
        check_signs([*kwargs.values(), *request.query_params, *request.query_params.values()])
        check_known(request.query_params, self.known_parameters())
        check_said_once(request)
        self.check_fields(request)

    def options(self, request: Request, *args: Any, **kwargs: Any) -> Response:  # type: ignore[override]  # as DRF does
        """What may be asked stands in `Allow`; what it means, in the description."""
        return Response(status=HTTPStatus.NO_CONTENT)

    def perform_authentication(self, request: Request) -> None:
        """Keys that are wrong are counted too: else they could be guessed as fast as we answer."""
        try:
            super().perform_authentication(request)
        except AuthenticationFailed:
            guesses = PerWrongKey()
            if not guesses.allow_request(request, self):
                self.throttled(request, guesses.wait())  # type: ignore[arg-type]
            raise

    def check_permissions(self, request: Request) -> None:
        """Counted first: what is refused costs as much as what is answered."""
        super().check_throttles(request)
        super().check_permissions(request)

    @cached_property
    def throttles(self) -> list[Any]:
        return super().get_throttles()

    def get_throttles(self) -> list[Any]:
        """The same ones until the answer is made, for they tell in it how often the caller may still ask."""
        return self.throttles

    def check_throttles(self, request: Request) -> None:
        """Done already."""

    def known_parameters(self) -> set[str]:
        return {*self.knows, FIELDS}

    def check_fields(self, request: Request) -> None:
        if asked := fields_asked(request):
            check_known(asked, field_names(self), parameter=FIELDS)

    def get_serializer_context(self) -> dict[str, Any]:
        return {**super().get_serializer_context(), FIELDS: fields_asked(self.request)}

    @cached_property
    def computed(self) -> tuple[str, ...]:
        """What of an answer comes of itself, and is nothing that anybody writes."""
        return getattr(self.get_serializer_class(), "computed", ())

    def tagged(self, told: Mapping[str, Any], *, status: int = HTTPStatus.OK, **headers: str) -> Response:
        """The answer, with the ETag that it has when it is asked for."""
        return Response(told, status=status, headers={"ETag": etag_of(told, self.computed), **headers})

    def finalize_response(self, request: Request, response: Response, *args: Any, **kwargs: Any) -> Response:
        final = super().finalize_response(request, response, *args, **kwargs)
        patch_vary_headers(final, VARIES_BY)
        # May be kept, and is asked for again before it is used.
        final.setdefault("Cache-Control", "no-cache")
        for name, value in (line for throttle in self.throttles for line in throttle.headers()):
            final[name] = value
        return final


def for_programs(view: Any) -> Any:
    """Who may ask is settled here and not by the log-in of the pages; what a log-in sends is checked for forgery."""
    view.login_required = False
    view.csrf_exempt = True
    view.for_programs = True
    return view


class One(Answering):
    """One thing: `get_object` fetches it and checks together."""

    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        told = self.get_serializer(self.get_object()).data
        # All others get theirs from what is sent (conditional.py).
        return self.tagged(told) if self.computed else Response(told)


class Several(Answering):
    """Many of a kind: filtered by `filterset_class`, ordered by one of `orders`, a page at a time.

    `orders` names each order and the columns that it is; the first is the usual one where `usual_order` names none.
    """

    gives_several: ClassVar[bool] = True
    filter_backends = (DjangoFilterBackend,)
    filterset_class: ClassVar[type[FilterSet] | None] = None
    orders: ClassVar[Mapping[str, tuple[str, ...]]] = {}
    usual_order: ClassVar[str] = ""
    most_orders: ClassVar[int] = MOST_ORDERS

    def known_parameters(self) -> set[str]:
        filters = self.filterset_class.base_filters if self.filterset_class else {}
        pages: Any = self.pagination_class
        return super().known_parameters() | {*pages.parameters, *filters, *([ORDER] if self.orders else [])}

    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        rows = self.paginate_queryset(self.ordered(self.filter_queryset(self.get_queryset())))
        return self.get_paginated_response(self.get_serializer(self.told(rows), many=True).data)

    def told(self, rows: list[Any] | None) -> Iterable[Any]:
        """The rows of one page as the serializer takes them; an override reads what belongs to them, all at once."""
        return rows or []

    def ordered(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.order_by(*self.columns_asked(), "pk") if self.orders else rows

    def columns_asked(self) -> list[str]:
        """What the rows are put in order by."""
        asked = self.request.query_params.get(ORDER, "") or self.usual_order or next(iter(self.orders))
        names = asked.split(",")
        if len(names) > self.most_orders:
            raise ValidationError({ORDER: [gettext("Høyst %(most)d, med komma mellom.") % {"most": self.most_orders}]})
        check_known((name.removeprefix("-") for name in names), set(self.orders), parameter=ORDER)
        return [column for name in names for column in columns_of(name, self.orders)]


class InMarks(Several):
    """Very many, each page from a mark on. They are put in order by one column, and by their number after it."""

    pagination_class = Marks
    most_orders = 1

    def ordered(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The pages are what is put in order."""
        return rows

    def marked_by(self) -> tuple[str, ...]:
        (column,) = self.columns_asked()
        sign = "-" if column.startswith("-") else ""
        return (column,) if column.removeprefix("-") == "pk" else (column, f"{sign}pk")


def columns_of(name: str, orders: Mapping[str, tuple[str, ...]]) -> list[str]:
    sign = "-" if name.startswith("-") else ""
    return [sign + column for column in orders[name.removeprefix("-")]]


def fields_asked(request: Request) -> list[str]:
    """The fields that the caller wants; empty where it wants them all."""
    asked = request.query_params.get(FIELDS, "")
    return asked.split(",") if asked else []


def field_names(view: Answering) -> set[str]:
    serializer: Any = view.get_serializer_class()
    return set(serializer().fields)


def check_known(names: Iterable[str], known: set[str], *, parameter: str = "") -> None:
    """Raises ValidationError for a name that is not known, and says which ones are."""
    unknown = sorted({name for name in names if name not in known})
    if not unknown:
        return
    message = gettext("«%(name)s» finnes ikke. Velg blant: %(known)s.")
    told = {name: message % {"name": name[:100], "known": ", ".join(sorted(known))} for name in unknown}
    raise ValidationError({parameter: list(told.values())} if parameter else {one[:100]: [told[one]] for one in told})


def check_said_once(request: Request) -> None:
    """Raises ValidationError for a parameter without a value, or with several: what was meant cannot be known."""
    told = {"": gettext("Verdien mangler."), "several": gettext("Står flere ganger. Skriv flere verdier med komma.")}
    wrong = {
        name: told["several" if len(values) > 1 else ""]
        for name, values in request.query_params.lists()
        if len(values) != 1 or not values[0]
    }
    if wrong:
        raise ValidationError({name: [message] for name, message in wrong.items()})


def check_signs(texts: Iterable[Any]) -> None:
    """Raises ParseError for a sign that no database keeps."""
    if any("\0" in str(text) or "\N{REPLACEMENT CHARACTER}" in str(text) for text in texts):
        raise ParseError(gettext("Adressen inneholder et tegn som ikke kan leses."))
