"""Bokmål stands in the code; nynorsk and English say all of it, with the same places to fill in."""

import ast
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import override_settings

ROOT = Path(settings.BASE_DIR)
LANGUAGES = [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[a-z]|\{\w*\}")
GETTEXT = re.compile(r"_|n?gettext(_lazy)?|say|sentence")
WITHOUT_MESSAGES = shutil.ignore_patterns(".*", "__pycache__", "locale*", "node_modules", "static", "tests", "var")

# Context, text, text for many: what gettext looks a message up by.
Key = tuple[str | None, str, str]


@pytest.fixture(params=LANGUAGES)
def catalogue(request: pytest.FixtureRequest) -> polib.POFile:
    return polib.pofile(str(ROOT / "locale" / request.param / "LC_MESSAGES" / "django.po"))


@pytest.fixture
def copy_of_code(tmp_path: Path) -> Path:
    """The extraction writes beside what it reads, so it reads a copy."""
    return Path(shutil.copytree(ROOT, tmp_path / "copy", ignore=WITHOUT_MESSAGES))


@pytest.fixture
def extracted(tmp_path: Path, copy_of_code: Path, monkeypatch: pytest.MonkeyPatch) -> polib.POFile:
    """Every message that the tools find in Python and in the templates now."""
    if not shutil.which("xgettext"):
        pytest.skip("xgettext is not installed (package gettext)")
    monkeypatch.chdir(copy_of_code)
    with override_settings(LOCALE_PATHS=[tmp_path / "locale"]):
        call_command("makemessages", all=True, keep_pot=True, verbosity=0)
    return polib.pofile(str(tmp_path / "locale" / "django.pot"))


def keys(messages: polib.POFile) -> set[Key]:
    return {(message.msgctxt, message.msgid, message.msgid_plural) for message in messages if not message.obsolete}


def translations(message: polib.POEntry) -> Iterator[tuple[str, str]]:
    """Each text beside what it was translated from."""
    if not message.msgid_plural:
        yield message.msgid, message.msgstr
    for number, text in message.msgstr_plural.items():
        yield message.msgid_plural if number else message.msgid, text


def said_in_f_strings(code: Path) -> Iterator[str]:
    """Messages where the tools may not find them: f"{gettext('…')}"."""
    found = (node for node in ast.walk(ast.parse(code.read_text(encoding="utf-8"))) if isinstance(node, ast.JoinedStr))
    for call in (part for node in found for part in ast.walk(node)):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and GETTEXT.fullmatch(call.func.id):
            yield from (str(one.value) for one in call.args[:1] if isinstance(one, ast.Constant))


def placeholders(text: str) -> Counter[str]:
    return Counter(PLACEHOLDER.findall(text))


def test_nothing_is_left_of_texts_before(catalogue: polib.POFile) -> None:
    """Half of an old text, which is easily left there, is refused by the tools that add new ones."""
    left = [
        message.msgid
        for message in catalogue
        if message.previous_msgid or message.previous_msgid_plural or message.fuzzy
    ]
    assert left == []


def test_every_message_has_a_translation(catalogue: polib.POFile) -> None:
    assert [message.msgid for message in catalogue.untranslated_entries()] == []


def test_no_translation_is_a_guess_of_the_tools(catalogue: polib.POFile) -> None:
    assert [message.msgid for message in catalogue.fuzzy_entries()] == []


def test_translation_has_the_same_places_to_fill_in(catalogue: polib.POFile) -> None:
    pairs = [pair for message in catalogue for pair in translations(message)]
    assert [pair for pair in pairs if all(pair) and placeholders(pair[0]) != placeholders(pair[1])] == []


@pytest.mark.slow
def test_nothing_that_the_code_says_is_without_translation(catalogue: polib.POFile, extracted: polib.POFile) -> None:
    assert len(extracted) > 100
    assert keys(extracted) - keys(catalogue) == set()


@pytest.mark.slow
def test_nothing_is_said_where_the_tools_do_not_look(extracted: polib.POFile, copy_of_code: Path) -> None:
    found = {message.msgid for message in extracted}
    assert {text for code in copy_of_code.rglob("*.py") for text in said_in_f_strings(code)} - found == set()
