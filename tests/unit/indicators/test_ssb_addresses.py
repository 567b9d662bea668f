"""What a person pastes when a table is meant."""

import pytest

from indicators.sources.ssb_addresses import is_address, table_meant_by


@pytest.mark.parametrize(
    "pasted",
    [
        "12134",
        "  12134 ",
        "tabell 12134",
        "Tabell  12134",
        "https://www.ssb.no/statbank/table/12134/",
        "https://www.ssb.no/statbank/table/12134",
        "https://www.ssb.no/en/statbank/table/12134/tableViewLayout1/",
        "www.ssb.no/statbank/table/12134?rxid=1",
        "https://data.ssb.no/api/pxwebapi/v2/tables/12134/data?lang=no",
        "https://data.ssb.no/api/v0/no/table/12134#x",
    ],
)
def test_a_number_and_every_address_of_the_table_mean_the_table(pasted: str) -> None:
    assert table_meant_by(pasted) == "12134"


@pytest.mark.parametrize(
    "words",
    ["netto drift", "barnehage", "12", "1213400", "tabell", "år 2024", "12134 drift", "../../config", "table/12134"],
)
def test_anything_else_is_words_to_search_for(words: str) -> None:
    assert table_meant_by(words) is None
    assert not is_address(words)


@pytest.mark.parametrize(
    "address",
    [
        "https://www.ssb.no/offentlig-sektor/kostra",
        "https://www.ssb.no/statbank/table/",
        "https://www.ssb.no/statbank/table/12134;drop",
        "https://www.ssb.no/statbank/table/" + "1" * 40,
    ],
)
def test_an_address_without_a_table_is_known_as_such(address: str) -> None:
    assert is_address(address)
    assert table_meant_by(address) is None
