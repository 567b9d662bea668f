"""The open API on plans: what it tells of them, and how programs write them.

Nobody is led to a log-in page: it is 401 where a key is what they lack. Nothing is sent here, so what is new lacks what
it must have (400), and a change changes nothing.
"""

from tests.permissions.cases import Arguments, Case, Table, answers, of_nothing, readers, refused_by
from tests.permissions.one_plan import ADOPTED, DRAFT, OnePlan

PARTS = ("focus-area", "theme", "goal", "measure", "guideline", "challenge", "document", "related-plan")
WRITTEN = ("focus-area", "theme", "goal", "measure", "guideline", "challenge")
DONE = (
    "plan-adopt",
    "plan-publish",
    "plan-unpublish",
    "focus-area-move",
    "theme-move",
    "edit-undo",
    "measure-progress",
)


def parts_of(of: OnePlan) -> dict[str, Arguments]:
    return {
        "focus-area": of.area,
        "theme": of.theme,
        "goal": of.goal,
        "measure": of.measure,
        "guideline": of.guideline,
        "challenge": of.challenge,
    }


def told(of: OnePlan) -> list[Case]:
    # Themes are asked for where they are written.
    ones = {f"api-{name}": arguments for name, arguments in parts_of(of).items() if name != "theme"}
    return [
        *(Case(f"api-{name}-list", "GET", of.told, of.plan, of.which) for name in PARTS),
        *(Case(name, "GET", of.told, arguments, of.which) for name, arguments in ones.items()),
        *(Case(name, "GET", answers(404), of.gone, f"{of.which} missing") for name in ones),
        # Who changed the words, and why, is for those with a role.
        Case("api-earlier-wording-list", "GET", of.told_at_home, of.plan, of.which),
    ]


def written(of: OnePlan) -> list[Case]:
    lacking, changed = answers(400, **of.refused_to_programs), answers(200, **of.refused_to_programs)
    parts = parts_of(of)
    return [
        *(Case(f"api-{name}-list", "POST", lacking, of.plan, of.which) for name in WRITTEN),
        *(Case(f"api-{name}", "PATCH", changed, arguments, of.which) for name, arguments in parts.items()),
        *(deleted(of) if of.is_adopted else []),
        Case("api-theme", "GET", of.told, of.theme, of.which),
        Case("api-plan", "PATCH", changed, of.plan, of.which),
        Case("api-plan", "DELETE", answers(409, **of.refused_to_programs), of.plan, of.which),
    ]


def deleted(of: OnePlan) -> list[Case]:
    """What was adopted stays, or goes for a reason; a theme goes with the first who may."""
    others = of.refused_to_programs
    kept = {name: answers(409 if name in {"focus-area", "goal"} else 400, **others) for name in WRITTEN}
    kept["theme"] = answers(404, **others | {"coordinator": 204})
    return [Case(f"api-{name}", "DELETE", kept[name], arguments, of.which) for name, arguments in parts_of(of).items()]


def done(of: OnePlan) -> list[Case]:
    others = of.refused_to_programs
    lacking, changed = answers(400, **others), answers(200, **others)
    reader = of.refused["reader"]
    return [
        Case("api-plan-adopt", "POST", lacking, of.plan, of.which),
        Case("api-plan-publish", "POST", changed if of.is_adopted else answers(409, **others), of.plan, of.which),
        Case("api-plan-unpublish", "POST", changed, of.plan, of.which),
        Case("api-focus-area-move", "POST", lacking, of.area, of.which),
        Case("api-theme-move", "POST", lacking, of.theme, of.which),
        # Leaders answer for every unit.
        Case("api-measure-progress", "POST", lacking | {"leader": 400}, of.measure, of.which),
        Case("api-edit-undo", "POST", lacking, of.plan, of.which),
        Case("api-edit-list", "GET", answers(200, anonymous=401, outsider=404, reader=reader), of.plan, of.which),
    ]


def front() -> list[Case]:
    """The API itself, its guide, and which plans there are."""
    return [
        # The outsider makes plans elsewhere.
        Case("api-plan-list", "POST", answers(400, anonymous=401, reader=403, unit_contact=403, leader=403)),
        Case("api-municipality-list", "GET", answers(200)),
        Case("api-unit-list", "GET", answers(200, anonymous=401)),
        *(Case(f"api-{name}", "GET", answers(200)) for name in ("root", "schema", "plan-list")),
        Case("api-plan", "GET", answers(200), ADOPTED.plan, "adopted"),
        Case("api-plan", "GET", readers(200, anonymous=404, reader=404), DRAFT.plan, "draft"),
        Case("api-plan", "GET", answers(404), of_nothing, "missing"),
        Case("api-guide", "GET", answers(200)),
        Case("api-part", "GET", answers(200), lambda _world: ["plans"]),
        Case("api-part", "GET", answers(404), lambda _world: ["finnes-ikke"], "missing"),
    ]


TABLE = Table(
    cases=[
        *(case for of in (ADOPTED, DRAFT) for case in told(of)),
        *(case for of in (ADOPTED, DRAFT) for case in (*written(of), *done(of))),
        *front(),
    ],
    # Read, made or done by POST.
    wrong_method=refused_by(
        PUT=[*(f"api-{name}-list" for name in ("plan", *WRITTEN)), *(f"api-{name}" for name in DONE)]
    ),
    open=frozenset({"api-schema", "api-guide", "api-part"}),
)
