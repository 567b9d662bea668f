"""A client of the bank of the test."""

from collections.abc import Iterator

import pytest

from indicators.sources.ssb import SsbClient
from tests.fakes.pxweb import OpenGate, PxWeb


@pytest.fixture
def ssb(pxweb: PxWeb) -> Iterator[SsbClient]:
    with SsbClient(pxweb.address, gate=OpenGate()) as client:
        yield client
