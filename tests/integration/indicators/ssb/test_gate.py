"""The gate to Statistics Norway: one budget for all, quiet hours, and what the host itself asks for."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ImproperlyConfigured
from pytest_django import Settings

from indicators.models import RateBudget
from indicators.services.ssb_gate import SharedGate, connect
from indicators.sources.ssb import HeldBack, SourceUnavailable
from tests.fakes.pxweb import PxWeb, nokkeltall, reloading, too_many_calls

SSB, ELSEWHERE = "data.ssb.no", "127.0.0.1:8090"
MORNING = datetime(2026, 3, 16, 9, tzinfo=UTC)


class Watch:
    """A clock that moves only while somebody sleeps."""

    def __init__(self, now: datetime = MORNING) -> None:
        self.now = now
        self.slept: list[float] = []

    def clock(self) -> datetime:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += timedelta(seconds=seconds)

    @property
    def waited(self) -> float:
        return sum(self.slept)


@pytest.fixture
def watch() -> Watch:
    return Watch()


def gate_of(watch: Watch, host: str = SSB) -> SharedGate:
    return SharedGate(host=host, clock=watch.clock, sleep=watch.sleep)


def learn(
    gate: SharedGate,
    *,
    limit: int | None = None,
    remaining: int | None = None,
    window: float | None = None,
    retry_after: float | None = None,
) -> None:
    gate.learned(limit=limit, remaining=remaining, window=window, retry_after=retry_after)


def test_ten_calls_at_once_and_then_one_every_three_seconds(watch: Watch) -> None:
    gate = gate_of(watch)
    for _call in range(10):
        gate.enter()
    assert watch.slept == []
    gate.enter()
    assert watch.waited == pytest.approx(3, abs=0.01)


def test_a_hundred_calls_never_come_thirty_in_a_minute(watch: Watch) -> None:
    gate, calls = gate_of(watch), []
    for _call in range(100):
        gate.enter()
        calls.append(watch.now)
    busiest = max(sum(timedelta(0) <= other - one < timedelta(minutes=1) for other in calls) for one in calls)
    assert 28 <= busiest <= 30


def test_two_gates_share_one_budget(watch: Watch) -> None:
    for _round in range(5):
        gate_of(watch).enter()
        gate_of(watch).enter()
    assert watch.slept == []
    gate_of(watch).enter()
    assert watch.waited > 2


@pytest.mark.parametrize("host", [SSB, ELSEWHERE])
def test_a_host_that_asks_for_a_minute_gets_it(watch: Watch, host: str) -> None:
    gate = gate_of(watch, host)
    gate.enter()
    learn(gate, retry_after=60)
    gate_of(watch, host).enter()
    assert watch.slept == [60]


@pytest.mark.parametrize("host", [SSB, ELSEWHERE])
def test_a_host_that_asks_for_an_hour_holds_the_call_back(watch: Watch, host: str) -> None:
    learn(gate_of(watch, host), retry_after=3_600)
    with pytest.raises(HeldBack) as held:
        gate_of(watch, host).enter()
    assert held.value.until == MORNING + timedelta(hours=1)
    assert held.value.reason == f"{host} skal ikke spørres oftere nå. Hentingen venter til kl. 11.00."
    assert watch.slept == []


def test_headers_lower_the_budget_for_all(watch: Watch) -> None:
    learn(gate_of(watch), limit=6, window=60.0)
    gate = gate_of(watch)
    gate.enter()
    gate.enter()
    gate.enter()
    assert watch.waited == pytest.approx(15, abs=0.01)


def test_what_the_host_has_left_is_all_there_is(watch: Watch) -> None:
    learn(gate_of(watch), remaining=1)
    gate_of(watch).enter()
    gate_of(watch).enter()
    assert watch.waited == pytest.approx(3, abs=0.01)


def test_headers_that_say_what_is_known_write_nothing(watch: Watch) -> None:
    gate = gate_of(watch)
    gate.enter()
    before = RateBudget.objects.values().get()
    watch.now += timedelta(seconds=1)
    learn(gate, limit=40, remaining=39, window=60.0)
    assert RateBudget.objects.values().get() == before


def test_only_statistics_norway_has_a_budget(watch: Watch) -> None:
    gate = gate_of(watch, ELSEWHERE)
    for _call in range(100):
        gate.enter()
        learn(gate, limit=1, remaining=0, window=60.0)
    assert watch.slept == []
    assert not RateBudget.objects.exists()


def test_quiet_hours_hold_a_call_back_and_say_until_when() -> None:
    watch = Watch(datetime(2026, 6, 15, 4, 30, tzinfo=UTC))
    with pytest.raises(HeldBack) as held:
        gate_of(watch).enter()
    assert held.value.until == datetime(2026, 6, 15, 6, 15, tzinfo=UTC)
    assert "til kl. 08.15" in held.value.reason
    gate_of(watch, ELSEWHERE).enter()


def test_quiet_hours_that_begin_while_somebody_waits() -> None:
    watch = Watch(datetime(2026, 1, 15, 3, 59, 30, tzinfo=UTC))
    learn(gate_of(watch), retry_after=60)
    with pytest.raises(HeldBack) as held:
        gate_of(watch).enter()
    assert held.value.until == datetime(2026, 1, 15, 7, 15, tzinfo=UTC)


def test_a_clock_that_stands_still_holds_nobody_for_ever() -> None:
    slept: list[float] = []
    gate = SharedGate(host=SSB, clock=lambda: MORNING, sleep=slept.append)
    for _call in range(11):
        gate.enter()
    assert sum(slept) == pytest.approx(3, abs=0.01)


def test_nobody_stands_in_line_for_long(watch: Watch) -> None:
    RateBudget.objects.create(host=SSB, left=-40, per_minute=30, counted_at=MORNING)
    with pytest.raises(HeldBack) as held:
        gate_of(watch).enter()
    assert held.value.until == MORNING + timedelta(seconds=123)


SOUND = ["https://data.ssb.no/api/pxwebapi/v2", "http://127.0.0.1:8090/v2/", "https://x.example/v2"]
UNSOUND = [
    "",
    "data.ssb.no/v2",
    "ftp://data.ssb.no/v2",
    "https:///v2",
    "https://data.ssb.no/api/v0",
    "https://data.ssb.no/v2-beta",
    "https://data.ssb.no/v2?x=1",
    "https://kari:hemmelig@data.ssb.no/v2",
    "http://[::1/v2",
    "http://x:port/v2",
]


@pytest.mark.parametrize("address", SOUND)
def test_an_address_of_a_bank(settings: Settings, address: str) -> None:
    settings.SSB_API_URL = address
    with connect(clock=lambda: MORNING) as ssb:
        assert ssb.address == address.rstrip("/")


@pytest.mark.parametrize("address", UNSOUND)
def test_an_address_that_is_none_is_told(settings: Settings, address: str) -> None:
    settings.SSB_API_URL = address
    with pytest.raises(ImproperlyConfigured, match="må være en http- eller https-adresse som slutter med /v2"):
        connect(clock=lambda: MORNING)


def test_a_busy_bank_is_waited_for(pxweb: PxWeb, monkeypatch: pytest.MonkeyPatch, watch: Watch) -> None:
    monkeypatch.setattr("indicators.services.ssb_gate.sleep", watch.sleep)
    pxweb.add(nokkeltall())
    pxweb.answer_next(too_many_calls(), too_many_calls(retry_after=20))
    with connect(clock=watch.clock) as ssb:
        assert ssb.table("12134").id == "12134"
    assert watch.slept == [60, 20]


def test_a_bank_that_is_closed_for_long_is_not(pxweb: PxWeb, watch: Watch) -> None:
    pxweb.answer_next(reloading(retry_after=900))
    with connect(clock=watch.clock) as ssb:
        with pytest.raises(HeldBack):
            ssb.limits()
        with pytest.raises(HeldBack):
            ssb.limits()
    assert len(pxweb.calls) == 1


def test_a_bank_that_is_out_of_order_is_told_so(pxweb: PxWeb) -> None:
    pxweb.bank.is_reloading = True
    with connect(clock=lambda: MORNING) as ssb, pytest.raises(SourceUnavailable):
        ssb.limits()
