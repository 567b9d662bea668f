"""The last step of adding a table, in which each series gets its meaning, and changing it afterwards."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.models import Role
from indicators.models import Indicator, IndicatorInSource, Source
from tests import factories, setting_up_sources
from tests.fakes.pxweb import PxWeb
from tests.setting_up_sources import KEY_FIGURES, RESULT, Data, press, text

bank, administrator = setting_up_sources.bank, setting_up_sources.administrator


# Saying what it is ---------------------------------------------------------------------------------------------------


def test_indicators_are_proposed_and_an_equal_name_is_offered_but_not_chosen(
    administrator: Client, bank: PxWeb
) -> None:
    factories.create_indicator(code="drift", name_nb=RESULT)
    factories.create_indicator(code="nesten", name_nb=f"{RESULT} (konsern)")
    page = press(administrator, "videre", koder_0=["3909"])
    assert f"Er den samme som «{RESULT}» (drift)" in page
    assert "(nesten)</label>" not in page
    assert page.count('value="ny" checked') == 3
    assert 'name="koder_0" value="3909"' in page
    assert "(prosent, 1 desimal)" in page


def test_an_indicator_of_a_plan_is_not_offered(administrator: Client, bank: PxWeb) -> None:
    factories.create_indicator(code="UTKAST:x", namespace="UTKAST", name_nb=RESULT)
    page = press(administrator, "videre")
    assert "UTKAST" not in page


def save(client: Client, **data: Any) -> str:
    chosen = {"navn": "Nøkkeltall", "valg_0": "ny", "valg_1": "ny", "valg_2": "ny"}
    return press(client, "lagre", **chosen | data)


def mapped() -> dict[str, str]:
    return dict(IndicatorInSource.objects.values_list("code", "indicator__code"))


def test_a_source_is_made_of_the_choices(administrator: Client, bank: PxWeb) -> None:
    factories.create_indicator(code="drift", name_nb=RESULT)
    page = save(administrator, koder_0=["3909"], fra_2="2020", valg_0="samme:drift", valg_2="ikke")
    assert "Kilden er lagt til." in page
    source = Source.objects.get()
    assert (source.name, source.code, source.is_verified) == ("Nøkkeltall", "ssb-12134", False)
    assert source.selection == {"KOKkommuneregion0000": ["3909"], "Tid": ["from(2020)"]}
    assert mapped() == {"12134:KOSAGD230000": "drift", "12134:KOSAG500000": "12134:KOSAG500000"}
    assert source.extra["not_taken"] == ["12134:KOSAG370000"]


@pytest.mark.parametrize("reference", ["fond", "Fondet vårt"])
def test_another_indicator_is_named_by_code_or_by_name(administrator: Client, bank: PxWeb, reference: str) -> None:
    factories.create_indicator(code="fond", name_nb="Fondet vårt")
    save(administrator, valg_1="annen", annen_1=reference)
    assert mapped()["12134:KOSAG500000"] == "fond"


def with_two_of_the_same_name() -> None:
    for code in ("a", "b"):
        factories.create_indicator(code=code, name_nb="Likt")


def with_a_secret() -> None:
    factories.create_indicator(code="UTKAST:x", namespace="UTKAST", name_nb="Hemmelig")


def with_one() -> None:
    factories.create_indicator(code="a")


@pytest.mark.parametrize(
    ("prepare", "data", "said"),
    [
        (with_one, {"valg_0": "annen", "annen_0": ""}, "Skriv koden eller navnet til indikatoren"),
        (with_one, {"valg_0": "annen", "annen_0": "zzz"}, "Ingen indikator har koden eller navnet «zzz»."),
        (with_two_of_the_same_name, {"valg_0": "annen", "annen_0": "Likt"}, "Skriv koden til den rette: a, b"),
        (with_a_secret, {"valg_0": "annen", "annen_0": "UTKAST:x"}, "Ingen indikator har koden"),
        (with_a_secret, {"valg_0": "annen", "annen_0": "Hemmelig"}, "Ingen indikator har koden"),
        (with_one, {"valg_0": "samme:a"}, "Velg et gyldig valg"),
        (with_one, {"valg_0": "som_na"}, "Velg et gyldig valg"),
        (with_one, {"valg_0": ""}, "Feltet er påkrevet"),
        (
            with_one,
            {"valg_0": "annen", "annen_0": "a", "valg_1": "annen", "annen_1": "a"},
            "Indikatoren er alt valgt for en annen rad.",
        ),
        (with_one, {"navn": ""}, "Feltet er påkrevet"),
        (with_one, {"navn": "x" * 400}, "Dette må rettes"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_words(
    administrator: Client, bank: PxWeb, prepare: Callable[[], None], data: Data, said: str
) -> None:
    prepare()
    assert said in save(administrator, **data)
    assert not Source.objects.exists()
    assert Indicator.objects.filter(code__startswith="12134:").count() == 0


def test_going_back_keeps_what_was_ticked(administrator: Client, bank: PxWeb) -> None:
    assert 'value="3909" checked' in press(administrator, "tilbake", koder_0=["3909"])


def test_the_second_of_two_who_add_the_same_table_is_led_to_the_first_s(administrator: Client, bank: PxWeb) -> None:
    press(administrator, "videre")
    save(administrator)
    page = save(administrator)
    assert "Tabell 12134 er lagt til fra før." in page
    assert Source.objects.count() == 1


def test_a_coordinator_adds_nothing(client: Client, bank: PxWeb) -> None:
    client.force_login(factories.create_user(role=Role.COORDINATOR))
    answer = client.post(KEY_FIGURES, {"handling": "lagre", "navn": "x"})
    assert answer.status_code == 403
    assert not Source.objects.exists()


# Changing it afterwards ----------------------------------------------------------------------------------------------

CHANGE = "/kilder/ssb-12134/utvalg/"


def test_the_choice_of_a_source_is_shown_and_changed(administrator: Client, bank: PxWeb) -> None:
    save(administrator, koder_0=["3909"], valg_2="ikke")
    page = text(administrator, CHANGE)
    assert 'value="3909" checked' in page
    page = press(administrator, "videre", CHANGE, koder_0=["3909", "3907"])
    assert page.count('value="som_na" checked') == 2
    assert page.count('value="ikke" checked') == 1
    assert 'name="navn"' not in page
    page = press(administrator, "lagre", CHANGE, koder_0=["3909", "3907"], valg_0="som_na", valg_1="ikke", valg_2="ny")
    assert "Det nye utvalget gjelder fra neste henting." in page
    assert Source.objects.get().selection["KOKkommuneregion0000"] == ["3909", "3907"]
    assert set(mapped()) == {"12134:KOSAGD230000", "12134:KOSAG370000"}


def test_a_lost_code_is_named_and_the_others_stay_ticked(administrator: Client, bank: PxWeb) -> None:
    factories.create_fetched_source(
        code="ssb-12134", table="12134", selection={"KOKkommuneregion0000": ["3909", "9999"]}
    )
    page = text(administrator, CHANGE)
    assert "Finnes ikke lenger i tabellen: 9999." in page
    assert 'value="3909" checked' in page


def test_expressions_are_kept_until_somebody_chooses_anew(administrator: Client, bank: PxWeb) -> None:
    source = factories.create_fetched_source(code="ssb-12134", table="12134", selection={"Tid": ["top(3)"]})
    assert "Behold valget som er der nå: top(3)" in text(administrator, CHANGE)
    choices = {f"valg_{place}": "ny" for place in range(3)}
    press(administrator, "lagre", CHANGE, som_na_2="on", **choices)
    source.refresh_from_db()
    assert source.selection == {"Tid": ["top(3)"]}
    press(administrator, "lagre", CHANGE, fra_2="2022", **{f"valg_{place}": "som_na" for place in range(3)})
    source.refresh_from_db()
    assert source.selection == {"Tid": ["from(2022)"]}


def test_a_codelist_of_regions_stays_when_the_rest_is_changed(administrator: Client, bank: PxWeb) -> None:
    source = factories.create_fetched_source(
        code="ssb-07459", table="07459", selection={"Region": ["K-3909"]}, codelists={"Region": "agg_KommSummer"}
    )
    address = "/kilder/ssb-07459/utvalg/"
    assert "Behold valget som er der nå: K-3909" in text(administrator, address)
    press(administrator, "lagre", address, som_na_0="on", sum_1="on", sum_2="on", valg_0="ny")
    source.refresh_from_db()
    assert source.selection == {"Region": ["K-3909"], "Kjonn": [], "Alder": []}
    assert source.codelists == {"Region": "agg_KommSummer"}
    assert mapped() == {"07459:Personer1": "07459:Personer1"}


def test_groups_that_make_the_indicators_are_not_changed_here(administrator: Client, bank: PxWeb) -> None:
    factories.create_fetched_source(code="ssb-07459", table="07459", codelists={"Alder": "agg_Alder"})
    assert "alder er gruppert, og det endres i kildefilen." in text(administrator, "/kilder/ssb-07459/utvalg/")


def test_what_is_shown_of_a_plan_s_indicator_does_not_name_it(administrator: Client, bank: PxWeb) -> None:
    source = factories.create_fetched_source(code="ssb-12134", table="12134")
    secret = factories.create_indicator(code="UTKAST:x", namespace="UTKAST", name_nb="Hemmelig")
    factories.create_mapping(source=source, indicator=secret, code="12134:KOSAG500000")
    page = press(administrator, "videre", CHANGE)
    assert "Som nå: en plans egen indikator" in page
    assert "Hemmelig" not in page
