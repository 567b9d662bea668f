"""One call after another: through the gate, within bounds, and again where that may help."""

import time
from dataclasses import dataclass

import httpx
import stamina

from accounts.wording import say
from indicators.sources.jsonstat.documents import BYTE_ORDER_MARK
from indicators.sources.ssb.errors import SourceUnavailable, SourceUnreadable
from indicators.sources.ssb.gate import Gate
from indicators.sources.ssb.questions import Question
from indicators.sources.ssb.rates import rates_of
from indicators.sources.ssb.replies import check_status, fit

FIRST_WAIT, LONGEST_WAIT, JITTER = 2.0, 30.0, 2.0
SECONDS_TO_CONNECT = 10
LONGEST_REASON = 300
HEADERS = {"Accept": "application/json", "User-Agent": "Planpuls"}


@dataclass(frozen=True, slots=True)
class Bounds:
    """How long to wait for the next piece of an answer and for the whole, how much to take, how many times to try."""

    answer_seconds: float = 90
    call_seconds: float = 180
    most_bytes: int = 64 * 1024 * 1024
    attempts: int = 4


class Caller:
    """Asks questions and gives the bodies of the answers, or raises SourceError; HeldBack is the gate's."""

    def __init__(self, *, gate: Gate, transport: httpx.BaseTransport | None, bounds: Bounds) -> None:
        self.gate = gate
        self.bounds = bounds
        timeout = httpx.Timeout(bounds.answer_seconds, connect=min(SECONDS_TO_CONNECT, bounds.answer_seconds))
        # A redirect is an address that is wrong in the settings, and is told instead of followed.
        self.http = httpx.Client(transport=transport, timeout=timeout, headers=HEADERS, follow_redirects=False)
        self.persistently = stamina.RetryingCaller(
            attempts=bounds.attempts,
            timeout=None,
            wait_initial=FIRST_WAIT,
            wait_max=LONGEST_WAIT,
            wait_jitter=JITTER,
        ).on(may_help_to_ask_again)

    def ask(self, question: Question) -> bytes:
        """The body of the answer. Asked again, a few times, where the bank is busy or the line is bad."""
        return self.persistently(self.ask_once, question)

    def ask_once(self, question: Question) -> bytes:
        self.gate.enter()
        try:
            with self.http.stream(
                question.method, question.address, content=question.body or None, headers=headers_of(question)
            ) as response:
                self.gate.learned(**rates_of(response))
                body = self.body_of(response)
        except httpx.TimeoutException:
            raise SourceUnavailable(say("Svarte ikke i tide")) from None
        except httpx.TransportError as error:
            raise SourceUnavailable(say("Ingen forbindelse"), fit(str(error), LONGEST_REASON)) from None
        except httpx.DecodingError as error:
            raise SourceUnreadable(say("Svaret er ødelagt"), fit(str(error), LONGEST_REASON)) from None
        check_status(question, response, body)
        return body.removeprefix(BYTE_ORDER_MARK)

    def body_of(self, response: httpx.Response) -> bytes:
        """Read piece by piece, so that neither an endless answer nor a slow one is read to its end."""
        end = time.monotonic() + self.bounds.call_seconds
        pieces, size = [], 0
        for piece in response.iter_bytes():
            pieces.append(piece)
            size += len(piece)
            if size > self.bounds.most_bytes:
                most = say("over {most} MB", most=self.bounds.most_bytes // 1024**2)
                raise SourceUnreadable(say("Svaret er for stort"), most, status=response.status_code)
            if time.monotonic() > end:
                raise SourceUnavailable(say("Svarte ikke i tide"), status=response.status_code)
        return b"".join(pieces)


def headers_of(question: Question) -> dict[str, str]:
    return {"Content-Type": "application/json"} if question.body else {}


def may_help_to_ask_again(error: Exception) -> bool | float:
    """Only what the bank, or the line, may have got over. Where the bank named a time, it is the gate that waits."""
    if not isinstance(error, SourceUnavailable):
        return False
    return True if error.retry_after is None else 0.0
