"""How many wrong passwords are let through, and how long to wait after too many.

Three things are counted, each for its own danger. A browser that the account was logged in from before is counted by
itself alone: whoever attacks from elsewhere can then never keep the person out.
"""

import ipaddress
import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Limit:
    """At most so many failures in so long a time, whichever stretch of that length one looks at."""

    failures: int
    within: timedelta

    def free_at(self, times: Iterable[datetime], now: datetime) -> datetime | None:
        """When the next try is let through; None when that is now. Tries that were turned away do not count."""
        recent = sorted((one for one in times if one > now - self.within), reverse=True)
        return recent[self.failures - 1] + self.within if len(recent) >= self.failures else None


# One account from one place: a person who has forgotten the password, or somebody who guesses.
ONE_PLACE = Limit(failures=5, within=timedelta(minutes=15))
# One account from many unknown places: somebody who guesses with many machines.
ONE_ACCOUNT = Limit(failures=30, within=timedelta(hours=1))
# One address and many accounts: somebody who tries a common password on everybody. A town hall has one address.
ONE_ADDRESS = Limit(failures=100, within=timedelta(minutes=15))
ADDRESS_AND_PORT = re.compile(r"\[([^\[\]]*:[^\[\]]*)\](?::[0-9]+)?|([0-9.]+):[0-9]+")
LONGEST = max(one.within for one in (ONE_PLACE, ONE_ACCOUNT, ONE_ADDRESS))


@dataclass(frozen=True, slots=True)
class Try:
    """Who tries to log in, from where: digests of account and known browser, and the address."""

    account: str
    address: str
    known_browser: str = ""

    def is_same_place(self, other: "Try") -> bool:
        """The same account from the same browser, wherever it is; or from the same address by unknown browsers."""
        if self.known_browser:
            return (self.account, self.known_browser) == (other.account, other.known_browser)
        return self == other


@dataclass(frozen=True, slots=True)
class Failure:
    at: datetime
    made: Try


def free_at(attempt: Try, failures: Sequence[Failure], now: datetime) -> datetime | None:
    """When this try is let through: None when nothing stands against it."""
    waits = [ONE_PLACE.free_at((one.at for one in failures if attempt.is_same_place(one.made)), now)]
    if not attempt.known_browser:
        unknown = [one for one in failures if not one.made.known_browser]
        waits += [
            ONE_ACCOUNT.free_at((one.at for one in unknown if one.made.account == attempt.account), now),
            ONE_ADDRESS.free_at((one.at for one in unknown if one.made.address == attempt.address), now),
        ]
    return max((one for one in waits if one), default=None)


def minutes_until(moment: datetime, now: datetime) -> int:
    """Whole minutes, rounded up and at least one: never told too short."""
    return max(1, math.ceil((moment - now).total_seconds() / 60))


def network_of(address: str) -> str:
    """What one subscriber has: an IPv4 address, or a whole /64 of IPv6, in which one can change address at will."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return ""
    if isinstance(found, ipaddress.IPv6Address):
        return (
            network_of(str(found.ipv4_mapped)) if found.ipv4_mapped else str(ipaddress.ip_network((found, 64), False))
        )
    return str(found)


def client_address(remote: str, forwarded: str, proxies: int) -> str:
    """The network that a request came from. Only what our own proxies added to `X-Forwarded-For` is believed."""
    hops = [*(one.strip() for one in forwarded.split(",") if one.strip()), remote]
    return network_of(without_port(hops[max(0, len(hops) - 1 - proxies)]))


def without_port(hop: str) -> str:
    """Some proxies tell the port too: `192.0.2.1:49152`, `[2001:db8::1]:49152`."""
    told = ADDRESS_AND_PORT.fullmatch(hop)
    return told[1] or told[2] if told else hop
