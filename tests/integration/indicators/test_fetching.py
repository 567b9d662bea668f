"""Fetching a source: what is asked of the bank, and what is kept of the answer."""

from datetime import timedelta
from typing import Any

import pytest

from indicators.models import Indicator, ProblemKind, Source, SourceProblem, SourceStatus
from indicators.services.fetch_endings import Ended
from tests.fakes.pxweb import (
    PxWeb,
    folkemengde,
    utgifter,
)
from tests.fetched import FUND, NOON, RESULT, counts, dumped, fetch, mapped, publish, put, small_table, source_of

DAY = timedelta(days=1)


def status_of(source: Source) -> SourceStatus:
    return SourceStatus.objects.get(source=source)


def test_a_mapped_code_is_its_indicator_and_another_gets_the_code_of_the_table(pxweb: PxWeb) -> None:
    source = source_of(pxweb, small_table())
    indicator = mapped(source)
    assert counts(fetch(source)) == (8, 0, 0)
    own = Indicator.objects.get(code=f"12134:{FUND}")
    assert (own.name_nb, own.unit, own.decimals, own.group_value) == ("Disposisjonsfond", "prosent", 1, "")
    assert not Indicator.objects.filter(code=f"12134:{RESULT}").exists()
    assert set(source.indicators.all()) == {indicator, own}


def test_what_somebody_chose_not_to_take_in_becomes_no_indicator(pxweb: PxWeb) -> None:
    source = source_of(pxweb, small_table(), extra={"not_taken": [f"12134:{FUND}"]})
    assert counts(fetch(source)) == (4, 0, 0)
    assert list(Indicator.objects.values_list("code", flat=True)) == [f"12134:{RESULT}"]


def test_a_complete_fetch_is_kept_in_the_status(pxweb: PxWeb) -> None:
    table = small_table(notes=["Tall for konsern.", "Brudd i 2020."], mandatory_notes=[1])
    source = source_of(pxweb, table)
    fetch(source)
    status = status_of(source)
    assert (status.checked_at, status.fetched_at, status.updated_upstream) == (NOON, NOON, table.updated)
    assert status.claimed_until is None
    assert status.next_fetch_at is not None
    assert NOON + DAY <= status.next_fetch_at < NOON + DAY * 2
    source.refresh_from_db()
    assert source.extra["notes"] == ["Tall for konsern.", "Brudd i 2020."]
    assert source.extra["mandatory_notes"] == ["Brudd i 2020."]
    assert source.extra["seen"]["codes"]["Tid"] == ["2024", "2025"]


def test_a_table_that_has_not_changed_is_not_asked_for_figures(pxweb: PxWeb) -> None:
    source = source_of(pxweb, small_table())
    fetch(source)
    first = status_of(source)
    pxweb.forget_calls()
    outcome = fetch(source, at=NOON + DAY)
    assert [call.path for call in pxweb.calls] == ["/tables/12134"]
    assert (outcome.ended, outcome.message) == (Ended.UNCHANGED, "Ikke endret hos kilden siden 15. juni 2026.")
    later = status_of(source)
    assert (later.checked_at, later.fetched_at) == (NOON + DAY, first.fetched_at)
    assert later.next_fetch_at is not None
    assert first.next_fetch_at is not None
    assert later.next_fetch_at > first.next_fetch_at


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"selection": {"ContentsCode": [RESULT]}}, id="another selection"),
        pytest.param({"is_kostra": True}, id="now known to be KOSTRA"),
        pytest.param({"extra": {"not_taken": [f"12134:{FUND}"]}}, id="something is left out"),
    ],
)
def test_a_source_that_asks_for_something_else_is_fetched_again(pxweb: PxWeb, change: dict[str, Any]) -> None:
    source = source_of(pxweb, small_table())
    fetch(source)
    for name, value in change.items():
        setattr(source, name, value)
    source.save()
    assert fetch(source, at=NOON + DAY).ended is Ended.FETCHED


def test_a_mapping_that_is_new_takes_the_whole_series(pxweb: PxWeb) -> None:
    source = source_of(pxweb, small_table())
    fetch(source)
    mapped(source)
    assert counts(fetch(source, at=NOON + DAY)) == (4, 0, 4)
    assert dumped() == {"2024": "1.5", "2025": "1.5"}


def test_the_whole_series_is_compared_each_time(pxweb: PxWeb) -> None:
    table = small_table()
    source = source_of(pxweb, table)
    mapped(source)
    fetch(source)
    put(table, "1.4", year="2024")
    table.add_code("Tid", "2026")
    publish(pxweb, table, updated=NOON)
    assert counts(fetch(source, at=NOON + DAY)) == (4, 1, 7)
    assert dumped() == {"2024": "1.4", "2025": "1.5", "2026": "1.5"}


def test_sex_and_age_are_summed_away_where_no_code_of_them_is_chosen(pxweb: PxWeb) -> None:
    source = source_of(pxweb, folkemengde(), selection={"Kjonn": [], "Alder": []})
    fetch(source)
    assert list(Indicator.objects.values_list("code", flat=True)) == ["07459:Personer1"]


def test_a_variable_that_cannot_be_summed_away_is_told(pxweb: PxWeb) -> None:
    source = source_of(pxweb, utgifter(), selection={"KOKart0000": []})
    assert fetch(source).ended is Ended.FAILED
    problem = SourceProblem.objects.get()
    assert (problem.kind, problem.title) == (ProblemKind.REJECTED, "Variabelen kan ikke summeres bort")


def test_a_codelist_sums_the_codes_of_old(pxweb: PxWeb) -> None:
    selection = {"Region": ["K-3909"], "Kjonn": [], "Alder": []}
    source = source_of(pxweb, folkemengde(), selection=selection, codelists={"Region": "agg_KommSummer"})
    assert fetch(source).ended is Ended.FETCHED
    assert set(dumped(indicator="07459:Personer1", place="K-3909")) == {str(year) for year in range(2015, 2026)}


def test_far_too_many_cells_are_not_asked_for(pxweb: PxWeb, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("indicators.services.ssb_selection.MOST_CELLS", 7)
    assert fetch(source_of(pxweb, small_table())).ended is Ended.FAILED
    assert not pxweb.asked_for("/data")
    assert SourceProblem.objects.get().title == "Utvalget har 8 celler; høyst 7 kan hentes"
