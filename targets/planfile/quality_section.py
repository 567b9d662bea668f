"""What the plan file says about the quality of figures. Pure."""

from collections.abc import Iterator, Mapping
from typing import Any

from accounts.wording import say
from indicators.sources.yaml_fields import Fields
from targets.planfile.codes import Codes, coded_items
from targets.planfile.reading import cited, cited_in_words, document_titles
from targets.planfile.records import QualityRemark

# Kinds that say that figures before a period cannot be compared with those from it on.
BREAKS = frozenset({"definisjonsbrudd", "brudd i serien", "erstattet indikator", "rettet historikk"})
KIND_UNSAID = "merknad"


def read_quality(file: Fields, codes: Codes) -> Iterator[QualityRemark]:
    """The records of data quality in order."""
    titles = document_titles(file)
    for position, (code, item) in enumerate(coded_items(file, "data_quality", named_by="id")):
        said, kind = cited(item), item.text("kind")
        values = {
            "code": code,
            "kind": kind or KIND_UNSAID,
            # The kind alone says something too.
            "text": item.text("text", default=kind.capitalize()) if kind else item.required("text"),
            **periods_of(item),
            "cited_at": cited_in_words(said, titles),
            "order": position,
        }
        indicators = codes.references(item, "indicators", "indicators")
        region = item.text("region")
        yield QualityRemark(code, item.place(), values | {"extra": extra_of(item, said)}, indicators, region)


def periods_of(item: Fields) -> dict[str, Any]:
    """Which periods it concerns, and whether the series breaks where they begin."""
    first, last = item.period("from_period"), item.period("to_period")
    if first and last and last.position < first.position:
        item.wrong("to_period", say("perioden må slutte etter at den begynner"))
    is_break = item.truth("is_break", default=bool(first) and item.text("kind").casefold() in BREAKS)
    if is_break and not first and not item.has("from_period"):
        item.wrong("is_break", say("et brudd må ha «from_period»: den første perioden etter bruddet"))
    return {
        "from_period": first.code if first else "",
        "to_period": last.code if last else "",
        "is_break": is_break,
    }


def extra_of(item: Fields, said: Mapping[str, str]) -> dict[str, Any]:
    """Everything that has no field of its own, and where in the document it stands."""
    place = {key: value for key, value in said.items() if value}
    return item.left() | ({"at": place} if place else {})
