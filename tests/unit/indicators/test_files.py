"""Files as they lie on the disk: opened, bounded, decoded, or told what is wrong."""

from pathlib import Path

import pytest

from accounts.imports import ImportRefused, quoted
from indicators.sources.files import decoded, read_file


def refusal_of(path: Path) -> str:
    with pytest.raises(ImportRefused) as refused:
        read_file(path, most_megabytes=1)
    return str(refused.value.problems[0])


def test_missing_file_is_told(tmp_path: Path) -> None:
    assert "filen finnes ikke" in refusal_of(tmp_path / "finnes-ikke.csv")


def test_folder_is_told(tmp_path: Path) -> None:
    assert "mappe" in refusal_of(tmp_path)


def test_a_path_that_no_disk_has_is_told() -> None:
    assert "kan ikke leses" in refusal_of(Path("a\0b"))
    assert "kan ikke leses" in refusal_of(Path("a" * 5000))


@pytest.mark.parametrize("body", [b"", b" \n\t\n"])
def test_empty_file_is_told(tmp_path: Path, body: bytes) -> None:
    path = tmp_path / "tom.csv"
    path.write_bytes(body)
    assert refusal_of(path) == "tom.csv: filen er tom"


def test_too_large_file_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "stor.csv"
    path.write_bytes(b"x" * (1024 * 1024 + 1))
    monkeypatch.setattr(Path, "open", lambda *args: pytest.fail("the file was opened"))
    assert "større enn 1 MB" in refusal_of(path)


def test_a_file_without_an_end_is_refused() -> None:
    assert "større enn 1 MB" in refusal_of(Path("/dev/zero"))


def test_a_file_of_exactly_the_limit_is_read(tmp_path: Path) -> None:
    path = tmp_path / "stor.csv"
    path.write_bytes(b"x" * 1024 * 1024)
    assert len(read_file(path, most_megabytes=1)) == 1024 * 1024


def test_byte_order_mark_is_no_part_of_the_text() -> None:
    assert decoded("\ufeffæøå".encode(), file="a.csv") == "æøå"


@pytest.mark.parametrize(
    ("body", "told"),
    [
        pytest.param("a\nblå\n".encode("latin-1"), "linje 2: byte 5 er ikke UTF-8", id="latin-1"),
        pytest.param("a\nb".encode("utf-16"), "lagret som UTF-16", id="utf-16"),
        pytest.param(b"a\nb\0c\n", "linje 2: filen inneholder NUL-tegn", id="NUL"),
        pytest.param(b"PK\x03\x04\x14\x00\xff", "linje 1: byte 7", id="a workbook"),
    ],
)
def test_wrong_encoding_says_where(body: bytes, told: str) -> None:
    with pytest.raises(ImportRefused) as refused:
        decoded(body, file="a.csv")
    assert told in str(refused.value.problems[0])


def test_a_message_shows_no_signs_that_disturb_a_terminal() -> None:
    assert quoted("a\x1b[31m\n" + "x" * 100) == "«a�[31m�" + "x" * 52 + "…»"
