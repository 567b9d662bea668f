"""The plan itself, its documents, the plans it leans on, its focus areas and their themes. Pure."""

from collections.abc import Iterator
from typing import Any

from accounts.wording import say
from indicators.sources.yaml_fields import Fields
from planning.content import MunicipalityFacts, Record
from targets.planfile.codes import CODE_FIELDS, Codes, coded_items
from targets.planfile.reading import cited

STATUSES = {
    "draft": "draft",
    "utkast": "draft",
    "adopted": "adopted",
    "vedtatt": "adopted",
    "superseded": "superseded",
    "avløst": "superseded",
}
FIRST_YEAR, LAST_YEAR = 1700, 2200
SECTIONS = frozenset({"plan", "meta", *CODE_FIELDS})


def read_municipality(file: Fields) -> MunicipalityFacts:
    """Which municipality the plan is of."""
    plan = Fields(file.part("plan").values, "plan", file.notebook)
    part = plan.part("municipality")
    number = part.required("number")
    if number and not (len(number) == 4 and number.isascii() and number.isdigit()):
        message = say(
            "kommunenummeret har fire siffer; skriv det i anførselstegn, for eksempel {example}", example="'0301'"
        )
        part.wrong("number", message)
    return MunicipalityFacts(number, part.required("name"), part.text("county"))


def read_plan(file: Fields) -> Record:
    """The plan, with everything in the file that has no field of its own."""
    plan = file.part("plan")
    code = plan.required("code")
    if "/" in code:
        plan.wrong("code", say("koden kan ikke ha skråstrek, for den blir del av en adresse"))
    values = {
        "code": code,
        "title": plan.required("title"),
        "kind": plan.text("kind"),
        "horizon_note": plan.text("horizon_note"),
        **period_of(plan),
        **decision_of(plan),
        "stated_focus_areas": stated_focus_areas(plan),
    }
    part = plan.part("municipality")
    part.read.update({"name", "number", "county"})
    plan.keep_rest_of(part, "municipality", {"number_at"})
    plan.read.add("related_plans")
    extra = plan.left({"knowledge_base", "focus_area_claim"}) | file_extra(file)
    return Record(code, plan.place(), values | {"extra": extra})


def period_of(plan: Fields) -> dict[str, int]:
    part = plan.part("period")
    years = {}
    for key in ("from", "to"):
        if not part.has(key):
            part.wrong(key, say("feltet er påkrevd og mangler"))
        years[key] = part.whole(key, FIRST_YEAR, least=FIRST_YEAR, most=LAST_YEAR) or FIRST_YEAR
    if years["to"] < years["from"] and part.has("to"):
        part.wrong("to", say("planperioden må slutte etter at den begynner"))
    plan.keep_rest_of(part, "period")
    return {"period_from": years["from"], "period_to": years["to"]}


def decision_of(plan: Fields) -> dict[str, Any]:
    """Status and decision, where the file says anything of them; otherwise what is kept stands."""
    said: dict[str, Any] = {}
    if plan.has("status"):
        said["status"] = plan.choice("status", STATUSES)
    if plan.has("decision"):
        part = plan.part("decision")
        said["decision_reference"] = part.text("reference")
        said["decided_on"] = part.day("date")
        plan.keep_rest_of(part, "decision")
    return said


def stated_focus_areas(plan: Fields) -> int | None:
    """How many focus areas the text claims to have. The claim is kept as a whole."""
    part = plan.part("focus_area_claim")
    plan.read.discard("focus_area_claim")
    return part.whole("stated")


def file_extra(file: Fields) -> dict[str, Any]:
    """What the file says of itself, and sections that nobody knows."""
    meta = file.part("meta")
    meta.read.add("documents")
    about = meta.left({"schema_version", "language", "purpose", "conventions", "counts"})
    file.read.update(SECTIONS)
    return file.left() | ({"meta": about} if about else {})


def read_documents(file: Fields) -> Iterator[Record]:
    """The documents that the plan quotes."""
    meta = file.part("meta")
    for code, item in coded_items(meta, "documents", named_by="id"):
        values = {
            "code": code,
            "title": item.required("title"),
            "publisher": item.text("publisher"),
            "year": item.whole("year", least=FIRST_YEAR, most=LAST_YEAR),
        }
        extra = item.left({"year_basis", "quality", "figure_status"})
        yield Record(code, item.place(), values | {"extra": extra})


def read_related_plans(file: Fields) -> Iterator[Record]:
    """The plans that this one leans on."""
    plan = file.part("plan")
    for code, item in coded_items(plan, "related_plans", named_by="code"):
        values = {
            "code": code,
            "title": item.required("title"),
            "level": item.text("level"),
            "period": item.text("period"),
            "relation": item.text("relation"),
            **cited(item),
        }
        yield Record(code, item.place(), values | {"extra": item.left({"document_status"})})


def read_focus_areas(file: Fields) -> Iterator[tuple[Record, Fields]]:
    """The focus areas in order, each with its fields, because the themes stand inside."""
    for position, (code, item) in enumerate(coded_items(file, "focus_areas", named_by="code")):
        values = {
            "code": code,
            "title": item.required("title"),
            "aliases": list(item.texts("title_variants")),
            "slogan": item.text("slogan"),
            "summary": item.text("summary"),
            "order": item.whole("order", position),
            "is_focus_area": item.truth("is_focus_area", default=True),
            "is_crosscutting": item.truth("crosscutting", default=False),
            **cited(item),
        }
        item.read.add("themes")
        yield Record(code, item.place(), values | {"extra": item.left({"note"})}), item


def read_themes(areas: list[tuple[Record, Fields]], codes: Codes) -> Iterator[Record]:
    """The themes of all focus areas in document order; a code is used once in the whole file."""
    first_lines: dict[str, int] = {}
    for area, fields in areas:
        listed = coded_items(fields, "themes", named_by="code", first_lines=first_lines)
        for position, (code, item) in enumerate(listed):
            values = {
                "code": code,
                "title": item.required("title"),
                "order": item.whole("order", position),
                **cited(item),
            }
            one = {"focus_area": area.code, "parent": codes.reference(item, "parent", "themes")}
            yield Record(code, item.place(), values | {"extra": item.left()}, one)
