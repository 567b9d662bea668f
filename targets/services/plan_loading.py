"""Loading a plan file: everything is checked before the first row is written, and all of it is written or nothing."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from accounts.imports import ImportProblem, LoadOutcome, Problems, quoted
from accounts.services import record_event
from accounts.syncing import Tally
from indicators.models import Channel, Indicator, Region
from indicators.regions import described, problem_with, resolve
from indicators.services.recording import Delivery, Recorded, record_figures, refuse_contradictions
from planning.models import Plan
from planning.services import check_content, store_content
from targets.models import Target
from targets.planfile.file import read_plan_file
from targets.planfile.records import PlanFile
from targets.services.plan_figures import check_parts, disagreements_told, figures_of, regions_named
from targets.services.plan_indicators import (
    check_indicators,
    disagreements,
    identities,
    store_indicators,
    store_links,
    store_sources,
    store_uses,
)
from targets.services.plan_people import check_people, store_people
from targets.services.plan_quality import check_quality, store_quality
from targets.services.plan_targets import check_targets, store_targets
from targets.services.plan_touching import touch_loaded
from targets.services.plan_vanished import LOADED, VANISHED_GOALS, is_news
from targets.services.promises import Promise, keep_earlier_promises, promises_of


@transaction.atomic
def load_plan(*, name: str, body: bytes, by: str, now: datetime) -> LoadOutcome:
    """Take in a plan file, or ImportRefused and nothing. Objects that the file no longer has are kept, and told."""
    file = read_plan_file(body, name=name)
    check_file(file, Problems(name))
    tally = Tally()
    promised = promises_of_plan(file.content.plan.code)
    stored = store_content(content=file.content, tally=tally)
    regions = regions_of(file)
    found = identities(file.indicators, stored.plan)
    warnings = [*file.remarks, *disagreements(file.indicators, found, name)]
    rows = store_indicators(file.indicators, found, stored.plan, tally)
    store_links(file, rows, store_sources(file, stored.plan, tally), tally)
    uses, stored.vanished["indicators"] = store_uses(file, stored, rows, regions, tally)
    # A reader is told the plan's title as the source of its figures, never the name of a file.
    delivery = Delivery(Channel.PLAN, stored.plan.title, body, received_from=by, received_at=now, known_from=now)
    recorded = quote_figures(file, rows, regions, delivery, Problems(name))
    stored.vanished["targets"] = store_targets(file, stored, uses, regions, tally)
    store_people(file, stored.plan.pk, tally, by=by, now=now)
    stored.vanished["data_quality"] = store_quality(file, stored.plan, rows, regions, tally)
    keep_changed_promises(promised, name=name, by=by, now=now)
    warnings += [*told(recorded, name), *vanished_told(stored.vanished, name)]
    outcome = outcome_of(tally, recorded, warnings)
    if outcome.wrote:
        touch_loaded(stored.plan, tally, now=now)
    gone = stored.vanished.get("goals", [])
    if outcome.wrote or is_news(stored.plan, gone):
        keep_trail(stored.plan, outcome, tally, gone=gone, by=by, now=now)
    return outcome


def promises_of_plan(code: str) -> dict[int, Promise]:
    """What the plan promised before the file came."""
    return promises_of(Target.objects.filter(plan__code=code).values_list("pk", flat=True))


def keep_changed_promises(before: Mapping[int, Promise], *, name: str, by: str, now: datetime) -> None:
    """The file is the authority for what an adopted plan promises, and the reason for what it changes."""
    reason, on = gettext("Endret i planfilen %(name)s.") % {"name": name}, timezone.localdate(now)
    keep_earlier_promises(before, reasons=dict.fromkeys(before, reason), by=by, on=on, now=now)


def quote_figures(
    file: PlanFile,
    rows: Mapping[str, Indicator],
    regions: Mapping[str, Region],
    delivery: Delivery,
    problems: Problems,
) -> Recorded | None:
    """The figures that the plan quotes. Two values for one cell are refused, and everything with them."""
    figures = list(figures_of(file, rows, regions, known_from=delivery.known_from))
    refuse_contradictions(figures, problems)
    problems.refuse_if_any()
    return record_figures(figures=figures, delivery=delivery) if figures else None


def keep_trail(plan: Plan, outcome: LoadOutcome, tally: Tally, *, gone: Sequence[str], by: str, now: datetime) -> None:
    """Goals that the file no longer names are kept in the plan; the red thread finds them by this."""
    record_event(
        action=LOADED,
        subject=plan,
        by=by,
        now=now,
        municipality_number=plan.municipality.number,
        before=tally.before,
        after={
            "created": outcome.created,
            "updated": outcome.updated,
            **({VANISHED_GOALS: list(gone)} if gone else {}),
            **tally.after,
        },
    )


def check_file(file: PlanFile, problems: Problems) -> None:
    """What the database would not take, in every section. Raises ImportRefused."""
    check_content(file.content, problems)
    check_indicators(file, problems)
    check_targets(file, problems)
    check_people(file, problems)
    check_quality(file, problems)
    for place, message in (*check_parts(file.indicators), *check_regions(file)):
        problems.add(place, message)
    problems.refuse_if_any()


def check_regions(file: PlanFile) -> Iterator[tuple[str, str]]:
    """Texts that cannot name a region, as (place, sentence)."""
    for text in sorted(regions_named(file)):
        if message := problem_with(text):
            yield quoted(text), message


def regions_of(file: PlanFile) -> Mapping[str, Region]:
    """The regions that the file speaks of. Its own municipality gets its name and number if figures came first."""
    facts = file.content.municipality
    adopt_region(facts.number, facts.name)
    regions = resolve(regions_named(file))
    own = regions[facts.number]
    if own.name == own.code:
        Region.objects.filter(pk=own.pk).update(name=facts.name)
    return regions


def adopt_region(number: str, name: str) -> None:
    """Figures that named the municipality before anybody knew its number are about this region, not another one."""
    if not Region.objects.filter(code=number).exists():
        facts = described(number)
        Region.objects.filter(name=name, code=described(name).code).update(code=number, kind=facts.kind)


def told(recorded: Recorded | None, file: str) -> Iterable[ImportProblem]:
    """What its figures do not agree with, and what they do not add up with; a person knows the file by its name."""
    if recorded is None:
        return ()
    return [
        *disagreements_told(recorded.disagreements, file),
        *(replace(one, file=file) for one in recorded.outcome.warnings),
    ]


def vanished_told(vanished: Mapping[str, list[str]], file: str) -> Iterator[ImportProblem]:
    """One line for each section that has objects which the file no longer names."""
    for section, codes in vanished.items():
        if codes:
            listed = ", ".join(quoted(code) for code in codes[:20]) + (" …" if len(codes) > 20 else "")
            message = gettext("står ikke lenger i filen, men er beholdt: %(codes)s")
            yield ImportProblem(file, section, message % {"codes": listed})


def outcome_of(tally: Tally, recorded: Recorded | None, warnings: Iterable[ImportProblem]) -> LoadOutcome:
    """Objects and figures counted together."""
    figures = recorded.outcome if recorded else LoadOutcome()
    return LoadOutcome(
        created=len(tally.created) + figures.created,
        updated=len(tally.changed) + figures.updated,
        unchanged=len(tally.unchanged) + figures.unchanged,
        warnings=tuple(warnings),
    )
