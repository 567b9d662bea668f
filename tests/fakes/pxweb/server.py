"""The bank on a real port of this machine. A test gives it tables, orders answers, and reads what was asked.

with PxWeb() as pxweb:
    table = pxweb.add(nokkeltall())
    table.put("1.9", KOKkommuneregion0000="3909", ContentsCode="KOSAGD230000", Tid="2024")
    pxweb.answer_next(too_many_calls(retry_after=30))
"""

import contextlib
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock, Thread
from typing import Self

from tests.fakes.ending import end
from tests.fakes.pxweb.bank import MOUNTED_AT, Bank, Call, Reply
from tests.fakes.pxweb.scripts import Ending, Scripted, too_many_calls
from tests.fakes.pxweb.tables import Table

# What SSB's own headers said; its guide says thirty.
CALLS, WINDOW = 40, 60


class PxWeb:
    """A running bank. `calls` is everything that was asked, also what got an ordered answer."""

    def __init__(self, *, port: int = 0) -> None:
        self.bank = Bank()
        self.calls: list[Call] = []
        # How many calls are left before 429; None for as many as one likes.
        self.calls_left: int | None = None
        self.ordered: list[Scripted] = []
        self.is_talkative = False
        self.lock = Lock()
        self.is_closing = Event()
        self.server = ThreadingHTTPServer(("127.0.0.1", port), type("Bound", (Handler,), {"pxweb": self}))
        self.server.daemon_threads = True
        self.thread = Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self.thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def close(self) -> None:
        self.is_closing.set()
        end(self.server, self.thread)

    @property
    def address(self) -> str:
        """What SSB_API_URL is to be."""
        return f"http://127.0.0.1:{self.server.server_port}{MOUNTED_AT}"

    def add(self, table: Table) -> Table:
        """A table that can be asked for from now on; the test may go on changing it."""
        self.bank.tables[table.id] = table
        return table

    def withdraw(self, table: str) -> None:
        """The table is gone."""
        del self.bank.tables[table]

    def answer_next(self, *answers: Scripted, to: str = "") -> None:
        """The next calls get these, one each; with `to`, the next whose path has that in it."""
        self.ordered += [replace(one, to=to or one.to) for one in answers]

    def asked_for(self, path: str) -> list[Call]:
        """What was asked below a path, or with that in it: `/data`."""
        return [call for call in self.calls if path in call.path]

    def forget_calls(self) -> None:
        self.calls.clear()

    def take(self, call: Call) -> Reply | Scripted:
        """Count a call and find its answer."""
        with self.lock:
            self.calls.append(call)
            for number, one in enumerate(self.ordered):
                if one.to in call.path:
                    return self.ordered.pop(number)
            if self.calls_left == 0:
                return too_many_calls()
            self.calls_left = None if self.calls_left is None else self.calls_left - 1
            return self.bank.reply(call)

    def rate_headers(self) -> Iterator[tuple[str, str]]:
        yield "x-ratelimit-policy", f"{CALLS};w={WINDOW}s"
        yield "x-ratelimit-limit", str(CALLS)
        yield "x-ratelimit-remaining", str(CALLS if self.calls_left is None else self.calls_left)
        yield "x-ratelimit-resource", "pxwebapi"


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    pxweb: PxWeb
    protocol_version = "HTTP/1.1"
    # Headers and body go out together, and no answer waits for the other end to confirm half of it.
    wbufsize = -1
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        self.serve(b"")

    def do_POST(self) -> None:
        self.serve(self.rfile.read(int(self.headers.get("Content-Length") or 0)))

    def serve(self, body: bytes) -> None:
        answer = self.pxweb.take(Call(self.command, self.path, body))
        # Whoever asked may have had enough of waiting.
        with contextlib.suppress(ConnectionError):
            if isinstance(answer, Scripted):
                self.play(answer)
            else:
                self.send(answer.status, answer.headers, answer.body)

    def play(self, answer: Scripted) -> None:
        if answer.ending is Ending.WHOLE:
            self.send(answer.status, answer.headers, answer.body)
            return
        self.close_connection = True
        if answer.ending is Ending.SILENT:
            self.wait_for_the_other_to_leave()
        elif answer.ending is Ending.CUT_SHORT:
            self.send(answer.status, answer.headers, answer.body, promised=len(answer.body) + 1_000)
        elif answer.ending is Ending.ENDLESS:
            self.send(answer.status, answer.headers, answer.body, promised=None)
            while not self.pxweb.is_closing.is_set():
                self.wfile.write(answer.body)

    def wait_for_the_other_to_leave(self) -> None:
        self.connection.settimeout(0.05)
        while not self.pxweb.is_closing.is_set():
            with contextlib.suppress(TimeoutError):
                if not self.connection.recv(1):
                    return

    def send(self, status: int, headers: dict[str, str], body: bytes, promised: int | None = -1) -> None:
        self.log_request(status)
        self.send_response_only(status)
        for name, value in {"Date": self.date_time_string(), **dict(self.pxweb.rate_headers()), **headers}.items():
            self.send_header(name, value)
        if promised is None:
            self.send_header("Connection", "close")
        else:
            self.send_header("Content-Length", str(len(body) if promised < 0 else promised))
        self.end_headers()
        self.wfile.write(body)
        self.wfile.flush()

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Said only where somebody is looking at a demonstration."""
        if self.pxweb.is_talkative:
            super().log_request(code, size)
