"""Storing a plan's own content."""

from typing import Any

import pytest

from accounts.imports import Problems
from accounts.syncing import Tally
from planning.content import MunicipalityFacts, PlanContent, Record
from planning.models import FocusArea, Goal, Plan
from planning.services import check_content, store_content
from tests.factories import create_municipality


def content(**sections: Any) -> PlanContent:
    values = {"code": "P-1", "title": "Plan", "period_from": 2024, "period_to": 2030, "extra": {}}
    return PlanContent(MunicipalityFacts("9901", "Testvik", ""), Record("P-1", "plan", values), **sections)


def area(code: str, **values: Any) -> Record:
    return Record(code, f"focus_areas ({code})", {"code": code, "title": f"Område {code}", **values})


def goal(code: str, *, text: str = "Et mål", areas: tuple[str, ...] = (), parent: str = "") -> Record:
    one = {"parent": parent, "theme": "", "primary_focus_area": next(iter(areas), "")}
    many: dict[str, tuple[str, ...]] = {"focus_areas": areas, "guidelines": (), "sdgs": ()}
    return Record(code, f"goals ({code})", {"code": code, "text": text}, one, many)


def store(what: PlanContent) -> Tally:
    tally = Tally()
    store_content(content=what, tally=tally)
    return tally


def test_content_is_created_linked_and_told() -> None:
    tally = store(
        content(focus_areas=(area("A"), area("B")), goals=(goal("M-1", areas=("B", "A")), goal("M-2", parent="M-1")))
    )
    first, second = Goal.objects.order_by("code")
    assert first.primary_focus_area == FocusArea.objects.get(code="B")
    assert second.parent == first
    assert (len(tally.created), len(tally.changed), len(tally.unchanged)) == (5, 0, 0)


def test_only_what_differs_is_changed() -> None:
    store(content(focus_areas=(area("A"),), goals=(goal("M-1", areas=("A",)), goal("M-2"))))
    tally = store(content(focus_areas=(area("A"),), goals=(goal("M-1", areas=()), goal("M-2", text="Nytt"))))
    assert {code for _label, code in tally.changed} == {"M-1", "M-2"}
    assert tally.after["mål M-2 text"] == "Nytt"
    assert len(tally.unchanged) == 2


def test_a_municipality_that_is_known_keeps_its_name() -> None:
    create_municipality(number="9901", name="Testvik kommune")
    store(content())
    assert Plan.objects.get().municipality.name == "Testvik kommune"


@pytest.mark.parametrize(
    ("record", "told"),
    [
        (area("A", slogan="x" * 301), "focus_areas (A), slagord"),
        (area("x" * 51), "kode"),
    ],
)
def test_what_the_database_would_not_take_is_told_before_anything_is_written(record: Record, told: str) -> None:
    problems = Problems("plan.yaml")
    check_content(content(focus_areas=(record,)), problems)
    assert told in str(problems.listed[0])


def test_a_hundred_goals_take_as_many_queries_as_ten(django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(60) as few:
        store(content(goals=tuple(goal(f"M-{number}") for number in range(10))))
    with django_assert_max_num_queries(len(few) + 2):
        store(content(goals=tuple(goal(f"N-{number}") for number in range(100))))
