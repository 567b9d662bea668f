"""Looking along the red thread, from focus area to goal, target, indicator, figure and measure. Pure."""

from collections.abc import Iterator
from dataclasses import replace

from django.utils.translation import gettext

from reporting.red_thread.facts import (
    MeasureFacts,
    PlanFacts,
    TargetFacts,
)
from reporting.red_thread.findings import Check, Doer, Finding, Mend


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
