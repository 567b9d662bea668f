"""Sources whose figures come by themselves: made, and taken up again after a change."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.services import record_event
from indicators.models import ProblemKind, Source, SourceProblem, SourceStatus
from indicators.sources.jsonstat import Dataset
from indicators.sources.ssb import Variable
from indicators.table_notes import notes_to_keep

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


@transaction.atomic
def name_source(*, code: str, name: str, publisher: str, by: str, now: datetime) -> Source:
    """A source that figures are brought from by hand, made the first time that it is named."""
    source, is_new = Source.objects.get_or_create(
        namespace="", code=code, defaults={"name": name[:LONGEST_NAME], "publisher": publisher}
    )
    if is_new:
        record_event(action="indicators.source.named", subject=source, by=by, now=now, after={"name": name})
    return source


def ask_again(*, source: Source) -> None:
    """Let the source be asked the next time that somebody looks which ones are due."""
    SourceStatus.objects.filter(source=source).update(next_fetch_at=None)


def keep_notes(*, source: Source, dataset: Dataset, chosen: Mapping[str, Collection[str]]) -> None:
    """What the table says of itself and of the codes that are fetched of it."""
    keep_extra(source, notes_to_keep(dataset, chosen))


def keep_labels(*, source: Source, variables: Iterable[Variable]) -> None:
    """The table's own names for its variables and for the chosen codes, so that pages need not ask for them."""
    variables = list(variables)
    named = {one.id: one.label for one in variables}
    chosen = {one.id: set(source.selection.get(one.id, [])) for one in variables}
    labels = {
        one.id: {code: label for code, label in one.names.items() if code in chosen[one.id]}
        for one in variables
        if chosen[one.id]
    }
    # A variable that is summed away is not among those of an answer, and keeps its name.
    keep_extra(source, {"variables": source.extra.get("variables", {}) | named, "labels": labels})


def forget_lost(source: Source) -> list[str]:
    """Miss no longer what is gone from the table, since somebody has gone through what is fetched of it; what that was.

    The next fetch takes everything anew, and ends the problem.
    """
    open_problems = SourceProblem.objects.open().filter(source=source, kind=ProblemKind.LOST_CODE)
    lost = list(open_problems.order_by("pk").values_list("detail", flat=True))
    if lost:
        keep_extra(source, {"seen": {}})
        SourceStatus.objects.filter(source=source).update(content_hash="")
    return lost


def keep_extra(source: Source, told: Mapping[str, Any]) -> None:
    kept = Source.objects.select_for_update().get(pk=source.pk)
    if kept.extra | told != kept.extra:
        kept.extra = kept.extra | told
        kept.save(update_fields=["extra"])


def left_out(source: Source) -> frozenset[str]:
    """The combinations of codes that somebody has chosen not to take in, and that become no indicators."""
    return frozenset(source.extra.get("not_taken", []))
