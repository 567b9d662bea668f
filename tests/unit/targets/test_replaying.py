"""Judging a certificate again: no database, the same verdict, and every difference named."""

import json
from datetime import date
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from hypothesis import given

from indicators.periods import parse_period
from targets.certificates import CertificateError, replay
from targets.certificates.files import Certificate, as_file
from targets.certificates.promises import terms_facts
from targets.certificates.texts import Facts
from targets.certificates.verdicts import opinion_facts, verdict_facts
from targets.rules import RULE_VERSION, Figure, Kind, Terms, assess
from tests.certificates import certificate
from tests.unit.targets.test_rules_properties import beside, days, promises, series

ON = date(2026, 11, 22)
FALLING = {"2021": "8.0", "2022": "7.3", "2023": "6.6", "2024": "5.9"}


def row(figure: Figure) -> list[str]:
    literal = "" if figure.value is None else str(figure.value)
    return [figure.period.code, literal, figure.missing, "actual"]


def stored(facts: Facts) -> Facts:
    """As it comes back from a database or a file."""
    found: Facts = json.loads(json.dumps(facts))
    return found


@given(promises(), series(), beside, days)
def test_a_certificate_judged_again_gives_the_same_verdict(
    terms: Terms, figures: list[Figure], beside: dict[str, Any], on: date
) -> None:
    verdict = assess(terms, figures, on=on, **beside)
    facts = {
        "rule_version": RULE_VERSION,
        "terms": terms_facts(terms),
        "figures": [row(one) for one in figures if one.period.is_finished(on)],
        "peer": {"region": "Landet", "figures": [row(one) for one in beside["peer"]]},
        "done": [[one.on.isoformat(), one.holds_until and one.holds_until.isoformat()] for one in beside["done"]],
        "opinions": [opinion_facts(one) for one in beside["opinions"]],
        "figure": dict(zip(("period", "literal"), row(verdict.figure)[:2], strict=True)) if verdict.figure else None,
        "verdict": verdict_facts(verdict),
    }
    again = replay(stored(facts), on=on)
    assert (again.differences, again.is_same, again.is_same_rule) == ((), True, True)
    assert again.verdict.light is verdict.light


def fund(**changes: Any) -> Facts:
    """The certificate of a fund that still meets its floor."""
    terms = Terms(Kind.STAY_ABOVE, lower=Decimal(5))
    facts = certificate(terms, "2025", "5.2", earlier=FALLING)
    figures = [[period, literal, "", "actual"] for period, literal in {**FALLING, "2025": "5.2"}.items()]
    return stored({**facts, "rule_version": RULE_VERSION, "figures": figures, **changes})


def write(folder: Path, facts: Facts, *, on: date = ON) -> str:
    path = folder / "sertifikat.json"
    path.write_text(as_file(Certificate("KPS", "T-1", on, facts)), encoding="utf-8")
    return str(path)


def run(path: str, **options: Any) -> tuple[int, str, str]:
    out, err = StringIO(), StringIO()
    try:
        call_command("assess", replay=path, stdout=out, stderr=err, **options)
    except SystemExit as ended:
        return int(str(ended.code)), out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


def test_the_file_has_the_sentence_in_every_language(tmp_path: Path) -> None:
    content = json.loads(Path(write(tmp_path, fund())).read_text(encoding="utf-8"))
    assert set(content["sentence"]) == {"nb", "nn", "en"}
    assert content["sentence"]["nb"].startswith("Oppfylt: ")
    assert (content["plan"], content["target"], content["on"]) == ("KPS", "T-1", "2026-11-22")


def test_the_command_says_that_it_is_the_same(tmp_path: Path) -> None:
    told = f"KPS/T-1 per 2026-11-22: samme vurdering (Oppfylt) med regelversjon {RULE_VERSION}.\n"
    assert run(write(tmp_path, fund())) == (0, told, "")


def test_the_day_is_part_of_the_certificate(tmp_path: Path) -> None:
    code, _out, err = run(write(tmp_path, fund(), on=date(2024, 7, 1)))
    assert code == 1
    assert "KPS/T-1, period: sertifikatet sier «2025», regelen gir «2023»" in err


def test_a_figure_that_somebody_changed_is_found(tmp_path: Path) -> None:
    facts = fund()
    facts["figures"][-1][1] = "4.2"
    code, out, err = run(write(tmp_path, facts))
    assert (code, "en annen vurdering (Ikke oppfylt), med samme regelversjon" in out) == (1, True)
    assert "sertifikat.json: KPS/T-1, light: sertifikatet sier «green», regelen gir «red»" in err
    assert "KPS/T-1, outlook.next.value: sertifikatet sier «4.5», regelen gir" in err


def test_a_light_that_somebody_changed_is_found_in_json_too(tmp_path: Path) -> None:
    facts = fund()
    facts["verdict"]["light"] = "red"
    code, out, err = run(write(tmp_path, facts), json=True)
    answer = json.loads(out)
    assert (code, err, answer["same"], answer["light"], answer["warning"]) == (1, "", False, "green", "will_breach")
    assert answer["differences"] == [{"what": "light", "then": "red", "now": "green"}]


def test_another_version_of_the_rule_is_named(tmp_path: Path) -> None:
    facts = fund(rule_version="1.5")
    assert run(write(tmp_path, facts))[0] == 0
    facts["verdict"]["warning"] = None
    _code, out, _err = run(write(tmp_path, facts))
    assert f"Sertifikatet er fra regelversjon 1.5, og dette er regelversjon {RULE_VERSION}." in out


def test_a_certificate_of_version_1_cannot_be_judged_again(tmp_path: Path) -> None:
    facts = fund(rule_version="1")
    del facts["figures"]
    assert run(write(tmp_path, facts)) == (
        *(1, ""),
        "sertifikat.json: KPS/T-1: sertifikatet er fra regelversjon 1, og kan ikke vurderes på nytt\n",
    )


@pytest.mark.parametrize(
    ("section", "value"),
    [
        ("terms", {}),
        ("terms", None),
        ("figures", [["2025"]]),
        ("figures", [["i fjor", "1", "", "actual"]]),
        ("figures", [["2025", "mye", "", "actual"]]),
        ("figures", 5),
        ("peer", {"figures": None}),
        ("done", [["2025-13-01", None]]),
        ("opinions", [{"light": "blå", "on": "2025-01-01", "reason": "", "by": ""}]),
        ("verdict", None),
        ("figure", {"period": "2025"}),
    ],
)
def test_a_damaged_certificate_is_refused(section: str, value: Any) -> None:
    with pytest.raises(CertificateError):
        replay(fund(**{section: value}), on=ON)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{", "filen er ikke gyldig JSON"),
        ("[" * 100_000, "filen er ikke gyldig JSON"),
        ("[]", "filen er ikke et sertifikat: det lages med assess --certificate PLAN/MÅLTALL"),
        ('{"plan": "A", "target": "B", "on": "i går", "facts": {}}', "filen er ikke et sertifikat"),
        ('{"plan": "A", "target": "B", "on": "2025-01-01", "facts": 5}', "filen er ikke et sertifikat"),
        ('{"plan": "A", "target": "B", "on": "2025-01-01", "facts": {}}', "regelversjon ukjent"),
    ],
)
def test_a_file_that_is_no_certificate_is_told_in_one_line(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "fil.json"
    path.write_text(text, encoding="utf-8")
    code, out, err = run(str(path))
    assert (code, out, len(err.splitlines())) == (1, "", 1)
    assert told in err


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert "filen finnes ikke" in run(str(tmp_path / "borte.json"))[2]


def test_periods_of_every_kind_come_back() -> None:
    terms = Terms(
        Kind.CHANGE_BY, changes_since=parse_period("2009"), change=Decimal(-50), deadline=parse_period("2030")
    )
    facts = certificate(terms, "2009-2022", "-13")
    figures = [["2009-2022", "-13", "", "change"]]
    assert replay(stored({**facts, "rule_version": RULE_VERSION, "figures": figures}), on=ON).is_same


# Beside the verdict -------------------------------------------------------------------------------------------------

SET = {"light": "red", "reason": "Fondet er bundet.", "by": "rådet", "on": "2026-11-03", "until": None}


def test_an_override_is_shown_beside_the_verdict_and_not_judged(tmp_path: Path) -> None:
    code, out, err = run(write(tmp_path, fund(override=SET)))
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        f"KPS/T-1 per 2026-11-22: samme vurdering (Oppfylt) med regelversjon {RULE_VERSION}.",
        "Overstyrt til rødt av rådet 3. november 2026, gjelder til neste tall: «Fondet er bundet».",
    ]


@pytest.mark.parametrize(("beside", "told"), [({}, None), ({"override": SET}, SET)])
def test_the_override_is_in_the_answer_for_scripts(tmp_path: Path, beside: Facts, told: Facts | None) -> None:
    answer = json.loads(run(write(tmp_path, fund(**beside)), json=True)[1])
    assert (answer["same"], answer["light"], answer["override"]) == (True, "green", told)


@pytest.mark.parametrize("damage", [{"light": "blå"}, {"on": "i går"}, {"until": "2026-13-01"}])
def test_a_damaged_override_is_refused(damage: Facts) -> None:
    with pytest.raises(CertificateError):
        replay(fund(override={**SET, **damage}), on=ON)
