"""`assess` as scripts call it."""

import json
from io import StringIO
from pathlib import Path

import pytest
import time_machine
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


@time_machine.travel(factories.NOW, tick=False)
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


# One certificate ----------------------------------------------------------------------------------------------------


def test_a_stored_certificate_is_printed_and_judged_again(tmp_path: Path) -> None:
    target = factories.create_target(code="T-9")
    for year, literal in (("2022", "8.0"), ("2023", "7.3"), ("2024", "6.6"), ("2025", "5.4")):
        factories.give_figure(target, literal, period=year)
    factories.assess(target.plan)
    out, err, code = run("--certificate", f"{target.plan.code}/T-9")
    content = json.loads(out)
    assert (err, code, content["on"], content["target"]) == ("", 0, "2026-07-01", "T-9")
    assert content["facts"]["verdict"]["warning"] == "will_breach"
    path = tmp_path / "t9.json"
    path.write_text(out, encoding="utf-8")
    assert run("--replay", str(path))[2:] == (0,)


def test_a_certificate_of_another_day_is_made_and_not_stored(tmp_path: Path) -> None:
    target = factories.create_target(code="T-9")
    factories.give_figure(target, "4.0", period="2023")
    factories.give_figure(target, "7.25", period="2025")
    content = json.loads(run("--certificate", f"{target.plan.code}/T-9", "--on", "2025-03-01")[0])
    assert (content["on"], content["facts"]["verdict"]["light"]) == ("2025-03-01", "red")
    assert [row[0] for row in content["facts"]["figures"]] == ["2023"]
    assert not Assessment.objects.exists()


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("T-9", "--certificate: ukjent måltall «T-9»: skriv PLAN/MÅLTALL"),
        ("KPS/T-8", "ukjent måltall «KPS/T-8»"),
        ("KPS/T-9", "--certificate: måltallet er ikke vurdert ennå: kjør assess først"),
    ],
)
def test_a_certificate_that_there_is_not_is_told_in_one_line(name: str, told: str) -> None:
    factories.create_target(code="T-9", plan=factories.create_plan(code="KPS"))
    out, err, code = run("--certificate", name)
    assert (out, code, len(err.splitlines())) == ("", 1, 1)
    assert told in err
