"""The certificate as a page and as a file: what stands, what stood, and what would have stood on any day."""

import json
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client

from accounts.models import Role
from planning.models import Plan
from targets.certificates.files import in_utc
from targets.models import Assessment, Target, TargetKind
from targets.services.overriding import override_light
from targets.services.promises import change_promise
from tests import factories
from tests.changed_lights import APRIL, MARCH, at, create_fund, text_of


@pytest.fixture
def plan() -> Plan:
    return factories.create_plan(code="KPS")


@pytest.fixture
def reader(plan: Plan, client: Client) -> Client:
    client.force_login(factories.create_user(role=Role.READER, municipality=plan.municipality))
    return client


@pytest.fixture
def fund(plan: Plan) -> Target:
    target = create_fund(plan, "6.0", "1.2")
    change_promise(target=target, values={"lower": Decimal(1)}, reason="Sak 12/26", by="kari", on=APRIL, now=at(APRIL))
    return target


def address(target: Target, rest: str = "sertifikat/") -> str:
    return f"/planer/KPS/maltall/{target.code}/{rest}"


def certificates(target: Target) -> list[int]:
    return list(Assessment.objects.filter(target=target).order_by("pk").values_list("pk", flat=True))


def test_a_controller_reads_everything_that_it_rests_on(reader: Client, fund: Target) -> None:
    page = text_of(reader, address(fund))
    for part in (
        "Disposisjonsfondet er 1,2 % i 2025; kravet er minst 1 %.",
        "Vurdert for 2. april 2026. Lyset har vært slik siden 2. april 2026.",
        "Grønt når tallet er lik grensen eller bedre.",
        "Regel versjon 2.",
        "6,0 %",
        "15.03.2026",
        "Vurdert på nytt nå med det som står her, blir det samme lys og de samme tallene.",
        "assess --replay",
    ):
        assert part in page, part


def test_one_goes_from_certificate_to_certificate(reader: Client, fund: Target) -> None:
    first, second, third = certificates(fund)
    page = text_of(reader, address(fund, f"sertifikat/{second}/"))
    assert "minst 5 %" in page
    assert "Sto slik til og med 15. mars 2026." in page
    links = [address(fund, f"sertifikat/{pk}/") in page for pk in (first, third)]
    assert links == [True, True]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        pytest.param("dato=2026-03-10", "1,2 % i 2025; kravet er minst 1 %", id="with what is promised now"),
        pytest.param(
            "dato=2026-03-10&kjent=2026-03-10", "6,0 % i 2024; kravet er minst 5 %", id="with what was known then"
        ),
        pytest.param("dato=2026-03-10&kjent=2026-03-10", "Denne vurderingen er ikke lagret.", id="nothing is stored"),
        pytest.param("kjent=2025-01-01", "det finnes ingen tall", id="with nothing known"),
    ],
)
def test_any_past_day_is_computed(reader: Client, fund: Target, asked: str, said: str) -> None:
    before = Assessment.objects.count()
    assert said.lower() in text_of(reader, f"{address(fund)}?{asked}").lower()
    assert Assessment.objects.count() == before


@pytest.mark.parametrize("asked", ["dato=igår", "kjent=2026-13-01", "dato=2199-01-01"])
def test_a_day_that_cannot_be_shown_is_told(reader: Client, fund: Target, asked: str) -> None:
    page = text_of(reader, f"{address(fund)}?{asked}")
    assert "Dagen kan ikke vises" in page
    assert "Under står sertifikatet som gjelder nå." in page
    assert reader.get(f"{address(fund, 'sertifikat.json')}?{asked}").status_code == 400


def assessed(target: Target, **options: str) -> str:
    out = StringIO()
    call_command("assess", certificate=f"KPS/{target.code}", stdout=out, **options)
    return out.getvalue().strip()


def test_the_file_is_what_the_command_writes_and_can_be_judged_again(
    reader: Client, fund: Target, tmp_path: Path
) -> None:
    answer = reader.get(address(fund, "sertifikat.json"))
    assert answer.content.decode().strip() == assessed(fund)
    assert answer["Content-Disposition"] == f'attachment; filename="sertifikat-{fund.code}-2026-04-02.json"'
    past = reader.get(f"{address(fund, 'sertifikat.json')}?dato=2026-03-10&kjent=2026-03-10").content.decode()
    assert past.strip() == assessed(fund, on="2026-03-10", known_at="2026-03-10")
    kept = tmp_path / "sertifikat.json"
    kept.write_text(past)
    call_command("assess", replay=str(kept), stdout=StringIO())


def test_the_file_of_an_earlier_one_is_as_it_was_stored(reader: Client, fund: Target) -> None:
    first = Assessment.objects.get(pk=certificates(fund)[0])
    content = json.loads(reader.get(address(fund, f"sertifikat/{first.pk}.json")).content)
    assert (content["on"], content["facts"]) == ("2026-03-01", in_utc(first.facts))


def test_one_of_another_target_is_not_there(reader: Client, fund: Target, plan: Plan) -> None:
    other = certificates(create_fund(plan, "6.0"))[0]
    for rest in (f"sertifikat/{other}/", f"sertifikat/{other}.json", "sertifikat/999999/"):
        assert reader.get(address(fund, rest)).status_code == 404


def test_before_the_first_judgement_there_is_none(reader: Client, plan: Plan) -> None:
    target = factories.create_target(plan=plan)
    assert "Måltallet er ikke vurdert ennå" in text_of(reader, address(target))
    assert reader.get(address(target, "sertifikat.json")).status_code == 404


def test_a_persons_light_stands_beside_the_calculated_one(reader: Client, fund: Target) -> None:
    override_light(
        target=fund,
        light="yellow",
        reason="Tallet er for gammelt",
        decided_by="Kommunedirektøren",
        decided_on=APRIL,
        until=None,
        by="kari",
        on=APRIL,
        now=at(APRIL),
    )
    page = text_of(reader, address(fund))
    assert "Overstyrt. Beregnet: Oppfylt" in page
    assert "Satt av Kommunedirektøren 2. april 2026. Gjelder til og med neste tall. Tallet er for gammelt" in page


def test_a_persons_light_of_a_state_has_the_word_of_states(reader: Client, plan: Plan) -> None:
    target = factories.create_target(plan=plan, kind=TargetKind.MILESTONE, used_indicator=None, state="arealnøytral")
    factories.assess(plan, on=MARCH, now=at(MARCH))
    override_light(
        target=target,
        light="green",
        reason="Det er vedtatt",
        decided_by="rådet",
        decided_on=APRIL,
        until=MARCH.replace(year=2027),
        by="kari",
        on=APRIL,
        now=at(APRIL),
    )
    page = text_of(reader, address(target))
    assert "Overstyrt. Beregnet: Kan ikke vurderes" in page
    assert "I rute" not in page


@pytest.mark.parametrize(
    ("kind", "terms"),
    [
        (TargetKind.RECURRING, {"recurs_every": 4, "recurs_unit": "år", "deadline": "2024"}),
        (TargetKind.MILESTONE, {"state": "arealnøytral"}),
        (TargetKind.PEER, {"direction": "up"}),
        (TargetKind.TREND, {}),
    ],
)
def test_every_kind_has_a_certificate(reader: Client, plan: Plan, kind: TargetKind, terms: dict[str, object]) -> None:
    peer = {"peer": factories.create_region()} if kind == TargetKind.PEER else {}
    target = factories.create_target(plan=plan, kind=kind, **terms, **peer)
    factories.assess(plan, on=MARCH, now=at(MARCH))
    assert "Slik er det regnet" in text_of(reader, address(target))


def test_a_certificate_of_the_first_rule_can_still_be_read(reader: Client, fund: Target) -> None:
    """It holds the judged figure alone, and its terms among the plan's words."""
    stored = Assessment.objects.current().get(target=fund)
    terms = stored.facts.pop("terms")
    for name in ("figures", "peer", "done", "opinions", "rule_version"):
        stored.facts.pop(name)
    stored.facts["target"] |= terms
    stored.rule_version = "1"
    stored.save()
    assert "Det kan bare leses." in text_of(reader, address(fund))
