"""Writing a plan: itself, its focus areas, goals and targets; and what was changed."""

from typing import Any

from tests.permissions.cases import Case, Table, members, readers, refused_by, with_words
from tests.permissions.one_plan import ADOPTED, DRAFT, OnePlan
from tests.permissions.world import World

# Whoever makes plans at home may, wherever that is.
MAKERS = members(200, reader=403, unit_contact=403, leader=403)


def made() -> list[Case]:
    return [Case("plan-create", "GET", MAKERS), Case("plan-create", "POST", MAKERS, about="nothing typed")]


def deleted() -> list[Case]:
    """A draft, where it may be done and where it may not; nobody writes the name here, so nothing goes."""
    draft, adopted = DRAFT.refused, ADOPTED.refused
    published = "of a draft that was published"

    def mistake(world: World) -> list[Any]:
        return [world.mistake.code]

    return [
        *(Case("plan-delete", method, readers(200, **draft), mistake, method) for method in ("GET", "POST")),
        Case("plan-delete", "GET", readers(200, **draft), DRAFT.plan, published),
        Case("plan-delete", "POST", readers(409, **draft), DRAFT.plan, f"{published}, sent"),
        Case("plan-delete", "GET", readers(200, **adopted), ADOPTED.plan, "adopted"),
        Case("plan-delete", "POST", readers(409, **adopted), ADOPTED.plan, "adopted sent"),
    ]


def areas(of: OnePlan) -> list[Case]:
    """Where a coordinator and an administrator write the plan's own words, its focus areas and themes."""
    missing = readers(404, **of.refused)
    return [
        *(Case(name, "GET", of.written, of.plan, of.which) for name in ("plan-edit", "plan-settings")),
        Case("focus-area-create", "GET", of.written, of.plan, of.which),
        # There is nothing to adopt twice.
        Case("plan-adopt", "GET", of.sent if of.is_adopted else of.written, of.plan, of.which),
        *(Case(name, "GET", of.written, of.area, of.which) for name in ("focus-area-edit", "focus-area-delete")),
        Case("theme-create", "GET", of.written, of.area, of.which),
        # A goal lies in it, so it is not deleted but says so.
        Case("focus-area-delete", "POST", of.written, of.area, f"{of.which} sent"),
        Case("focus-area-move", "POST", of.sent, of.area, of.which),
        *(Case(name, "GET", of.written, of.theme, of.which) for name in ("theme-edit", "theme-delete")),
        Case("theme-move", "POST", of.sent, of.theme, of.which),
        Case("focus-area-edit", "GET", missing, of.gone, f"{of.which} missing"),
        Case("theme-edit", "GET", missing, with_words(of.area, "FINS-IKKE"), f"{of.which} missing"),
    ]


def changes(of: OnePlan) -> list[Case]:
    """What everybody who works with the plan may know of its being written, and a reader of its words."""
    reader = of.refused["reader"]
    return [
        Case("edit-list", "GET", readers(200, reader=reader), of.plan, of.which),
        Case("edit-undo", "POST", of.sent, of.plan, of.which),
        Case("wording-list", "GET", of.seen, of.plan, of.which),
        Case("wording-of", "GET", readers(404), with_words(of.plan, "mal", "M"), f"{of.which} never changed"),
    ]


def goals(of: OnePlan) -> list[Case]:
    # Nothing was typed, so the form is shown again; a table of which nothing was sent is as it was.
    sent = f"{of.which} sent"
    # It has targets, or its plan is adopted.
    kept = readers(409, **of.refused)
    return [
        *(Case(name, "GET", of.written, of.plan, of.which) for name in ("goals-edit", "goal-create")),
        *(Case(name, "GET", of.written, of.goal, of.which) for name in ("goal-edit", "goal-delete")),
        Case("goal-create", "POST", of.written, of.plan, sent),
        Case("goal-edit", "POST", of.written, of.goal, sent),
        Case("goals-edit", "POST", of.sent, of.plan, sent),
        Case("goal-delete", "POST", kept, of.goal, sent),
        Case("goal-edit", "GET", readers(404, **of.refused), of.gone, f"{of.which} missing"),
    ]


def targets(of: OnePlan) -> list[Case]:
    # As of goals.
    sent = f"{of.which} sent"
    return [
        *(Case(name, "GET", of.written, of.plan, of.which) for name in ("targets-edit", "indicator-search")),
        Case("target-create", "GET", of.written, of.goal, of.which),
        *(Case(name, "GET", of.written, of.target, of.which) for name in ("target-edit", "target-delete")),
        Case("target-create", "POST", of.written, of.goal, sent),
        Case("target-edit", "POST", of.written, of.target, sent),
        Case("target-preview", "POST", of.written, of.plan, of.which),
        Case("targets-edit", "POST", of.sent, of.plan, sent),
    ]


def pages_of(of: OnePlan) -> list[Case]:
    return [*areas(of), *changes(of), *goals(of), *targets(of)]


TABLE = Table(
    cases=[*made(), *pages_of(ADOPTED), *pages_of(DRAFT), *deleted()],
    wrong_method=refused_by(
        DELETE=[
            *("plan-create", "plan-settings", "plan-adopt", "plan-delete"),
            *("focus-area-create", "focus-area-edit", "focus-area-delete"),
            *("theme-create", "theme-edit", "theme-delete"),
            *("goals-edit", "goal-create", "goal-edit", "goal-delete"),
            *("targets-edit", "target-create", "target-edit", "target-delete"),
        ],
        GET=["focus-area-move", "theme-move", "edit-undo", "target-preview"],
    ),
)
