"""The plans, and what is read of one: its targets with their lights, whether those are right, and papers of them."""

from typing import Any

from tests.permissions.cases import Answers, Case, Table, members, of_nothing, readers, refused_by, with_words
from tests.permissions.one_plan import ADOPTED, DRAFT, OnePlan
from tests.permissions.world import World

# The certificate of a target, to read and as a file: the one that stands, and any earlier one.
CERTIFICATES = ("target-certificate", "target-certificate-file")
PAST = ("assessment-certificate", "assessment-certificate-file")


def read(of: OnePlan) -> list[Case]:
    def no_unit(world: World) -> list[Any]:
        return [*of.plan(world), 0]

    return [
        *(
            Case(name, "GET", of.seen, of.plan, of.which)
            for name in ("plan-detail", "plan-presentation", "plan-slides")
        ),
        Case("focus-area-detail", "GET", of.seen, of.area, of.which),
        Case("focus-area-paper", "GET", of.seen, with_words(of.area, "pdf"), of.which),
        Case("target-detail", "GET", of.seen, of.target, of.which),
        *(Case(name, "GET", of.seen, of.target, of.which) for name in CERTIFICATES),
        *(Case(name, "GET", of.seen, of.certificate, of.which) for name in PAST),
        Case("unit-detail", "GET", of.seen, of.unit, of.which),
        Case("unit-paper", "GET", of.seen, with_words(of.unit, "pdf"), of.which),
        Case("unit-paper", "GET", readers(404), with_words(of.unit, "exe"), f"{of.which} of no such kind"),
        Case("unit-detail", "GET", readers(404), no_unit, f"{of.which} missing"),
    ]


def judged(of: OnePlan) -> list[Case]:
    """What a coordinator and an administrator do with lights, which a leader may have judged again."""
    # Nothing was typed, so a form is shown again.
    sent = f"{of.which} sent"
    leaders: Answers = {**of.refused, "leader": 302}
    not_so = readers(404, **of.refused)
    return [
        Case("plan-assess", "POST", readers(302, **leaders), of.plan, of.which),
        Case("target-override", "GET", of.written, of.target, of.which),
        Case("target-override", "POST", of.written, of.target, sent),
        Case("target-override-withdraw", "POST", of.sent, of.target, of.which),
        Case("target-judge", "GET", of.written, of.milestone, of.which),
        Case("target-judge", "POST", of.written, of.milestone, sent),
        Case("target-judge", "GET", not_so, of.target, f"{of.which} judged by figures"),
    ]


def quality(of: OnePlan) -> list[Case]:
    return [
        Case("quality-list", "GET", of.seen, of.plan, of.which),
        Case("quality-export", "GET", of.seen, with_words(of.plan, "csv"), of.which),
        Case("quality-review", "POST", of.sent, of.plan, of.which),
        Case("quality-reopen", "POST", of.sent, of.plan, of.which),
    ]


def pages_of(of: OnePlan) -> list[Case]:
    return [*read(of), *judged(of), *quality(of)]


TABLE = Table(
    cases=[
        Case("home", "GET", members(302)),
        Case("plan-list", "GET", members(200)),
        *pages_of(ADOPTED),
        *pages_of(DRAFT),
        Case("plan-detail", "GET", members(404), of_nothing, "missing"),
    ],
    wrong_method=refused_by(
        GET=["plan-assess", "target-override-withdraw", "quality-review", "quality-reopen"],
        DELETE=["target-override", "target-judge"],
    ),
)
