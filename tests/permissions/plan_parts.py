"""What a plan has besides goals and targets: guidelines, measures, challenges, and what hangs loose between them."""

from tests.permissions.cases import Answers, Arguments, Case, Table, readers, refused_by
from tests.permissions.one_plan import ADOPTED, DRAFT, OnePlan


def guidelines(of: OnePlan) -> list[Case]:
    return written_one_by_one(of, "guideline", of.guideline)


def challenges(of: OnePlan) -> list[Case]:
    return written_one_by_one(of, "challenge", of.challenge)


def written_one_by_one(of: OnePlan, kind: str, one: Arguments) -> list[Case]:
    """Which everybody reads and coordinators write."""
    # Nothing was typed, so the form is shown again.
    sent = f"{of.which} sent"
    return [
        Case(f"{kind}-list", "GET", of.seen, of.plan, of.which),
        Case(f"{kind}-create", "GET", of.written, of.plan, of.which),
        Case(f"{kind}-create", "POST", of.written, of.plan, sent),
        Case(f"{kind}-edit", "GET", of.written, one, of.which),
        Case(f"{kind}-edit", "POST", of.written, one, sent),
        Case(f"{kind}-edit", "GET", readers(404, **of.refused), of.gone, f"{of.which} missing"),
        Case(f"{kind}-delete", "POST", of.taken_away, one, of.which),
    ]


def measures(of: OnePlan) -> list[Case]:
    """Which everybody reads and coordinators write."""
    # Nothing was typed, so the form is shown again.
    sent = f"{of.which} sent"
    return [
        Case("measure-list", "GET", of.seen, of.plan, of.which),
        Case("measure-detail", "GET", of.seen, of.measure, of.which),
        Case("measure-detail", "GET", readers(404), of.gone, f"{of.which} missing"),
        Case("measure-create", "GET", of.written, of.plan, of.which),
        Case("measure-create", "POST", of.written, of.plan, sent),
        Case("measure-edit", "GET", of.written, of.measure, of.which),
        Case("measure-edit", "POST", of.written, of.measure, sent),
        Case("measure-delete", "POST", of.taken_away, of.measure, of.which),
        Case("measures-edit", "GET", of.written, of.plan, of.which),
        Case("measures-edit", "POST", of.sent, of.plan, sent),
    ]


def answers_to_red(of: OnePlan) -> list[Case]:
    """Which leaders give too. The unit contact here is of a unit that answers for nothing."""
    reader: Answers = {"reader": of.refused["reader"]}
    answered = readers(200, **reader, unit_contact=403)
    return [
        Case("measure-progress", "GET", answered, of.measure, of.which),
        Case("measure-progress", "POST", answered, of.measure, f"{of.which} sent"),
        Case("target-cause", "GET", answered, of.target, of.which),
        Case("target-cause", "POST", answered, of.target, f"{of.which} sent"),
        Case("red-thread", "GET", readers(200, **reader), of.plan, of.which),
        Case("red-thread-set-aside", "POST", of.sent, of.plan, of.which),
        Case("red-thread-reopen", "POST", of.sent, of.plan, of.which),
    ]


def pages_of(of: OnePlan) -> list[Case]:
    return [*measures(of), *answers_to_red(of), *challenges(of), *guidelines(of)]


TABLE = Table(
    cases=[*pages_of(ADOPTED), *pages_of(DRAFT)],
    wrong_method=refused_by(
        DELETE=[
            *("measure-create", "measure-edit", "measure-progress", "measures-edit", "target-cause"),
            *("challenge-create", "challenge-edit", "guideline-create", "guideline-edit"),
        ],
        GET=["measure-delete", "challenge-delete", "guideline-delete", "red-thread-set-aside", "red-thread-reopen"],
    ),
)
