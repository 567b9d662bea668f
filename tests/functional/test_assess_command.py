"""`assess` as scripts call it."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from targets.models import Assessment
from tests import factories


def run(*arguments: str) -> tuple[str, str, int]:
    """Standard output, standard error and exit code."""
    out, err = StringIO(), StringIO()
    try:
        call_command("assess", *arguments, stdout=out, stderr=err)
    except SystemExit as stop:
        return out.getvalue(), err.getvalue(), int(stop.code or 0)
    return out.getvalue(), err.getvalue(), 0


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--plan", "FINNES-IKKE"], "--plan: ukjent plan «FINNES-IKKE»"),
        (["--on", "1. juli"], "--on: «1. juli» er ikke en dato"),
        (["--known-at", "2024-02-30"], "--known-at: «2024-02-30» er ikke en dato"),
        (["--on", ""], ""),
    ],
)
def test_a_bad_option_is_told_in_one_line(arguments: list[str], told: str) -> None:
    out, err, code = run(*arguments)
    assert told in err
    assert (code, len(err.splitlines())) == ((1, 1) if told else (0, 0))
    assert out == "" or not told


def test_an_empty_installation_answers_with_an_empty_list() -> None:
    assert run("--json") == ("[]\n", "", 0)


def test_json_is_all_that_stands_on_standard_output() -> None:
    target = factories.create_target(code="T-1")
    factories.give_figure(target, "7.25", period="2025")
    out, err, code = run("--json")
    (answer,) = json.loads(out)
    assert (answer["target"], answer["light"], answer["actual"], answer["expected"]) == ("T-1", "green", 7.25, 5.0)
    assert (answer["reason"], answer["warning"], answer["stale"], answer["attainment"]) == (None, None, False, None)
    assert (err, code, answer["overridden"]) == ("", 0, False)


def test_only_the_named_plan_is_judged() -> None:
    mine, other = factories.create_target(), factories.create_target()
    run("--plan", mine.plan.code)
    assert list(Assessment.objects.values_list("target", flat=True)) == [mine.pk]
    assert other.pk != mine.pk


def test_without_a_date_it_sums_up_and_with_one_it_explains() -> None:
    target = factories.create_target(code="T-9")
    factories.give_figure(target, "7.25", period="2025")
    assert run()[0] == "1 måltall vurdert, 1 nye vurderinger, 1 endrede lys\n"
    assert run("--on", "2026-05-01")[0].startswith("T-9\tOppfylt: ")
