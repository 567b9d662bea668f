"""Where figures come from: sources that are fetched, files, and typing."""

from typing import Any

from tests.permissions.cases import Answers, Case, Table, members, of_nothing, readers, refused_by
from tests.permissions.one_plan import ADOPTED, DRAFT
from tests.permissions.world import World

# Fetching is for the people who load figures, in whichever municipality.
MAY_FETCH = members(403, outsider=302, coordinator=302, administrator=302)
# A source is set up by whoever administers the installation.
SETS_UP = members(403, administrator=200)
# Bringing figures is for coordinators and administrators; an outsider who is one may do so at home.
LOADERS = members(200, reader=403, unit_contact=403, leader=403)
# A waiting file is there for those of its own municipality who may load figures, and for nobody else.
NOT_THEIRS: Answers = {"reader": 404, "unit_contact": 404, "leader": 404}


def source(world: World) -> list[Any]:
    return [world.source.code]


def upload(world: World) -> list[Any]:
    return [world.upload.pk]


def sources() -> list[Case]:
    return [
        Case("source-list", "GET", members(200)),
        Case("source-detail", "GET", members(200), source),
        Case("source-detail", "GET", members(404), of_nothing, "missing"),
        Case("source-fetch", "POST", MAY_FETCH, source),
        Case("source-add", "GET", SETS_UP),
        Case("source-add-table", "GET", SETS_UP, lambda _world: ["12134"]),
        Case("source-load", "POST", members(403, administrator=302)),
        Case("source-select", "GET", SETS_UP, source),
        Case("source-edit", "GET", SETS_UP, source),
    ]


def files() -> list[Case]:
    return [
        Case("figures-upload", "GET", LOADERS),
        Case("upload-detail", "GET", readers(200, **NOT_THEIRS), upload),
        # A file with nothing in it is shown again with what is wrong with it.
        Case("upload-confirm", "POST", readers(200, **NOT_THEIRS), upload),
        Case("upload-drop", "POST", readers(302, **NOT_THEIRS, administrator=404), upload, "gone after the first"),
    ]


def typing() -> list[Case]:
    return [
        Case("figure-type", "GET", LOADERS, lambda world: [world.public.code]),
        Case("figure-type", "GET", ADOPTED.written, ADOPTED.indicator, "own"),
        Case("figure-type", "GET", DRAFT.written, DRAFT.indicator, "draft"),
    ]


TABLE = Table(
    cases=[*sources(), *files(), *typing()],
    wrong_method=refused_by(
        GET=["source-fetch", "source-load", "upload-confirm", "upload-drop"],
        DELETE=["source-add-table", "source-select", "source-edit", "figures-upload", "figure-type"],
    ),
)
