"""Remarks on the quality of figures: the records that the reader may see, and what plans say of their indicators."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext

from indicators.models import Indicator, QualityRecord, Region
from indicators.periods import PeriodError
from indicators.rules import SeriesBreak
from planning.models import Plan
from reporting.remark_kinds import kind_in_words
from reporting.remarks import Link, Place, Remark, heading_of, qualifiers_in_words, value_in_words
from targets.models import IndicatorInPlan
from targets.queries import period_named
from targets.sentences import name_of_indicator


def remarks_on(indicators: Collection[int], *, plans: Collection[str]) -> dict[int, list[Remark]]:
    """What is recorded of each indicator by the catalogue and by these plans; two queries however many there are."""
    found: dict[int, list[Remark]] = defaultdict(list)
    for record in records_of(indicators, plans=plans):
        named = list(record.indicators.all())
        for one in named:
            if one.pk in indicators:
                others = links_to((other for other in named if other != one), plans=plans)
                found[one.pk].append(remark_of(record, others))
    return found


def remarks_about(indicator: Indicator, *, plans: QuerySet[Plan]) -> list[Remark]:
    """What is recorded of one indicator by the catalogue and by these plans; one query."""
    seen = plans.values("code")
    named = QualityRecord.indicators.through.objects.filter(
        Q(indicator=indicator) | Q(indicator__namespace="") | Q(indicator__namespace__in=seen),
        qualityrecord__in=indicator.quality_records.filter(Q(namespace="") | Q(namespace__in=seen)),
    ).select_related("qualityrecord__region", "indicator")
    records: dict[QualityRecord, list[Indicator]] = defaultdict(list)
    for row in named.order_by("qualityrecord__namespace", "qualityrecord__order", "qualityrecord__code", "pk"):
        others = records[row.qualityrecord]
        if row.indicator != indicator:
            others.append(row.indicator)
    return [remark_of(record, links(others)) for record, others in records.items()]


def records_of(indicators: Collection[int], *, plans: Collection[str]) -> Iterable[QualityRecord]:
    chosen = QualityRecord.objects.filter(indicators__in=indicators, namespace__in={"", *plans}).distinct()
    return chosen.select_related("region").prefetch_related("indicators").order_by("namespace", "order", "code")


def remark_of(record: QualityRecord, others: tuple[Link, ...]) -> Remark:
    """The record as a remark on one of its indicators; the others are those that the reader may look up."""
    place = Place(
        region=record.region_id,
        first=period_named(record.from_period) if record.from_period else None,
        last=period_named(record.to_period) if record.to_period else None,
    )
    return Remark(
        text=record.text,
        place=place,
        heading=heading_of(record.kind, place, record.region.name if record.region else ""),
        source=record.cited_at,
        is_break=record.is_break,
        others=others,
    )


def links_to(indicators: Iterable[Indicator], *, plans: Collection[str]) -> tuple[Link, ...]:
    """Those of the indicators that the reader may look up."""
    return links(one for one in indicators if one.namespace in {"", *plans})


def links(indicators: Iterable[Indicator]) -> tuple[Link, ...]:
    return tuple(Link(one.code, name_of_indicator(one)) for one in indicators)


def break_remarks(breaks: Mapping[int, Iterable[SeriesBreak]]) -> Iterator[Remark]:
    """Where regions themselves became others, as remarks on their figures."""
    for region, found in breaks.items():
        for one in found:
            heading = gettext("Brudd i serien fra %(period)s") % {"period": one.period}
            yield Remark(one.text, Place(region, period_named(one.period)), heading=heading, is_break=True)


def breaks_in(remarks: Iterable[Remark], *, region: int) -> list[SeriesBreak]:
    """Where the figures of a region break, by what is said of all regions or of this one."""
    return [one.series_break for one in remarks if one.series_break is not None and one.place.region in {None, region}]


# What plans say where they use the indicator ----------------------------------------------------------------------


def remarks_of_use(
    used: IndicatorInPlan, *, source: str, regions: Mapping[str, Region], is_recorded: bool
) -> Iterator[Remark]:
    """A plan's remarks on an indicator as a whole. Its words of quality are only said where no record says more."""
    if used.note:
        yield Remark(used.note, heading=gettext("Merknad i planen"), source=source)
    for said in mappings(used.extra.get("qualitative_comparison")):
        yield Remark(without_number(said), heading=gettext("Sammenlignet uten tall"), source=source)
    for said in mappings(used.extra.get("definition_break")):
        yield definition_remark(said, source)
    if not is_recorded:
        yield from (Remark(f"{capfirst(kind_in_words(word))}.", source=source) for word in words_of(used))
    for said in mappings(used.extra.get("comparisons")):
        rest = {key: value for key, value in said.items() if key not in {"entity", "aggregate"}}
        region = regions.get(said["entity"])
        if region and (words := qualifiers_in_words(rest)):
            yield Remark(words, Place(region=region.pk), heading=region.name, source=source)


def remarks_on_cited(used: IndicatorInPlan, *, source: str, regions: Mapping[str, Region]) -> Iterator[Remark]:
    """A plan's words of single figures, whether they are kept as its own or from elsewhere."""
    for said in mappings(used.extra.get("cited")):
        code, part = str(said.get("period", "")), str(said.get("part", ""))
        region = regions.get(str(said["region"])) if said.get("region") else used.region
        extra = {key: value for key, value in said.items() if key not in {"region", "part", "period"}}
        if region and (words := qualifiers_in_words(extra)):
            period = period_named(code) if code else None
            yield Remark(words, Place(region.pk, period, period), heading=part, source=source)


def words_of(used: IndicatorInPlan) -> list[str]:
    return [str(word) for word in used.extra.get("quality", ())]


def mappings(value: Any) -> list[Mapping[str, Any]]:
    """What a plan file says in fields; it may say anything where nobody asks for a type."""
    listed = value if isinstance(value, list) else [value]
    return [one for one in listed if isinstance(one, Mapping)]


def without_number(said: Mapping[str, Any]) -> str:
    """`Høyere enn: Norge.`, of the own figure where the document prints no other."""
    relation, entity = (value_in_words(said.get(key)) for key in ("relation", "entity"))
    period = f" ({value_in_words(said['period'])})" if said.get("period") else ""
    return f"{capfirst(relation)}: {entity}{period}."


def definition_remark(said: Mapping[str, Any], source: str) -> Remark:
    """Since when figures mean something else, in the plan's own words."""
    try:
        first = period_named(str(said["from"]))
    except (KeyError, PeriodError):
        return Remark(str(said.get("text", "")), heading=gettext("Endret definisjon"), source=source)
    heading = gettext("Endret definisjon fra %(period)s") % {"period": first.label}
    return Remark(str(said.get("text", "")), Place(first=first), heading=heading, source=source, is_break=True)
