"""What is left to judgement: a batch of cells at a time, each figure against everything that is kept of its cell."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import groupby

from accounts.syncing import in_chunks
from indicators.models import Fetch, Observation
from indicators.queries.vintages import vintage_of
from indicators.services.recording.figures import Cell, Disagreement, NewFigure, figure_in
from indicators.services.recording.settling import CELL_COLUMNS, OBSERVATIONS, add_from, same_cell
from indicators.services.recording.staging import DOUBTED, columns_of, rows_of
from indicators.vintages import News, Vintage, verdicts_on

CELLS_AT_A_TIME, NEWS_AT_A_TIME = 2_000, 5_000
# Of each cell the last one is the current one.
ORDER = "cell, table_rank, number"
FIELDS = (
    *("indicator_id", "region_id", "period", "part", "literal", "missing", "kind", "standing", "source_table"),
    *("table_rank", "known_from", "value_min", "value_max", "id", "extra"),
)


@dataclass(slots=True)
class Judged:
    """How many figures were what, and which quotations do not agree with the official figure."""

    counts: Counter[News] = field(default_factory=Counter)
    disagreements: list[Disagreement] = field(default_factory=list)


def judge_doubted(*, cells: int, kept_fetch: Callable[[], Fetch]) -> Judged:
    """Judge the figures of so many cells, and add those that are news to the delivery."""
    judged = Judged()
    for first in range(1, cells + 1, CELLS_AT_A_TIME):
        batch = (first, first + CELLS_AT_A_TIME - 1)
        for news in in_chunks(news_among(batch, judged), NEWS_AT_A_TIME):
            numbers = ", ".join(["%s"] * len(news))
            add_from(DOUBTED, f"number IN ({numbers})", news, order=ORDER, fetch=kept_fetch())
    return judged


def news_among(batch: tuple[int, int], judged: Judged) -> Iterator[int]:
    """The numbers of the figures that say something new; counts all of them."""
    kept = vintages_of(batch)
    for _cell, rows in groupby(figures_of(batch), key=lambda row: row[0]):
        arriving = [(number, figure) for _cell, number, figure in rows]
        verdicts = verdicts_on([figure.vintage for _number, figure in arriving], kept[arriving[0][1].cell])
        for (number, figure), verdict in zip(arriving, verdicts, strict=True):
            judged.counts[verdict.news] += 1
            if verdict.official:
                judged.disagreements.append(Disagreement(figure, verdict.official))
            if verdict.news is not News.SAME:
                yield number


def figures_of(batch: tuple[int, int]) -> Iterator[tuple[int, int, NewFigure]]:
    """The doubted figures with the numbers of their cell and their own: of each cell in the order of their tables."""
    sql = f"SELECT cell, number, {columns_of()} FROM {DOUBTED} WHERE cell BETWEEN %s AND %s ORDER BY {ORDER}"
    return ((row[0], row[1], figure_in(row[2:])) for row in rows_of(sql, batch))


def vintages_of(batch: tuple[int, int]) -> dict[Cell, list[Vintage]]:
    """Everything that is kept of the cells."""
    sql = f"""
        SELECT {", ".join(f"o.{name}" for name in FIELDS)}
        FROM (SELECT DISTINCT {CELL_COLUMNS} FROM {DOUBTED} WHERE cell BETWEEN %s AND %s) s
        JOIN {OBSERVATIONS} o ON {same_cell("s", "o")}
    """
    kept: dict[Cell, list[Vintage]] = defaultdict(list)
    for row in Observation.objects.raw(sql, batch):
        kept[row.indicator_id, row.region_id, row.period, row.part].append(vintage_of(row))
    return kept
