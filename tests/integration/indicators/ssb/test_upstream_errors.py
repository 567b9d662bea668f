"""Whatever goes wrong at the bank, or on the way to it, is told as what it is; asked again only where that may help."""

from collections.abc import Callable, Iterator

import httpx
import pytest
import stamina

from indicators.sources.ssb import (
    Bounds,
    SourceError,
    SourceRejected,
    SourceUnavailable,
    SourceUnreadable,
    SourceWithdrawn,
    SsbClient,
    TableDescription,
)
from tests.fakes.pxweb import (
    OpenGate,
    PxWeb,
    Scripted,
    broken,
    endless,
    half_a_document,
    half_an_answer,
    hung_up,
    nokkeltall,
    redirect,
    reloading,
    saying,
    silence,
    too_many_calls,
    web_page,
)
from tests.fakes.pxweb.scripts import Ending

BOUNDS = Bounds(most_bytes=1024 * 1024, attempts=3)
NOW, LATER = "Mon, 16 Mar 2026 09:00:30 GMT", "Mon, 16 Mar 2026 09:02:00 GMT"
MODEL_STATE = b'{"valuecodes": ["The value is invalid."]}'
VALIDATION = b'{"title": "One or more validation errors occurred.", "errors": {"lang": ["Bad.", "Worse."]}}'


@pytest.fixture
def gate() -> OpenGate:
    return OpenGate()


class Knowing(httpx.HTTPTransport):
    """Waits a moment for an answer that will not come, and as long as anybody for those of a busy machine."""

    def __init__(self, pxweb: PxWeb) -> None:
        super().__init__()
        self.pxweb = pxweb

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        awaited = next((one for one in self.pxweb.ordered if one.to in request.url.path), None)
        if awaited and awaited.ending is Ending.SILENT:
            request.extensions["timeout"]["read"] = 0.3
        return super().handle_request(request)


@pytest.fixture
def ssb(pxweb: PxWeb, gate: OpenGate) -> Iterator[SsbClient]:
    pxweb.add(nokkeltall())
    with SsbClient(pxweb.address, gate=gate, transport=Knowing(pxweb), bounds=BOUNDS) as client:
        yield client


def figures(ssb: SsbClient, description: TableDescription) -> None:
    list(ssb.answers(description, selection={"Tid": ["top(1)"]}, codelists={}, most_cells=10**6))


def problem(title: str, status: int, *, in_body: int | None = None) -> Scripted:
    body = f'{{"type": "Parameter error", "title": "{title}", "status": {in_body or status}}}'
    return saying(body.encode(), status=status)


ANSWERS = [
    pytest.param(problem("Non-existent value", 400), SourceRejected, "Non-existent value", id="a lost code"),
    pytest.param(problem("Too many cells selected", 400), SourceRejected, "Too many cells selected", id="too much"),
    pytest.param(
        problem("Non-existent table", 400, in_body=404), SourceWithdrawn, "Non-existent table", id="a lost table"
    ),
    pytest.param(web_page(status=404), SourceRejected, "HTTP 404 Not Found", id="too long an address"),
    pytest.param(problem("Forbidden", 403), SourceRejected, "Forbidden", id="forbidden"),
    pytest.param(saying(MODEL_STATE, status=400), SourceRejected, "HTTP 400 Bad Request", id="model state"),
    pytest.param(too_many_calls(), SourceUnavailable, "Too many requests", id="too many calls"),
    pytest.param(broken(), SourceUnavailable, "HTTP 500 Internal Server Error", id="broken, without a word"),
    pytest.param(problem("Non-existent table", 500), SourceUnavailable, "Non-existent table", id="broken, with a word"),
    pytest.param(reloading(), SourceUnavailable, "HTTP 503 Service Unavailable", id="reading its tables anew"),
    pytest.param(saying(b"", status=599), SourceUnavailable, "HTTP 599", id="a status that nobody knows"),
    pytest.param(web_page(), SourceUnreadable, "Svaret er ikke JSON", id="a log-in page"),
    pytest.param(half_a_document(), SourceUnreadable, "Svaret er ikke JSON", id="half a document"),
    pytest.param(saying(b"{}"), SourceUnreadable, "Svaret er ikke et JSON-stat-datasett", id="no dataset"),
    pytest.param(saying(b"", status=204), SourceUnreadable, "HTTP 204 No Content", id="no content"),
    pytest.param(
        saying(b"{}", headers={"Content-Encoding": "gzip"}), SourceUnreadable, "Svaret er ødelagt", id="no gzip"
    ),
    pytest.param(endless(), SourceUnreadable, "Svaret er for stort", id="without end"),
    pytest.param(redirect("https://example.invalid/"), SourceUnreadable, "Videresending", id="somewhere else"),
    pytest.param(half_an_answer(), SourceUnavailable, "Ingen forbindelse", id="cut short"),
    pytest.param(hung_up(), SourceUnavailable, "Ingen forbindelse", id="hung up"),
    pytest.param(silence(), SourceUnavailable, "Svarte ikke i tide", id="no answer"),
]


@pytest.mark.parametrize(("answer", "kind", "title"), ANSWERS)
def test_what_goes_wrong_is_told_as_what_it_is(
    pxweb: PxWeb, ssb: SsbClient, answer: Scripted, kind: type[SourceError], title: str
) -> None:
    attempts = BOUNDS.attempts if kind is SourceUnavailable else 1
    description = ssb.description("12134")
    pxweb.answer_next(*[answer] * attempts, to="/data")
    with pytest.raises(kind) as error:
        figures(ssb, description)
    assert error.value.title == title
    assert len(pxweb.asked_for("/data")) == attempts


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(too_many_calls(), id="too many calls"),
        pytest.param(broken(), id="broken"),
        pytest.param(reloading(), id="reading its tables anew"),
        pytest.param(hung_up(), id="hung up"),
        pytest.param(half_an_answer(), id="cut short"),
        pytest.param(silence(), id="no answer"),
    ],
)
def test_what_passes_is_got_over(pxweb: PxWeb, ssb: SsbClient, gate: OpenGate, answer: Scripted) -> None:
    description = ssb.description("12134")
    pxweb.answer_next(answer, answer, to="/data")
    figures(ssb, description)
    # The description, the limits, and the figures three times: each attempt is a call, and goes through the gate.
    assert gate.entered == len(pxweb.calls) == 5


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        pytest.param(problem("Non-existent table", 404), SourceWithdrawn, id="the bank's own word"),
        pytest.param(saying(b"", status=404), SourceWithdrawn, id="not a word"),
        pytest.param(saying(b"", status=410), SourceWithdrawn, id="gone"),
        pytest.param(web_page(status=404), SourceRejected, id="a page of somebody in between"),
        pytest.param(saying(b"[]"), SourceUnreadable, id="a list"),
        pytest.param(saying(b"{}"), SourceUnreadable, id="nothing of a table"),
        pytest.param(web_page(), SourceUnreadable, id="a log-in page"),
    ],
)
@pytest.mark.parametrize("ask", [SsbClient.table, SsbClient.description])
def test_a_table_that_is_not_there(
    pxweb: PxWeb, ssb: SsbClient, answer: Scripted, kind: type[SourceError], ask: Callable[[SsbClient, str], object]
) -> None:
    pxweb.answer_next(answer)
    with pytest.raises(kind):
        ask(ssb, "12134")


def test_a_withdrawn_table_is_withdrawn_however_it_is_asked_for(pxweb: PxWeb, ssb: SsbClient) -> None:
    description = ssb.description("12134")
    pxweb.withdraw("12134")
    for ask in (lambda: ssb.table("12134"), lambda: ssb.description("12134"), lambda: figures(ssb, description)):
        with pytest.raises(SourceWithdrawn, match="Non-existent table"):
            ask()


@pytest.mark.parametrize("table", ["", "..", "12134/data", "12134?x", "æ", "1" * 51])
def test_what_is_no_table_id_is_not_asked_for(pxweb: PxWeb, ssb: SsbClient, table: str) -> None:
    with pytest.raises(SourceWithdrawn):
        ssb.table(table)
    assert pxweb.calls == []


@pytest.mark.parametrize(
    ("answer", "detail"),
    [
        (saying(MODEL_STATE, status=400), "valuecodes: The value is invalid."),
        (saying(VALIDATION, status=400), "lang: Bad. Worse."),
        (too_many_calls(), "The limit is 30 request per minute."),
        (redirect("https://example.invalid/v2"), "til https://example.invalid/v2"),
    ],
)
def test_what_else_it_said(pxweb: PxWeb, ssb: SsbClient, answer: Scripted, detail: str) -> None:
    pxweb.answer_next(*[answer] * 3)
    with pytest.raises(SourceError) as error:
        ssb.limits()
    assert error.value.detail == detail


def test_a_title_is_made_fit_to_be_shown(pxweb: PxWeb, ssb: SsbClient) -> None:
    pxweb.answer_next(saying(b'{"title": "a\\n\\u001b[31mb ' + b"x" * 1_000 + b'"}', status=400))
    with pytest.raises(SourceRejected) as error:
        ssb.limits()
    assert error.value.title.startswith("a [31mb xxx")
    assert len(error.value.title) == 300


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        pytest.param({"Retry-After": "17"}, 17, id="seconds"),
        pytest.param({"Retry-After": LATER, "Date": NOW}, 90, id="a date, by the bank's own clock"),
        pytest.param({"Retry-After": NOW, "Date": LATER}, 0, id="a date that is over"),
        pytest.param({"Retry-After": "soon"}, 60, id="a word"),
        pytest.param({}, 60, id="nothing"),
    ],
)
def test_the_gate_hears_how_long_to_stay_away(
    pxweb: PxWeb, ssb: SsbClient, gate: OpenGate, headers: dict[str, str], seconds: float
) -> None:
    pxweb.answer_next(saying(b"{}", status=429, headers=headers))
    ssb.limits()
    assert [one["retry_after"] for one in gate.told] == [seconds, None]


def test_a_busy_bank_may_say_how_long(pxweb: PxWeb, ssb: SsbClient, gate: OpenGate) -> None:
    pxweb.answer_next(reloading(retry_after=300), reloading())
    ssb.limits()
    assert [one["retry_after"] for one in gate.told] == [300, None, None]


def test_attempts_are_spread_out(pxweb: PxWeb, ssb: SsbClient, monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []
    monkeypatch.setattr("tenacity.nap.time.sleep", waits.append)
    pxweb.answer_next(broken(), broken(), too_many_calls(), to="/config")
    with stamina.set_testing(False), SsbClient(pxweb.address, gate=OpenGate()) as patient:
        patient.limits()
    # Two seconds and up to two more, then four and up to two more; after a 429 it is the gate that waits.
    assert 2 <= waits[0] <= 4 <= waits[1] <= 6
    assert waits[2] == 0


def test_nobody_is_home() -> None:
    with (
        stamina.set_testing(True, attempts=2, cap=True),
        SsbClient("http://127.0.0.1:9/v2", gate=OpenGate()) as ssb,
        pytest.raises(SourceUnavailable, match="Ingen forbindelse"),
    ):
        ssb.limits()


def test_an_answer_that_drips_is_given_up() -> None:
    drip = httpx.MockTransport(lambda _request: httpx.Response(200, content=iter([b" "] * 5)))
    slow = Bounds(call_seconds=-1, attempts=1)
    with (
        SsbClient("http://x/v2", gate=OpenGate(), transport=drip, bounds=slow) as ssb,
        pytest.raises(SourceUnavailable, match="Svarte ikke i tide"),
    ):
        ssb.limits()


def test_a_mark_before_the_first_sign_does_not_matter(pxweb: PxWeb, ssb: SsbClient) -> None:
    pxweb.answer_next(saying(b'\xef\xbb\xbf{"maxDataCells": 7}'))
    assert ssb.limits().max_cells == 7
