"""Which addresses are called, by how they are written and by where they lead."""

import pytest

from api.rules.addresses import AddressRefused, Place, is_public, place_of

TRUSTED = frozenset({"arkiv.internt", "10.0.0.7"})


@pytest.mark.parametrize(
    ("url", "place"),
    [
        ("https://mottak.example.no/planpuls", Place("mottak.example.no", 443)),
        ("https://mottak.example.no:443/", Place("mottak.example.no", 443)),
        ("https://mottak.example.no:8443/?a=b", Place("mottak.example.no", 8443)),
        ("https://MOTTAK.example.no./", Place("mottak.example.no", 443)),
        ("https://8.8.8.8/", Place("8.8.8.8", 443)),
        ("https://[2a00:1450:4009:815::200e]/", Place("2a00:1450:4009:815::200e", 443)),
        ("https://arkiv.internt:9443/", Place("arkiv.internt", 9443)),
        ("https://10.0.0.7:5000/", Place("10.0.0.7", 5000)),
    ],
)
def test_an_address_leads_somewhere(url: str, place: Place) -> None:
    assert place_of(url, trusted=TRUSTED, allows_http=False) == place


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("http://mottak.example.no/", "https://"),
        ("ftp://mottak.example.no/", "https://"),
        ("file:///etc/passwd", "https://"),
        ("gopher://mottak.example.no/", "https://"),
        ("javascript:alert(1)", "https://"),
        ("mottak.example.no", "https://"),
        ("", "https://"),
        ("https://", "mangler navnet"),
        ("https:///mottak", "mangler navnet"),
        ("https://kari:hemmelig@mottak.example.no/", "passord"),
        ("https://mottak.example.no@127.0.0.1/", "passord"),
        ("https://mottak.example.no:22/", "port 443 eller 8443"),
        ("https://mottak.example.no:6379/", "port 443 eller 8443"),
        ("https://mottak.example.no:80/", "port 443 eller 8443"),
        ("https://mottak.example.no:99999/", "ikke en nettadresse"),
        ("https://mottak.example.no:mange/", "ikke en nettadresse"),
        ("https://[::1/", "ikke en nettadresse"),
        ("https://mottak.example.no/ med rom", "mellomrom"),
        ("https://mottak.example.no\\@127.0.0.1/", "skråstrek"),
        ("https://mottak.example.no/\r\nHost: annet", "usynlige"),
        ("https://mottak.example.no/\x00", "usynlige"),
    ],
)
def test_what_is_never_called_is_told_in_words(url: str, why: str) -> None:
    with pytest.raises(AddressRefused, match=why):
        place_of(url, trusted=TRUSTED, allows_http=False)


def test_calls_without_encryption_are_for_trying_out() -> None:
    assert place_of("http://mottak.example.no/", trusted=frozenset(), allows_http=True).port == 80
    with pytest.raises(AddressRefused, match="port 80 eller 8080"):
        place_of("http://mottak.example.no:443/", trusted=frozenset(), allows_http=True)


@pytest.mark.parametrize("number", ["8.8.8.8", "193.160.134.1", "2a00:1450:4009:815::200e", "::ffff:8.8.8.8"])
def test_numbers_that_everybody_reaches(number: str) -> None:
    assert is_public(number)


@pytest.mark.parametrize(
    ("number", "what"),
    [
        ("127.0.0.1", "this machine"),
        ("127.255.0.1", "this machine"),
        ("0.0.0.0", "this machine"),  # noqa: S104
        ("0.1.2.3", "this network"),
        ("10.1.2.3", "private"),
        ("172.16.0.1", "private"),
        ("172.31.255.255", "private"),
        ("192.168.1.1", "private"),
        ("100.64.0.1", "shared by customers of a provider"),
        ("169.254.0.1", "link-local"),
        ("169.254.169.254", "metadata of a cloud"),
        ("168.63.129.16", "inside a cloud, and looks public"),
        ("192.0.0.1", "for protocols"),
        ("192.0.0.192", "metadata of a cloud, among those for protocols"),
        ("::ffff:192.0.0.192", "IPv4 in IPv6"),
        ("192.88.99.1", "the nearest tunnel"),
        ("3fff::1", "for examples"),
        ("192.0.2.1", "for examples"),
        ("198.18.0.1", "for measuring"),
        ("224.0.0.1", "multicast"),
        ("240.0.0.1", "reserved"),
        ("255.255.255.255", "everybody on the network"),
        ("::", "this machine"),
        ("::1", "this machine"),
        ("fe80::1", "link-local"),
        ("fe80::1%eth0", "link-local, with its zone"),
        ("fc00::1", "unique local"),
        ("fd00:ec2::254", "unique local: metadata of a cloud"),
        ("fec0::1", "site-local"),
        ("ff02::1", "multicast"),
        ("2001:db8::1", "for examples"),
        ("192.88.99.1", "a relay between the two kinds of addresses"),
        ("5f00::1", "routes of the net itself"),
        ("::ffff:127.0.0.1", "IPv4 in IPv6"),
        ("::ffff:10.0.0.1", "IPv4 in IPv6"),
        ("::ffff:169.254.169.254", "IPv4 in IPv6"),
        ("::127.0.0.1", "IPv4 in IPv6, the old way"),
        ("64:ff9b::7f00:1", "IPv4 in IPv6, translated"),
        ("2002:7f00:1::", "IPv4 in IPv6, tunnelled"),
        ("2001:0:7f00:1::", "IPv4 in IPv6, tunnelled"),
        ("ikke et tall", "nothing"),
    ],
)
def test_numbers_that_only_some_reach(number: str, what: str) -> None:
    assert not is_public(number), what
