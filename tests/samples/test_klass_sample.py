"""Klass on an answer that it really gave: the same code twice, with other content from a day on."""

from datetime import date
from pathlib import Path

import httpx
import pytest

from indicators.lineage import Chronicle, Life
from indicators.sources.klass import MUNICIPALITIES, KlassClient
from indicators.sources.klass_rows import rows_of
from indicators.sources.region_rows import VersionRow
from tests.fakes.pxweb import OpenGate

START = date(2013, 1, 1)


@pytest.fixture
def versions(samples: Path) -> tuple[VersionRow, ...]:
    body = (samples / "08_klass_131_codes_from2013.json").read_bytes()
    answer = httpx.MockTransport(lambda _request: httpx.Response(200, content=body))
    with KlassClient("https://klass.example/v1", gate=OpenGate(), transport=answer) as klass:
        codes = klass.codes(MUNICIPALITIES, start=START)
    return rows_of(codes=codes, changes=(), groups=(), tables={}, start=START).versions


def test_every_meaning_of_a_code_is_read(versions: tuple[VersionRow, ...]) -> None:
    assert [(one.code, one.name, one.start, one.end, one.may_be_older) for one in versions] == [
        ("0101", "Halden", date(2013, 1, 1), None, True),
        ("0104", "Moss", date(2013, 1, 1), date(2014, 1, 1), True),
        ("0104", "Moss ny", date(2014, 1, 1), None, False),
        ("0105", "Sarpsborg", date(2013, 1, 1), date(2014, 6, 1), True),
        ("0105", "Sarpsborg ny", date(2014, 6, 1), None, False),
    ]


def test_what_moss_was_before_is_not_what_it_is(versions: tuple[VersionRow, ...]) -> None:
    chronicle = Chronicle((), [Life(one.code, one.start, one.end) for one in versions])
    assert chronicle.lineage("0104").at(date(2013, 12, 31)).codes == frozenset()
    assert chronicle.lineage("0101").at(date(2013, 12, 31)).codes == {"0101"}
