"""The open API on targets: everybody reads those of a published plan; their lights are said by its own people alone."""

from tests.permissions.cases import Answers, Case, Table, answers, refused_by, with_words
from tests.permissions.one_plan import ADOPTED, DRAFT, OnePlan

OF_OWN_PLAN = ("api-override-list", "api-appraisal-list", "api-completion-list", "api-cause-list")


def told(of: OnePlan) -> list[Case]:
    missing = f"{of.which} missing"
    return [
        Case("api-target-list", "GET", of.told, of.plan, of.which),
        *(Case(name, "GET", of.told, of.target, of.which) for name in ("api-target", "api-target-change-list")),
        Case("api-target", "GET", answers(404), of.gone, missing),
        Case("api-target-certificate", "GET", of.told, of.target, of.which),
        Case("api-assessment-certificate", "GET", of.told, of.certificate, of.which),
        Case("api-assessment-certificate", "GET", answers(404), with_words(of.target, 0), missing),
        Case("api-light-list", "GET", of.told, of.plan, of.which),
        *(Case(name, "GET", of.told_at_home, of.plan, of.which) for name in OF_OWN_PLAN),
    ]


def written(of: OnePlan) -> list[Case]:
    """Nothing is sent, which is told (400)."""
    others = of.refused_to_programs
    told = answers(400, **others)
    # What is adopted is not deleted; a draft's goes with the first who may.
    deleted = answers(409, **others) if of.is_adopted else answers(204, **others, administrator=404)
    return [
        Case("api-target-list", "POST", told, of.plan, f"{of.which} written"),
        # Nobody has loaded a figure for the municipality, so its indicator cannot be used.
        Case("api-target", "PATCH", told, of.target, f"{of.which} written"),
        Case("api-target", "DELETE", deleted, of.target, f"{of.which} deleted"),
    ]


def judged(of: OnePlan) -> list[Case]:
    """Nothing is sent, which is told (400)."""
    others = of.refused_to_programs
    told, not_so = answers(400, **others), answers(404, **others)
    # A leader reads drafts, and may have lights judged again.
    leaders: Answers = {**others, "leader": 202}
    return [
        Case("api-target-override", "POST", told, of.target, of.which),
        Case("api-target-override", "DELETE", answers(409, **others), of.target, f"{of.which} withdrawn"),
        Case("api-target-judgement", "POST", told, of.milestone, of.which),
        Case("api-target-judgement", "POST", not_so, of.target, f"{of.which} measured"),
        Case("api-target-completion", "POST", not_so, of.milestone, f"{of.which} state"),
        Case("api-target-cause", "POST", told | {"leader": 400}, of.target, of.which),
        Case("api-plan-assess", "POST", answers(202, **leaders), of.plan, of.which),
    ]


TABLE = Table(
    cases=[
        *(case for of in (ADOPTED, DRAFT) for case in told(of)),
        *(Case(name, "GET", answers(200)) for name in ("api-target-among-plans-list", "api-light-change-list")),
        *(case for of in (ADOPTED, DRAFT) for case in (*written(of), *judged(of))),
    ],
    wrong_method=refused_by(
        PUT=[
            *("api-target-list", "api-target", "api-target-override", "api-target-judgement", "api-target-completion"),
            *("api-target-cause", "api-plan-assess"),
        ]
    ),
)
