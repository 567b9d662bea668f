"""Tables of the stand-in bank as our own reader describes them, for tests that need no server."""

from indicators.services.table_lookup import DescribedTable
from indicators.sources.ssb import TableFacts
from indicators.sources.ssb.readings import read_description
from tests.fakes.pxweb import Table
from tests.fakes.pxweb.documents import metadata

MOST_CELLS = 800_000


def described(table: Table, *, most_cells: int = MOST_CELLS) -> DescribedTable:
    """What somebody who sets up a source is shown of the table."""
    facts = TableFacts(
        id=table.id,
        label=table.label,
        updated=table.updated,
        first_period="2015",
        last_period="2025",
        time_unit=table.time_unit,
        variable_names=tuple(one.label for one in table.variables),
        is_discontinued=table.is_discontinued,
        is_kostra=True,
    )
    return DescribedTable(facts, read_description(metadata(table, {}), table.id), most_cells)
