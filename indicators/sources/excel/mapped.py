"""The figures of a sheet as a mapping finds them, in the long form and in the wide. No Django."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal, localcontext
from typing import Any

from accounts.imports import Problems, quoted, refusal
from accounts.wording import say, sentence
from indicators.sources.excel.cells import Trouble, UnreadableCell, figure_text, key_text
from indicators.sources.excel.columns import Columns, columns_in, headings_in
from indicators.sources.excel.mapping import CodePart, Condition, MappedIndicator, Place, WorkbookMapping
from indicators.sources.excel.observations import TextRow
from indicators.sources.excel.sheets import Sheet, SheetRow, place_of
from indicators.sources.numerals import NotANumber, read_number

# More digits than any sum of figures has.
DIGITS_OF_A_SUM = 60


@dataclass(slots=True)
class Sum:
    """A figure that is added up from several rows. One part that is missing leaves the whole missing."""

    first: TextRow
    total: Decimal = Decimal(0)
    missing: str = ""

    def add(self, row: TextRow) -> None:
        self.missing = self.missing or row["missing"]
        if row["value"]:
            with localcontext() as context:
                context.prec = DIGITS_OF_A_SUM
                self.total += read_number(row["value"])

    def row(self, decimals: int | None) -> TextRow:
        value = self.total if decimals is None else round_half_up(self.total, decimals)
        said = {"value": "", "missing": self.missing} if self.missing else {"value": f"{value:f}", "missing": ""}
        return TextRow(self.first.line, self.first.cells | said, self.first.sheet, self.first.columns)


def round_half_up(value: Decimal, decimals: int) -> Decimal:
    with localcontext() as context:
        context.prec = DIGITS_OF_A_SUM
        return value.quantize(Decimal(1).scaleb(-decimals), rounding="ROUND_HALF_UP")


@dataclass(frozen=True, slots=True)
class NamedIndicator:
    """An indicator that the mapping describes, so that it can be made where nobody knows it yet."""

    code: str
    name: str
    unit: str
    decimals: int | None


@dataclass(slots=True)
class MappedSheet:
    """Reads one sheet by one mapping."""

    sheet: Sheet
    mapping: WorkbookMapping
    problems: Problems
    named: dict[str, NamedIndicator] = field(default_factory=dict)

    def rows(self) -> Iterator[TextRow]:
        """Every figure: those that stand in the sheet as they come, then those that are added up."""
        rows = self.sheet.rows()
        columns = self.found_columns(rows)
        sums: dict[tuple[str, str, str], tuple[Sum, int | None]] = {}
        found = False
        for row in rows:
            if not self.is_wanted(row, columns):
                continue
            found = True
            for indicator, figure in self.figures_in(row, columns):
                if indicator.adds_up:
                    key = (figure["indicator_id"], figure["region"], figure["period"])
                    self.add(figure, *sums.setdefault(key, (Sum(figure), indicator.decimals)))
                else:
                    yield figure
        if not found:
            message = say("oppsettet finner ingen rader med tall")
            raise refusal(self.problems.file, place_of(self.sheet.name), message)
        yield from (one.row(decimals) for one, decimals in sums.values())

    def add(self, figure: TextRow, total: Sum, _decimals: int | None) -> None:
        try:
            total.add(figure)
        except NotANumber as error:
            self.problems.add(figure.place("value"), str(error))

    def found_columns(self, rows: Iterator[SheetRow]) -> Columns:
        """Read down to the headings, and find the columns there."""
        heading = None
        if self.mapping.heading_row:
            heading = next((row for row in rows if row.number >= self.mapping.heading_row), None)
        if heading and heading.number != self.mapping.heading_row:
            heading = None
        return columns_in(self.mapping, headings_in(heading, self.mapping, self.sheet.name), self.problems)

    def is_wanted(self, row: SheetRow, columns: Columns) -> bool:
        """Whether the row holds figures: not empty, within the rows of the mapping, and met by its conditions."""
        last = self.mapping.last_row or row.number
        if row.is_empty or not self.mapping.first_row <= row.number <= last:
            return False
        skip = zip(self.mapping.skip, columns.skip, strict=True)
        only = zip(self.mapping.only, columns.only, strict=True)
        return not any(meets(row, one, column) for one, column in skip) and all(
            meets(row, one, column) for one, column in only
        )

    def figures_in(self, row: SheetRow, columns: Columns) -> Iterator[tuple[MappedIndicator, TextRow]]:
        """The figures of one row, for each indicator of the mapping."""
        facts = {name: self.fact(row, name, columns) for name in ("region", "period", "kind", "source_table")}
        cells = columns.across or {columns.facts["value"]: ""}
        codes = [
            (one, self.code_of(row, one, where))
            for one, where in zip(self.mapping.indicators, columns.codes, strict=True)
        ]
        for column, fact in cells.items():
            value = self.value_of(row, column)
            if value is None or None in facts.values():
                continue
            said = {name: text or "" for name, text in facts.items()}
            if self.mapping.across:
                said[self.mapping.across.fact] = fact
            for indicator, code in codes:
                if code:
                    where = columns.facts | {"value": column}
                    yield indicator, TextRow(row.number, {"indicator_id": code} | said | value, row.sheet, where)

    def fact(self, row: SheetRow, name: str, columns: Columns) -> str | None:
        """What the row says of region, period or the like; None and a problem where it cannot be read."""
        place: Place = getattr(self.mapping, name)
        if not place.headings:
            return place.constant
        text = self.text(row, columns.facts[name])
        return text.zfill(place.digits) if text and text.isdigit() else text

    def text(self, row: SheetRow, column: int) -> str | None:
        try:
            return key_text(row[column])
        except UnreadableCell as bad:
            self.problems.add(row.place(column), str(bad))
            return None

    def value_of(self, row: SheetRow, column: int) -> dict[str, str] | None:
        """The figure or the symbol for why there is none; None where the cell says nothing, or nothing readable."""
        cell: Any = row[column]
        shown = cell.shown if isinstance(cell, Trouble) else cell.strip() if isinstance(cell, str) else None
        if shown is not None and shown in self.mapping.missing:
            return {"value": "", "missing": self.mapping.missing[shown]}
        try:
            text = figure_text(cell, percent_as_shown=self.mapping.percent_as_shown)
        except UnreadableCell as bad:
            self.problems.add(row.place(column), str(bad))
            return None
        return {"value": text, "missing": ""} if text else None

    def code_of(self, row: SheetRow, indicator: MappedIndicator, columns: list[int]) -> str:
        """The code of the row's indicator; empty and a problem where a part of it is unknown."""
        texts = [self.text(row, column) for column in columns]
        parts = [
            self.part_of_code(row, column, part, text)
            for part, column, text in zip(indicator.parts, columns, texts, strict=True)
        ]
        if not all(parts):
            return ""
        code = ":".join(one for one in (indicator.code, *parts) if one)
        if indicator.name and code not in self.named:
            self.named[code] = NamedIndicator(code, name_of(indicator, texts), indicator.unit, indicator.decimals)
        return code

    def part_of_code(self, row: SheetRow, column: int, part: CodePart, text: str | None) -> str:
        if text is None:
            return ""
        known = part.codes.get(text, "") if part.codes else text
        if part.codes and not known:
            legal = ", ".join(part.codes)
            pattern = sentence("oppsettet kjenner ikke {text}; kjente er {known}")
            self.problems.add(row.place(column), say(pattern, text=quoted(text), known=legal))
        elif not known or any(sign.isspace() for sign in known):
            pattern = sentence("{text} kan ikke være en kode: si i oppsettet hvilken kode teksten har")
            self.problems.add(row.place(column), say(pattern, text=quoted(text)))
            return ""
        return known


def name_of(indicator: MappedIndicator, texts: list[str | None]) -> str:
    """The name with what stands in the columns: `Utslipp fra {Sektor}` → `Utslipp fra Veitrafikk`."""
    name = indicator.name
    for part, text in zip(indicator.parts, texts, strict=True):
        name = name.replace(f"{{{part.headings[0]}}}", text or "")
    return name


def meets(row: SheetRow, condition: Condition, column: int) -> bool:
    """Whether the row has one of the texts; what cannot be read is none of them."""
    try:
        return key_text(row[column]) in condition.texts
    except UnreadableCell:
        return False
