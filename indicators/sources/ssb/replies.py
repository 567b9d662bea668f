"""What an answer that is no figures means. The HTTP status says whether asking again may help, the title what is wrong.

The bank writes `{"type": "Parameter error", "title": "Non-existent value", "status": 400}`; its own `status` is not to
be trusted, since an unknown table is HTTP 400 with 404 in the body. ASP.NET writes `errors`, a gateway a web page.
"""

from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any

import httpx
import orjson

from accounts.wording import say
from indicators.sources.ssb.errors import (
    CodesLost,
    SourceError,
    SourceRejected,
    SourceUnavailable,
    SourceUnreadable,
    SourceWithdrawn,
)
from indicators.sources.ssb.questions import Question
from indicators.sources.ssb.rates import retry_after

LONGEST_TITLE, LONGEST_DETAIL = 300, 2_000
BUSY = {HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_MANY_REQUESTS}
GONE = {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}
WORDS: Mapping[str, type[SourceError]] = {
    "non-existent table": SourceWithdrawn,
    "non-existent variable": CodesLost,
    "non-existent value": CodesLost,
    "non-existent codelist": CodesLost,
}


def check_status(question: Question, response: httpx.Response, body: bytes) -> None:
    """Raises the SourceError that the answer is, if it is one."""
    status = response.status_code
    if status == HTTPStatus.OK:
        return
    said = problem_in(body)
    title, detail = title_of(status, said), detail_of(said)
    if status in BUSY or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        raise SourceUnavailable(title, detail, status=status, retry_after=retry_after(response))
    if response.has_redirect_location:
        address = say("til {address}", address=fit(response.headers["location"], 200))
        raise SourceUnreadable(say("Videresending"), address, status=status)
    if response.is_success or response.is_informational or response.is_redirect:
        raise SourceUnreadable(title, detail, status=status)
    raise kind_of(question, status, title, body)(title, detail, status=status)


def kind_of(question: Question, status: int, title: str, body: bytes) -> type[SourceError]:
    """A web page in place of an answer says nothing of tables: somebody else than the bank wrote it."""
    if title.casefold() in WORDS:
        return WORDS[title.casefold()]
    return question.missing if status in GONE and not is_web_page(body) else SourceRejected


def is_web_page(body: bytes) -> bool:
    return body.lstrip()[:1] == b"<"


def problem_in(body: bytes) -> dict[str, Any]:
    """The object that says what is wrong; an empty one where the answer is none."""
    try:
        said = orjson.loads(body)
    except orjson.JSONDecodeError:
        return {}
    return said if isinstance(said, dict) else {}


def title_of(status: int, said: Mapping[str, Any]) -> str:
    title = said.get("title") or said.get("error")
    if isinstance(title, str) and title.strip():
        return fit(title, LONGEST_TITLE)
    known = status in HTTPStatus.__members__.values()
    return f"HTTP {status} {HTTPStatus(status).phrase}" if known else f"HTTP {status}"


def detail_of(said: Mapping[str, Any]) -> str:
    detail = said.get("detail")
    if isinstance(detail, str) and detail != said.get("title"):
        return fit(detail, LONGEST_DETAIL)
    return fit("; ".join(complaints(said)), LONGEST_DETAIL)


def complaints(said: Mapping[str, Any]) -> Iterable[str]:
    """ASP.NET's own objects: lists of complaints by the name of a parameter, under `errors` or right away."""
    errors = said.get("errors")
    for name, found in (errors if isinstance(errors, dict) else said).items():
        if isinstance(found, list) and found and all(isinstance(one, str) for one in found):
            yield f"{name}: {' '.join(found)}"


def fit(text: str, most: int) -> str:
    """A text of the source so that it can be shown: one line, of some length."""
    line = " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
    return line if len(line) <= most else f"{line[: most - 1]}…"
