"""What a report is made of. Every form of it prints these blocks in this order: HTML, Word, PDF, Excel, CSV.

Plain values all the way: texts, numbers and finished drawings, so that a document can be kept as it is and written
again years later.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from reporting.drawing import Drawing

# With more columns of numbers than this a page becomes narrow.
MANY_NUMBERS = 5


class Role(StrEnum):
    """What a paragraph is for."""

    LEAD = "lead"
    BODY = "body"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Heading:
    """A chapter is level 1; `number` makes its address within the document."""

    level: int
    text: str
    number: int = 0

    @property
    def anchor(self) -> str:
        return f"del-{self.number}"


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str
    role: Role = Role.BODY


@dataclass(frozen=True, slots=True)
class LightLine:
    """A light as shape, colour and word, and what is said of it: `● Oppfylt: …`.

    `calculated` is the rule's own light beside one that a person has set.
    """

    light: str
    word: str
    text: str
    calculated: str = ""


@dataclass(frozen=True, slots=True)
class FactList:
    """A few things by name: (what, words)."""

    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Bullets:
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comment:
    """What people wrote of the figures (faglig vurdering), paragraph by paragraph; `said` is by whom and when."""

    paragraphs: tuple[str, ...]
    said: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that somebody has brought. `alt` is what it shows, for those who listen."""

    media_type: str
    content: bytes
    alt: str
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """Text, or a light with its word.

    `number` is the figure that the text is the writing of; files that can calculate get it as a number with as many
    decimals as the text shows. What is no figure (`..`, a range) has none. Of a text that says more than the figure,
    `before` and `after` are what stands around it: signs, or the municipality's own figure beside. `unit` is what the
    figure is of where a file may write it behind; `is_signed` where the figure is a change and has a plus.
    """

    text: str
    light: str = ""
    is_strong: bool = False
    number: Decimal | None = None
    before: str = ""
    after: str = ""
    unit: str = ""
    is_signed: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """`share` is how much room a column of text takes beside the others."""

    title: str
    is_number: bool = False
    light: str = ""
    share: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under named columns; the first cell of a row names the row. A drawing shows the same figures.

    `about` is what the title leaves to the heading above it; whoever hears the table alone is told both.
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    about: str = ""
    source: str = ""
    drawing: Drawing | None = None

    @property
    def name(self) -> str:
        return f"{self.about}: {self.title}" if self.about else self.title

    @property
    def has_texts(self) -> bool:
        """Whether there is more text than the names of the rows, so that it wants the whole width."""
        return sum(not column.is_number for column in self.columns) > 1

    @property
    def is_dense(self) -> bool:
        """Whether so many numbers stand side by side that they must stand close."""
        return sum(column.is_number for column in self.columns) > MANY_NUMBERS

    @property
    def cells_by_column(self) -> list[list[tuple[Column, Cell]]]:
        """Every row with the column that each cell stands in."""
        return [list(zip(self.columns, row, strict=True)) for row in self.rows]


Block = Heading | Paragraph | LightLine | FactList | Bullets | Comment | Picture | Table


@dataclass(frozen=True, slots=True)
class Look:
    """How a municipality's reports look: its colour (`#rrggbb`, the product's own where empty) and its logo."""

    colour: str = ""
    logo: Picture | None = None


NO_LOOK = Look()


@dataclass(frozen=True, slots=True)
class ReportDocument:
    """A report ready to be written.

    `made_on` is the day that its properties carry, `front` the text before the contents. One without a title for its
    contents is short: it has no front page and no list of contents, and its chapters follow each other on the page.
    `fingerprint` is that of the sealed report that a file is made of, for the properties of the file; what is frozen
    has none, since it is what the fingerprint is made of.
    """

    language: str
    publisher: str
    title: str
    subtitle: str
    facts: FactList
    contents_title: str
    blocks: tuple[Block, ...]
    made_on: date
    front: tuple[str, ...] = ()
    look: Look = NO_LOOK
    fingerprint: str = ""

    @property
    def mark(self) -> str:
        """The fingerprint as the properties of a file have it."""
        return f"sha256:{self.fingerprint}" if self.fingerprint else ""

    @property
    def is_short(self) -> bool:
        return not self.contents_title

    @property
    def chapters(self) -> list[Heading]:
        return [block for block in self.blocks if isinstance(block, Heading) and block.level == 1]
