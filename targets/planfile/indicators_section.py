"""The indicators of the plan file, and the sources that they come from. Pure."""

from collections.abc import Iterator, Mapping
from typing import Any

from accounts.imports import quoted
from accounts.wording import say
from indicators.sources.yaml_fields import Fields
from planning.content import Record
from targets.planfile.codes import Codes, coded_items
from targets.planfile.figures_section import cited as cited_figures
from targets.planfile.figures_section import compared_figures, decimals_in, own_figures, partial_figures
from targets.planfile.reading import cited, cited_in_words, document_titles
from targets.planfile.records import IndicatorRecord

DIRECTIONS = {
    "opp": "up",
    "up": "up",
    "ned": "down",
    "down": "down",
    "innenfor": "within",
    "within": "within",
    "ingen": "none",
    "none": "none",
}
FREQUENCIES = {
    "year": "year",
    "år": "year",
    "school_year": "school_year",
    "skoleår": "school_year",
    "tertial": "tertial",
    "quarter": "quarter",
    "kvartal": "quarter",
    "month": "month",
    "måned": "month",
}
SCOPES = {"konsern": "konsern", "kommunekasse": "kommunekasse"}
# The plan does not say why it wants a direction; that it wants one is reason enough.
BASIS_UNSAID = "plan"
OVER_100_PERCENT = "over_100_prosent"
EXTRAS = {"formula", "threshold", "qualitative_comparison", "figure_lost", "at", "source_basis", "definition_break"}


def read_sources(file: Fields, codes: Codes) -> Iterator[Record]:  # noqa: ARG001  # every section is read alike
    """Where the figures come from."""
    titles = document_titles(file)
    for code, item in coded_items(file, "sources", named_by="id"):
        said = cited(item)
        values = {
            "code": code,
            "name": item.required("name"),
            "publisher": item.text("publisher"),
            "kind": item.text("kind"),
            "table": item.text("table"),
            "url": item.text("url"),
            "cited_at": cited_in_words(said, titles),
        }
        extra = item.left({"cited_in", "footnotes", "url_basis", "url_note"})
        yield Record(code, item.place(), values | {"extra": extra | {"at": said}})


def read_indicators(file: Fields, codes: Codes) -> Iterator[IndicatorRecord]:
    """The indicators in order."""
    for position, (code, item) in enumerate(coded_items(file, "indicators", named_by="id")):
        yield read_indicator(code, position, item, codes)


def read_indicator(code: str, position: int, item: Fields, codes: Codes) -> IndicatorRecord:
    compared, said_of_compared, aggregate = compared_figures(item)
    parts, said_of_parts = partial_figures(item)
    figures = (*own_figures(item), *compared, *parts)
    words = quality_words(item)
    external_id = item.text("external_id")
    if any(sign.isspace() for sign in external_id):
        item.wrong("external_id", say("koden {code} har mellomrom i seg", code=quoted(external_id)))
    for key in ("subset_of", "corrects"):
        if reference := codes.reference(item, key, "indicators"):
            item.kept[key] = reference
    replaced_by = read_replaced(item, codes)
    values = indicator_values(item, aggregate=aggregate, words=words)
    use = {"order": position, "note": item.text("comment")}
    record = {
        "sources": codes.references(item, "source", "sources"),
        "focus_areas": codes.references(item, "focus_areas", "focus_areas"),
        "theme": codes.reference(item, "theme", "themes"),
        "replaces": codes.reference(item, "replaces", "indicators"),
        "geography": item.text("geography"),
    }
    decimals = item.whole("decimals", most=15)
    if decimals is not None:
        values["decimals"] = decimals
    quoted_parts = {"comparisons": said_of_compared, "breakdown": said_of_parts, "cited": cited_figures(figures)}
    extra = item.left(EXTRAS) | {key: said for key, said in quoted_parts.items() if said}
    extra |= {"quality": list(words)} if words else {}
    return IndicatorRecord(
        code=code,
        place=item.place(),
        external_id=external_id,
        values=values,
        decimals=decimals_in(figures),
        figures=figures,
        replaced_by=replaced_by,
        use=use | {"extra": extra},
        **record,  # type: ignore[arg-type]
    )


def indicator_values(item: Fields, *, aggregate: str, words: tuple[str, ...]) -> dict[str, Any]:
    """The fields of the indicator that the plan says something about."""
    direction = item.word("desired_direction", DIRECTIONS)
    basis = item.text("desired_direction_basis")
    base = item.period("base_period")
    is_sum = item.truth("group_is_sum", default=False)
    said: Mapping[str, Any] = {
        "name_nb": item.required("name"),
        "name_nn": item.text("name_nn"),
        "name_en": item.text("name_en"),
        "definition": item.text("definition"),
        "unit": item.required("unit"),
        "unit_note": item.text("unit_note"),
        "direction": direction,
        "direction_basis": (basis or BASIS_UNSAID) if direction else "",
        "category": item.text("category"),
        "scope": scope_of(item),
        "frequency": item.word("frequency", FREQUENCIES),
        "base_period": base.code if base else "",
        "ordinal_scale": list(item.texts("ordinal_scale")),
        "is_need_adjusted": item.truth("adjusted_for_need", default=False),
        "group_value": "sum" if is_sum else aggregate,
        "artefact_above": 100 if OVER_100_PERCENT in words else None,
    }
    return {name: value for name, value in said.items() if value not in (None, "", [], False)}


def scope_of(item: Fields) -> str:
    """Konsern or kommunekasse; what else a plan calls scope is kept in its words."""
    text = item.text("scope")
    if text and text not in SCOPES:
        item.kept["scope"] = text
    return SCOPES.get(text, "")


def quality_words(item: Fields) -> tuple[str, ...]:
    """What the plan calls the quality of the figures: one word or several."""
    return (item.text("quality"),) if isinstance(item.values.get("quality"), str) else item.texts("quality")


def read_replaced(item: Fields, codes: Codes) -> tuple[str, ...]:
    """The indicators that took this one's place; from when and why is kept in words."""
    part = item.part("replaced")
    by = codes.references(part, "by", "indicators")
    item.keep_rest_of(part, "replaced", {"from", "text", "at"})
    return by
