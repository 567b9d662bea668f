"""What Statistics Norway says of its own figures stands where they are: on the source, the indicator, the light."""

import json
from datetime import date
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from accounts.models import Role
from indicators.models import Indicator, Region
from planning.models import Plan
from reporting.queries.target import target_page
from targets.models import Target
from tests import factories
from tests.fakes.pxweb import PxWeb
from tests.fetched import FUND, METRIC, REGION, RESULT, TIME, fetch, mapped, put, small_table, source_of
from tests.indicator_pages import figure, page_of, text
from tests.jsonstat_files import KOSTRA

pytestmark = pytest.mark.both_databases

LINKED = "Se [rettelogg](https://www.ssb.no/kostra/rettinger) for\r\njusteringer."


@pytest.fixture
def plan() -> Plan:
    return factories.create_plan(code="P-1", municipality=factories.create_municipality(number="3909"))


@pytest.fixture
def reader(plan: Plan, client: Client) -> Client:
    client.force_login(factories.create_user(role=Role.READER, municipality=plan.municipality))
    return client


@pytest.fixture
def indicator(pxweb: PxWeb) -> Indicator:
    """Fetched from a table that says something of itself, of both its metrics, of two regions and of a year."""
    table = small_table(notes=["Tall for konsern.", LINKED], mandatory_notes=[1])
    said = {
        METRIC: {RESULT: ["Uten gevinst."], FUND: ["Om fondet."]},
        REGION: {"3909": ["Ikke kontrollert."], "EAK": ["Landet er anslått."]},
        TIME: {"2025": ["Ny forskrift."]},
    }
    for variable, notes in said.items():
        table.named(variable).category_notes = notes
    put(table, "1.9")
    source = source_of(pxweb, table)
    made = mapped(source)
    fetch(source)
    return made


def test_they_are_marked_where_they_are_true(reader: Client, indicator: Indicator) -> None:
    table = page_of(indicator, Region.objects.get(code="3909")).table
    numbers = {note.text: note.number for note in table.notes}
    rows = {row.name: row.notes for row in table.rows}
    assert list(numbers) == [
        "Se rettelogg (https://www.ssb.no/kostra/rettinger) for\njusteringer.",
        "Ikke kontrollert.",
        "Landet er anslått.",
        "Uten gevinst.",
        "Ny forskrift.",
    ]
    assert table.notes_on_all == (1, numbers["Uten gevinst."])
    assert rows == {"Larvik": (numbers["Ikke kontrollert."],), "Norge": (numbers["Landet er anslått."],)}
    assert [column.notes for column in table.columns] == [(), (numbers["Ny forskrift."],)]
    page = text(reader, f"/indikatorer/{indicator.code}/")
    assert "Merknad fra kilden, Larvik. Ikke kontrollert." in page
    assert "Kilde: Nøkkeltall (Statistisk sentralbyrå)." in page
    answer = reader.get(f"/indikatorer/{indicator.code}/").content.decode()
    assert '<a class="ds-link" href="https://www.ssb.no/kostra/rettinger">' in answer


def test_what_is_said_of_an_earlier_code_is_one_remark_at_the_figures_that_were_published_for_it(
    plan: Plan, indicator: Indicator
) -> None:
    source, larvik = indicator.sources.get(), Region.objects.get(code=plan.municipality.number)
    said = {"variable": "region", "label": "Larvik", "role": "geo", "place": 0}
    source.extra["code_notes"] = [said | {"code": code, "text": f"Om {code}."} for code in ("3805", "4001")]
    source.save()
    former = factories.create_region(code="3805")
    factories.create_region_change(old=former, new=larvik, on=date(2024, 1, 1))
    for year in ("2022", "2023"):
        figure(indicator, former, period=year)
    table = page_of(indicator, larvik).table
    (note,) = [one for one in table.notes if one.text.startswith("Om ")]
    assert (note.heading, note.text) == ("Merknad fra kilden, Larvik (3805)", "Om 3805.")
    own = next(row for row in table.rows if row.name == "Larvik")
    assert [one.period for one in own.cells if note.number in one.notes] == ["2022", "2023"]


def test_the_source_says_all_of_it(reader: Client, indicator: Indicator) -> None:
    page = text(reader, f"/kilder/{indicator.sources.get().code}/")
    for said in ("Tall for konsern.", "Om fondet.", "region, Landet: Landet er anslått.", "rettelogg ("):
        assert said in page


@pytest.fixture
def target(plan: Plan, indicator: Indicator) -> Target:
    """Judged by the figures that were fetched."""
    used = factories.create_used_indicator(plan=plan, indicator=indicator, region=Region.objects.get(code="3909"))
    target = factories.create_target(plan=plan, code="MT-1", used_indicator=used)
    factories.assess(plan)
    return target


def test_a_light_is_read_with_those_of_its_own_figure(target: Target) -> None:
    page = target_page(target=Target.objects.for_assessment().get(pk=target.pk))
    said = [remark.text for remark in page.remarks]
    assert [one.split("(")[0].strip() for one in said] == [
        "Se rettelogg",
        "Ikke kontrollert.",
        "Uten gevinst.",
        "Ny forskrift.",
    ]


def test_everybody_reads_what_the_source_says_and_nothing_that_the_municipality_does(
    client: Client, plan: Plan, indicator: Indicator, target: Target
) -> None:
    factories.create_quality_record(indicator, text="Vi tror ikke på tallet.", namespace="P-1")
    factories.create_publication(plan)
    page = text(client, reverse("public-target", args=[plan.code, target.code]))
    assert "Ikke kontrollert." in page
    assert "Vi tror ikke" not in page


def test_a_file_that_says_something_of_its_figures_is_heard(reader: Client, tmp_path: Path) -> None:
    file = tmp_path / "tall.json"
    file.write_text(json.dumps(KOSTRA), encoding="utf-8")
    call_command("load_observations", str(file))
    page = text(reader, "/indikatorer/12134:KOSfond/")
    assert "Merknad fra kilden. Reviderte tall. Brudd i 2020. Gjelder indikatoren som helhet. " in page
    assert "Kilde: levert av kommunen " in page
    assert "tall.json" not in page


def test_a_mark_beside_a_number_is_told_at_the_number(reader: Client, tmp_path: Path) -> None:
    file = tmp_path / "tall.json"
    file.write_text(json.dumps(KOSTRA | {"status": {"0": "u"}}), encoding="utf-8")
    call_command("load_observations", str(file))
    assert "Kilden har merket tallet «u»." in text(reader, "/indikatorer/12134:KOSAGD230000/")
