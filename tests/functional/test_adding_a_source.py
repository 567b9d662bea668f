"""An administrator adds a table step by step, as plain forms: what the steps say, and what they refuse."""

import re

import pytest
from django.conf import LazySettings
from django.test import Client

from indicators.models import Source
from tests import factories, setting_up_sources
from tests.fakes.pxweb import PxWeb, Scripted, Table, reloading, utgifter, web_page
from tests.setting_up_sources import KEY_FIGURES, NEW, Data, press, shown, text

bank, administrator = setting_up_sources.bank, setting_up_sources.administrator


# Finding the table ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("pasted", ["12134", "https://www.ssb.no/statbank/table/12134/", "tabell 12134"])
def test_a_known_table_is_opened_at_once(administrator: Client, pasted: str) -> None:
    answer = administrator.get(NEW, {"tabell": pasted})
    assert answer.headers["Location"] == KEY_FIGURES


def test_words_are_searched_for(administrator: Client, bank: PxWeb) -> None:
    page = text(administrator, f"{NEW}?tabell=tjenesteområdene")
    assert "1 tabell<" in page
    assert 'href="/kilder/ny/12362/"' in page
    assert "2015–2025" in page
    assert "KOSTRA" in page


def test_many_tables_come_on_pages(administrator: Client, bank: PxWeb) -> None:
    bank.bank.page_size = 2
    page = text(administrator, f"{NEW}?tabell=region")
    assert "Side 1 av 2" in page
    assert "?tabell=region&amp;side=2" in page
    assert 'rel="prev"' in text(administrator, f"{NEW}?tabell=region&side=2")


@pytest.mark.parametrize("query", ["side=9999", "side=x", "side=-1", "side=%00", "side=99999999999999999999"])
def test_a_strange_page_number_is_no_server_error(administrator: Client, bank: PxWeb, query: str) -> None:
    assert administrator.get(f"{NEW}?tabell=region&{query}").status_code == 200


def test_nothing_found_says_what_to_try(administrator: Client, bank: PxWeb) -> None:
    assert "Ingen tabeller passer" in text(administrator, f"{NEW}?tabell=finnesikke")


def test_an_address_that_is_no_table_is_refused_without_asking(administrator: Client, bank: PxWeb) -> None:
    page = text(administrator, f"{NEW}?tabell=https://www.ssb.no/kostra")
    assert "Adressen er ikke en tabell hos SSB." in page
    assert bank.calls == []


def test_too_long_words_are_refused_without_asking(administrator: Client, bank: PxWeb) -> None:
    assert "Sørg for at denne verdien har" in text(administrator, f"{NEW}?tabell={'x' * 300}")
    assert bank.calls == []


@pytest.mark.parametrize("answer", [reloading(), web_page()], ids=["503", "a web page"])
def test_a_bank_that_does_not_answer_is_said_to_be_so(administrator: Client, bank: PxWeb, answer: Scripted) -> None:
    bank.answer_next(*[answer] * 10, to="/tables")
    page = text(administrator, f"{NEW}?tabell=region")
    assert "SSB svarte ikke slik vi ventet" in page
    assert 'value="region"' in page


# The table that is not there -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("table", ["99999", "finnes-ikke", "x" * 60, "a b", "æøå", "..", "12134;drop"])
def test_an_unknown_table_is_one_sentence(administrator: Client, bank: PxWeb, table: str) -> None:
    page = text(administrator, f"{NEW}{table}/")
    assert "SSB har ingen tabell med dette nummeret" in page
    assert "Finn en annen tabell" in page


def test_a_bank_that_is_down_is_one_sentence(administrator: Client, bank: PxWeb) -> None:
    bank.answer_next(*[reloading()] * 10)
    assert "SSB svarte ikke slik vi ventet" in text(administrator, KEY_FIGURES)


def test_quiet_hours_are_said_with_when_they_end(
    administrator: Client, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.SSB_API_URL = "https://data.ssb.no/api/pxwebapi/v2"
    monkeypatch.setattr("django.utils.timezone.now", lambda: factories.NOW.replace(hour=4))
    assert "venter til kl. 08.15" in text(administrator, KEY_FIGURES)


def test_a_table_that_is_there_leads_to_its_source(administrator: Client, bank: PxWeb) -> None:
    factories.create_fetched_source(code="ssb-12134", table="12134", name="Nøkkeltall")
    answer = administrator.get(KEY_FIGURES, follow=True)
    assert answer.redirect_chain == [("/kilder/ssb-12134/", 302)]
    assert "Tabell 12134 er lagt til fra før." in shown(answer)
    assert bank.calls == []


# Choosing ------------------------------------------------------------------------------------------------------------


def test_everything_of_the_table_is_shown_with_what_it_amounts_to(administrator: Client, bank: PxWeb) -> None:
    page = text(administrator, KEY_FIGURES)
    for one in (
        "Utvalgte nøkkeltall for kommuneregnskap",
        "2015–2025. Oppdatert hos SSB 15. juni 2026.",
        'region <span class="pp-quiet">(20 koder)',
        'Larvik <span class="pp-quiet">3909</span>',
        "alle perioder",
        "660 tall i hver henting, for 3 indikatorer.",
    ):
        assert one in page


def test_only_what_may_be_left_out_can_be(administrator: Client, bank: PxWeb) -> None:
    assert "Ikke del opp" not in text(administrator, KEY_FIGURES)
    assert text(administrator, f"{NEW}07459/").count("Ikke del opp: la SSB gi tallet samlet") == 3


def test_the_table_is_described_once_while_somebody_chooses(administrator: Client, bank: PxWeb) -> None:
    text(administrator, KEY_FIGURES)
    asked = len(bank.calls)
    press(administrator, "regn", koder_0=["3909"])
    assert len(bank.calls) == asked


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"koder_0": ["3909", "3907"]}, "66 tall i hver henting, for 3 indikatorer."),
        ({"koder_1": ["KOSAG500000"]}, "220 tall i hver henting, for 1 indikator."),
        ({"fra_2": "2024"}, "120 tall i hver henting, for 3 indikatorer."),
    ],
)
def test_a_choice_is_counted_at_once(administrator: Client, bank: PxWeb, data: Data, said: str) -> None:
    assert said in press(administrator, "regn", **data)
    part = administrator.post(KEY_FIGURES, data, headers={"HX-Request": "true"})
    assert said in shown(part)
    assert b"<html" not in part.content


def test_ticks_stay_when_the_page_is_counted_again(administrator: Client, bank: PxWeb) -> None:
    page = press(administrator, "regn", koder_0=["3909"], fra_2="2020")
    assert 'value="3909" checked' in page
    assert '<option value="2020" selected>' in page


@pytest.mark.parametrize(
    "data",
    [{"koder_0": ["9999"]}, {"koder_1": ["KOSAG500000", "<script>"]}, {"fra_2": "1900"}, {"koder_0": ["\x00"]}],
)
@pytest.mark.parametrize("action", ["regn", "videre", "lagre"])
def test_a_forged_code_is_refused(administrator: Client, bank: PxWeb, data: Data, action: str) -> None:
    page = press(administrator, action, **data)
    assert "Dette må rettes" in page
    assert "<script>" not in page.replace("<script src", "")
    assert not Source.objects.exists()


def large_table(regions: int, others: int) -> Table:
    table = utgifter("55555")
    table.named("KOKkommuneregion0000").labels = {f"{number:04}": f"Sted {number}" for number in range(regions)}
    table.named("KOKfunksjon0000").labels = {f"F{number}": f"Funksjon {number}" for number in range(others)}
    return table


def test_too_many_combinations_must_be_narrowed_first(administrator: Client, bank: PxWeb) -> None:
    bank.add(large_table(20, 97))
    page = press(administrator, "videre", f"{NEW}55555/")
    assert "Valget gir 873 indikatorer, og høyst 200 kan settes opp på én gang." in page
    assert "Kryss av for færre koder under funksjon." in page
    assert "Velg hva som skal hentes" in page


def test_too_many_cells_must_be_narrowed_first(administrator: Client, bank: PxWeb) -> None:
    bank.bank.max_cells = 100
    bank.add(large_table(900, 5))
    page = press(administrator, "videre", f"{NEW}55555/", koder_1=["F1"])
    assert "flere enn SSB rekker å svare på" in page


def test_a_long_variable_is_searched_in(administrator: Client, bank: PxWeb) -> None:
    bank.add(large_table(900, 5))
    page = press(administrator, "vis", f"{NEW}55555/", koder_0=["0007"], sok_0="sted 88")
    assert 'value="0007" checked' in page
    assert 'value="0088"' in page
    assert 'value="0880"' in page
    assert 'value="0100"' not in page
    assert "881 koder er ikke vist." in page


def test_the_places_we_know_are_ticked_only_when_asked_for(administrator: Client, bank: PxWeb) -> None:
    bank.add(large_table(900, 5))
    factories.create_region(code="0042")
    assert "checked" not in text(administrator, f"{NEW}55555/")
    page = press(administrator, "kjente_0", f"{NEW}55555/")
    assert re.findall(r'value="(\d+)" checked', page) == ["0042"]


@pytest.mark.parametrize("action", ["kjente_9", "kjente_x", "kjente_", "tull", ""])
def test_a_strange_button_shows_the_step_again(administrator: Client, bank: PxWeb, action: str) -> None:
    assert "Velg hva som skal hentes" in press(administrator, action)
