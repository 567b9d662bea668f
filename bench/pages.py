"""The pages that read official figures, in a whole country of them and in a tenth of it.

Each size has a PostgreSQL database of its own, and they are asked by turns. A page may not be slower because there is
more that it does not show.
"""

from collections.abc import Iterator
from contextlib import ExitStack
from statistics import median

from bench.databases import answers_of, postgres_of_its_own
from bench.timing import NotMeasured, Result
from tests.services import find

INDICATORS, TENTH = 2_600, 260
ROUNDS = 3
SLOWER_AT_MOST, QUERIES_AT_MOST = 1.3, 8
BARE = "bare page"


def in_a_country(indicators: int = INDICATORS, tenth: int = TENTH) -> Iterator[Result | NotMeasured]:
    """Every page: against itself with a tenth of the figures, against a page that shows nothing, and its queries."""
    postgres = find("postgres")
    if postgres.missing_because:
        yield NotMeasured("pages in a country of figures", postgres.missing_because)
        return
    with ExitStack() as both:
        large, small = (
            both.enter_context(postgres_of_its_own(postgres.address, name=name)) for name in ("large", "small")
        )
        figures = answers_of("country", indicators, database=large)[0]["figures"]
        answers_of("country", tenth, database=small)
        rounds = [(answers_of("pages", database=small), answers_of("pages", database=large)) for _ in range(ROUNDS)]
    yield from results_of(rounds, f"{figures:,} figures")


def results_of(rounds: list[tuple[list[dict[str, float]], list[dict[str, float]]]], of: str) -> Iterator[Result]:
    """Medians over the rounds, within which both sizes were asked."""
    pages = [str(one["name"]) for one in rounds[0][1]]
    took = [({str(one["name"]): one for one in few}, {str(one["name"]): one for one in many}) for few, many in rounds]
    for page in pages:
        few, many, bare = (median(times) for times in zip(*(times_of(page, *one) for one in took), strict=True))
        if page == BARE:
            continue
        yield Result(f"{page}, a tenth against {of}", few, many, many / few, at_most=SLOWER_AT_MOST)
        yield Result(f"{page}, a bare page against it", bare, many, many / bare)
        queries = took[0][1][page]["queries"]
        yield Result(f"{page}: queries beside session and person", 0, 0, queries, at_most=QUERIES_AT_MOST)


def times_of(
    page: str, few: dict[str, dict[str, float]], many: dict[str, dict[str, float]]
) -> tuple[float, float, float]:
    return few[page]["milliseconds"], many[page]["milliseconds"], many[BARE]["milliseconds"]
