"""The annual report on a plan: how every target stood at the end of a year, and what that was judged from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import prefetch_related_objects

from indicators.queries.delivery_words import deliveries_in_words
from indicators.source_names import listed_sources
from planning.models import FocusArea, Goal, Level, Measure, Plan
from reporting.drafted_words import without_draft
from reporting.measure_words import progress_said
from reporting.queries.annual_changes import YearChange, changes_between, judged_twice
from reporting.queries.annual_targets import ReportedTarget, reported_target, with_answer
from reporting.queries.answers import answers_for
from reporting.queries.approved_commentary import ApprovedComment, approved_commentary
from reporting.queries.errata import ErrataOf, errata_before
from reporting.queries.lights import listed
from reporting.queries.target_remarks import region_breaks_of, remarks_on_targets
from targets.certificates import Judgement
from targets.models import EARLIER
from targets.queries import readings_for
from targets.rules import RULE_VERSION, Kind, Light, RollUp, roll_up

# What a target is placed and described by, beyond what judging it has fetched already.
WANTED = (
    *("peer", "primary_focus_area", "secondary_focus_areas", "used_indicator__focus_areas"),
    *("goal__primary_focus_area", "goal__focus_areas", "steps"),
    *("plan", "unit_in_charge", "owner", "goal__unit", "goal__owner"),
    *("used_indicator__indicator__sources", "used_indicator__indicator__quality_records", *EARLIER),
)
# Instead of the codes of focus areas, for what belongs to none.
NOWHERE = ("",)


@dataclass(frozen=True, slots=True)
class ReportedGoal:
    """`set_by` is whose goal it is where it is not the municipality's own."""

    text: str
    set_by: str
    targets: tuple[ReportedTarget, ...]


@dataclass(frozen=True, slots=True)
class GoalGroup:
    """The goals of one theme, or of none (`title` empty), in the order of the plan."""

    title: str
    goals: tuple[ReportedGoal, ...]


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A goal that belongs here too and is printed under its main focus area."""

    text: str
    area: str


@dataclass(frozen=True, slots=True)
class ReportedMeasure:
    title: str
    status: str
    gist: str


@dataclass(frozen=True, slots=True)
class ReportedArea:
    """A focus area with what is printed under it. `lights` counts every target that belongs to it."""

    title: str
    slogan: str
    is_focus_area: bool
    lights: RollUp
    own: tuple[GoalGroup, ...]
    # Goals that others have set and the plan leans on: national, regional, international.
    others: tuple[GoalGroup, ...]
    elsewhere: tuple[Elsewhere, ...]
    norms: tuple[ReportedTarget, ...]
    measures: tuple[ReportedMeasure, ...]

    @property
    def has_content(self) -> bool:
        return bool(self.own or self.others or self.elsewhere or self.norms or self.measures)


@dataclass(frozen=True, slots=True)
class AnnualReport:
    """`judged_on` is the day after the year, or today while it lasts; `known_on` the day that the figures are from."""

    municipality: str
    plan: Plan
    year: int
    judged_on: date
    known_on: date
    rule_version: str
    targets: tuple[ReportedTarget, ...]
    areas: tuple[ReportedArea, ...]
    # Goals, norms and measures that belong to no focus area.
    outside: ReportedArea
    goals_without_target: int
    sources: tuple[str, ...]
    documents: tuple[str, ...]
    # Against how it stood when the year began.
    changes: tuple[YearChange, ...] = ()
    # What has been corrected in sealed reports before this one.
    errata: tuple[ErrataOf, ...] = ()

    @property
    def year_is_over(self) -> bool:
        return self.judged_on.year > self.year

    @property
    def own_targets(self) -> list[ReportedTarget]:
        """The plan's targets; a norm that it only quotes is shown and not counted."""
        return [target for target in self.targets if not target.is_norm]

    @property
    def norms(self) -> list[ReportedTarget]:
        return [target for target in self.targets if target.is_norm]

    @property
    def overridden(self) -> list[ReportedTarget]:
        """Those that a person has set another light for, norms too."""
        return [target for target in self.targets if target.override]

    @property
    def lights(self) -> RollUp:
        return lights_of(self.own_targets)

    @property
    def kinds(self) -> set[Kind]:
        return {target.kind for target in self.targets}


def annual_report(*, plan: Plan, year: int, on: date) -> AnnualReport:
    """The report for a year, made on a day, in a fixed number of queries.

    The figures of a year are finished when it is over, so it is judged as of 1 January of the year after, with
    everything known on the day it is made; while the year lasts, as of that day.
    """
    judged_on = min(on, date(year + 1, 1, 1))
    began_on = date(year, 1, 1)
    judged = list(judged_twice(plan, first=began_on, second=judged_on))
    judgements = [after for _before, after in judged]
    targets = reported_targets(plan, judgements, years=[year], on=judged_on, known_on=on)
    contents = Contents(targets, goals_of(plan), measures_of(plan), areas_of(plan))
    chapters = [chapter(area, contents) for area in contents.areas]
    with_target = {target.goal for target in contents.targets}
    return AnnualReport(
        municipality=plan.municipality.name,
        plan=plan,
        year=year,
        judged_on=judged_on,
        known_on=on,
        rule_version=RULE_VERSION,
        targets=contents.targets,
        areas=tuple(one for one in chapters if one.is_focus_area or one.has_content),
        outside=chapter(None, contents),
        goals_without_target=sum(goal.code not in with_target for goal in contents.goals),
        sources=listed_sources(source for target in contents.targets for source in target.sources),
        documents=documents_of(plan),
        changes=changes_between(judged, first=began_on, second=judged_on) if judged_on > began_on else (),
        errata=errata_before(plan=plan, year=year),
    )


@dataclass(frozen=True, slots=True)
class Contents:
    """Everything that is to be placed under focus areas."""

    targets: tuple[ReportedTarget, ...]
    goals: list[Goal]
    measures: list[Measure]
    areas: list[FocusArea]


def reported_targets(
    plan: Plan, judgements: Sequence[Judgement], *, years: Sequence[int], on: date, known_on: date
) -> tuple[ReportedTarget, ...]:
    """Every target with its light as of that day, its figures up to it, and what is answered and written since: the
    words of the first of the years that has any of it."""
    prefetch_related_objects([one.target for one in judgements], *WANTED)
    targets = [one.target for one in judgements]
    readings, remarks = readings_for(targets, known_at=None), remarks_on_targets(targets)
    of_regions, answers = region_breaks_of(targets), answers_for([one.pk for one in targets], on=known_on)
    written = [approved_commentary(municipality=plan.municipality, year=year, plan=plan) for year in years]
    deliveries = deliveries_in_words({one.fetch_id for series in readings.values() for one in series})
    reported = {
        one.target.pk: reported_target(
            one, readings.get(one.target.pk, []), remarks[one.target.pk], of_regions, deliveries, on=on
        )
        for one in judgements
    }
    answered = {pk: with_answer(one, answers[pk]) for pk, one in reported.items()}
    return tuple(
        replace(answered[one.pk], comments=newest_words(answered[one.pk], [words.on(one) for words in written]))
        for one in targets
    )


def words_for(on: date) -> tuple[int, int]:
    """The years whose words are told of a plan as it stands: early in a year nobody has written of it yet."""
    return on.year, on.year - 1


def newest_words(one: ReportedTarget, of_years: Iterable[Iterable[ApprovedComment]]) -> tuple[ApprovedComment, ...]:
    found = (added_to(one, comments=comments) for comments in of_years)
    return next((comments for comments in found if comments), ())


def added_to(one: ReportedTarget, *, comments: Iterable[ApprovedComment]) -> tuple[ApprovedComment, ...]:
    """What the units have added to the sentence that is printed anyway."""
    added = (
        replace(comment, text=without_draft(comment.text, one.facts, begun_from=comment.drafted))
        for comment in comments
    )
    return tuple(comment for comment in added if comment.text)


def goals_of(plan: Plan) -> list[Goal]:
    goals = plan.goals.select_related("theme", "primary_focus_area").prefetch_related("focus_areas")
    return list(goals.order_by("order", "code"))


def measures_of(plan: Plan) -> list[Measure]:
    return list(plan.measures.prefetch_related("focus_areas").order_by("order", "code"))


def areas_of(plan: Plan) -> list[FocusArea]:
    return list(plan.focus_areas.order_by("order", "code"))


def homes_of(thing: Goal | Measure | ReportedTarget) -> tuple[str, ...]:
    """The codes of the focus areas that it belongs to, the main one first; one empty code where there is none."""
    if isinstance(thing, ReportedTarget):
        return thing.areas or NOWHERE
    main = thing.primary_focus_area if isinstance(thing, Goal) else None
    return listed(main, thing.focus_areas.all()) or NOWHERE


def chapter(area: FocusArea | None, contents: Contents) -> ReportedArea:
    """What is printed under a focus area, or under none. A goal of several is printed once, under its main one."""
    code = area.code if area else ""
    at_home = [goal for goal in contents.goals if homes_of(goal)[0] == code]
    guests = [goal for goal in contents.goals if code in homes_of(goal)[1:]]
    titles = {one.code: one.title for one in contents.areas}
    own_targets = [one for one in contents.targets if not one.is_norm]
    return ReportedArea(
        title=area.title if area else "",
        slogan=area.slogan if area else "",
        is_focus_area=bool(area and area.is_focus_area),
        lights=lights_of(one for one in own_targets if code in homes_of(one)),
        own=grouped([goal for goal in at_home if is_own(goal)], own_targets),
        others=grouped([goal for goal in at_home if not is_own(goal)], own_targets),
        elsewhere=tuple(Elsewhere(goal.text, titles[homes_of(goal)[0]]) for goal in guests),
        norms=tuple(one for one in contents.targets if one.is_norm and homes_of(one)[0] == code),
        measures=tuple(
            ReportedMeasure(one.title, said_of(one), one.gist) for one in contents.measures if code in homes_of(one)
        ),
    )


def said_of(measure: Measure) -> str:
    """How far it has come, as somebody has said; else the document's own word."""
    return progress_said(measure.progress, percent=measure.percent_done) if measure.progress else measure.status


def is_own(goal: Goal) -> bool:
    return goal.level == Level.MUNICIPAL


def set_by(goal: Goal) -> str:
    return "" if goal.level in {Level.MUNICIPAL, Level.UNSPECIFIED} else str(Level(goal.level).label).capitalize()


def grouped(goals: Sequence[Goal], targets: Sequence[ReportedTarget]) -> tuple[GoalGroup, ...]:
    """Goals by theme, in the order in which the themes first come."""
    groups: dict[str, list[ReportedGoal]] = {}
    for goal in goals:
        own = tuple(target for target in targets if target.goal == goal.code)
        reported = ReportedGoal(goal.text, set_by(goal), own)
        groups.setdefault(goal.theme.title if goal.theme else "", []).append(reported)
    return tuple(GoalGroup(title, tuple(members)) for title, members in groups.items())


def lights_of(targets: Iterable[ReportedTarget]) -> RollUp:
    counted = list(targets)
    behind = [Light(target.override.calculated) for target in counted if target.override]
    return roll_up([Light(target.light) for target in counted], calculated=behind)


def documents_of(plan: Plan) -> tuple[str, ...]:
    """The documents that the plan quotes, as they are cited: title, publisher, year."""
    rows = plan.documents.order_by("title", "code").values_list("title", "publisher", "year")
    return tuple(", ".join(str(part) for part in row if part) for row in rows)
