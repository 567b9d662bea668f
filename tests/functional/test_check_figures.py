"""The identities of the status analysis, checked on Larvik's own figures: what is known not to add up comes out."""

import json
from collections import Counter
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command

from indicators.models import CheckFinding
from tests.larvik import LARVIK

pytestmark = [pytest.mark.usefixtures("larvik"), pytest.mark.both_databases]

# How many places of each identity hold, as whoever transcribed the document counted them by hand.
HOLDING = {
    "barnevern-andeler": 32,
    "kultur": 32,
    "administrasjon": 32,
    "eiendom": 31,
    "frie-inntekter": 31,
    "omsorg-andeler": 24,
    "sektorene": 8,
    "andre-omrader": 8,
    "veiutgifter": 7,
    "uten-fast-dekke": 7,
}
KNOWN = {
    ("eiendom", "EKG11", "2024"): "-7",
    ("frie-inntekter", "EKG11", "2023"): "-382.904",
    ("uten-fast-dekke", "4203", "2024"): "-6.967213",
    ("uten-fast-dekke", "4001", "2024"): "-17.647059",
    ("fast-dekke", "4203", "2024"): "17",
    ("fast-dekke", "4001", "2024"): "45",
    ("veiutgifter", "4203", "2024"): "167.966586",
    ("lanegjeld-andel", "3909", "2023"): "-0.054984",
    ("lanegjeld-andel", "3909", "2024"): "-0.055478",
    ("vannforsyning", "3909", "2023"): "-0.792744",
}


def answer(**options: Any) -> str:
    out = StringIO()
    call_command("check_figures", stdout=out, **options)
    return out.getvalue().replace("\u00a0", " ")


@pytest.fixture(scope="module")
def checks(larvik: object) -> list[dict[str, Any]]:
    answered: list[dict[str, Any]] = json.loads(answer(json=True))
    return answered


def test_the_identities_hold_in_as_many_places_as_were_counted_by_hand(checks: list[dict[str, Any]]) -> None:
    counted = {one["check"]: one["holds"] for one in checks}
    assert {code: counted[code] for code in HOLDING} == HOLDING


def test_what_is_known_not_to_add_up_comes_out_and_nothing_else(checks: list[dict[str, Any]]) -> None:
    found = {
        (one["check"], finding["region"], finding["period"]): finding["difference"]
        for one in checks
        for finding in one["findings"]
    }
    assert found == KNOWN


def test_no_member_of_the_group_has_more_than_the_group(checks: list[dict[str, Any]]) -> None:
    sums = [one for one in checks if one["check"] == "gruppesum"]
    assert len(sums) > 60
    assert sum(one["holds"] for one in sums) > 60
    assert not any(one["fails"] for one in sums)


def test_every_identity_finds_figures_to_check(checks: list[dict[str, Any]]) -> None:
    assert [one["check"] for one in checks if one["check"] != "gruppesum" and not one["holds"]] == []


def test_the_command_says_the_same_in_sentences() -> None:
    lines = answer().splitlines()
    assert len(lines) == len(KNOWN) + 1
    assert (
        "netto-driftsutgifter-eiendomsforvaltning-per-innbygger: KOSTRA-gruppe 11 2024: netto driftsutgifter per "
        "innbygger til funksjon 121, 130, 221, 222, 261, 381 og 386 blir 6 116 kr, men eiendomsforvaltningen i alt er "
        "publisert som 6 123 kr; avvik 7 kr, mer enn avrunding forklarer"
    ) in lines
    assert lines[-1].startswith("Kontrollert 499 steder: 489 går opp, 10 går ikke opp.")


def test_asked_for_everything_it_says_what_rounding_explains() -> None:
    lines = answer(verbosity=2).splitlines()
    assert any(line.endswith("avvik 1 kr, innenfor avrunding") for line in lines)
    assert any("Larvik 2024" in line and "nøyaktig som publisert" in line for line in lines)


def test_loading_told_and_kept_the_same_as_the_command_finds() -> None:
    kept = Counter((one.check_code, one.region.code, one.period) for one in CheckFinding.objects.open())
    assert kept == Counter(KNOWN.keys())


def test_loading_the_figures_again_finds_nothing_new() -> None:
    before = set(CheckFinding.objects.values_list("pk", flat=True))
    err = StringIO()
    call_command("load_observations", str(LARVIK / "observations.csv"), stdout=StringIO(), stderr=err)
    assert set(CheckFinding.objects.values_list("pk", flat=True)) == before
