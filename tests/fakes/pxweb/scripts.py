"""Answers that a test orders in advance, one for each call: what a busy, broken or distant server sends."""

from dataclasses import dataclass, field
from enum import StrEnum


class Ending(StrEnum):
    """How an answer ends."""

    WHOLE = "whole"
    # Fewer bytes than promised, then nothing.
    CUT_SHORT = "cut short"
    # Not a byte, and the line is dropped.
    HUNG_UP = "hung up"
    # Not a byte until the one who asks has had enough.
    SILENT = "silent"
    # The body over and over.
    ENDLESS = "endless"


@dataclass(frozen=True)
class Scripted:
    """One answer. With `to`, only a call whose path has that in it gets it."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    ending: Ending = Ending.WHOLE
    to: str = ""


JSON, HTML = {"Content-Type": "application/json"}, {"Content-Type": "text/html; charset=utf-8"}
PAGE = b"<!DOCTYPE html><html><title>Innlogging kreves</title></html>"


def too_many_calls(*, retry_after: int | str | None = None, to: str = "") -> Scripted:
    body = b'{"title": "Too many requests", "detail": "The limit is 30 request per minute.", "status": 429}'
    return Scripted(429, body, JSON | waiting(retry_after), to=to)


def reloading(*, retry_after: int | str | None = None, to: str = "") -> Scripted:
    """503, as when the bank reads its tables anew."""
    return Scripted(503, b"", waiting(retry_after), to=to)


def waiting(retry_after: int | str | None) -> dict[str, str]:
    return {} if retry_after is None else {"Retry-After": str(retry_after)}


def broken(*, to: str = "") -> Scripted:
    """500 without a word."""
    return Scripted(500, to=to)


def web_page(*, status: int = 200, to: str = "") -> Scripted:
    """A page of somebody in between: a gateway, a log-in."""
    return Scripted(status, PAGE, HTML, to=to)


def half_an_answer(*, to: str = "") -> Scripted:
    return Scripted(200, b'{"class": "dataset", "value": [1, 2', JSON, Ending.CUT_SHORT, to)


def half_a_document(*, to: str = "") -> Scripted:
    """All the bytes that were promised, and they end in the middle."""
    return Scripted(200, b'{"class": "dataset", "value": [1, 2', JSON, to=to)


def hung_up(*, to: str = "") -> Scripted:
    return Scripted(ending=Ending.HUNG_UP, to=to)


def silence(*, to: str = "") -> Scripted:
    return Scripted(ending=Ending.SILENT, to=to)


def endless(*, to: str = "") -> Scripted:
    return Scripted(200, b" " * 65_536, JSON, Ending.ENDLESS, to)


def redirect(location: str, *, status: int = 302, to: str = "") -> Scripted:
    return Scripted(status, b"", {"Location": location}, to=to)


def saying(body: bytes, *, status: int = 200, headers: dict[str, str] | None = None, to: str = "") -> Scripted:
    """Whatever a test wants said."""
    return Scripted(status, body, JSON | (headers or {}), to=to)
