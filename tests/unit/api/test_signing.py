"""The signature of a call, worked out by hand once."""

import pytest

from api.rules.signing import signature

signed = signature(secret="hemmelig", body=b'{"id": 1}', at=1_790_000_000)


def test_the_signature_is_as_anybody_works_it_out() -> None:
    # printf '1790000000.{"id": 1}' | openssl dgst -sha256 -hmac hemmelig
    expected = "6e84aae55922aed7f3d923fa2636336b4dc4a0b862e227ddac032af07df766d8"
    assert signed == f"t=1790000000,v1={expected}"


@pytest.mark.parametrize(
    "other",
    [
        pytest.param({"secret": "annen"}, id="another secret"),
        pytest.param({"body": b'{"id": 2}'}, id="another body"),
        pytest.param({"at": 1_790_000_001}, id="another time"),
    ],
)
def test_anything_else_is_another_signature(other: dict[str, object]) -> None:
    told: dict[str, object] = {"secret": "hemmelig", "body": b'{"id": 1}', "at": 1_790_000_000}
    assert signature(**told | other).partition(",")[2] != signed.partition(",")[2]  # type: ignore[arg-type]
