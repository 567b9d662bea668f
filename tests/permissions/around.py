"""What stands around all other pages: jobs, what signs and words mean, the language and the looks."""

from typing import Any

from tests.permissions.bringing_figures import MAY_FETCH
from tests.permissions.cases import Case, Table, answers, members, readers, refused_by
from tests.permissions.one_plan import ADOPTED, DRAFT, OnePlan
from tests.permissions.reports import OWN_FILE
from tests.permissions.world import World


def of_plan(of: OnePlan) -> list[Case]:
    leaders = {**of.refused, "leader": 302}
    return [
        Case("job-detail", "GET", of.seen, of.job, of.which),
        Case("job-cancel", "POST", readers(302, **leaders), of.job, of.which),
    ]


def of_report(world: World) -> list[Any]:
    return [world.report_job]


def of_source(world: World) -> list[Any]:
    return [world.fetch_job.pk]


TABLE = Table(
    cases=[
        *of_plan(ADOPTED),
        *of_plan(DRAFT),
        Case("job-detail", "GET", OWN_FILE, of_report, "of a report"),
        Case("job-cancel", "POST", OWN_FILE | {"coordinator": 302}, of_report, "of a report"),
        Case("job-detail", "GET", members(200), of_source, "of a source"),
        Case("job-cancel", "POST", MAY_FETCH, of_source, "of a source"),
        Case("legend", "GET", answers(200)),
        Case("set_language", "POST", answers(302)),
        Case("color-scheme", "POST", answers(302)),
        Case("glossary", "GET", answers(200)),
        Case("accessibility-statement", "GET", answers(200)),
        Case("healthz", "GET", answers(200)),
    ],
    wrong_method=refused_by(GET=["job-cancel", "set_language", "color-scheme"]),
    open=frozenset({"legend", "set_language", "color-scheme", "glossary", "accessibility-statement", "healthz"}),
)
