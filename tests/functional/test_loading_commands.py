"""The loading commands as a person runs them: one line that sums up, or one line per problem and nothing written."""

from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.db.models import Model
from django.utils import timezone
from pytest_django import Settings

from indicators.models import Fetch, Indicator, NeedIndex, Observation, Region
from planning.models import Plan
from targets.models import Target
from tests.factories import create_indicator
from tests.plan_files import as_yaml, plan_with
from tests.workbooks import emissions, tall, workbook

pytestmark = pytest.mark.both_databases

COMMANDS = ("load_indicators", "load_observations", "load_need", "load_plan")
GOOD = {
    "load_indicators": b"indicator_id,name_nb,unit\nfond,Disposisjonsfond,percent\n",
    "load_observations": b"indicator_id,region,year,value\nfond,Larvik,2024,10.6\n",
    "load_need": b"service_area,region,year,value,measure,source\nSkole,Larvik,2024,94.2,percent,text\n",
    "load_plan": as_yaml(plan_with()),
}


def run(command: str, *arguments: str, **options: Any) -> tuple[int, str, str]:
    """Exit code, standard output and standard error."""
    out, err = StringIO(), StringIO()
    try:
        call_command(command, *arguments, stdout=out, stderr=err, **options)
    except SystemExit as ended:
        return int(str(ended.code)), out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


def write(folder: Path, body: bytes, name: str = "fil.csv") -> str:
    path = folder / name
    path.write_bytes(body)
    return str(path)


def written() -> int:
    models: tuple[type[Model], ...] = (Indicator, Observation, NeedIndex, Region, Fetch, Plan, Target)
    return sum(model._default_manager.count() for model in models)


@pytest.mark.parametrize("command", COMMANDS)
def test_success_is_one_line_and_the_second_time_writes_nothing(command: str, tmp_path: Path) -> None:
    if command == "load_observations":
        create_indicator(code="fond")
    path = write(tmp_path, GOOD[command])
    code, out, err = run(command, path)
    assert (code, err) == (0, "")
    assert out.startswith("fil.csv: ")
    assert out.count("\n") == 1
    before = written()
    code, out, err = run(command, path)
    assert (code, err, written()) == (0, "", before)
    assert "0 nye, 0 endret" in out


BAD: dict[str, bytes] = {
    "empty": b"",
    "only blanks": b"\n \n",
    "latin-1": "æøå;".encode("latin-1"),
    "utf-16": "indicator_id".encode("utf-16"),
    "NUL": b"a,b\n1,\0\n",
    "a workbook": b"PK\x03\x04" + bytes(range(256)),
    "a picture": b"\x89PNG\r\n\x1a\n" + b"\x00" * 40,
    "another file": b"dette er ikke filen du leter etter\n",
    "semicolons": b"indicator_id;region;year;value\nfond;Larvik;2024;1\n",
    "open quote": b'indicator_id,name_nb,unit\n"a,b\n',
    "a lone bracket": b"[",
    "a bomb": b"a: &a [x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\n" + b"c: [" + b"*b," * 60_000 + b"]\n",
}


@pytest.mark.parametrize("body", BAD.values(), ids=BAD.keys())
@pytest.mark.parametrize("command", COMMANDS)
def test_bad_files_end_with_lines_and_exit_code_1(command: str, body: bytes, tmp_path: Path) -> None:
    code, out, err = run(command, write(tmp_path, body))
    assert (code, out) == (1, "")
    assert all(line.startswith("fil.csv: ") for line in err.splitlines())
    assert "Traceback" not in err
    assert written() == 0


@pytest.mark.parametrize("command", COMMANDS)
def test_missing_file_folder_and_too_large_file(command: str, tmp_path: Path, settings: Settings) -> None:
    settings.MAX_IMPORT_MB = 1
    large = write(tmp_path, GOOD[command] + b"#" * 1024 * 1024)
    for path, told in (
        (str(tmp_path / "nei.csv"), "finnes ikke"),
        (str(tmp_path), "mappe"),
        (large, "større enn 1 MB"),
    ):
        code, _out, err = run(command, path)
        assert code == 1
        assert told in err
        assert len(err.splitlines()) == 1


def test_fifty_problems_are_listed_and_the_rest_counted(tmp_path: Path) -> None:
    rows = b"".join(b"ukjent,Larvik,%d,1\n" % (1900 + year) for year in range(80))
    code, _out, err = run("load_observations", write(tmp_path, b"indicator_id,region,year,value\n" + rows))
    lines = err.splitlines()
    assert code == 1
    assert len(lines) == 51
    assert lines[0] == "fil.csv: linje 2, kolonne indicator_id: ukjent indikator «ukjent»: last inn indikatoren først"
    assert lines[-1] == "… og 30 til"


def test_warnings_go_to_standard_error_and_the_load_succeeds(tmp_path: Path) -> None:
    code, out, err = run("load_plan", write(tmp_path, as_yaml(plan_with(farge="blå"))))
    assert code == 0
    assert err == "Advarsel: fil.csv: linje 1: ukjent felt «farge» er tatt vare på\n"
    assert "nye" in out


# Known from and known at ---------------------------------------------------------------------------------------------


@pytest.fixture
def fond() -> Indicator:
    return create_indicator(code="fond")


def figures(value: str, folder: Path) -> str:
    return write(folder, f"indicator_id,region,year,value\nfond,Larvik,2024,{value}\n".encode(), f"{value}.csv")


def dumped(**options: str) -> list[str]:
    code, out, err = run("dump_observations", **options)
    assert (code, err) == (0, "")
    heading, *rows = out.splitlines()
    assert heading == "indicator,region,period,value,missing,kind,known_from"
    return rows


@pytest.mark.usefixtures("fond")
def test_what_did_we_know_on_1_april(tmp_path: Path) -> None:
    run("load_observations", figures("5", tmp_path), known_from="2025-04-01")
    run("load_observations", figures("6", tmp_path), known_from="2025-06-15", provisional=True)
    assert dumped(known_at="2025-03-31") == []
    assert dumped(known_at="2025-04-01") == ["fond,3909,2024,5,,actual,2025-04-01"]
    assert dumped(known_at="2025-06-14") == ["fond,3909,2024,5,,actual,2025-04-01"]
    assert dumped() == ["fond,3909,2024,6,,provisional,2025-06-15"]


def test_need_is_known_from_the_day_that_is_given_or_from_now(tmp_path: Path) -> None:
    path = write(tmp_path, GOOD["load_need"])
    assert run("load_need", path, known_from="2025-04-01") == (0, "fil.csv: 1 nye, 0 endret, 0 uendret\n", "")
    assert run("load_need", path) == (0, "fil.csv: 0 nye, 0 endret, 1 uendret\n", "")
    corrected = write(tmp_path, GOOD["load_need"].replace(b"94.2", b"95"))
    with time_machine.travel(datetime(2026, 7, 1, 6, tzinfo=UTC), tick=False):
        assert run("load_need", corrected) == (0, "fil.csv: 0 nye, 1 endret, 0 uendret\n", "")
    told = [
        (str(row.value.normalize()), timezone.localtime(row.known_from)) for row in NeedIndex.objects.order_by("pk")
    ]
    assert [(value, f"{moment:%Y-%m-%d %H:%M}") for value, moment in told] == [
        ("94.2", "2025-04-01 00:00"),
        ("95", "2026-07-01 08:00"),
    ]


@pytest.mark.usefixtures("fond")
def test_known_from_today_comes_after_what_was_loaded_this_morning(tmp_path: Path) -> None:
    with time_machine.travel(datetime(2026, 7, 1, 6, tzinfo=UTC), tick=False):
        run("load_observations", figures("5", tmp_path))
    with time_machine.travel(datetime(2026, 7, 1, 9, tzinfo=UTC), tick=False):
        run("load_observations", figures("6", tmp_path), known_from="2026-07-01")
    assert dumped(known_at="2026-07-01") == ["fond,3909,2024,6,,actual,2026-07-01"]
    assert Observation.objects.count() == 2


@pytest.mark.usefixtures("fond")
def test_the_day_is_the_installations_own(tmp_path: Path) -> None:
    with time_machine.travel(datetime(2026, 7, 1, 22, 30, tzinfo=UTC), tick=False):
        run("load_observations", figures("5", tmp_path))
    assert dumped(known_at="2026-07-01") == []
    assert dumped(known_at="2026-07-02") == ["fond,3909,2024,5,,actual,2026-07-02"]


@pytest.mark.parametrize("text", ["i går", "2025-13-01", "01.04.2025", "2025", "", "2025-04-01T00:00", "٢٠٢٥-04-01"])
def test_what_is_no_date_is_told(text: str, tmp_path: Path) -> None:
    for command in ("load_observations", "load_need"):
        code, out, err = run(command, write(tmp_path, GOOD[command]), known_from=text)
        assert (code, out) == (1, "")
        assert err.startswith("--known-from: ")
    code, out, err = run("dump_observations", known_at=text)
    assert (code, out) == (1, "")
    assert "er ikke en dato" in err


@pytest.mark.usefixtures("fond")
def test_dump_is_narrowed_by_code_name_or_alias(tmp_path: Path) -> None:
    run("load_observations", figures("5", tmp_path))
    everything = dumped()
    assert dumped(indicator="fond", region="3909") == dumped(region="Larvik") == everything
    run("load_observations", write(tmp_path, b"indicator_id,region,year,value\nfond,Skien,2024,7\n"))
    assert len(dumped()) == 2
    assert dumped(region="4003") == [f"fond,4003,2024,7,,actual,{date.today().isoformat()}"]  # noqa: DTZ011


@pytest.mark.parametrize(("option", "told"), [("indicator", "ukjent indikator"), ("region", "ukjent region")])
def test_dump_of_something_unknown_is_told(option: str, told: str) -> None:
    code, out, err = run("dump_observations", **{option: "finnes-ikke"})
    assert (code, out) == (1, "")
    assert err == f"--{option}: {told} «finnes-ikke»\n"


def test_a_dump_can_be_loaded_again(tmp_path: Path) -> None:
    for code in ("fond", "dager"):
        create_indicator(code=code)
    body = (
        "indicator_id,region,period,value,missing,kind\n"
        "fond,Larvik,2024,10.60,,\nfond,Larvik,2025,,:,\nfond,Larvik,2026,7,*,\n"
        "fond,Larvik,2030,8,,prognose\ndager,Larvik by,2024K2,,-,\ndager,Larvik,2009-2022,-13,,endring\n"
    )
    run("load_observations", write(tmp_path, body.encode()))
    _code, out, _err = run("dump_observations")
    dump = "\n".join(",".join(line.split(",")[:6]) for line in out.splitlines()).replace(
        "indicator,", "indicator_id,", 1
    )
    again = run("load_observations", write(tmp_path, dump.encode(), "dump.csv"))
    assert again == (0, "dump.csv: 0 nye, 0 endret, 6 uendret\n", "")


# Workbooks -----------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("fond")
def test_a_workbook_is_loaded_by_its_ending(tmp_path: Path) -> None:
    path = write(tmp_path, tall(["fond", "Larvik", 2024, 10.6]), "tall.xlsx")
    assert run("load_observations", path) == (0, "tall.xlsx: 1 nye, 0 endret, 0 uendret\n", "")
    assert run("load_observations", path) == (0, "tall.xlsx: 0 nye, 0 endret, 1 uendret\n", "")


def test_a_mapping_is_named_or_lies_in_a_file(tmp_path: Path) -> None:
    path = write(tmp_path, emissions((3909, 2009, "Luftfart", "Innenriks luftfart", "CO2", 1)), "utslipp.xlsx")
    code, out, err = run("load_observations", path, mapping="miljodirektoratet-klimagassutslipp")
    assert (code, out) == (0, "utslipp.xlsx: 2 nye, 0 endret, 0 uendret\n")
    assert "Advarsel: utslipp.xlsx: oppsett «miljodirektoratet-klimagassutslipp»: oppsettet er ikke kontrollert" in err
    places = b"region: '3909'\nperiod: {column: A}\nvalue: {column: B}\nheading_row: 0\n"
    own = b"title: Eget\nindicators: [{code: x}]\n" + places
    create_indicator(code="x")
    figures = write(tmp_path, workbook({"Ark1": [[2024, 5]]}), "egne.xlsx")
    assert run("load_observations", figures, mapping=write(tmp_path, own, "eget.yaml"))[0] == 0
    assert dumped(indicator="x") == [f"x,3909,2024,5,,actual,{date.today().isoformat()}"]  # noqa: DTZ011


@pytest.mark.parametrize(
    ("name", "mapping", "told"),
    [
        (
            "tall.csv",
            "miljodirektoratet-klimagassutslipp",
            "tall.csv: oppsett: bare Excel-filer (.xlsx) leses med et oppsett",
        ),
        (
            "tall.xlsx",
            "finnes-ikke",
            "oppsett: «finnes-ikke» finnes ikke; kjente er miljodirektoratet-klimagassutslipp",
        ),
        ("tall.xlsx", "finnes-ikke.yaml", "finnes-ikke.yaml: filen finnes ikke"),
        ("tall.xls", "", "tall.xls: filen er ikke en Excel-fil (.xlsx)"),
        ("tall.ods", "", "tall.ods: filen er ikke en Excel-fil (.xlsx)"),
        ("tall.xlsx", "", "tall.xlsx: filen er ikke en Excel-fil (.xlsx)"),
    ],
)
def test_what_is_no_workbook_or_mapping_is_one_line(name: str, mapping: str, told: str, tmp_path: Path) -> None:
    code, out, err = run("load_observations", write(tmp_path, GOOD["load_observations"], name), mapping=mapping)
    assert (code, out, len(err.splitlines())) == (1, "", 1)
    assert err.startswith(told)
