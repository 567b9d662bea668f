"""Which sheets a workbook has, which part of the archive each is, and which formats mean percent. No Django."""

from collections.abc import Collection
from dataclasses import dataclass

from indicators.sources.excel.archive import Archive
from indicators.sources.excel.scanning import parse

WORKBOOK, RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
STYLES, TEXTS = "xl/styles.xml", "xl/sharedStrings.xml"
# `0 %` and `0,00 %` have numbers; other formats are written out.
BUILT_IN_PERCENTS = frozenset({"9", "10"})


@dataclass(frozen=True, slots=True)
class Element:
    """An element of a part: its name and its attributes, without their namespaces."""

    name: str
    attributes: dict[str, str]


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A sheet's name and where it lies in the archive."""

    name: str
    part: str


def sheet_parts(archive: Archive) -> list[SheetPart]:
    """The sheets in the order of the workbook."""
    relations = [one.attributes for one in elements(archive, RELATIONS, {"Relationship"})]
    targets = {one.get("Id", ""): one.get("Target", "") for one in relations}
    sheets = [one.attributes for one in elements(archive, WORKBOOK, {"sheet"})]
    return [SheetPart(one.get("name", ""), part_at(targets.get(one.get("id", ""), ""))) for one in sheets]


def part_at(target: str) -> str:
    """The name in the archive; some programs write it from the root of it, some from the workbook's own folder."""
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def percent_styles(archive: Archive) -> frozenset[str]:
    """The numbers of the cell styles that show a number as percent."""
    percents, styles = set(BUILT_IN_PERCENTS), list[str]()
    for one in elements(archive, STYLES, {"numFmt", "cellStyleXfs", "cellXfs", "xf", "dxfs"}):
        if one.name == "numFmt" and shows_percent(one.attributes.get("formatCode", "")):
            percents.add(one.attributes.get("numFmtId", ""))
        elif one.name == "xf":
            styles.append(one.attributes.get("numFmtId", ""))
        elif one.name == "cellXfs":
            # What came before were the formats that these build on.
            styles.clear()
    return frozenset(str(number) for number, form in enumerate(styles) if form in percents)


def shows_percent(form: str) -> bool:
    """Whether a format has a percent sign that is no mere text."""
    return "%" in form.replace("\\%", "").replace('"%"', "")


def text_lengths(archive: Archive) -> list[int]:
    """The length of every text that cells share."""
    lengths: list[int] = []

    def start(tag: str, _attributes: dict[str, str]) -> None:
        if tag.endswith(" si"):
            lengths.append(0)

    def text(signs: str) -> None:
        if lengths:
            lengths[-1] += len(signs)

    if TEXTS in archive.parts:
        parse(archive, TEXTS, start, text)
    return lengths


def elements(archive: Archive, part: str, names: Collection[str]) -> list[Element]:
    """The elements of some names in a part, in their order."""
    found: list[Element] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        if (name := local(tag)) in names:
            found.append(Element(name, {local(key): value for key, value in attributes.items()}))

    if part in archive.parts:
        parse(archive, part, start, lambda _signs: None)
    return found


def local(name: str) -> str:
    """The name without its namespace, which differs between kinds of workbooks."""
    return name.rpartition(" ")[2]
