"""Where figures are fetched from, which codes there are which indicators, and what is wrong there."""

from typing import Any

from indicators.models import Indicator, IndicatorInSource, ProblemKind, Source, SourceProblem, SourceStatus
from tests.factories.figures import create_indicator
from tests.factories.moments import NOW
from tests.factories.numbered import numbers


def create_source(**values: Any) -> Source:
    number = next(numbers)
    return Source.objects.create(**{"code": f"kilde-{number}", "name": f"Kilde {number}"} | values)


def create_fetched_source(**values: Any) -> Source:
    """One whose figures come by themselves, with a table number of its own and its status row."""
    # SSB has not come that far.
    table = f"{60_000 + next(numbers) % 30_000}"
    defaults = {"code": f"ssb-{table}", "table": table, "is_fetched": True, "publisher": "Statistisk sentralbyrå"}
    source = create_source(**defaults | values)
    SourceStatus.objects.create(source=source)
    return source


def create_source_problem(*, source: Source | None = None, **values: Any) -> SourceProblem:
    defaults = {"kind": ProblemKind.REJECTED, "title": f"Problem {next(numbers)}", "found_at": NOW, "seen_at": NOW}
    return SourceProblem.objects.create(source=source or create_fetched_source(), **defaults | values)


def create_mapping(
    *, source: Source | None = None, indicator: Indicator | None = None, **values: Any
) -> IndicatorInSource:
    """That a combination of codes in the source's table is the indicator."""
    source = source or create_fetched_source()
    code = f"{source.table}:KOS{next(numbers)}"
    return IndicatorInSource.objects.create(
        source=source, indicator=indicator or create_indicator(), **{"code": code} | values
    )
