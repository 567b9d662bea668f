"""What hangs loose on the way from focus area to goal, target, indicator, figure and measure: one finding for each.

The rules look at plain facts and know no database. What mends a finding is an address by name, so that a reader who may
follow it gets a button (`reporting.red_thread_actions`), and others read what is the matter.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from hashlib import sha256

from django.utils.translation import gettext

# How the keys begin, beside those of what is the matter with figures.
KEYS = "rod:"


class Check(StrEnum):
    """What can hang loose, in the order in which it is read. The values stand in addresses."""

    AREA_WITHOUT_GOALS = "omrader-uten-mal"
    GOAL_VANISHED = "mal-som-er-borte"
    GOAL_WITHOUT_TARGET = "mal-uten-maltall"
    WITHOUT_OWNER = "uten-ansvarlig"
    TARGET_WITHOUT_INDICATOR = "maltall-uten-indikator"
    TARGET_WITHOUT_FIGURE = "maltall-uten-tall"
    INDICATOR_WITHOUT_SOURCE = "indikatorer-uten-kilde"
    RED_UNANSWERED = "rodt-uten-svar"
    MEASURE_LATE = "tiltak-over-fristen"
    MEASURE_UNCLEAR = "tiltak-uten-ansvarlig-eller-frist"
    GUIDELINE_UNANSWERED = "foringer-uten-mal"


class Doer(StrEnum):
    """Who may mend a thing."""

    WRITES_PLANS = "writes_plans"
    EDITS_TARGETS = "edits_targets"
    ANSWERS = "answers"
    LOADS_FIGURES = "loads_figures"


@dataclass(frozen=True, slots=True)
class Mend:
    """What is done about it: the words on the button, the page by name with what it needs, and who may."""

    label: str
    page: str
    args: tuple[str, ...]
    by: Doer
    # The unit that answers for it, whose contacts may too.
    unit: int | None = None
    # What the page is told beforehand, such as `?omrade=LEVE`.
    query: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that hangs loose. `read` is the page where it can be read of, if there is one."""

    check: Check
    code: str
    name: str
    sentence: str
    mend: Mend
    read: tuple[str, tuple[str, ...]] | None = None
    # What else its facts are: when they differ, it is another finding than the one that somebody has set aside.
    state: str = ""

    @property
    def key(self) -> str:
        return f"{KEYS}{self.check}:{self.code}"[:100]

    @property
    def stamp(self) -> str:
        """Of the facts and not of the sentence, which readers have in different languages."""
        return sha256(f"{self.check}|{self.code}|{self.name}|{self.state}".encode()).hexdigest()

    @property
    def may_rest(self) -> bool:
        """A red light and a deadline that has passed are to be answered, not set aside."""
        return self.check not in {Check.RED_UNANSWERED, Check.MEASURE_LATE}


@dataclass(frozen=True, slots=True)
class AreaFacts:
    code: str
    title: str
    goals: int


@dataclass(frozen=True, slots=True)
class GoalFacts:
    code: str
    text: str
    level: str
    # The municipality's own; others are quoted from the state and the county.
    is_own: bool
    # Its own targets, and those of the goals below it.
    targets: int
    has_owner: bool


@dataclass(frozen=True, slots=True)
class EarlierGoal:
    """A goal that was there before: in the plan that this one builds on, or in the plan file as it was."""

    code: str
    text: str
    # The title of the plan that has it; empty where it is this plan's own, and the file no longer names it.
    plan: str
    plan_code: str


@dataclass(frozen=True, slots=True)
class TargetFacts:
    code: str
    title: str
    is_norm: bool
    has_owner: bool
    unit: int | None
    # Whether the rule of its kind looks at figures at all.
    needs_figures: bool
    indicator: str
    has_figure: bool
    lacks_cause: bool
    lacks_measure: bool
    can_have_measures: bool


@dataclass(frozen=True, slots=True)
class IndicatorFacts:
    code: str
    name: str
    has_source: bool


@dataclass(frozen=True, slots=True)
class MeasureFacts:
    code: str
    title: str
    is_open: bool
    has_owner: bool
    has_deadline: bool
    late: str
    units: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class GuidelineFacts:
    code: str
    title: str
    goals: int
    applies_to_all: bool


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """Everything that the checks look at, in the order of the plan."""

    plan: str
    areas: tuple[AreaFacts, ...] = ()
    goals: tuple[GoalFacts, ...] = ()
    vanished: tuple[EarlierGoal, ...] = ()
    targets: tuple[TargetFacts, ...] = ()
    indicators: tuple[IndicatorFacts, ...] = ()
    measures: tuple[MeasureFacts, ...] = ()
    guidelines: tuple[GuidelineFacts, ...] = ()


def findings(facts: PlanFacts) -> list[Finding]:
    """Every finding, kind by kind in the order of `Check`."""
    found = [
        *areas_without_goals(facts),
        *vanished_goals(facts),
        *goals_without_target(facts),
        *without_owner(facts),
        *targets_without_figures(facts),
        *indicators_without_source(facts),
        *red_unanswered(facts),
        *loose_measures(facts),
        *guidelines_unanswered(facts),
    ]
    order = list(Check)
    return sorted(found, key=lambda one: order.index(one.check))


def areas_without_goals(facts: PlanFacts) -> Iterator[Finding]:
    for area in facts.areas:
        if not area.goals:
            yield Finding(
                check=Check.AREA_WITHOUT_GOALS,
                code=area.code,
                name=area.title,
                sentence=gettext("Innsatsområdet har ingen mål."),
                mend=Mend(
                    *(gettext("Legg til et mål"), "goal-create", (facts.plan,), Doer.WRITES_PLANS),
                    query=f"?omrade={area.code}",
                ),
                read=("focus-area-detail", (facts.plan, area.code)),
            )


def vanished_goals(facts: PlanFacts) -> Iterator[Finding]:
    for goal in facts.vanished:
        if goal.plan:
            sentence = gettext("Målet sto i «%(plan)s», og ingen mål i denne planen fører det videre.")
            mend = Mend(gettext("Legg til et mål"), "goal-create", (facts.plan,), Doer.WRITES_PLANS)
        else:
            sentence = gettext("Målet sto ikke i planfilen sist den ble lest inn, men er beholdt her.")
            mend = Mend(gettext("Endre målet"), "goal-edit", (facts.plan, goal.code), Doer.WRITES_PLANS)
        yield Finding(
            check=Check.GOAL_VANISHED,
            code=goal.code,
            name=goal.text,
            sentence=sentence % {"plan": goal.plan},
            mend=mend,
            state=goal.plan_code,
        )


def goals_without_target(facts: PlanFacts) -> Iterator[Finding]:
    """The municipality's own goals first: those that it quotes may be followed by others."""
    for goal in sorted(facts.goals, key=lambda one: not one.is_own):
        if not goal.targets:
            yield Finding(
                check=Check.GOAL_WITHOUT_TARGET,
                code=goal.code,
                name=goal.text,
                sentence=gettext("Målet (%(level)s) har ikke noe måltall.") % {"level": goal.level},
                mend=Mend(gettext("Legg til et måltall"), "target-create", (facts.plan, goal.code), Doer.EDITS_TARGETS),
            )


def without_owner(facts: PlanFacts) -> Iterator[Finding]:
    """Goals that nobody answers for, and norms: another target answers to its goal's, which is told of already."""
    for goal in facts.goals:
        if not goal.has_owner:
            yield Finding(
                check=Check.WITHOUT_OWNER,
                code=goal.code,
                name=goal.text,
                sentence=gettext("Målet har verken ansvarlig virksomhet eller person."),
                mend=Mend(gettext("Velg ansvarlig"), "goal-edit", (facts.plan, goal.code), Doer.WRITES_PLANS),
            )
    for target in facts.targets:
        if target.is_norm and not target.has_owner:
            yield on_target(
                facts,
                target,
                Check.WITHOUT_OWNER,
                gettext("Måltallet har verken ansvarlig virksomhet eller person."),
                Mend(gettext("Velg ansvarlig"), "target-edit", (facts.plan, target.code), Doer.EDITS_TARGETS),
            )


def targets_without_figures(facts: PlanFacts) -> Iterator[Finding]:
    for target in facts.targets:
        if not target.needs_figures:
            continue
        if not target.indicator:
            yield on_target(
                facts,
                target,
                Check.TARGET_WITHOUT_INDICATOR,
                gettext("Måltallet har ingen indikator, så ingen tall kan vise om det er nådd."),
                Mend(gettext("Velg indikator"), "target-edit", (facts.plan, target.code), Doer.EDITS_TARGETS),
            )
        elif not target.has_figure:
            yield on_target(
                facts,
                target,
                Check.TARGET_WITHOUT_FIGURE,
                gettext("Indikatoren har ikke noe tall som måltallet kan vurderes med."),
                Mend(gettext("Skriv inn et tall"), "figure-type", (target.indicator,), Doer.LOADS_FIGURES),
            )


def indicators_without_source(facts: PlanFacts) -> Iterator[Finding]:
    for indicator in facts.indicators:
        if not indicator.has_source:
            yield Finding(
                check=Check.INDICATOR_WITHOUT_SOURCE,
                code=indicator.code,
                name=indicator.name,
                sentence=gettext("Ingen kilde er oppgitt, så nye tall kommer ikke av seg selv."),
                mend=Mend(gettext("Se kildene"), "source-list", (), Doer.LOADS_FIGURES),
                read=("indicator-detail", (indicator.code,)),
            )


def red_unanswered(facts: PlanFacts) -> Iterator[Finding]:
    for target in facts.targets:
        lacking = lacking_said(target)
        if lacking:
            label = gettext("Skriv årsak og tiltak")
            mend = Mend(label, "target-cause", (facts.plan, target.code), Doer.ANSWERS, target.unit)
            yield on_target(facts, target, Check.RED_UNANSWERED, lacking, mend)


def lacking_said(target: TargetFacts) -> str:
    """A norm has no goal that a measure could be for, so it is not asked for one."""
    lacks_measure = target.lacks_measure and target.can_have_measures
    if target.lacks_cause and lacks_measure:
        return gettext("Lyset er rødt, og verken årsak eller tiltak er skrevet.")
    if target.lacks_cause:
        return gettext("Lyset er rødt, og ingen har skrevet årsaken.")
    return gettext("Lyset er rødt, og ingen tiltak er i gang.") if lacks_measure else ""


def loose_measures(facts: PlanFacts) -> Iterator[Finding]:
    for measure in facts.measures:
        if measure.late:
            label = gettext("Oppdater framdriften")
            unit = next(iter(measure.units), None)
            mend = Mend(label, "measure-progress", (facts.plan, measure.code), Doer.ANSWERS, unit)
            yield on_measure(facts, measure, Check.MEASURE_LATE, f"{measure.late}.", mend)
        if unclear := unclear_said(measure):
            label = gettext("Velg ansvarlig og frist")
            mend = Mend(label, "measure-edit", (facts.plan, measure.code), Doer.WRITES_PLANS)
            state = f"{measure.has_owner} {measure.has_deadline}"
            yield replace(on_measure(facts, measure, Check.MEASURE_UNCLEAR, unclear, mend), state=state)


def unclear_said(measure: MeasureFacts) -> str:
    """What is done or stopped needs nobody any more."""
    if not measure.is_open or (measure.has_owner and measure.has_deadline):
        return ""
    if measure.has_owner:
        return gettext("Tiltaket har ingen frist.")
    if measure.has_deadline:
        return gettext("Tiltaket har ingen ansvarlig.")
    return gettext("Tiltaket har verken ansvarlig eller frist.")


def guidelines_unanswered(facts: PlanFacts) -> Iterator[Finding]:
    for guideline in facts.guidelines:
        if not guideline.goals and not guideline.applies_to_all:
            yield Finding(
                check=Check.GUIDELINE_UNANSWERED,
                code=guideline.code,
                name=guideline.title,
                sentence=gettext("Ingen mål i planen svarer på føringen."),
                mend=Mend(gettext("Knytt føringen til et mål"), "guideline-list", (facts.plan,), Doer.WRITES_PLANS),
            )


def on_target(facts: PlanFacts, target: TargetFacts, check: Check, sentence: str, mend: Mend) -> Finding:
    read = ("target-detail", (facts.plan, target.code))
    return Finding(check=check, code=target.code, name=target.title, sentence=sentence, mend=mend, read=read)


def on_measure(facts: PlanFacts, measure: MeasureFacts, check: Check, sentence: str, mend: Mend) -> Finding:
    read = ("measure-detail", (facts.plan, measure.code))
    return Finding(check=check, code=measure.code, name=measure.title, sentence=sentence, mend=mend, read=read)


def check_words(check: Check) -> tuple[str, str]:
    """What a kind of finding is called, and why it matters."""
    return {
        Check.AREA_WITHOUT_GOALS: (
            gettext("Innsatsområder uten mål"),
            gettext("Uten mål vet ingen hva innsatsområdet skal føre til."),
        ),
        Check.GOAL_VANISHED: (
            gettext("Mål som er blitt borte"),
            gettext(
                "De sto i en tidligere plan eller i planfilen. Før dem videre, eller sett dem til side og si hvorfor."
            ),
        ),
        Check.GOAL_WITHOUT_TARGET: (
            gettext("Mål uten måltall"),
            gettext("Uten måltall får målet ikke noe lys, og ingen ser om det nås."),
        ),
        Check.WITHOUT_OWNER: (
            gettext("Uten ansvarlig"),
            gettext("Uten ansvarlig får ingen vite at lyset blir rødt."),
        ),
        Check.TARGET_WITHOUT_INDICATOR: (
            gettext("Måltall uten indikator"),
            gettext("De kan ikke vurderes før de har en indikator."),
        ),
        Check.TARGET_WITHOUT_FIGURE: (
            gettext("Måltall uten tall"),
            gettext("Indikatoren er valgt, men tallene mangler."),
        ),
        Check.INDICATOR_WITHOUT_SOURCE: (
            gettext("Indikatorer uten kilde"),
            gettext("Ingen ser hvor tallet kommer fra, og det må fornyes for hånd."),
        ),
        Check.RED_UNANSWERED: (
            gettext("Røde måltall uten årsak eller tiltak"),
            gettext("Den som leser planen, spør hvorfor det er rødt, og hva som gjøres."),
        ),
        Check.MEASURE_LATE: (
            gettext("Tiltak over fristen"),
            gettext("Si hvor langt de er kommet, eller sett en ny frist."),
        ),
        Check.MEASURE_UNCLEAR: (
            gettext("Tiltak uten ansvarlig eller frist"),
            gettext("Uten dem blir tiltaket lett liggende."),
        ),
        Check.GUIDELINE_UNANSWERED: (
            gettext("Føringer som ingen mål svarer på"),
            gettext("Planen viser til dem, men ikke hva kommunen gjør med dem."),
        ),
    }[check]


def counted(found: Iterable[Finding]) -> dict[Check, int]:
    """How many of each kind; only those that there are some of."""
    counts = dict.fromkeys(Check, 0)
    for one in found:
        counts[one.check] += 1
    return {check: number for check, number in counts.items() if number}
