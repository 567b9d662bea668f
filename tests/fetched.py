"""A table in the bank that stands in for Statistics Norway's, the source that fetches it, and what came of it."""

from datetime import UTC, date, datetime
from io import StringIO
from typing import Any

from django.core.management import call_command

from indicators.models import Indicator, Source
from indicators.services.fetch_endings import FetchOutcome
from indicators.services.fetching import Progress, fetch_source
from tests.factories import create_fetched_source, create_indicator, create_mapping
from tests.fakes.pxweb import PxWeb, Table, contents, region, years

REGION, METRIC, TIME = "KOKkommuneregion0000", "ContentsCode", "Tid"
RESULT, FUND = "KOSAGD230000", "KOSAG500000"
PUBLISHED = datetime(2026, 6, 15, 6, tzinfo=UTC)
NOON = datetime(2026, 7, 1, 10, tzinfo=UTC)


def small_table(**values: Any) -> Table:
    """Two regions, two metrics, two years: all 1.5 until something is put."""
    metrics = {RESULT: ("Netto driftsresultat", "prosent", 1), FUND: ("Disposisjonsfond", "prosent", 1)}
    variables = [region({"3909": "Larvik", "EAK": "Landet"}), contents(metrics), years(2024, 2025)]
    filled: dict[str, Any] = {"elsewhere": "1.5", "updated": PUBLISHED} | values
    return Table("12134", "12134: Nøkkeltall", variables, **filled)


def put(table: Table, printed: str, *, place: str = "3909", metric: str = RESULT, year: str = "2025") -> None:
    """Print something in one cell of the small table."""
    table.put(printed, **{REGION: place, METRIC: metric, TIME: year})


def publish(pxweb: PxWeb, table: Table, *, updated: datetime) -> None:
    """Let the bank have the table as it is now, and say when it was changed."""
    table.updated = updated
    pxweb.add(table)


def source_of(pxweb: PxWeb, table: Table, **values: Any) -> Source:
    """The table in the bank, and a source that fetches all of it."""
    pxweb.add(table)
    return create_fetched_source(table=table.id, name="Nøkkeltall", **values)


def mapped(source: Source, code: str = f"12134:{RESULT}", **values: Any) -> Indicator:
    """The indicator that the code is."""
    indicator = create_indicator(**{"code": "netto-driftsresultat"} | values)
    create_mapping(source=source, indicator=indicator, code=code)
    return indicator


def fetch(
    source: Source, *, at: datetime = NOON, is_forced: bool = False, progress: Progress | None = None
) -> FetchOutcome:
    return fetch_source(source=source, by="kari", clock=lambda: at, is_forced=is_forced, progress=progress)


def counts(outcome: FetchOutcome) -> tuple[int, int, int]:
    return outcome.created, outcome.updated, outcome.unchanged


def dumped(
    *, indicator: str = "netto-driftsresultat", place: str = "3909", known_at: date | None = None
) -> dict[str, str]:
    """What `dump_observations` prints: value or symbol by period, with a star where it is provisional."""
    out = StringIO()
    known = [f"--known-at={known_at}"] if known_at else []
    call_command("dump_observations", f"--indicator={indicator}", f"--region={place}", *known, stdout=out)
    rows = [line.split(",") for line in out.getvalue().splitlines()[1:]]
    return {row[2]: (row[3] or row[4]) + ("*" if row[5] == "provisional" else "") for row in rows}
