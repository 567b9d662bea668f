"""Which addresses are called. Whoever sets up a webhook must not be able to reach what only our own server reaches."""

import ipaddress
from dataclasses import dataclass
from urllib.parse import urlsplit

from accounts.wording import say

PORTS = {"https": (443, 8443), "http": (80, 8080)}
DEFAULT_PORTS = {"https": 443, "http": 80}
# Addresses that look public and are answered inside the machine room of a cloud.
INSIDE_CLOUDS = {ipaddress.ip_address("168.63.129.16")}
# What is set aside for examples, relays and routes of the net itself; not every Python knows of these.
SET_ASIDE = [ipaddress.ip_network(one) for one in ("192.0.0.0/24", "192.88.99.0/24", "3fff::/20", "5f00::/16")]
# IPv6 in which an IPv4 address is hidden: translated, tunnelled.
HIDES_IPV4 = [ipaddress.ip_network(one) for one in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32")]


class AddressRefused(Exception):
    """Why an address is not called, in one sentence for the person who wrote it."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an address leads: the host by name or number, and the port."""

    host: str
    port: int


def place_of(url: str, *, trusted: frozenset[str], allows_http: bool) -> Place:
    """Where the address leads. Raises AddressRefused for one that is not called wherever it leads.

    `trusted` are hosts that the installation itself names: of these any port is called.
    """
    if any(ord(sign) <= 32 or ord(sign) == 127 or sign == "\\" for sign in url):
        raise AddressRefused(say("Adressen kan ikke ha mellomrom, omvendt skråstrek eller usynlige tegn."))
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        raise AddressRefused(say("Dette er ikke en nettadresse.")) from None
    check_scheme(parts.scheme, allows_http=allows_http)
    if not host:
        raise AddressRefused(say("Adressen mangler navnet på tjeneren."))
    if "@" in parts.netloc:
        raise AddressRefused(say("Adressen kan ikke ha brukernavn eller passord i seg."))
    found = Place(host.lower(), port or DEFAULT_PORTS[parts.scheme])
    if found.host not in trusted and found.port not in PORTS[parts.scheme]:
        ports = say("{first} eller {second}", first=PORTS[parts.scheme][0], second=PORTS[parts.scheme][1])
        raise AddressRefused(say("Adressen kan bare ha port {ports}.", ports=ports))
    return found


def check_scheme(scheme: str, *, allows_http: bool) -> None:
    if scheme != "https" and not (scheme == "http" and allows_http):
        raise AddressRefused(say("Adressen må begynne med https://."))


def is_public(address: str) -> bool:
    """Whether the number is one that everybody on the net can reach, and not one of our own or of the machine."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped:
            return is_public(str(found.ipv4_mapped))
        if found.is_site_local or any(found in network for network in HIDES_IPV4):
            return False
    if any(found in network for network in SET_ASIDE):
        return False
    if found.is_multicast or found.is_reserved or found.is_unspecified or found in INSIDE_CLOUDS:
        return False
    return found.is_global
