"""Sources whose figures come by themselves: made, and taken up again after a change."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from accounts.services import record_event
from indicators.models import Source, SourceStatus

PUBLISHER = "Statistisk sentralbyrå"
LONGEST_NAME = 300


def code_of_table(table: str) -> str:
    """What a source that fetches this table is called: `ssb-12134`."""
    return f"ssb-{table}"


@transaction.atomic
def add_source(
    *,
    table: str,
    name: str,
    selection: Mapping[str, Sequence[str]],
    codelists: Mapping[str, str],
    is_kostra: bool,
    by: str,
    now: datetime,
) -> Source:
    """A source that fetches these cells of a table, mapped to nothing and verified by nobody. Due at once.

    An empty list of codes in `selection` sums the variable away. Raises IntegrityError where the table has a source.
    """
    source = Source.objects.create(
        code=code_of_table(table),
        name=name[:LONGEST_NAME],
        publisher=PUBLISHER,
        table=table,
        url=f"https://www.ssb.no/statbank/table/{table}/",
        is_fetched=True,
        selection={variable: list(codes) for variable, codes in selection.items()},
        codelists=dict(codelists),
        is_kostra=is_kostra,
    )
    SourceStatus.objects.create(source=source)
    record_event(action="indicators.source.added", subject=source, by=by, now=now, after={"table": table})
    return source


def ask_again(*, source: Source) -> None:
    """Let the source be asked the next time that somebody looks which ones are due."""
    SourceStatus.objects.filter(source=source).update(next_fetch_at=None)
