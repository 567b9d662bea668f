"""Setting up a source: what is kept, what is refused, and what the audit trail says."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from accounts.models import AuditEvent
from indicators.models import Indicator, IndicatorInSource, Source, SourceStatus
from indicators.services.source_settings import change_settings
from indicators.services.source_setup import (
    Meaning,
    Setup,
    SetupRefused,
    TableHasSource,
    change_setup,
    set_up_source,
)
from indicators.services.sources import left_out
from tests import factories
from tests.described_tables import described
from tests.factories import NOW
from tests.fakes.pxweb import folkemengde, nokkeltall

TABLE = described(nokkeltall())
RESULT, FUND, DEBT = "12134:KOSAGD230000", "12134:KOSAG500000", "12134:KOSAG370000"
ALL_NEW = (Meaning(RESULT), Meaning(FUND), Meaning(DEBT))


def add(*meanings: Meaning, selection: Mapping[str, Sequence[str]] | None = None) -> Source:
    setup = Setup(selection or {}, meanings or ALL_NEW)
    return set_up_source(table=TABLE, name="Nøkkeltall", setup=setup, by="anne", now=NOW)


def change(source: Source, *meanings: Meaning, selection: Mapping[str, Sequence[str]] | None = None) -> bool:
    setup = Setup(selection or {}, meanings or ALL_NEW)
    return change_setup(source=source, table=TABLE, setup=setup, by="anne", now=NOW)


def mapped(source: Source) -> dict[str, str]:
    rows = IndicatorInSource.objects.filter(source=source)
    return dict(rows.values_list("code", "indicator__code"))


def test_a_new_source_is_due_at_once_and_verified_by_nobody() -> None:
    source = add()
    assert (source.code, source.table, source.is_fetched, source.is_verified) == ("ssb-12134", "12134", True, False)
    assert source.is_kostra
    assert Source.objects.due(NOW).get() == source
    assert not source.mappings.filter(is_verified=True).exists()


def test_each_combination_becomes_what_was_said_of_it() -> None:
    fund = factories.create_indicator(code="fond")
    source = add(Meaning(RESULT), Meaning(FUND, fund), Meaning(DEBT, is_taken=False))
    assert mapped(source) == {RESULT: RESULT, FUND: "fond"}
    assert left_out(source) == {DEBT}
    assert not Indicator.objects.filter(code=DEBT).exists()


def test_a_new_indicator_has_the_table_s_name_unit_and_decimals() -> None:
    add()
    made = Indicator.objects.get(code=FUND)
    assert made.name_nb == "Disposisjonsfond i prosent av brutto driftsinntekter"
    assert (made.unit, made.decimals) == ("prosent", 1)
    assert [one.code for one in made.sources.all()] == ["ssb-12134"]


def test_an_indicator_that_has_the_table_s_code_from_before_is_the_same_one() -> None:
    kept = factories.create_indicator(code=FUND, name_nb="Fondet vårt")
    assert mapped(add())[FUND] == FUND
    kept.refresh_from_db()
    assert kept.name_nb == "Fondet vårt"


def test_the_words_of_the_table_are_kept_for_the_pages() -> None:
    source = add(Meaning(FUND), selection={"ContentsCode": ["KOSAG500000"], "Tid": ["from(2020)"]})
    source.refresh_from_db()
    assert source.extra["variables"]["Tid"] == "år"
    assert source.extra["labels"]["ContentsCode"] == {
        "KOSAG500000": "Disposisjonsfond i prosent av brutto driftsinntekter"
    }
    assert "Tall for konsern." in source.extra["notes"]


def test_a_table_has_one_source() -> None:
    first = add()
    with pytest.raises(TableHasSource) as refused:
        add()
    assert refused.value.source == first


def test_a_source_that_is_no_longer_fetched_still_has_its_table() -> None:
    first = add()
    Source.objects.update(is_fetched=False)
    with pytest.raises(TableHasSource) as refused:
        add()
    assert refused.value.source == first


def test_a_plan_s_citation_of_the_table_is_not_in_the_way() -> None:
    factories.create_source(namespace="PLAN", code="S1", table="12134")
    assert add().code == "ssb-12134"


@pytest.mark.parametrize(
    ("selection", "problem"),
    [
        ({"Finnes": ["1"]}, "Tabellen har ingen variabel Finnes."),
        ({"KOKkommuneregion0000": ["9999"]}, "region har ikke kodene som er valgt: 9999."),
        ({"ContentsCode": []}, "statistikkvariabel kan ikke utelates."),
        ({"Tid": ["from(1950)"]}, "Valget for år gir ingen koder."),
    ],
)
def test_what_the_table_does_not_have_is_refused_and_nothing_is_kept(
    selection: Mapping[str, Sequence[str]], problem: str
) -> None:
    with pytest.raises(SetupRefused) as refused:
        add(selection=selection)
    assert refused.value.problems == (problem,)
    assert not Source.objects.exists()


def test_a_meaning_of_something_that_is_not_chosen_is_refused() -> None:
    with pytest.raises(SetupRefused, match="12134:KOSAG370000"):
        add(Meaning(DEBT), selection={"ContentsCode": ["KOSAG500000"]})


def test_two_combinations_cannot_be_one_indicator() -> None:
    fund = factories.create_indicator(name_nb="Fond")
    with pytest.raises(SetupRefused, match="Fond"):
        add(Meaning(FUND, fund), Meaning(DEBT, fund))


def test_a_variable_that_can_be_left_out_is_summed_away() -> None:
    table = described(folkemengde())
    setup = Setup({"Kjonn": [], "Alder": []}, [Meaning("07459:Personer1")])
    source = set_up_source(table=table, name="Folketall", setup=setup, by="anne", now=NOW)
    assert source.selection == {"Kjonn": [], "Alder": []}


def test_another_choice_moves_the_mapping_and_asks_again() -> None:
    fund = factories.create_indicator(code="fond")
    source = add()
    SourceStatus.objects.update(next_fetch_at=NOW.replace(year=2030))
    assert change(source, Meaning(FUND, fund), Meaning(DEBT, is_taken=False), selection={"Tid": ["from(2020)"]})
    source.refresh_from_db()
    assert source.selection == {"Tid": ["from(2020)"]}
    assert mapped(source) == {FUND: "fond"}
    assert left_out(source) == {DEBT}
    assert Source.objects.due(NOW).exists()


def test_the_same_choice_again_changes_nothing_and_is_not_recorded() -> None:
    source = add()
    events = AuditEvent.objects.count()
    assert not change(source)
    assert AuditEvent.objects.count() == events


def test_mappings_that_stay_keep_that_they_were_verified() -> None:
    source = add()
    IndicatorInSource.objects.update(is_verified=True)
    change(source, Meaning(RESULT), Meaning(FUND))
    assert set(source.mappings.values_list("code", "is_verified")) == {(RESULT, True), (FUND, True)}


def test_codes_of_a_codelist_are_left_to_the_bank() -> None:
    table = described(folkemengde())
    source = factories.create_fetched_source(
        table="07459", selection={"Region": ["K-3909"]}, codelists={"Region": "agg_KommSummer"}
    )
    setup = Setup({"Region": ["K-3909"], "Kjonn": [], "Alder": []}, [Meaning("07459:Personer1")])
    assert change_setup(source=source, table=table, setup=setup, by="anne", now=NOW)


def test_who_chose_what_is_in_the_audit_trail() -> None:
    source = add()
    change(source, Meaning(RESULT))
    event = AuditEvent.objects.filter(object_type="indicators.source").latest("pk")
    assert event.actor == "anne"
    assert event.before is not None
    assert event.after is not None
    assert event.before["mappings"] == [f"{code} = {code}" for code in sorted((RESULT, FUND, DEBT))]
    assert event.after["mappings"] == [f"{RESULT} = {RESULT}"]


def test_a_table_that_says_nothing_of_kostra_is_none() -> None:
    table = replace(TABLE, facts=replace(TABLE.facts, is_kostra=False))
    source = set_up_source(table=table, name="Tall", setup=Setup({}, ALL_NEW), by="anne", now=NOW)
    assert not source.is_kostra


SETTINGS = {
    "name": "Nøkkeltall",
    "fetch_every_hours": 24,
    "is_fetched": True,
    "is_verified": False,
    "verification_note": "",
}


def test_verifying_a_source_verifies_what_its_codes_are() -> None:
    source = add()
    assert change_settings(source=source, values=SETTINGS | {"is_verified": True}, by="anne", now=NOW)
    assert not source.mappings.filter(is_verified=False).exists()


def test_other_settings_leave_the_verified_mappings_alone() -> None:
    source = add()
    IndicatorInSource.objects.filter(code=FUND).update(is_verified=True)
    change_settings(source=source, values=SETTINGS | {"name": "Andre tall"}, by="anne", now=NOW)
    assert source.mappings.filter(is_verified=True).count() == 1


def test_the_same_settings_again_are_not_recorded() -> None:
    source = add()
    events = AuditEvent.objects.count()
    assert not change_settings(source=source, values=SETTINGS, by="anne", now=NOW)
    assert AuditEvent.objects.count() == events


def test_a_source_that_is_taken_up_again_is_due_at_once() -> None:
    source = add()
    SourceStatus.objects.update(next_fetch_at=NOW.replace(year=2030))
    change_settings(source=source, values=SETTINGS | {"is_fetched": False}, by="anne", now=NOW)
    assert not Source.objects.due(NOW).exists()
    change_settings(source=source, values=SETTINGS, by="anne", now=NOW)
    assert Source.objects.due(NOW).exists()
