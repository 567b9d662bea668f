"""What hangs loose, as sentences: each fact, and what is said of it."""

from dataclasses import replace

import pytest

from reporting.red_thread import (
    AreaFacts,
    Check,
    Doer,
    EarlierGoal,
    GoalFacts,
    GuidelineFacts,
    IndicatorFacts,
    MeasureFacts,
    PlanFacts,
    TargetFacts,
    check_words,
    counted,
    findings,
)

AREA = AreaFacts("MOTE", "Møte framtida", goals=1)
GOAL = GoalFacts("M-01", "Kutte utslipp", "kommunalt", is_own=True, targets=1, has_owner=True)
TARGET = TargetFacts(
    code="T-01",
    title="Utslipp",
    is_norm=False,
    has_owner=True,
    unit=7,
    needs_figures=True,
    indicator="utslipp",
    has_figure=True,
    lacks_cause=False,
    lacks_measure=False,
    can_have_measures=True,
)
INDICATOR = IndicatorFacts("utslipp", "Utslipp", has_source=True)
MEASURE = MeasureFacts("TI-01", "Planvask", is_open=True, has_owner=True, has_deadline=True, late="", units=(7,))
GUIDELINE = GuidelineFacts("F-01", "Klimaloven", goals=1, applies_to_all=False)
WHOLE = PlanFacts(
    "P",
    areas=(AREA,),
    goals=(GOAL,),
    targets=(TARGET,),
    indicators=(INDICATOR,),
    measures=(MEASURE,),
    guidelines=(GUIDELINE,),
)
LATE = "Forfalt for 3 dager siden"
FILE = EarlierGoal("M-09", "Borte", "", "P")
BEFORE = EarlierGoal("M-09", "Borte", "Plan 2020", "P0")

CASES = {
    "an area without goals": (
        replace(WHOLE, areas=(replace(AREA, goals=0),)),
        [(Check.AREA_WITHOUT_GOALS, "Innsatsområdet har ingen mål.", "goal-create", ("P",))],
    ),
    "a goal without a target": (
        replace(WHOLE, goals=(replace(GOAL, targets=0),)),
        [(Check.GOAL_WITHOUT_TARGET, "Målet (kommunalt) har ikke noe måltall.", "target-create", ("P", "M-01"))],
    ),
    "a goal that nobody answers for": (
        replace(WHOLE, goals=(replace(GOAL, has_owner=False),)),
        [(Check.WITHOUT_OWNER, "Målet har verken ansvarlig virksomhet eller person.", "goal-edit", ("P", "M-01"))],
    ),
    "a target without anybody is told of by its goal": (
        replace(WHOLE, targets=(replace(TARGET, has_owner=False),)),
        [],
    ),
    "a norm that nobody answers for": (
        replace(WHOLE, targets=(replace(TARGET, has_owner=False, is_norm=True),)),
        [
            (
                Check.WITHOUT_OWNER,
                "Måltallet har verken ansvarlig virksomhet eller person.",
                "target-edit",
                ("P", "T-01"),
            )
        ],
    ),
    "a target without an indicator": (
        replace(WHOLE, targets=(replace(TARGET, indicator=""),)),
        [
            (
                Check.TARGET_WITHOUT_INDICATOR,
                "Måltallet har ingen indikator, så ingen tall kan vise om det er nådd.",
                "target-edit",
                ("P", "T-01"),
            )
        ],
    ),
    "a state that people judge needs no indicator": (
        replace(WHOLE, targets=(replace(TARGET, indicator="", needs_figures=False),)),
        [],
    ),
    "a target without a figure": (
        replace(WHOLE, targets=(replace(TARGET, has_figure=False),)),
        [
            (
                Check.TARGET_WITHOUT_FIGURE,
                "Indikatoren har ikke noe tall som måltallet kan vurderes med.",
                "figure-type",
                ("utslipp",),
            )
        ],
    ),
    "an indicator without a source": (
        replace(WHOLE, indicators=(replace(INDICATOR, has_source=False),)),
        [
            (
                Check.INDICATOR_WITHOUT_SOURCE,
                "Ingen kilde er oppgitt, så nye tall kommer ikke av seg selv.",
                "source-list",
                (),
            )
        ],
    ),
    "a red target with nothing said": (
        replace(WHOLE, targets=(replace(TARGET, lacks_cause=True, lacks_measure=True),)),
        [
            (
                Check.RED_UNANSWERED,
                "Lyset er rødt, og verken årsak eller tiltak er skrevet.",
                "target-cause",
                ("P", "T-01"),
            )
        ],
    ),
    "a red target with a measure and no cause": (
        replace(WHOLE, targets=(replace(TARGET, lacks_cause=True),)),
        [(Check.RED_UNANSWERED, "Lyset er rødt, og ingen har skrevet årsaken.", "target-cause", ("P", "T-01"))],
    ),
    "a red target with a cause and no measure": (
        replace(WHOLE, targets=(replace(TARGET, lacks_measure=True),)),
        [(Check.RED_UNANSWERED, "Lyset er rødt, og ingen tiltak er i gang.", "target-cause", ("P", "T-01"))],
    ),
    "a red norm is not asked for measures": (
        replace(WHOLE, targets=(replace(TARGET, lacks_measure=True, can_have_measures=False),)),
        [],
    ),
    "a measure that is late": (
        replace(WHOLE, measures=(replace(MEASURE, late=LATE),)),
        [(Check.MEASURE_LATE, "Forfalt for 3 dager siden.", "measure-progress", ("P", "TI-01"))],
    ),
    "a measure without owner and deadline": (
        replace(WHOLE, measures=(replace(MEASURE, has_owner=False, has_deadline=False),)),
        [(Check.MEASURE_UNCLEAR, "Tiltaket har verken ansvarlig eller frist.", "measure-edit", ("P", "TI-01"))],
    ),
    "a measure without a deadline": (
        replace(WHOLE, measures=(replace(MEASURE, has_deadline=False),)),
        [(Check.MEASURE_UNCLEAR, "Tiltaket har ingen frist.", "measure-edit", ("P", "TI-01"))],
    ),
    "a measure without an owner": (
        replace(WHOLE, measures=(replace(MEASURE, has_owner=False),)),
        [(Check.MEASURE_UNCLEAR, "Tiltaket har ingen ansvarlig.", "measure-edit", ("P", "TI-01"))],
    ),
    "a measure that is over needs nobody": (
        replace(WHOLE, measures=(replace(MEASURE, is_open=False, has_owner=False, has_deadline=False),)),
        [],
    ),
    "a guideline that no goal answers": (
        replace(WHOLE, guidelines=(replace(GUIDELINE, goals=0),)),
        [(Check.GUIDELINE_UNANSWERED, "Ingen mål i planen svarer på føringen.", "guideline-list", ("P",))],
    ),
    "a guideline for everything needs no goal": (
        replace(WHOLE, guidelines=(replace(GUIDELINE, goals=0, applies_to_all=True),)),
        [],
    ),
    "a goal of the plan before": (
        replace(WHOLE, vanished=(BEFORE,)),
        [
            (
                Check.GOAL_VANISHED,
                "Målet sto i «Plan 2020», og ingen mål i denne planen fører det videre.",
                "goal-create",
                ("P",),
            )
        ],
    ),
    "a goal that the file no longer has": (
        replace(WHOLE, vanished=(FILE,)),
        [
            (
                Check.GOAL_VANISHED,
                "Målet sto ikke i planfilen sist den ble lest inn, men er beholdt her.",
                "goal-edit",
                ("P", "M-09"),
            )
        ],
    ),
    "a whole plan": (WHOLE, []),
}


@pytest.mark.parametrize(("facts", "expected"), CASES.values(), ids=CASES.keys())
def test_what_hangs_loose(facts: PlanFacts, expected: list[tuple[Check, str, str, tuple[str, ...]]]) -> None:
    found = [(one.check, one.sentence, one.mend.page, one.mend.args) for one in findings(facts)]
    assert found == expected


def test_a_red_target_is_answered_by_its_own_unit() -> None:
    [found] = findings(replace(WHOLE, targets=(replace(TARGET, lacks_cause=True),)))
    assert (found.mend.by, found.mend.unit) == (Doer.ANSWERS, 7)


def test_findings_come_in_the_order_of_the_plan_and_are_counted_by_kind() -> None:
    loose = replace(
        WHOLE,
        guidelines=(replace(GUIDELINE, goals=0),) * 2,
        areas=(replace(AREA, goals=0),),
    )
    assert counted(findings(loose)) == {Check.AREA_WITHOUT_GOALS: 1, Check.GUIDELINE_UNANSWERED: 2}
    assert next(one.check for one in findings(loose)) is Check.AREA_WITHOUT_GOALS


def test_every_kind_has_words() -> None:
    assert all(all(check_words(check)) for check in Check)


def test_own_goals_come_before_those_that_are_quoted() -> None:
    quoted, own = replace(GOAL, code="M-00", is_own=False, targets=0), replace(GOAL, targets=0)
    assert [one.code for one in findings(replace(WHOLE, goals=(quoted, own)))] == ["M-01", "M-00"]
