"""`report`: the annual report of Larvik as a file, and one clear line when it cannot be made."""

import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import docx
import pytest
import time_machine
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import translation
from pytest_django import DjangoDbBlocker

from planning.models import Plan
from tests.larvik import CODE, lights
from tests.report_files import docx_texts, html_texts, plain

TODAY = "2026-11-22"
ROOT = Path(settings.BASE_DIR)


def write(path: Path, **options: object) -> str:
    """Run the command as of one day; what it says."""
    given = {"plan": CODE, "year": "2024", "kind": "annual", "format": path.suffix.removeprefix("."), "output": path}
    out = StringIO()
    with time_machine.travel(TODAY, tick=False):
        call_command("report", stdout=out, **given | options)
    return out.getvalue()


@pytest.fixture
def folder(tmp_path: Path, larvik: Plan) -> Path:
    return tmp_path


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory, larvik: Plan, django_db_blocker: DjangoDbBlocker) -> Path:
    """Where the report stands in both formats, as it was written once."""
    folder = tmp_path_factory.mktemp("report")
    with django_db_blocker.unblock(), translation.override("nb"):
        write(folder / "a.html")
        write(folder / "a.docx")
    return folder


def test_html_and_word_say_the_same_of_larvik(written: Path) -> None:
    assert html_texts((written / "a.html").read_bytes()) == docx_texts((written / "a.docx").read_bytes())


def test_every_target_stands_with_the_sentence_that_assess_gives(folder: Path) -> None:
    write(folder / "a.html", year="2026")
    text = "\n".join(html_texts((folder / "a.html").read_bytes()))
    with time_machine.travel(TODAY, tick=False):
        sentences = {plain(one["sentence"]) for one in lights().values()}
    assert [sentence for sentence in sentences if sentence not in text] == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Oppfylt: Disposisjonsfond i prosent av brutto driftsinntekter er 10,6 % i 2024; kravet er minst 5 %.",
        "redusert 13 % siden 2009; planen krever 31 % i 2022 for å nå 50 % i 2030.",
        "er 34 dager i 2024, 13 dager over kravet på høyst 21 dager.",
    ],
)
def test_the_known_answers_are_in_the_report_for_2024(written: Path, sentence: str) -> None:
    assert any(sentence in text for text in docx_texts((written / "a.docx").read_bytes()))


def test_the_same_day_gives_the_same_file(written: Path, folder: Path) -> None:
    write(folder / "b.docx")
    assert (folder / "b.docx").read_bytes() == (written / "a.docx").read_bytes()


def test_excel_is_written_too(folder: Path) -> None:
    write(folder / "a.xlsx")
    assert (folder / "a.xlsx").read_bytes().startswith(b"PK")


def test_it_says_what_it_has_written(folder: Path) -> None:
    said = write(folder / "a.html")
    assert said == f"Årsrapporten for 2024 er skrevet til {folder / 'a.html'} (52 måltall).\n"


def test_an_existing_file_is_replaced_and_nothing_else_is_left(folder: Path) -> None:
    (folder / "a.html").write_text("gammelt")
    write(folder / "a.html")
    assert (folder / "a.html").read_text().startswith("<!DOCTYPE html>")
    assert [one.name for one in folder.iterdir()] == ["a.html"]


def test_the_file_may_be_read_by_others(folder: Path) -> None:
    mask = os.umask(0o022)
    try:
        write(folder / "a.html")
    finally:
        os.umask(mask)
    assert (folder / "a.html").stat().st_mode & 0o777 == 0o644


def test_word_opens_what_is_written(written: Path) -> None:
    made = docx.Document(str(written / "a.docx"))
    assert made.core_properties.title == "Årsrapport 2024 – Kommuneplanens samfunnsdel for Larvik 2024-2040"
    assert len(made.tables) > 20


@pytest.mark.parametrize(
    ("options", "line"),
    [
        ({"plan": "FINNES-IKKE"}, "Det finnes ingen plan med koden «FINNES-IKKE»."),
        ({"plan": None}, "--plan mangler."),
        ({"year": None}, "--year mangler."),
        ({"output": None}, "--output mangler."),
        ({"year": "abc"}, "--year: «abc» er ikke et årstall mellom 1900 og 2200."),
        ({"year": "1899"}, "--year: «1899» er ikke et årstall mellom 1900 og 2200."),
        ({"year": "2201"}, "--year: «2201» er ikke et årstall mellom 1900 og 2200."),
        ({"year": "٢٠٢٤"}, "--year: «٢٠٢٤» er ikke et årstall mellom 1900 og 2200."),
        ({"year": "-2024"}, "--year: «-2024» er ikke et årstall mellom 1900 og 2200."),
        (
            {"kind": "slides"},
            (
                "--kind: rapportslaget «slides» finnes ikke. "
                "De som finnes, er annual (årsrapport) og status (ståstedsanalyse)."
            ),
        ),
        (
            {"format": "exe"},
            "--format: formatet «exe» finnes ikke. De som finnes, er html, docx, pdf, xlsx, csv og pptx.",
        ),
        (
            {"kind": "status", "format": "pptx"},
            "--format: formatet «pptx» finnes ikke. De som finnes, er html, docx, pdf, xlsx og csv.",
        ),
        ({"output": ""}, "--output: «» er tomt."),
        ({"output": "/dev/null"}, "--output: «/dev/null» er ikke en vanlig fil."),
        ({"output": "x" * 300}, f"--output: «{'x' * 300}» kan ikke brukes (navnet er for langt)."),
    ],
)
def test_bad_input_ends_in_one_line_and_writes_nothing(folder: Path, options: dict[str, str], line: str) -> None:
    with pytest.raises(CommandError) as error:
        write(folder / "a.html", **options)
    assert str(error.value) == line
    assert list(folder.iterdir()) == []


def test_a_folder_is_not_a_file(folder: Path) -> None:
    (folder / "mappe").mkdir()
    with pytest.raises(CommandError, match="er en mappe, og ikke en fil"):
        write(folder / "a.html", output=folder / "mappe")


def test_a_folder_that_is_missing_is_named(folder: Path) -> None:
    with pytest.raises(CommandError, match="ligger i en mappe som ikke finnes"):
        write(folder / "borte" / "a.html")


def test_a_file_that_cannot_be_written_leaves_the_old_one_as_it_was(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "a.html").write_text("gammelt")

    def refuse(*_arguments: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(CommandError, match=r"kan ikke skrive .* \(du har ikke lov til å skrive der\)"):
        write(folder / "a.html")
    assert [(one.name, one.read_text()) for one in folder.iterdir()] == [("a.html", "gammelt")]


@pytest.mark.slow
def test_from_the_shell_bad_input_is_one_line_and_exit_code_1(tmp_path: Path) -> None:
    """Also what the command line itself checks: an option that is left out."""
    environment = os.environ | {"DATABASE_URL": f"sqlite:///{tmp_path / 'empty.sqlite3'}", "REDIS_URL": ""}
    command = [sys.executable, str(ROOT / "manage.py"), "report", "--year", "2024", "--kind", "annual"]
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout) == (1, "")
    assert len(ended.stderr.strip().splitlines()) == 1
