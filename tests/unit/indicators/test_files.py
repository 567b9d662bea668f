"""Files as they lie on the disk: opened, bounded, decoded, or told what is wrong."""

import os
import threading
from io import BytesIO
from pathlib import Path

import pytest

from accounts.imports import ImportRefused, quoted
from indicators.sources import files
from indicators.sources.files import decoded, open_file, read_file, require_text, text_of


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


def test_what_comes_out_of_a_pipe_can_be_read_twice(tmp_path: Path) -> None:
    pipe = tmp_path / "rør"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_bytes, args=(b"a,b\n",))
    writer.start()
    with open_file(pipe, most_megabytes=1) as file:
        assert (file.read(), file.seek(0), file.read()) == (b"a,b\n", 0, b"a,b\n")
    writer.join()


@pytest.mark.parametrize("size", [1, 2, 3, 5, 1000])
@pytest.mark.parametrize(
    ("body", "told"),
    [
        pytest.param("blå\nblå\nbl\u00e5".encode()[:-1], "linje 3: byte 13 er ikke UTF-8", id="cut short"),
        pytest.param("blå\nblå\n".encode() + b"\xe5\n", "linje 3: byte 11 er ikke UTF-8", id="latin-1"),
        pytest.param("blå\nblå\nx\0".encode(), "linje 3: filen inneholder NUL-tegn", id="NUL"),
    ],
)
def test_the_place_is_right_wherever_the_blocks_begin(
    monkeypatch: pytest.MonkeyPatch, size: int, body: bytes, told: str
) -> None:
    monkeypatch.setattr(files, "MEGABYTE", size)
    with pytest.raises(ImportRefused) as refused:
        require_text(BytesIO(body), file="a.csv")
    assert told in str(refused.value.problems[0])


def test_lines_come_with_their_ends_and_the_file_stays_open() -> None:
    body = BytesIO("\ufeffa\r\nb\rc\n".encode())
    for _time in range(2):
        with text_of(body, file="a.csv") as lines:
            assert list(lines) == ["a\r\n", "b\r", "c\n"]
    assert not body.closed
