"""However a file is damaged, it is loaded or told what is wrong with: never a traceback, never half of it."""

from collections.abc import Iterator
from copy import deepcopy
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.plan_files import as_yaml, plan_with

INDICATORS = (
    "indicator_id,name_nb,unit,service_area,decimals,scope,higher_is,note\n"
    'fond,Disposisjonsfond,percent,Økonomi,1,konsern,good,"en, to"\n'
    "dager,Saksbehandlingstid,days,Plan,0,,bad,group value is a sum\n"
).encode()
OBSERVATIONS = (
    "indicator_id,region,period,value,missing,kind,source_table\n"
    "fond,Larvik,2024,10.6,,,detail\nfond,EKG11,2024,,:,,text\ndager,Larvik by,2024K2,-34,*,foreløpig,overview\n"
).encode()
NEED = b"service_area,region,year,value,measure,source,where,note\nSkole,Larvik,2024,94.2,percent,text,linje 1,\n"
WHOLE_PLAN = plan_with(
    meta={"documents": [{"id": "KG", "title": "Kunnskapsgrunnlag"}]},
    guidelines=[{"id": "F-1", "title": "Føring", "citations": [{"focus_area": "A", "at": "KG:1"}], "sdg": [13]}],
    indicators=[
        {
            "id": "I-1",
            "name": "En indikator",
            "unit": "prosent",
            "values": [{"period": 2024, "value": 1.5, "kind": "faktisk"}, {"period": None, "min": 1, "max": 2}],
            "comparisons": [{"entity": "Norge", "values": [{"period": "2024K2", "value": 3}]}],
        }
    ],
    targets=[
        {
            "id": "T-1",
            "indicator": "I-1",
            "goal": "M-1",
            "comparator": ">=",
            "baseline": {"period": 2020, "value": 1},
            "target": {"value": 5, "unit": "prosent"},
            "deadline": {"year": 2030},
            "steps": [{"period": 2025, "value": 3}],
            "tolerance": 0.5,
        }
    ],
)
PLAN = as_yaml(WHOLE_PLAN)
GOOD = {"load_indicators": INDICATORS, "load_observations": OBSERVATIONS, "load_need": NEED, "load_plan": PLAN}
# What turns up in damaged files, and what parsers of CSV, YAML, numbers and databases stumble over.
PIECES = st.sampled_from(
    [
        *(b",", b'"', b"\n", b"\r\n", b";", b"\t", b" ", b":", b"-", b"[", b"]", b"{", b"}", b"*", b"&a ", b"!!int "),
        *(b"\0", b"\xff", b"\xe5", "\ufeff".encode(), "\u2028".encode(), "−".encode(), "١".encode(), b"\x1b[31m"),
        *(b"1e999", b"NaN", b"Infinity", b"-0", b"9" * 40, b"0.1234567890123456", b"12,5", b"null", b"true", b"~"),
        *(
            b"2024-13",
            b"9999",
            b"0000",
            b"2009-2022",
            b"x" * 600,
            b"'",
            b"|",
            b"? ",
            b"<<: *a\n",
            b"---\n",
            b"%YAML 1.2",
        ),
    ]
)
EDITS = st.lists(st.tuples(st.integers(0, 2_000), st.integers(0, 12), PIECES | st.binary(max_size=4)), max_size=4)


def damaged(body: bytes, edits: list[tuple[int, int, bytes]]) -> bytes:
    """The file with some stretches replaced."""
    for start, length, piece in edits:
        at = start % (len(body) + 1)
        body = body[:at] + piece + body[at + length :]
    return body


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**25), 10**25)
    | st.floats(allow_nan=True)
    | st.sampled_from(
        ["", " ", "A", "I-1", "M-1", "T-1", "2024", "2019-2024", "prosent", "reduce_by", "=", "x" * 600, "a/b"]
    )
    | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "value", "at", "æ"]), inner, max_size=2)
    ),
    max_leaves=4,
)


def places(part: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Where something stands in the plan."""
    if path:
        yield path
    for key, inner in part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ():
        yield from places(inner, (*path, key))


PLACES = list(places(WHOLE_PLAN))


def replaced(plan: dict[str, Any], path: tuple[Any, ...], value: Any) -> dict[str, Any]:
    """The plan with something else in that place."""
    plan = deepcopy(plan)
    part: Any = plan
    for key in path[:-1]:
        part = part[key]
    part[path[-1]] = value
    return plan


def load(command: str, body: bytes) -> tuple[int, str, str]:
    out, err = StringIO(), StringIO()
    with TemporaryDirectory() as folder:
        path = Path(folder) / "fil"
        path.write_bytes(body)
        try:
            call_command(command, str(path), stdout=out, stderr=err)
        except SystemExit as ended:
            return int(str(ended.code)), out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


@pytest.mark.slow
@pytest.mark.parametrize("command", list(GOOD))
@given(edits=EDITS)
@example(edits=[])
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_damaged_file_is_loaded_or_refused(command: str, edits: list[tuple[int, int, bytes]]) -> None:
    with transaction.atomic():
        if command == "load_observations":
            load("load_indicators", INDICATORS)
        code, out, err = load(command, damaged(GOOD[command], edits))
        if code == 0:
            assert out.count("\n") == 1
            assert load(command, damaged(GOOD[command], edits))[1].startswith("fil: 0 nye, 0 endret")
        else:
            assert (code, out) == (1, "")
            assert err
        assert edits or code == 0
        transaction.set_rollback(True)


@pytest.mark.slow
@given(path=st.sampled_from(PLACES), value=VALUES)
@settings(max_examples=60, deadline=None)
def test_a_plan_with_something_else_in_one_place_is_loaded_or_refused(path: tuple[Any, ...], value: Any) -> None:
    with transaction.atomic():
        body = as_yaml(replaced(WHOLE_PLAN, path, value))
        code, out, err = load("load_plan", body)
        if code == 0:
            assert load("load_plan", body)[1].startswith("fil: 0 nye, 0 endret")
        else:
            assert (code, out) == (1, "")
            assert err
        transaction.set_rollback(True)


def test_all_the_whole_files_are_good() -> None:
    for command, body in GOOD.items():
        assert load(command, body)[0] == 0
