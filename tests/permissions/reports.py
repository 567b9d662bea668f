"""Reports: made, looked at, sealed and read, and how a municipality wants them to look."""

from tests.permissions.cases import Answers, Arguments, Case, Table, members, readers, refused_by, with_words
from tests.permissions.one_plan import ADOPTED, DRAFT, OnePlan

# A file is there for the one who asked for it.
OWN_FILE = members(404, coordinator=200)
# Who says how the municipality's reports look; to a reader rounds and templates are not there.
CANNOT_SHAPE: Answers = {"reader": 404, "unit_contact": 404, "leader": 404}
SHAPES = readers(200, **CANNOT_SHAPE)


def sealed(of: OnePlan) -> list[Case]:
    """Which everybody reads who may read the plan."""
    sent = of.sent | of.hidden
    return [
        *(Case(name, "GET", of.seen, of.sealed, of.which) for name in ("report-detail", "report-read")),
        Case("sealed-files", "POST", sent, of.sealed, of.which),
        Case("sealed-file", "GET", of.seen, with_words(of.sealed, "html"), of.which),
        Case("sealed-file", "GET", readers(404), with_words(of.sealed, "pdf"), f"{of.which} not made"),
    ]


def made() -> list[Case]:
    return [
        Case("report-list", "GET", members(200)),
        # Nothing was chosen, so the form is shown again.
        Case("report-list", "POST", members(200), about="sent"),
        *(Case(name, "GET", members(404), about="of no report") for name in ("report-preview", "report-seal")),
        *(Case(name, "POST", members(404), about="of no report, sent") for name in ("report-preview", "report-seal")),
        Case("report-file", "GET", OWN_FILE, lambda world: [world.report_file]),
    ]


def shaped() -> list[Case]:
    def template(kind: str) -> Arguments:
        return lambda world: [world.adopted.plan.municipality.number, kind]

    return [
        *(Case("report-template", method, SHAPES, template("annual"), method) for method in ("GET", "POST")),
        Case("report-template", "GET", readers(404, **CANNOT_SHAPE), template("ukjent"), "of no such report"),
        Case("report-logo", "GET", readers(404, **CANNOT_SHAPE), template("annual"), "where there is none"),
    ]


TABLE = Table(
    cases=[*sealed(ADOPTED), *sealed(DRAFT), *made(), *shaped()],
    wrong_method=refused_by(
        GET=["sealed-files"], DELETE=["report-list", "report-preview", "report-seal", "report-template"]
    ),
)
