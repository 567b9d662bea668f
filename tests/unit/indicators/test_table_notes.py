"""Which notes of a table are kept, and which of them belong to the figures of one indicator."""

import json
from collections.abc import Collection
from typing import Any

import pytest

from indicators.sources.jsonstat import Dataset, read_dataset
from indicators.table_notes import NoteOnFigures, all_notes, in_plain_text, notes_in, notes_on, notes_to_keep
from tests.fakes.pxweb import Table, Variable, contents, region, years
from tests.fakes.pxweb.documents import metadata

FUNCTION, ART = "KOKfunksjon0000", "KOKart0000"


@pytest.fixture
def dataset() -> Dataset:
    """A table in which something is said of everything: of itself, of a variable, and of codes of each kind."""
    place = region(
        {"3909": "Larvik", "4001": "Porsgrunn"}, category_notes={"3909": ["Ikke levert."], "4001": ["Nytt."]}
    )
    functions = Variable(FUNCTION, "funksjon", {"202": "Grunnskole", "120": "Administrasjon"})
    functions.notes, functions.category_notes = ["Gruppene overlapper."], {"202": ["Fra 2017 uten SFO."]}
    arts = Variable(ART, "art", {"202": "Et annet 202"}, category_notes={"202": ["Om arten."]})
    metrics, time = contents({"KOSx": ("Beløp", "kr", 0)}), years(2024, 2025)
    metrics.category_notes, time.category_notes = {"KOSx": ["I løpende kroner."]}, {"2025": ["Uten Oslo."]}
    table = Table("12367", "Drift", [place, functions, arts, metrics, time], notes=["Om tabellen.", "Må vises."])
    table.mandatory_notes = [1]
    document: dict[str, Any] = json.loads(metadata(table, {}))
    document["dimension"][FUNCTION]["extension"] |= {"noteMandatory": {"0": True}}
    return read_dataset(json.dumps(document).encode(), stem="x", max_cells=0)


def kept(dataset: Dataset, **chosen: Collection[str]) -> dict[str, Any]:
    whole: dict[str, Collection[str]] = {one.id: one.codes for one in dataset.dimensions}
    return notes_to_keep(dataset, whole | chosen)


ALWAYS = [NoteOnFigures("Må vises."), NoteOnFigures("funksjon: Gruppene overlapper.")]
ELSEWHERE = [NoteOnFigures("Ikke levert.", region="3909"), NoteOnFigures("Nytt.", region="4001")]
IN_TIME = NoteOnFigures("Uten Oslo.", period="2025")
OF_ART, OF_METRIC = NoteOnFigures("Om arten."), NoteOnFigures("I løpende kroner.")


@pytest.mark.parametrize(
    ("code", "said"),
    [
        pytest.param(
            "12367:202:202:KOSx", [NoteOnFigures("Fra 2017 uten SFO."), OF_ART, OF_METRIC], id="all its codes"
        ),
        pytest.param("12367:120:202:KOSx", [OF_ART, OF_METRIC], id="a code is known by its place"),
        pytest.param("12367:120", [], id="an indicator of fewer codes"),
        pytest.param("fond", [], id="an indicator that is no combination of codes"),
    ],
)
def test_what_must_be_read_with_the_figures(dataset: Dataset, code: str, said: list[NoteOnFigures]) -> None:
    assert list(notes_on(code, kept(dataset))) == [*ALWAYS, *ELSEWHERE, *said, IN_TIME]


def test_only_codes_that_are_fetched_have_their_notes_kept(dataset: Dataset) -> None:
    said = list(notes_on("12367:120:202:KOSx", kept(dataset, KOKkommuneregion0000=["3909"], Tid=["2024"])))
    assert said == [*ALWAYS, ELSEWHERE[0], OF_ART, OF_METRIC]


def test_a_variable_that_is_summed_away_takes_no_place_among_the_codes(dataset: Dataset) -> None:
    chosen = {one.id: one.codes for one in dataset.dimensions if one.id != FUNCTION}
    said = list(notes_on("12367:202:KOSx", notes_to_keep(dataset, chosen)))
    assert said == [ALWAYS[0], *ELSEWHERE, OF_ART, OF_METRIC, IN_TIME]


def test_everything_is_said_with_what_it_is_about(dataset: Dataset) -> None:
    said = notes_in(dataset)
    assert said == list(all_notes(kept(dataset)))
    assert said[:3] == ["Om tabellen.", "Må vises.", "funksjon: Gruppene overlapper."]
    assert {"region, Larvik: Ikke levert.", "funksjon, Grunnskole: Fra 2017 uten SFO.", "år, 2025: Uten Oslo."} <= set(
        said
    )


def test_a_source_that_has_kept_nothing_says_nothing() -> None:
    assert list(all_notes({})) == []
    assert list(notes_on("12367:202", {})) == []
    assert list(notes_on("12367:202", {"mandatory_notes": None, "code_notes": None})) == []


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Se [rettelogg](https://www.ssb.no/kostra/rettinger).", "Se rettelogg (https://www.ssb.no/kostra/rettinger)."),
        ("Én linje.\r\nEn til.\r\n", "Én linje.\nEn til."),
        ("[ikke en lenke] (heller ikke)", "[ikke en lenke] (heller ikke)"),
        ("[lur](javascript:alert(1))", "[lur](javascript:alert(1))"),
    ],
)
def test_a_note_is_read_without_the_signs_for_links(written: str, read: str) -> None:
    assert in_plain_text(written) == read
