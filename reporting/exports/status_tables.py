"""Tables of the status analysis: figures as cells, what must be marked, and not too many columns for a page."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.utils.translation import gettext

from indicators.formats import number
from reporting.documents import Cell, Column, Table
from reporting.queries.area_rows import Figure
from reporting.queries.status_overview import Named

# So many columns of numbers are read on a page that stands upright.
MOST_NUMBERS = 9
ADJUSTED, CALCULATED, SUM, PROVISIONAL, CORRECTION, COMPUTED, BREAK = "**)", "(B)", "Σ", "*", "†", "‡", "‖"
# As the sources print what is missing.
SYMBOLS = (".", "..", ":", "-")


@dataclass(frozen=True, slots=True)
class Line:
    """A row: its name, the cells that every part of the table begins with, and one for each of the other columns."""

    name: Cell
    kept: tuple[Cell, ...]
    others: tuple[Cell, ...]


def side_by_side(
    title: str,
    first: str,
    kept: Sequence[str],
    others: Sequence[str],
    lines: Sequence[Line],
    *,
    about: str,
    source: str = "",
) -> Iterator[Table]:
    """One table, or several that begin alike where the columns are too many for one."""
    room = MOST_NUMBERS - len(kept)
    starts = list(range(0, len(others), room)) or [0]
    for part, start in enumerate(starts, start=1):
        chosen = slice(start, start + room)
        names = (*kept, *others[chosen])
        part_title = gettext("%(title)s (del %(part)d av %(parts)d)")
        words = {"title": title, "part": part, "parts": len(starts)}
        yield Table(
            title if len(starts) == 1 else part_title % words,
            (Column(first), *(Column(name, is_number=True) for name in names)),
            tuple((line.name, *line.kept, *line.others[chosen]) for line in lines),
            about=about,
            source=source,
        )


def value_cell(value: Decimal | None, *, signed: bool = False, is_strong: bool = False, unit: str = "") -> Cell:
    """A number as it is printed, with a plus where `signed`; nothing where there is none."""
    if value is None:
        return Cell("", is_strong=is_strong)
    text = number(value)
    shown = f"+{text}" if signed and value > 0 else text
    return Cell(shown, is_strong=is_strong, number=value, unit=unit, is_signed=signed)


def figure_cell(figure: Figure, *, before: str = "", is_strong: bool = False, unit: str = "") -> Cell:
    """The figure with its marks, which stand beside it in files that can calculate."""
    aside = f" ({figure.aside})" if figure.aside else ""
    after = f"{marks_of(figure)}{aside}"
    cell = Cell(f"{before}{figure.text}{after}", is_strong=is_strong)
    if figure.value is None:
        return cell
    return replace(cell, number=figure.value, before=before, after=after, unit=unit)


def marks_of(figure: Figure) -> str:
    said = {
        PROVISIONAL: figure.is_provisional,
        CORRECTION: figure.is_correction,
        COMPUTED: figure.is_computed,
    }
    return "".join(mark for mark, is_said in said.items() if is_said)


def name_of(named: Named) -> str:
    """With the unit, and the marks that follow the indicator wherever it stands."""
    said = {ADJUSTED: named.is_need_adjusted, CALCULATED: named.is_calculated, SUM: named.group_is_sum}
    return " ".join([named.title, *(mark for mark, is_said in said.items() if is_said)])


def marks_explained(cells: Iterable[Cell]) -> str:
    """What the signs in some cells mean; nothing where there are none."""
    texts = [cell.text for cell in cells]
    found = [words for mark, words in meanings().items() if any(has_mark(text, mark) for text in texts)]
    return " ".join(found)


def has_mark(text: str, mark: str) -> bool:
    """A symbol stands alone in its cell, or is quoted in it; `*` is not the end of `**)`."""
    if mark in SYMBOLS:
        return text == mark or f"«{mark}»" in text
    return mark in (text.replace(ADJUSTED, "") if mark == PROVISIONAL else text)


def meanings() -> dict[str, str]:
    """In the order in which they are explained."""
    return {
        ADJUSTED: gettext("%(mark)s Justert for utgiftsbehov.") % {"mark": ADJUSTED},
        CALCULATED: gettext("%(mark)s Beregnet av andre tall.") % {"mark": CALCULATED},
        SUM: gettext("%(mark)s Gruppens tall er summen av kommunene, ikke et snitt.") % {"mark": SUM},
        PROVISIONAL: gettext("%(mark)s Foreløpig tall.") % {"mark": PROVISIONAL},
        CORRECTION: gettext("%(mark)s Kommunens eget tall.") % {"mark": CORRECTION},
        COMPUTED: gettext("%(mark)s Regnet ut av Planpuls av andre tall, og ikke publisert.") % {"mark": COMPUTED},
        BREAK: gettext("%(mark)s Brudd i serien før dette tallet.") % {"mark": BREAK},
        ".": gettext("«.» Tall kan ikke forekomme."),
        "..": gettext("«..» Tallet mangler i kilden."),
        ":": gettext("«:» Tallet er skjult i kilden."),
        "-": gettext("«-» Kilden har ikke noe tall. Det er ikke null."),
    }


def source_said(source: str) -> str:
    return gettext("Kilde: %(source)s") % {"source": source} if source else ""
