"""Something done on an address of its own, outside the words of a plan: once for each key, refused in plain words."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from rest_framework.request import Request
from rest_framework.response import Response

from api.problems import Refused
from api.serializers.base import Taken
from api.views.base import Answering
from api.writing import once


class Acts(Answering):
    """`act` asks who may, checks what was sent, and does it."""

    def post(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return once(request, self.act)

    def act(self) -> Response:
        raise NotImplementedError


def body_of(request: Request, taken: type[Taken], *, home: Any = None, partial: bool = False) -> dict[str, Any]:
    """What was sent. `home` is where linked rows are looked up. Raises ValidationError with a line for each field."""
    # The fields of `api.serializers.taken` look inside a plan; here it is something else that has the rows.
    body = taken(data=request.data, partial=partial, context={"plan": home})
    body.is_valid(raise_exception=True)
    found: dict[str, Any] = body.validated_data
    return found


@contextmanager
def refusing(*kinds: type[Exception]) -> Iterator[None]:
    """Errors whose message is written for a person, as an answer (409)."""
    try:
        yield
    except kinds as error:
        raise Refused(str(error)) from error


class Nothing(Taken):
    """A body with nothing in it."""
