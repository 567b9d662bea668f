"""What the sheets of a file are called, and the ways between them: the first one leads to all, and all lead back."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from reporting.exports.block_rows import Look, Row, said, value
from reporting.exports.sheet_layout import Sheet

LONGEST_NAME = 31
NOT_IN_NAME = re.compile(r"[\[\]:*?/\\]")
# A name that has been cut does not end with a word that leads to the next one.
LEADS_ON = re.compile(r"( (og|eller|i|på|av|for|til|med|and|or|in|on|of|to|with))+$")


def linked(sheets: Sequence[Sheet], contents: str) -> Iterator[tuple[str, Sheet]]:
    """Every sheet by its name. The first one ends with links to the others; on these the first row leads back."""
    taken = set[str]()
    names = [sheet_name(sheet.title, taken) for sheet in sheets]
    links = [link(sheet.title, name) for sheet, name in zip(sheets[1:], names[1:], strict=True)]
    front = (Row(Look.TEXT, ()), said(Look.HEADING, contents), *links) if links else ()
    yield names[0], replace(sheets[0], rows=(*sheets[0].rows, *front))
    for name, sheet in zip(names[1:], sheets[1:], strict=True):
        yield name, below(link(f"← {contents}", names[0]), sheet)


def link(text: str, name: str) -> Row:
    return Row(Look.LINK, (replace(value(text), leads_to=name),))


def below(first: Row, sheet: Sheet) -> Sheet:
    """The sheet with one more row at the top."""
    step = 1 if sheet.header else 0
    return replace(sheet, rows=(first, *sheet.rows), header=sheet.header + step, last=sheet.last + step)


def sheet_name(title: str, taken: set[str]) -> str:
    """As many words of the title as a sheet's name may hold, with a number where another sheet has it already."""
    plain = " ".join(NOT_IN_NAME.sub(" ", title).split()).strip("'") or "–"
    name, number = shortened(plain, LONGEST_NAME), 2
    while name.lower() in taken or name.lower() == "history":
        name, number = f"{shortened(plain, LONGEST_NAME - 4)} {number}", number + 1
    taken.add(name.lower())
    return name


def shortened(text: str, most: int) -> str:
    """Whole words; a single one that is longer is cut."""
    if len(text) <= most:
        return text.strip(" '")
    words = text[: most + 1].rsplit(" ", 1)[0] if " " in text[: most + 1] else text[:most]
    return LEADS_ON.sub("", words.strip(" ',–-")).strip(" ',–-")
