"""Guidelines and where they are cited, goals, measures, challenges and opportunities. Pure."""

from collections.abc import Iterator

from indicators.sources.yaml_fields import Fields
from planning.content import Record
from targets.planfile.codes import Codes, coded_items
from targets.planfile.reading import BASES, LEVELS, cited, sdgs

CHALLENGE_KINDS = {
    "utfordring": "challenge",
    "challenge": "challenge",
    "mulighet": "opportunity",
    "opportunity": "opportunity",
}
DIMENSIONS = {
    "sosial": "social",
    "social": "social",
    "økonomisk": "economic",
    "economic": "economic",
    "miljømessig": "environmental",
    "environmental": "environmental",
}
GUIDELINE_EXTRAS = {"mention_only", "reference_complete", "horizon", "document_status", "figure_lost", "note"}


def read_guidelines(file: Fields, codes: Codes) -> Iterator[tuple[Record, tuple[Record, ...]]]:
    """Each guideline once, with the places that cite it."""
    for position, (code, item) in enumerate(coded_items(file, "guidelines", named_by="id")):
        values = {
            "code": code,
            "level": item.word("level", LEVELS, "unspecified"),
            "kind": item.text("kind"),
            "reference": item.text("reference"),
            "title": item.required("title"),
            "years": item.text("years"),
            "in_force": item.text("in_force"),
            "decided": item.text("decided"),
            "gist": item.text("gist"),
            "url": item.text("url"),
            "applies_to_all": item.truth("applies_to_all", default=False),
            "order": position,
        }
        many = {"focus_areas": codes.references(item, "focus_areas", "focus_areas"), "sdgs": sdgs(item)}
        citations = tuple(read_citations(code, item, codes))
        yield Record(code, item.place(), values | {"extra": item.left(GUIDELINE_EXTRAS)}, many=many), citations


def read_citations(guideline: str, fields: Fields, codes: Codes) -> Iterator[Record]:
    """Where the plan leans on the guideline, in order."""
    for position, item in enumerate(fields.items("citations")):
        values = {"angle": item.text("angle"), "note": item.text("note"), "order": position, **cited(item)}
        one = {"guideline": guideline, "focus_area": codes.reference(item, "focus_area", "focus_areas")}
        yield Record(f"{guideline} {position}", item.place(), values | {"extra": item.left()}, one)


def read_goals(file: Fields, codes: Codes) -> Iterator[Record]:
    """The goals in document order."""
    for position, (code, item) in enumerate(coded_items(file, "goals", named_by="id")):
        values = {
            "code": code,
            "text": item.required("text"),
            "level": item.word("level", LEVELS, "municipal"),
            "kind": item.text("kind"),
            "scope": item.text("scope"),
            "measurability": item.text("measurability"),
            "number_in_source": item.text("number_in_source"),
            "status_in_document": item.text("status_in_document"),
            "order": position,
            **cited(item),
        }
        areas = codes.references(item, "focus_areas", "focus_areas")
        primary = codes.reference(item, "primary_focus_area", "focus_areas")
        guideline = codes.reference(item, "source_guideline", "guidelines")
        guidelines = codes.references(item, "source_guidelines", "guidelines")
        one = {
            "parent": codes.reference(item, "parent", "goals"),
            "theme": codes.reference(item, "theme", "themes"),
            "primary_focus_area": primary or next(iter(areas), ""),
        }
        many = {
            "focus_areas": with_primary(primary, areas),
            "guidelines": tuple(dict.fromkeys(one for one in (guideline, *guidelines) if one)),
            "sdgs": sdgs(item),
        }
        extra = item.left({"deadline_passed", "level_note", "focus_basis"})
        yield Record(code, item.place(), values | {"extra": extra}, one, many)


def with_primary(primary: str, areas: tuple[str, ...]) -> tuple[str, ...]:
    """A goal belongs to its primary focus area, whether or not the list repeats it."""
    return areas if not primary or primary in areas else (primary, *areas)


def read_measures(file: Fields, codes: Codes) -> Iterator[Record]:
    """What is done to reach the goals. Two measures may share a title."""
    for position, (code, item) in enumerate(coded_items(file, "measures", named_by="id")):
        values = {
            "code": code,
            "title": item.required("title"),
            "status": item.text("status"),
            "gist": item.text("gist"),
            "homonym_of": codes.reference(item, "homonym_of", "measures"),
            "order": position,
            **cited(item),
        }
        one = {"theme": codes.reference(item, "theme", "themes")}
        many = {
            "focus_areas": codes.references(item, "focus_areas", "focus_areas"),
            "goals": codes.references(item, "goals", "goals"),
        }
        yield Record(code, item.place(), values | {"extra": item.left()}, one, many)


def read_challenges(file: Fields, codes: Codes) -> Iterator[Record]:
    """Challenges and opportunities, with the sustainability dimension and the basis for it."""
    for position, (code, item) in enumerate(coded_items(file, "challenges_opportunities", named_by="id")):
        values = {
            "code": code,
            "kind": item.word("type", CHALLENGE_KINDS, "challenge"),
            "level": item.word("level", LEVELS, "municipal"),
            "text": item.required("text"),
            "dimension": item.word("dimension", DIMENSIONS),
            "dimension_basis": item.word("dimension_basis", BASES),
            "focus_basis": item.word("focus_basis", BASES),
            "order": position,
            **cited(item),
        }
        one = {"theme": codes.reference(item, "theme", "themes")}
        many = {
            "focus_areas": codes.references(item, "focus_areas", "focus_areas"),
            "measures": codes.references(item, "measures", "measures"),
        }
        # Planning knows no indicators, so their codes are kept as they are written.
        if indicators := codes.references(item, "indicators", "indicators"):
            item.kept["indicators"] = list(indicators)
        yield Record(code, item.place(), values | {"extra": item.left()}, one, many)
