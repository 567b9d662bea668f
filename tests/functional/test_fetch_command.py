"""`fetch` as a person runs it: one line for each source, and exit code 1 where one failed."""

from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command
from pytest_django import Settings

from indicators.models import Indicator, Observation, Source
from tests.factories import create_fetched_source
from tests.fakes.pxweb import PxWeb, all_tables, folkemengde, nokkeltall, utgifter
from tests.fetched import NOON, dumped, mapped, publish, put, small_table, source_of


def run(*arguments: str) -> tuple[int, list[str], list[str]]:
    """Exit code, and the lines on standard output and standard error."""
    out, err = StringIO(), StringIO()
    code = 0
    try:
        call_command("fetch", *arguments, stdout=out, stderr=err)
    except SystemExit as ended:
        code = int(str(ended.code))
    return code, out.getvalue().splitlines(), err.getvalue().splitlines()


def test_an_empty_installation_gets_the_sources_that_ship(pxweb: PxWeb) -> None:
    for table in all_tables():
        pxweb.add(table)
    code, out, err = run()
    assert code == 1, "most tables are not in this bank"
    assert [line.split(" ")[0] for line in out] == ["07459", "12134", "12362"]
    assert "12143 Finansielle nøkkeltall i prosent av brutto driftsinntekter: tabellen finnes ikke lenger" in err[1]
    assert len(out) + len(err) == Source.objects.fetched().count() + 1, "one line more for codes that are lost"
    result = "netto-driftsresultat-pct-brutto-driftsinntekter"
    assert set(dumped(indicator=result)) == {str(year) for year in range(2015, 2026)}
    assert Indicator.objects.filter(code="07459:Personer1").exists()


def test_each_source_is_one_line_and_the_second_time_nothing_is_new(pxweb: PxWeb) -> None:
    source_of(pxweb, small_table())
    assert run() == (0, ["12134 Nøkkeltall: 8 nye, 0 endret, 0 uendret"], [])
    unchanged = "12134 Nøkkeltall: 0 nye, 0 endret, 0 uendret – Ikke endret hos kilden siden 15. juni 2026."
    assert run() == (0, [unchanged], [])
    same = "12134 Nøkkeltall: 0 nye, 0 endret, 0 uendret – Tallene er de samme som sist."
    assert run("--force") == (0, [same], [])
    assert Observation.objects.count() == 8


def test_a_revised_figure_is_counted(pxweb: PxWeb) -> None:
    table = small_table()
    mapped(source_of(pxweb, table))
    run()
    put(table, "1.9")
    publish(pxweb, table, updated=NOON)
    assert run()[1] == ["12134 Nøkkeltall: 0 nye, 1 endret, 7 uendret"]


def test_forced_a_figure_is_found_that_the_source_says_nothing_of(pxweb: PxWeb) -> None:
    table = small_table()
    source_of(pxweb, table)
    run()
    put(table, "1.9")
    assert "1 endret" in run("--force", "--table", "12134")[1][0]


def test_only_the_tables_that_are_named_are_fetched(pxweb: PxWeb) -> None:
    source_of(pxweb, small_table())
    pxweb.add(utgifter())
    create_fetched_source(table="12362", name="Utgifter")
    create_fetched_source(table="07459")
    code, out, err = run("--table", "12134", "--table", "12362")
    assert (code, [line[:5] for line in out], err) == (0, ["12134", "12362"], [])
    assert not pxweb.asked_for("07459")


def test_a_table_without_a_source_gets_one_that_takes_all_of_it(pxweb: PxWeb) -> None:
    create_fetched_source(table="12134")
    pxweb.add(nokkeltall("12999"))
    code, out, err = run("--table", "12999")
    assert (code, len(out), err) == (0, 1, [])
    source = Source.objects.get(table="12999")
    assert (source.is_fetched, source.is_kostra, source.is_verified) == (True, True, False)
    assert (source.selection, source.mappings.count()) == ({}, 0)
    assert source.name.startswith("12999: Utvalgte nøkkeltall")
    assert Indicator.objects.filter(code="12999:KOSAGD230000").exists()


@pytest.mark.parametrize("table", ["99999", "../config", "*", "12134?x"])
def test_an_unknown_table_is_one_line_and_leaves_no_source(pxweb: PxWeb, table: str) -> None:
    create_fetched_source(table="12134")
    code, out, err = run("--table", table)
    assert (code, out) == (1, [])
    assert err == [
        f"«{table}»: tabellen finnes ikke lenger (Non-existent table{': ' + table if table != '99999' else ''})"
    ]
    assert Source.objects.count() == 1


def test_the_tables_that_are_known_are_fetched_although_another_is_not(pxweb: PxWeb) -> None:
    source_of(pxweb, small_table())
    code, out, err = run("--table", "99999", "12134")
    assert (code, len(out), len(err)) == (1, 1, 1)


def test_a_table_that_is_far_too_large_is_refused_with_what_to_do(
    pxweb: PxWeb, monkeypatch: pytest.MonkeyPatch
) -> None:
    create_fetched_source(table="12134")
    monkeypatch.setattr("indicators.services.whole_tables.MOST_CELLS_WHOLE", 1_000)
    pxweb.add(folkemengde())
    code, out, err = run("--table", "07459")
    assert (code, out, len(err)) == (1, [], 1)
    assert "celler" in err[0]
    assert "siden for kilder" in err[0]
    assert Source.objects.count() == 1


@pytest.mark.parametrize(
    ("address", "line"),
    [
        pytest.param("http://127.0.0.1:1/v2", "svarer ikke (Ingen forbindelse", id="nobody there"),
        pytest.param("{host}/v2", "avviste spørsmålet (HTTP 404", id="another path"),
        pytest.param("data.ssb.no", "må være en http- eller https-adresse", id="no address"),
    ],
)
def test_a_wrong_address_is_one_line(pxweb: PxWeb, settings: Settings, address: str, line: str) -> None:
    settings.SSB_API_URL = address.format(host=pxweb.address.removesuffix("/api/pxwebapi/v2"))
    source_of(pxweb, small_table())
    code, out, err = run()
    assert (code, out, len(err)) == (1, [], 1)
    assert line in err[0]


@time_machine.travel(NOON - timedelta(hours=5), tick=False)
def test_quiet_hours_hold_everything_back_and_are_no_failure(pxweb: PxWeb, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("indicators.services.ssb_gate.is_own_host", lambda _host: True)
    source_of(pxweb, small_table())
    code, out, err = run()
    assert (code, len(out), err) == (0, 1, [])
    assert "08.15" in out[0]
    assert pxweb.calls == []


def test_codes_that_are_lost_are_told_and_the_rest_is_no_failure(pxweb: PxWeb) -> None:
    source_of(pxweb, small_table(), selection={"ContentsCode": ["KOSAGD230000", "KOSborte"]})
    code, out, err = run()
    assert (code, len(out)) == (0, 1)
    assert err == ["12134 Nøkkeltall: en kode finnes ikke lenger (Non-existent value: ContentsCode: KOSborte)"]
