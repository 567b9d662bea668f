"""One call over a real line: what is sent, what is believed, what is refused, and that it ends."""

import ipaddress
import socket
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pytest_django import Settings

from api.rules.addresses import AddressRefused
from api.services import calls
from api.services.calls import Outcome, check_address, post
from tests.fakes.receiver import Receiver, Reply

HEADERS = {"Content-Type": "application/json"}
NAME = "mottak.example.no"
CLOSED = "lukket nett"


def send(url: str) -> Outcome:
    return post(url, body=b"{}", headers=HEADERS)


def leads_to(monkeypatch: pytest.MonkeyPatch, *numbers: str) -> None:
    monkeypatch.setattr(calls, "look_up", lambda _host, _port: list(numbers))


def test_what_is_sent_comes_whole_and_the_answer_is_kept(receiver: Receiver) -> None:
    assert send(receiver.address) == Outcome(200, "takk")
    (call,) = receiver.calls
    assert (call.path, call.body, call.headers["Content-Type"]) == ("/mottak", b"{}", "application/json")
    assert call.headers["Host"] == f"127.0.0.1:{receiver.port}"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_not_followed(receiver: Receiver, status: int) -> None:
    receiver.answer_next(Reply(status, b"", {"Location": f"{receiver.address}/annet"}))
    outcome = send(receiver.address)
    assert (outcome.status, outcome.said.partition(",")[0]) == (status, "Mottakeren viser til en annen adresse")
    assert len(receiver.calls) == 1


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"takk " * 200, ("takk " * 200)[:500]),
        ("mottatt på norsk: æøå".encode(), "mottatt på norsk: æøå"),
        (b"\xff\xfe\x00halv", "\N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER} halv"),
        (b"to\r\nlinjer", "to  linjer"),
    ],
    ids=["long", "Norwegian", "no text", "lines"],
)
def test_the_beginning_of_an_answer_is_kept(receiver: Receiver, body: bytes, said: str) -> None:
    receiver.answer_next(Reply(500, body))
    assert send(receiver.address) == Outcome(500, said)


def test_an_endless_answer_is_not_read_to_its_end(receiver: Receiver) -> None:
    receiver.answer_next(Reply(200, b"x" * 1000, is_endless=True))
    assert send(receiver.address) == Outcome(200, "x" * 500)


def test_a_system_that_drips_is_left(receiver: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calls, "SECONDS_IN_ALL", 0.4)
    receiver.answer_next(Reply(is_dripping=True))
    began = monotonic()
    assert send(receiver.address) == Outcome(None, "Svarte ikke i tide.")
    # Sooner than it would be left without that bound, on a busy machine too.
    assert monotonic() - began < 10


def test_where_nobody_listens_that_is_told(settings: Settings) -> None:
    settings.WEBHOOK_PRIVATE_HOSTS, settings.WEBHOOK_ALLOW_HTTP = ["127.0.0.1"], True
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{closed.getsockname()[1]}/"
        assert send(address) == Outcome(None, "Fikk ikke forbindelse.")


def test_an_answer_that_is_no_http_is_told(receiver: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
    receiver.answer_next(Reply(headers={"Content-Length": "mange"}))
    assert send(receiver.address).said == "Svaret kan ikke leses."


# Refused toward private addresses -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "url",
    [
        "https://127.0.0.1/",
        "https://localhost/",
        "https://2130706433/",
        "https://0x7f.1/",
        "https://0177.0.0.1/",
        "https://127.1/",
        "https://[::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://[::ffff:7f00:1]/",
        "https://0.0.0.0/",
        "https://169.254.169.254/latest/meta-data/",
        "https://10.0.0.1:8443/",
    ],
)
def test_private_addresses_are_refused_when_saved_and_when_sent(url: str) -> None:
    with pytest.raises(AddressRefused):
        check_address(url)
    outcome = send(url)
    assert outcome.status is None
    assert CLOSED in outcome.said or "nettadresse" in outcome.said


@pytest.mark.parametrize(
    "numbers",
    [
        pytest.param(["10.0.0.1"], id="a private one"),
        pytest.param(["8.8.8.8", "10.0.0.1"], id="a private one beside a public one"),
        pytest.param(["8.8.8.8", "::1"], id="this machine beside a public one"),
        pytest.param([], id="none"),
    ],
)
def test_a_name_is_refused_where_any_of_its_addresses_is(numbers: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    leads_to(monkeypatch, *numbers)
    with pytest.raises(AddressRefused, match=CLOSED):
        check_address(f"https://{NAME}/")
    assert CLOSED in send(f"https://{NAME}/").said


def test_a_name_that_is_nowhere_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere(_host: str, _port: int) -> list[str]:
        raise socket.gaierror

    monkeypatch.setattr(calls, "look_up", nowhere)
    with pytest.raises(AddressRefused, match=f"Fant ikke tjeneren {NAME}"):
        check_address(f"https://{NAME}/")


def test_a_name_that_leads_elsewhere_the_second_time_wins_nothing(
    settings: Settings, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Public when it is checked, this machine when it is called: the call is checked where it connects."""
    settings.WEBHOOK_PRIVATE_HOSTS = []
    monkeypatch.setattr("api.rules.addresses.PORTS", {"http": (receiver.port, 80)})
    answers = iter([["8.8.8.8"], ["127.0.0.1"]])
    monkeypatch.setattr(calls, "look_up", lambda _host, _port: next(answers))
    check_address(f"http://{NAME}:{receiver.port}/")
    assert CLOSED in send(f"http://{NAME}:{receiver.port}/").said
    assert receiver.calls == []


def test_it_connects_to_the_very_address_that_was_checked(
    settings: Settings, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The name is looked up once in a call, and is still the name in the header."""
    settings.WEBHOOK_PRIVATE_HOSTS = [NAME]
    asked: list[str] = []

    def once(host: str, _port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"]

    monkeypatch.setattr(calls, "look_up", once)
    assert send(f"http://{NAME}:{receiver.port}/mottak").status == 200
    assert asked == [NAME]
    assert receiver.calls[0].headers["Host"] == f"{NAME}:{receiver.port}"


def test_an_installation_can_trust_a_host_of_its_own(receiver: Receiver, settings: Settings) -> None:
    assert send(receiver.address).status == 200
    settings.WEBHOOK_PRIVATE_HOSTS = ["annet.internt"]
    assert send(receiver.address).status is None
    assert len(receiver.calls) == 1


def test_proxies_of_the_environment_are_not_used(receiver: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert send(receiver.address).status == 200


def test_letters_of_ours_are_sent_as_they_are_written_on_the_line(
    settings: Settings, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.WEBHOOK_PRIVATE_HOSTS = ["xn--mottak-fya.example.no", "møttak.example.no"]
    leads_to(monkeypatch, "127.0.0.1")
    settings.WEBHOOK_PRIVATE_HOSTS.append("xn--mttak-vua.example.no")
    assert send(f"http://møttak.example.no:{receiver.port}/å?ø=1").status == 200
    assert receiver.calls[0].path == "/%C3%A5?%C3%B8=1"


# Encrypted ----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made by nobody that is trusted, for one name."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    now = datetime.now(UTC)
    names = x509.SubjectAlternativeName([x509.DNSName(NAME), x509.IPAddress(ipaddress.ip_address("8.8.8.8"))])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(names, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "both.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return path


@pytest.fixture
def encrypted(certificate: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Receiver]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    settings.WEBHOOK_PRIVATE_HOSTS = [NAME, "annet.example.no"]
    leads_to(monkeypatch, "127.0.0.1")
    with Receiver(tls=context) as running:
        yield running


def believe(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calls, "encryption", lambda: ssl.create_default_context(cafile=str(certificate)))


def test_a_certificate_that_nobody_vouches_for_is_refused(encrypted: Receiver) -> None:
    assert send(f"https://{NAME}:{encrypted.port}/").said == "Sertifikatet til tjeneren kan ikke godtas."
    assert encrypted.calls == []


def test_the_certificate_is_to_be_of_the_name_and_not_of_the_number(
    encrypted: Receiver, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    believe(certificate, monkeypatch)
    assert send(f"https://{NAME}:{encrypted.port}/") == Outcome(200, "takk")
    refused = send(f"https://annet.example.no:{encrypted.port}/")
    assert refused.said == "Sertifikatet til tjeneren kan ikke godtas."
    assert len(encrypted.calls) == 1
