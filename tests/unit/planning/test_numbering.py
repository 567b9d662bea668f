"""The code that comes next is made as the plan makes its others."""

import pytest

from planning.services.numbering import next_code


@pytest.mark.parametrize(
    ("used", "expected"),
    [
        (["M-01", "M-02"], "M-03"),
        (["M-09"], "M-10"),
        (["M-99"], "M-100"),
        (["7"], "8"),
        (["MT1", "MT2", "X-40"], "MT3"),
        (["klima", "skole"], "M-01"),
        ([], "M-01"),
    ],
)
def test_the_next_code(used: list[str], expected: str) -> None:
    assert next_code(used, otherwise="M-") == expected
