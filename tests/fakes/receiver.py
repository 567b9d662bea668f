"""Another system that is called, as a real HTTP server on this machine.

with Receiver() as receiver:
    receiver.answer_next(Reply(503, b"stengt"))
    receiver.calls[0].is_genuine(secret)
"""

import hashlib
import hmac
import json
import ssl
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock, Thread
from typing import Any, Self

import pytest
from pytest_django import Settings

from tests.fakes.ending import end


@dataclass(frozen=True, slots=True)
class Received:
    path: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def told(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.body)
        return found

    def is_genuine(self, secret: str) -> bool:
        """As the guide tells those who write receivers to do it."""
        parts = dict(part.split("=", 1) for part in self.headers["Planpuls-Signature"].split(","))
        signed = parts["t"].encode() + b"." + self.body
        expected = hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()
        return hmac.compare_digest(expected, parts["v1"])


@dataclass(frozen=True, slots=True)
class Reply:
    status: int = 200
    body: bytes = b"takk"
    headers: Mapping[str, str] = field(default_factory=dict)
    # Sends one sign now and then, and is never done.
    is_dripping: bool = False
    is_endless: bool = False


class Receiver:
    """A running system. `calls` is everything that it was told."""

    def __init__(self, *, tls: ssl.SSLContext | None = None) -> None:
        self.calls: list[Received] = []
        self.ordered: list[Reply] = []
        self.usual = Reply()
        self.lock, self.is_closing = Lock(), Event()
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), type("Bound", (Handler,), {"receiver": self}))
        self.server.daemon_threads = True
        self.scheme = "https" if tls else "http"
        if tls:
            self.server.socket = tls.wrap_socket(self.server.socket, server_side=True)
        self.thread = Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self.thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.is_closing.set()
        end(self.server, self.thread)

    @property
    def port(self) -> int:
        return self.server.server_port

    @property
    def address(self) -> str:
        return f"{self.scheme}://127.0.0.1:{self.port}/mottak"

    def answer_next(self, *replies: Reply) -> None:
        self.ordered += replies

    def take(self, call: Received) -> Reply:
        with self.lock:
            self.calls.append(call)
            return self.ordered.pop(0) if self.ordered else self.usual


class Handler(BaseHTTPRequestHandler):
    receiver: Receiver

    def do_GET(self) -> None:
        self.do_POST()

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        reply = self.receiver.take(Received(self.path, dict(self.headers.items()), body))
        with suppress(ConnectionError, ssl.SSLError):
            self.answer(reply)

    def answer(self, reply: Reply) -> None:
        while reply.is_dripping and not self.receiver.is_closing.wait(0.05):
            self.wfile.write(b"H")
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(reply.body)
        while reply.is_endless and not self.receiver.is_closing.is_set():
            self.wfile.write(reply.body)

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Said by the tests."""


@pytest.fixture
def receiver(settings: Settings) -> Iterator[Receiver]:
    """A system on this machine that may be called, without encryption."""
    settings.WEBHOOK_PRIVATE_HOSTS, settings.WEBHOOK_ALLOW_HTTP = ["127.0.0.1"], True
    with Receiver() as running:
        yield running
