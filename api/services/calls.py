"""One call to another system: to an address that was checked when it was looked up, within bounds, and what it said.

The check stands between looking up a name and connecting, so a name that leads elsewhere the second time it is looked
up wins nothing. Redirects are not followed and proxies of the environment are not used: both would go around it.
"""

import socket
import ssl
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import httpcore
import httpx
from django.conf import settings
from django.utils.translation import gettext

from accounts.wording import say
from api.models import LONGEST_ANSWER
from api.rules.addresses import DEFAULT_PORTS, AddressRefused, Place, is_public, place_of

SECONDS_TO_CONNECT = 5.0
# For the whole call, however slowly an answer comes.
SECONDS_IN_ALL = 15.0
MOST_BYTES = 4 * LONGEST_ANSWER
LookUp = Callable[[str, int], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was answered; without a status there was no answer, and `said` is why."""

    status: int | None
    said: str


def look_up(host: str, port: int) -> Sequence[str]:
    """Every address that a name leads to, in the order in which they should be tried."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(one[4][0]) for one in found))


def trusted_hosts() -> frozenset[str]:
    return frozenset(as_known(one.strip()) for one in settings.WEBHOOK_PRIVATE_HOSTS)


def checked_place(url: str) -> Place:
    """Where an address leads, by how it is written and as it is sent, which must be the same. Raises AddressRefused."""
    written = place_of(url, trusted=trusted_hosts(), allows_http=settings.WEBHOOK_ALLOW_HTTP)
    try:
        sent = as_sent(url)
    except (httpx.InvalidURL, UnicodeError):
        raise AddressRefused(say("Dette er ikke en nettadresse.")) from None
    place = Place(as_known(sent.host.decode("ascii")), sent.port or DEFAULT_PORTS[sent.scheme.decode("ascii")])
    if place.port != written.port:
        raise AddressRefused(say("Dette er ikke en nettadresse."))
    return place


def as_known(host: str) -> str:
    """A host as it is compared with those that are trusted."""
    return host.strip("[]").rstrip(".").lower()


def check_address(url: str) -> None:
    """Raises AddressRefused for an address that is not called: by how it is written, or by where it leads now."""
    place = checked_place(url)
    checked_addresses(place.host, place.port)


def checked_addresses(host: str, port: int) -> Sequence[str]:
    """Where the host is. All of its addresses must be public, unless the installation trusts the host."""
    try:
        found = look_up(host, port)
    except (OSError, UnicodeError):
        raise AddressRefused(say("Fant ikke tjeneren {host}.", host=host)) from None
    if host not in trusted_hosts() and not (found and all(is_public(one) for one in found)):
        raise AddressRefused(say("Tjeneren {host} ligger på et lukket nett, og dit sender vi ikke.", host=host))
    return found


class Bounded(httpcore.NetworkStream):
    """A connection that is over at a moment, also where the other end sends a little now and then."""

    def __init__(self, stream: httpcore.NetworkStream, until: float) -> None:
        self.stream, self.until = stream, until

    def left(self) -> float:
        left = self.until - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout
        return left

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self.stream.read(max_bytes, self.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self.stream.write(buffer, self.left())

    def close(self) -> None:
        self.stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return Bounded(self.stream.start_tls(ssl_context, server_hostname, self.left()), self.until)

    def get_extra_info(self, info: str) -> Any:
        return self.stream.get_extra_info(info)


class Guarded(httpcore.NetworkBackend):
    """Looks up, checks, and connects to what was checked. The name stays the name: in TLS and in the header Host."""

    def __init__(self, until: float) -> None:
        self.until = until
        self.inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        problem: Exception = httpcore.ConnectError()
        for address in checked_addresses(as_known(host), port):
            try:
                stream = self.inner.connect_tcp(address, port, SECONDS_TO_CONNECT, socket_options=socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                problem = error
            else:
                return Bounded(stream, self.until)
        raise problem


def post(url: str, *, body: bytes, headers: dict[str, str]) -> Outcome:
    """Send the body there. Never raises for what another system does or is."""
    try:
        checked_place(url)
        return answered(url, body, headers)
    except AddressRefused as refused:
        return Outcome(None, str(refused))
    except httpcore.TimeoutException:
        return Outcome(None, gettext("Svarte ikke i tide."))
    except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.UnsupportedProtocol, OSError, ValueError) as error:
        return Outcome(None, why_not(error))


def answered(url: str, body: bytes, headers: dict[str, str]) -> Outcome:
    backend = Guarded(time.monotonic() + SECONDS_IN_ALL)
    with (
        httpcore.ConnectionPool(ssl_context=encryption(), network_backend=backend) as pool,
        pool.stream("POST", as_sent(url), headers=list(headers.items()), content=body) as response,
    ):
        leads_on = 300 <= response.status < 400
        return Outcome(response.status, not_followed() if leads_on else beginning_of(response))


def not_followed() -> str:
    return gettext("Mottakeren viser til en annen adresse, og den følger vi ikke. Rett adressen i varslingen.")


@cache
def encryption() -> ssl.SSLContext:
    """Certificates are verified; SSL_CERT_FILE names those of an authority of one's own."""
    return httpx.create_ssl_context()


def as_sent(url: str) -> httpcore.URL:
    """Names and paths with letters of other alphabets as they are written on the line."""
    parts = httpx.URL(url)
    return httpcore.URL(scheme=parts.raw_scheme, host=parts.raw_host, port=parts.port, target=parts.raw_path)


def beginning_of(response: httpcore.Response) -> str:
    """The first signs of an answer; the rest of it is not read."""
    pieces, size = [], 0
    for piece in response.iter_stream():
        pieces.append(piece)
        size += len(piece)
        if size >= MOST_BYTES:
            break
    text = b"".join(pieces)[:MOST_BYTES].decode("utf-8", errors="replace")
    return "".join(sign if sign.isprintable() else " " for sign in text).strip()[:LONGEST_ANSWER]


def why_not(error: Exception) -> str:
    """No answer, in words: a certificate is mended by others than a tunnel is."""
    if any(isinstance(one, ssl.SSLError) for one in error.args):
        return gettext("Sertifikatet til tjeneren kan ikke godtas.")
    if isinstance(error, httpcore.NetworkError):
        return gettext("Fikk ikke forbindelse.")
    return gettext("Svaret kan ikke leses.")
