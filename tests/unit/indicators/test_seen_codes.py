"""What a table had when it was fetched and has no more, where nobody has named the codes."""

import pytest

from indicators.seen_codes import gone_codes, seen_with

SEEN = {"Region": ["3909", "3805"], "Tid": ["2023", "2024", "2025"]}


@pytest.mark.parametrize(
    ("now", "gone"),
    [
        pytest.param({}, {}, id="everything is there"),
        pytest.param({"Region": ["3909", "3805", "4001"]}, {}, id="a new code is no loss"),
        pytest.param({"Region": ["3909"]}, {"Region": ("3805",)}, id="a region is gone"),
        pytest.param({"Tid": ["2024", "2025", "2026"]}, {}, id="the oldest year is left behind as the table goes on"),
        pytest.param({"Tid": ["2023", "2024"]}, {"Tid": ("2025",)}, id="the newest year is withdrawn"),
        pytest.param({"Tid": ["2025", "2023"]}, {"Tid": ("2024",)}, id="a year in the middle, of years that descend"),
        pytest.param({"Tid": []}, {"Tid": ("2023", "2024", "2025")}, id="no year is left"),
        pytest.param({"Region": None}, {"Region": ()}, id="the whole variable is gone"),
    ],
)
def test_what_the_table_has_lost(now: dict[str, list[str] | None], gone: dict[str, tuple[str, ...]]) -> None:
    here = {name: codes for name, codes in (SEEN | now).items() if codes is not None}
    assert gone_codes(SEEN, here, time="Tid") == gone


def test_a_year_is_missed_like_any_other_code_where_it_is_no_time() -> None:
    assert gone_codes({"Kohort": ["2001", "2002"]}, {"Kohort": ["2002"]}, time="Tid") == {"Kohort": ("2001",)}


def test_what_has_come_once_is_missed_until_somebody_says_otherwise() -> None:
    seen = seen_with(seen_with({}, {"Region": ("3909", "3805")}), {"Region": ("3909", "4001"), "Tid": ("2025",)})
    assert seen == {"Region": ["3909", "3805", "4001"], "Tid": ["2025"]}
    assert gone_codes(seen, {"Region": ["3909", "4001"], "Tid": ["2025"]}, time="Tid") == {"Region": ("3805",)}
