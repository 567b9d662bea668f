"""What a person is told of a file or a source is a whole sentence that can be said in another language."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
WHERE = (
    *("accounts", "indicators/sources", "indicators/services", "indicators/management", "indicators/regions.py"),
    *("planning", "targets/planfile", "targets/services", "targets/management"),
)
CODE = sorted(
    code
    for path in (ROOT / one for one in WHERE)
    for code in (path.rglob("*.py") if path.is_dir() else [path])
    if "migrations" not in code.parts and code.name != "demo.py"
)
SAYS = {"say", "sentence", "_", "gettext", "ngettext", "gettext_lazy", "ngettext_lazy"}
# Which arguments are read by a person. `add` is that of Problems: what is added to a set has no place.
TOLD = {
    "refusal": (1, 2),
    "ImportProblem": (1, 2),
    "add": (0, 1),
    "wrong": (1,),
    "remark": (0, 1),
    "refused": (1,),
    "refuse": (0,),
    **dict.fromkeys(("BadCell",), (1,)),
    **dict.fromkeys(("UnreadableCell", "Trouble", "NotANumber", "CommandError", "HeldBack"), (0,)),
    **dict.fromkeys(("SourceUnavailable", "SourceRejected", "SourceUnreadable", "SourceWithdrawn"), (0, 1)),
}
# Names of options, fields and members, what the bank itself says, and a word that plan files use.
AS_IT_IS = re.compile(
    r"--[a-z-]+|value|status|(dimension\.|status\[|value\[|plan\.municipality).*"
    r"|Non-existent table|Illegal selection expression|ikke oppgitt"
)
NORWEGIAN = re.compile(
    r"\b(er|ikke|eller|og|må|har|kan|mangler|finnes|står|filen|feltet|koden|lovlige|ukjent|linje|kolonne|rad|ark)\b"
)


def name_of(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


def parts_of(node: ast.AST) -> list[ast.expr]:
    """The texts that a text is put together from, or is one of."""
    match node:
        case ast.JoinedStr(values=values):
            return [one.value for one in values if isinstance(one, ast.FormattedValue)]
        case ast.BinOp(left=left, op=ast.Mod()):
            return [left]
        case ast.BinOp(left=left, right=right):
            return [left, right]
        case ast.BoolOp(values=values):
            return values
        case ast.IfExp(body=body, orelse=orelse):
            return [body, orelse]
    return []


def written(node: ast.AST) -> Iterator[str]:
    """The words of a text as they are written in the code, but for those that are said."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    if isinstance(node, ast.JoinedStr):
        yield "".join(str(one.value) if isinstance(one, ast.Constant) else "…" for one in node.values)
    for part in parts_of(node):
        yield from written(part)


def values_of(name: str, scopes: list[ast.AST]) -> Iterator[ast.AST]:
    """What a name stands for in the innermost scope that gives it a value."""
    for scope in reversed(scopes):
        found = [
            node.value
            for node in ast.walk(scope)
            if isinstance(node, ast.Assign)
            and any(isinstance(one, ast.Name) and one.id == name for one in node.targets)
        ]
        if found:
            yield from found
            return


def told_in(node: ast.AST, scopes: list[ast.AST]) -> Iterator[str]:
    """Texts that are handed to a person as they stand in the code."""
    inner = [*scopes, node] if isinstance(node, ast.FunctionDef | ast.Module) else scopes
    if isinstance(node, ast.Call) and name_of(node) in TOLD:
        is_of_set = name_of(node) == "add" and len(node.args) != 2
        arguments = [] if is_of_set else [node.args[place] for place in TOLD[name_of(node)] if place < len(node.args)]
        for one in arguments:
            meant = values_of(one.id, inner) if isinstance(one, ast.Name) else [one]
            yield from (text for value in meant for text in written(value))
    for child in ast.iter_child_nodes(node):
        yield from told_in(child, inner)


def unsaid(node: ast.AST) -> Iterator[str]:
    """Every text of the code that is neither said nor a docstring nor the description of a command."""
    if isinstance(node, ast.Call) and name_of(node) in SAYS:
        return
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return
    if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.targets[0].id == "help":
        return
    yield from written(node)
    if not isinstance(node, ast.JoinedStr):
        for child in ast.iter_child_nodes(node):
            yield from unsaid(child)


def tree_of(code: Path) -> ast.Module:
    return ast.parse(code.read_text(encoding="utf-8"))


def is_word(text: str) -> bool:
    return bool(re.search(r"[^\W\d_]", text.replace("…", ""))) and not AS_IT_IS.fullmatch(text)


@pytest.mark.parametrize("code", CODE, ids=lambda code: str(code.relative_to(ROOT)))
def test_whoever_is_told_something_is_told_in_their_language(code: Path) -> None:
    assert [text for text in told_in(tree_of(code), []) if is_word(text)] == []


@pytest.mark.parametrize("code", CODE, ids=lambda code: str(code.relative_to(ROOT)))
def test_no_norwegian_sentence_is_left_unsaid(code: Path) -> None:
    assert [text for text in unsaid(tree_of(code)) if NORWEGIAN.search(text) and is_word(text)] == []


@pytest.mark.parametrize(
    "line",
    [
        'problems.add(row.place, "verdien mangler")',
        'problems.add(f"linje {line}", say("verdien mangler"))',
        'problems.add(place, f"{quoted(text)} er ukjent")',
        'raise BadCell(column, say("{text} er ukjent", text=text) + ": skriv et tall")',
        'def check():\n    message = f"{text} er ukjent"\n    raise refusal(file, "", message)',
        'TOO_LARGE = "filen er for stor"\ndef check():\n    archive.refuse(TOO_LARGE)',
        'fields.wrong(key, "for lang" if text else say("mangler"))',
    ],
)
def test_a_sentence_that_nobody_could_translate_is_found(line: str) -> None:
    assert any(is_word(text) for text in told_in(ast.parse(line), []))


@pytest.mark.parametrize(
    "line",
    [
        'problems.add(at_line(line), say("verdien mangler"))',
        'raise refusal("", "--region", gettext("ukjent region %(region)s") % {"region": "x"})',
        'fields.wrong(f"{key}[{number}]", say("her ventes tekst"))',
        'problems.add(f"value[{position}]", str(error))',
        'fields.wrong("missing", f"{quoted(text)}: {unknown}")',
        'seen.add("linje")',
    ],
)
def test_a_sentence_that_is_said_is_left_alone(line: str) -> None:
    assert not any(is_word(text) for text in told_in(ast.parse(line), []))
