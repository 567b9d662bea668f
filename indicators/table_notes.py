"""What a table says of its own figures in notes, and which of them must be read with those of an indicator. Pure.

A source keeps the notes as plain values: `notes_to_keep` makes them, `notes_on` reads them again.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from indicators.sources.jsonstat import Dataset, Dimension, Note, Role

MOST_NOTES, MOST_CODE_NOTES = 20, 200
# A bank writes links as `[words](https://…)`.
LINK = re.compile(r"\[([^\[\]]+)\]\((https?://[^()\s]+)\)")


@dataclass(frozen=True, slots=True)
class NoteOnFigures:
    """A note on all the figures of an indicator, or on those of one region or of one period, by its code."""

    text: str
    region: str = ""
    period: str = ""


def in_plain_text(note: str) -> str:
    """The note as it is read, without the signs for links."""
    return LINK.sub(r"\1 (\2)", note.replace("\r\n", "\n")).strip()


def notes_to_keep(dataset: Dataset, chosen: Mapping[str, Collection[str]]) -> dict[str, Any]:
    """Every note of the table, of its variables and of the chosen codes. Variables that are not chosen from are summed
    away. What is mandatory must be shown wherever the figures are.
    """
    dimensions = [one for one in dataset.dimensions if one.id in chosen]
    of_variables = [(note, f"{one.label}: {note.text}") for one in dimensions for note in one.notes]
    of_table = [note.text for note in dataset.notes if note.is_mandatory]
    return {
        "notes": [note.text for note in dataset.notes[:MOST_NOTES]],
        "mandatory_notes": [*of_table, *(text for note, text in of_variables if note.is_mandatory)],
        "variable_notes": [text for _note, text in of_variables[:MOST_NOTES]],
        "code_notes": list(notes_on_codes(dimensions, chosen))[:MOST_CODE_NOTES],
    }


def notes_on_codes(
    dimensions: Collection[Dimension], chosen: Mapping[str, Collection[str]]
) -> Iterator[dict[str, Any]]:
    """Each note on a chosen code. `place` is where the code stands among those that an indicator is called by."""
    place = 0
    for one in dimensions:
        names = one.names
        for code, note in notes_by_code(one):
            if code in chosen[one.id]:
                said = {"variable": one.label, "code": code, "label": names[code], "text": note.text}
                yield said | {"role": one.role or "", "place": place}
        place += one.role not in {Role.GEO, Role.TIME}


def notes_by_code(dimension: Dimension) -> Iterator[tuple[str, Note]]:
    return ((code, note) for code, notes in dimension.category_notes.items() for note in notes)


def notes_on(code: str, kept: Mapping[str, Any]) -> Iterator[NoteOnFigures]:
    """The notes that must be read with the figures of the combination of codes, `12367:B:202:AGD2:KOSbelop0000`."""
    codes = code.split(":")[1:]
    yield from (NoteOnFigures(text) for text in kept.get("mandatory_notes") or ())
    for one in kept.get("code_notes") or ():
        if one["role"] == Role.GEO:
            yield NoteOnFigures(one["text"], region=one["code"])
        elif one["role"] == Role.TIME:
            yield NoteOnFigures(one["text"], period=one["code"])
        elif codes[one["place"] :][:1] == [one["code"]]:
            yield NoteOnFigures(one["text"])


def all_notes(kept: Mapping[str, Any]) -> Iterator[str]:
    """Everything that is kept, from the table as a whole to single codes, as it is read."""
    yield from map(in_plain_text, kept.get("notes") or ())
    yield from map(in_plain_text, kept.get("variable_notes") or ())
    for one in kept.get("code_notes") or ():
        yield in_plain_text(f"{one['variable']}, {one['label']}: {one['text']}")


def notes_in(dataset: Dataset) -> list[str]:
    """The same of a file of figures, where nothing is chosen."""
    return list(all_notes(notes_to_keep(dataset, {one.id: one.codes for one in dataset.dimensions})))
