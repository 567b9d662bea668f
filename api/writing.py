"""How what a program sends becomes what a form takes: the same rules, the same words, a line for each field."""

import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.translation import gettext
from rest_framework.exceptions import ValidationError
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from api.problems import WHOLE, ChangedMeanwhile, KeyReused, Refused
from api.services.answers import Answer, Asked, KeyInUse, KeyMeansElse, answered_once

KEY = "Idempotency-Key"
MATCH = "If-Match"
AGAIN = "Idempotency-Replayed"
KEPT_HEADERS = ("Location", "ETag")
LONGEST_KEY = 200


def written_in(form: forms.BaseForm) -> dict[str, Any]:
    """What an unbound form shows, as it would be sent back untouched."""
    return {name: form[name].value() for name in form.fields}


def checked(form: forms.BaseForm, *, names: Mapping[str, str] | None = None) -> None:
    """Raises ValidationError with every error of the form; `names` are what the API calls fields of the form."""
    if not form.is_valid():
        raise ValidationError(told_errors(form, names=names or {}))


def told_errors(form: forms.BaseForm, *, names: Mapping[str, str]) -> dict[str, Any]:
    called = {NON_FIELD_ERRORS: WHOLE, **names}
    return {called.get(name, name): [str(line) for line in told] for name, told in form.errors.items()}


def once(request: Request, act: Callable[[], Response], *, hides: Collection[str] = ()) -> Response:
    """The write, done once for each key where the caller gives one.

    The fields that are hidden are told the first time alone: they are not kept, and null in an answer given again.
    """
    key = request.headers.get(KEY)
    if key is None:
        return act()
    if not (0 < len(key) <= LONGEST_KEY and key.isascii() and key.isprintable()):
        raise ValidationError({KEY: [gettext("Nøkkelen må ha fra 1 til 200 tegn, bare bokstaver, tall og tegn.")]})
    asked = Asked(actor=request.user.get_username(), key=key, fingerprint=fingerprint_of(request))
    given: list[Response] = []

    def act_and_keep() -> Answer:
        given.append(act())
        return as_answer(given[0], hides)

    try:
        answer = answered_once(asked=asked, act=act_and_keep, now=timezone.now())
    except KeyMeansElse as error:
        raise KeyReused from error
    except KeyInUse as error:
        raise Refused(gettext("Et kall med samme Idempotency-Key pågår. Prøv igjen om litt.")) from error
    # The first time with every header; again with those that are kept.
    return as_response(answer) if answer.is_again else given[0]


def fingerprint_of(request: Request) -> str:
    told = json.dumps(request.data, sort_keys=True, default=as_text)
    return hashlib.sha256(f"{request.method} {request.get_full_path()} {told}".encode()).hexdigest()


def as_text(value: Any) -> str:
    """A file by what is in it: of two with the same name the second would else be taken for the first."""
    if not isinstance(value, UploadedFile):
        return str(value)
    digest = hashlib.sha256(value.read()).hexdigest()
    value.seek(0)
    return f"{value.name} {digest}"


def as_answer(response: Response, hides: Collection[str]) -> Answer:
    """As it is kept."""
    data = response.data
    if hides:
        data = {**data, **dict.fromkeys(hides)}
    body = "" if data is None else rendered(data).decode()
    location, etag = (response.headers.get(name, "") for name in KEPT_HEADERS)
    return Answer(response.status_code, body, location, etag)


def as_response(answer: Answer) -> Response:
    """What was kept, given again."""
    response = Response(json.loads(answer.body) if answer.body else None, status=answer.status)
    for name, value in zip(KEPT_HEADERS, (answer.location, answer.etag), strict=True):
        if value:
            response[name] = value
    response[AGAIN] = "true"
    return response


def rendered(data: Any) -> bytes:
    return force_bytes(JSONRenderer().render(data))


def etag_of(data: Any, computed: Collection[str] = ()) -> str:
    """The ETag that the same answer carries when it is asked for.

    Where some of it comes of itself, it has two parts: of what people write, and of the whole (docs/adr/0024).
    """
    whole = digest_of(data)
    return f'"{digest_of(without(data, computed))}.{whole}"' if computed else f'"{whole}"'


def digest_of(data: Any) -> str:
    return hashlib.md5(rendered(data), usedforsecurity=False).hexdigest()


def without(data: Mapping[str, Any], names: Collection[str]) -> dict[str, Any]:
    """An answer without some fields; `round.written` is one inside another."""
    kept = {name: value for name, value in data.items() if name not in names}
    for name in names:
        outer, _dot, inner = name.partition(".")
        if inner and kept.get(outer):
            kept[outer] = without(kept[outer], (inner,))
    return kept


def check_unchanged(
    request: Request, shown: Callable[[], Any], computed: Collection[str] = (), *, is_whole: bool = False
) -> None:
    """Where the caller says what it has read (If-Match), raises ChangedMeanwhile if it is not so any more.

    What comes of itself may have changed, but where the whole is asked for.
    """
    wanted = request.headers.get(MATCH)
    if wanted is not None and not wanted.strip():
        raise ValidationError({MATCH: [gettext("Verdien mangler.")]})
    if not wanted or wanted.strip() == "*":
        return
    now, part = etag_of(shown(), computed), str if is_whole else written_part
    if part(now) not in map(part, tags_in(wanted)):
        raise ChangedMeanwhile


def written_part(tag: str) -> str:
    return tag.partition(".")[0].strip('"')


def tags_in(header: str) -> Iterable[str]:
    """A server in front may have made them weak when it compressed the answer."""
    return [tag.strip().removeprefix("W/") for tag in header.split(",")]
