"""One conversation with Statistics Norway about one table: has it changed, what does it say, what of that is new.

Everything is fetched before anything is recorded, so that a table which the bank takes down halfway is not half new.
"""

import hashlib
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

import orjson
from django.conf import settings
from django.utils.translation import gettext

from accounts.imports import ImportProblem, LoadOutcome
from indicators.models import IndicatorInSource, Source, SourceStatus
from indicators.periods import Period, PeriodError, parse_period
from indicators.services.sources import left_out
from indicators.services.ssb_figures import Part, Recipe, record_part
from indicators.services.ssb_selection import Wanted, wanted_of
from indicators.sources.jsonstat import Dataset, arranged, fingerprint, read_dataset
from indicators.sources.ssb import SourceUnreadable, SourceWithdrawn, SsbClient, TableFacts
from indicators.timetable import provisional_period

Clock = Callable[[], datetime]
# Told how many of how many steps are done. What it raises ends the conversation.
Step = Callable[[int, int], None]
# A part is recorded in one go, and a worker holds it in memory.
CELLS_AT_A_TIME = 200_000
# Half of the checksum says what was asked and what it was taken for, the other half what came.
HALF = 32
# Counted up when more is kept of what a table says than before: each source is then fetched whole once.
WHAT_IS_KEPT = 2


@dataclass(frozen=True, slots=True)
class Fetched:
    """How a table stands after the conversation. `is_news` is False where it says what it said the last time."""

    is_news: bool
    outcome: LoadOutcome
    updated_upstream: datetime | None
    content_hash: str
    wanted: Wanted
    is_discontinued: bool


@dataclass(frozen=True, slots=True)
class Unchanged:
    """The bank says itself that nothing has changed since all of it was fetched."""

    is_discontinued: bool


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer, packed until all of them have come."""

    packed: bytes
    address: str
    fingerprint: str


def fetch_table(
    ssb: SsbClient, *, source: Source, status: SourceStatus, by: str, clock: Clock, is_forced: bool, step: Step
) -> Fetched | Unchanged:
    """Fetch what the source asks for and record it, unless the bank says that nothing has changed.

    Raises SourceError, HeldBack, DatasetRefused, ImportRefused or what `step` raises; what was recorded before stands.
    """
    now = clock()
    mappings = list(source.mappings.select_related("indicator"))
    asked = hash_of_question(source, mappings)
    facts = facts_of(ssb, source)
    if not is_forced and facts.updated and has_seen(status, facts.updated, asked):
        return Unchanged(facts.is_discontinued)
    wanted = wanted_of(ssb, source=source, mappings=mappings)
    kept = list(answers_to(ssb, wanted, source, step))
    provisional = provisional_in(wanted, source, facts.updated or now)
    content = asked + hash_of_content(kept, provisional)
    is_news = content != status.content_hash
    outcome = LoadOutcome(unchanged=0)
    if is_news:
        mapped = {one.code: one.indicator_id for one in mappings}
        recipe = Recipe(
            source, mapped, left_out(source), provisional, known_from=now, by=by, updated_upstream=facts.updated
        )
        outcome = record_all(kept, recipe, wanted, clock=clock, step=step)
    return Fetched(is_news, outcome, facts.updated, content, wanted, facts.is_discontinued)


def facts_of(ssb: SsbClient, source: Source) -> TableFacts:
    """What the list of tables says of the table. Where it is said to be gone, the bank itself must answer."""
    try:
        return ssb.table(source.table)
    except SourceWithdrawn:
        ssb.limits()
        raise


def has_seen(status: SourceStatus, updated: datetime, asked: str) -> bool:
    """Whether all of this was fetched, in answer to the same question, since the table was changed."""
    return status.updated_upstream == updated and status.content_hash.startswith(asked)


def answers_to(ssb: SsbClient, wanted: Wanted, source: Source, step: Step) -> Iterator[Kept]:
    answers = ssb.answers(
        wanted.description, selection=wanted.selection, codelists=source.codelists, most_cells=CELLS_AT_A_TIME
    )
    for answer in answers:
        yield Kept(zlib.compress(answer.body, 1), answer.address, fingerprint(dataset_in(answer.body, source)))
        step(answer.part, 2 * answer.parts)


def dataset_in(body: bytes, source: Source) -> Dataset:
    """The figures of an answer."""
    dataset = read_dataset(body, stem=source.table, max_cells=settings.MAX_IMPORT_CELLS)
    if dataset.is_description:
        raise SourceUnreadable(gettext("Svaret har ingen tall"))
    return dataset


def record_all(kept: Sequence[Kept], recipe: Recipe, wanted: Wanted, *, clock: Clock, step: Step) -> LoadOutcome:
    """Record the answers one by one. Each one is whole in itself: a worker that dies between two has done no harm."""
    created = updated = unchanged = 0
    warnings: dict[ImportProblem, None] = {}
    for number, one in enumerate(kept, start=1):
        body = zlib.decompress(one.packed)
        dataset = arranged(dataset_in(body, recipe.source), wanted.order)
        outcome = record_part(Part(dataset, body, one.address, number, len(kept)), recipe, now=clock())
        created, updated = created + outcome.created, updated + outcome.updated
        unchanged += outcome.unchanged
        warnings |= dict.fromkeys(outcome.warnings)
        step(len(kept) + number, 2 * len(kept))
    return LoadOutcome(created, updated, unchanged, tuple(warnings))


def provisional_in(wanted: Wanted, source: Source, updated: datetime) -> str:
    """The period that is not revised yet; empty where there is none."""
    found = provisional_period(periods_in(wanted.period_codes), updated) if source.is_kostra else None
    return found.code if found else ""


def periods_in(codes: Sequence[str]) -> Iterator[Period]:
    for code in codes:
        try:
            yield parse_period(code)
        except PeriodError:
            continue


def hash_of_question(source: Source, mappings: Sequence[IndicatorInSource]) -> str:
    """Changes with everything that decides what is fetched and what it is taken for."""
    mapped = sorted((one.code, one.indicator_id) for one in mappings)
    chosen = [source.table, source.selection, source.codelists, source.is_kostra]
    asked = [WHAT_IS_KEPT, *chosen, mapped, sorted(left_out(source))]
    return hashlib.sha256(orjson.dumps(asked, option=orjson.OPT_SORT_KEYS)).hexdigest()[:HALF]


def hash_of_content(kept: Sequence[Kept], provisional: str) -> str:
    """Changes with every figure, and when figures become final."""
    said = [provisional, sorted(one.fingerprint for one in kept)]
    return hashlib.sha256(orjson.dumps(said)).hexdigest()[:HALF]
