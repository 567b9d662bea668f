"""The way out to Statistics Norway: one gate for all processes, and a client that goes through it.

The gate is a row in the database. Whoever wants to ask takes a call from it by a conditional UPDATE, so that nobody
holds a lock while waiting or asking. Quiet hours and the budget of calls are Statistics Norway's own and count for its
host only; what any host says itself (`Retry-After`) counts for that host.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from time import sleep
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from indicators.models import RateBudget
from indicators.sources.klass import KlassClient
from indicators.sources.ssb import HeldBack, SsbClient
from indicators.sources.ssb.budget import Budget, full
from indicators.sources.ssb.hours import is_own_host, quiet_until

# Seconds. A worker that would stand longer in line does better to come back later.
LONGEST_WAIT = 90.0
# Another process was quicker: so many times the row is read again at once, and then after a moment.
RACES, A_MOMENT = 20, 0.05

Clock = Callable[[], datetime]


def connect(*, clock: Clock) -> SsbClient:
    """A client of the bank at SSB_API_URL. Not to be used inside a transaction, which would keep the gate's row.

    Raises ImproperlyConfigured where the address is none. To be closed after use: `with connect(clock=…) as ssb`.
    """
    address = checked_address(settings.SSB_API_URL)
    return SsbClient(address, gate=gate_of(address, clock=clock))


def connect_klass(*, clock: Clock) -> KlassClient:
    """A client of the classifications at KLASS_API_URL, to be used like the other one."""
    address = settings.KLASS_API_URL.rstrip("/")
    if not is_sound(address):
        message = _("KLASS_API_URL er «%(address)s», men må være en http- eller https-adresse.")
        raise ImproperlyConfigured(message % {"address": address})
    return KlassClient(address, gate=gate_of(address, clock=clock))


def gate_of(address: str, *, clock: Clock) -> "SharedGate":
    return SharedGate(host=urlsplit(address).netloc, clock=clock, sleep=sleep)


def checked_address(address: str) -> str:
    """The address without a slash at its end; refused where no bank of this kind can be there."""
    address = address.rstrip("/")
    if not is_sound(address) or not address.endswith("/v2"):
        message = _("SSB_API_URL er «%(address)s», men må være en http- eller https-adresse som slutter med /v2.")
        raise ImproperlyConfigured(message % {"address": address})
    return address


def is_sound(address: str) -> bool:
    """Whether there can be a server at an address, and a path below which it answers."""
    try:
        parts = urlsplit(address)
        can_be = parts.scheme in {"http", "https"} and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        return False
    return can_be and not (parts.username or parts.query or parts.fragment)


class SharedGate:
    """The gate of one host. What it waits counts as passed, also where the clock it was given stands still."""

    def __init__(self, *, host: str, clock: Clock, sleep: Callable[[float], None]) -> None:
        self.host = host
        self.clock = clock
        self.sleep = sleep
        self.is_own = is_own_host(urlsplit(f"//{host}").hostname or "")

    def enter(self) -> None:
        """Wait for a free call and take it. Raises HeldBack in quiet hours, and where the wait is too long."""
        now, waited = self.clock(), 0.0
        while wait := self.seconds_to_wait(now):
            if waited + wait > LONGEST_WAIT:
                raise self.held_back(until=now + timedelta(seconds=wait))
            self.sleep(wait)
            waited += wait
            now = max(self.clock(), now + timedelta(seconds=wait))

    def seconds_to_wait(self, now: datetime) -> float:
        """0 when a call was taken, else how long it takes until the next may be free."""
        self.keep_quiet(now)
        for _race in range(RACES):
            budget = self.read(now)
            wait = budget.seconds_closed(now) or (self.is_own and budget.seconds_to_call(now))
            if wait or not self.is_own:
                return float(wait)
            if self.replace(budget, budget.spent(now)):
                return 0.0
        return A_MOMENT

    def keep_quiet(self, now: datetime) -> None:
        until = quiet_until(now) if self.is_own else None
        if until:
            message = _("Statistisk sentralbyrå leser inn tabellene sine på nytt. Hentingen venter til kl. %(time)s.")
            raise HeldBack(message % {"time": clock_time(until)}, until=until)

    def held_back(self, *, until: datetime) -> HeldBack:
        message = _("%(host)s skal ikke spørres oftere nå. Hentingen venter til kl. %(time)s.")
        return HeldBack(message % {"host": self.host, "time": clock_time(until)}, until=until)

    def learned(
        self, *, limit: int | None, remaining: int | None, window: float | None, retry_after: float | None
    ) -> None:
        """Keep what the host said, so that the next to ask knows it, in whichever process."""
        now = self.clock()
        for _race in range(RACES):
            budget = self.read(now)
            told = budget.told(now, limit=limit, remaining=remaining, window=window) if self.is_own else budget
            told = told if retry_after is None else told.closed(now, retry_after)
            if told in {budget, budget.at(now)} or self.replace(budget, told):
                return

    def read(self, now: datetime) -> Budget:
        row = RateBudget.objects.filter(host=self.host).first()
        return Budget(row.left, row.per_minute, row.counted_at, row.closed_until) if row else full(now)

    def replace(self, known: Budget, new: Budget) -> bool:
        """Write the new state, unless somebody has written another since this one was read."""
        if RateBudget.objects.filter(host=self.host, **columns(known)).update(**columns(new)):
            return True
        # Nobody has asked this host before, or somebody was quicker.
        _row, is_new = RateBudget.objects.get_or_create(host=self.host, defaults=columns(new))
        return is_new


def columns(budget: Budget) -> dict[str, object]:
    return {
        "left": budget.left,
        "per_minute": budget.per_minute,
        "counted_at": budget.counted_at,
        "closed_until": budget.closed_until,
    }


def clock_time(moment: datetime) -> str:
    return f"{localtime(moment):%H.%M}"
