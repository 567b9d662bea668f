"""Larvik's plan, whole: every count of the documents, and every single value somewhere in the database."""

import json
from collections.abc import Iterator
from contextlib import suppress
from decimal import Decimal
from typing import Any

import pytest
import yaml
from django.db.models import Count, Model

from indicators.models import (
    GroupValue,
    Indicator,
    IndicatorAlias,
    NeedIndex,
    Observation,
    QualityRecord,
    Region,
    Source,
    Standing,
)
from indicators.periods import PeriodError, parse_period
from planning.models import (
    Challenge,
    Citation,
    Document,
    FocusArea,
    Goal,
    Guideline,
    Measure,
    Plan,
    RelatedPlan,
    Theme,
)
from targets.models import IndicatorInPlan, Target
from targets.planfile.file import read_plan_file
from tests.larvik import LARVIK

pytestmark = pytest.mark.usefixtures("larvik")


@pytest.mark.parametrize(
    ("model", "count"),
    [
        (FocusArea, 5),
        (Theme, 54),
        (Challenge, 87),
        (Guideline, 91),
        (Citation, 100),
        (Goal, 88),
        (Target, 52),
        (IndicatorInPlan, 120),
        (Measure, 13),
        (Source, 39),
        (RelatedPlan, 16),
        (Document, 2),
        (IndicatorAlias, 63),
        (NeedIndex, 44),
        (QualityRecord, 20),
    ],
)
def test_counts(model: type[Model], count: int) -> None:
    assert model._default_manager.count() == count


def test_four_focus_areas_and_the_front_matter_that_is_none() -> None:
    areas = FocusArea.objects.order_by("order")
    assert [area.code for area in areas] == ["OVERORDNET", "LEVE", "SKAPE", "MOTE", "SAMARBEIDE"]
    assert [area.is_focus_area for area in areas] == [False, True, True, True, True]
    assert [area.code for area in areas if area.is_crosscutting] == ["OVERORDNET", "SAMARBEIDE"]
    assert Plan.objects.get().stated_focus_areas == 3


def test_every_indicator_of_the_catalogue_and_those_of_the_plan_alone() -> None:
    assert Indicator.objects.in_catalogue().count() == 363
    assert Indicator.objects.exclude(namespace="").count() == 120 - 63


def test_27_official_cells_have_more_than_one_vintage() -> None:
    cells = Observation.objects.filter(standing=Standing.OFFICIAL).values("indicator", "region", "period")
    assert cells.annotate(vintages=Count("pk")).filter(vintages__gt=1).count() == 27
    assert cells.distinct().count() == 6183


def test_where_the_document_disagrees_with_itself_the_overview_is_current() -> None:
    tables = (
        Observation.objects.filter(standing=Standing.OFFICIAL).newest().values_list("indicator__code", "source_table")
    )
    disputed = {
        (row["indicator__code"], row["region"], row["period"])
        for row in Observation.objects.filter(standing=Standing.OFFICIAL)
        .values("indicator__code", "region", "period")
        .annotate(vintages=Count("pk"))
        .filter(vintages__gt=1)
    }
    current = tables.filter(indicator__code__in={code for code, _region, _period in disputed})
    cells = current.values_list("indicator__code", "region", "period", "source_table")
    assert {table for *cell, table in cells if tuple(cell) in disputed} == {"overview"}


def test_the_five_water_classes_are_parts_with_their_order() -> None:
    water = Indicator.objects.get(code="I-VANN-FORD")
    assert water.ordinal_scale == ["svært dårlig", "dårlig", "moderat", "god", "svært god"]
    parts = dict(Observation.objects.filter(indicator=water).values_list("part", "literal"))
    assert parts == {"svært god": "14.0", "god": "36.7", "moderat": "31.3", "dårlig": "12.0", "svært dårlig": "6.0"}


def test_the_maintenance_backlog_is_kept_for_each_horizon() -> None:
    rows = Observation.objects.filter(indicator__code="I-VEDL-ETTERSLEP").order_by("part", "period")
    assert [(row.part, row.period, row.literal) for row in rows] == [
        ("", "2023", "1200"),
        ("", "2024", "1600"),
        ("skolebygg, 0-10 år", "2024", "875"),
        ("skolebygg, 0-4 år", "2024", "690"),
    ]


def test_group_values_that_are_sums_say_so() -> None:
    sums = Indicator.objects.filter(group_value=GroupValue.SUM)
    assert sums.filter(code="sosialhjelpsmottakere-antall").exists()
    assert sums.in_catalogue().count() >= 75


def test_the_group_zero_that_means_missing_is_missing() -> None:
    row = Observation.objects.get(
        indicator__code="renovasjon-materialgjenvinning-per-innbygger", region__code="EKG11", period="2024"
    )
    assert (row.literal, row.missing) == ("", "..")


def test_both_populations_of_2024_are_kept_and_one_is_current() -> None:
    rows = Observation.objects.filter(indicator__code="I-FOLKETALL", period="2024")
    assert set(rows.values_list("literal", flat=True)) == {"48870", "48715"}
    assert rows.newest().get().literal == "48870"


def test_regions_that_are_no_municipality() -> None:
    names = dict(Region.objects.filter(kind="area").values_list("name", "code"))
    assert names == {
        "Larvik by": "larvik-by",
        "Vestfold og Telemark": "vestfold-og-telemark",
        "Fastlands-Norge": "fastlands-norge",
    }


def test_the_demonstration_copy_has_no_unknown_field() -> None:
    file = read_plan_file((LARVIK / "plan.yaml").read_bytes(), name="plan.yaml")
    assert file.remarks == ()


# Every leaf ---------------------------------------------------------------------------------------------------------

SAID_OTHERWISE = {
    "kommunal": "municipal",
    "local": "municipal",
    "utfordring": "challenge",
    "mulighet": "opportunity",
    "sosial": "social",
    "økonomisk": "economic",
    "miljømessig": "environmental",
    "dokument": "document",
    "avledet": "derived",
    "opp": "up",
    "ned": "down",
    "faktisk": "actual",
    "vedtatt": "actual",
    "beregnet": "actual",
    "rang": "actual",
    "endring": "change",
    "korrigert": "correction",
    "prognose": "projection",
    "anslag": "estimate",
    "intervall": "interval",
    "opphevet": "cancelled",
    "rapportert_feil": "reported_error",
    "foreløpig": "provisional",
}


class ExactLoader(yaml.CSafeLoader):
    """Every scalar as the text that it is written as."""


ExactLoader.yaml_implicit_resolvers = {}


def leaves(value: Any) -> Iterator[str]:
    match value:
        case dict():
            for item in value.values():
                yield from leaves(item)
        case list():
            for item in value:
                yield from leaves(item)
        case _ if value not in {"", "null", "~", None}:
            yield str(value)


def spellings(leaf: str) -> set[str]:
    """How a value of the file may be spelled in the database."""
    spelled = {
        leaf,
        leaf.strip(),
        SAID_OTHERWISE.get(leaf, leaf),
        leaf.capitalize(),
        leaf.replace("_", " ").capitalize(),
    }
    if ":" in leaf and " " not in leaf:
        spelled.add(leaf.split(":", 1)[1])
    with suppress(PeriodError):
        spelled.add(parse_period(leaf).code)
    if leaf.lstrip("-").replace(".", "", 1).isdigit():
        spelled |= {number(Decimal(leaf)), number(-Decimal(leaf))}
    return spelled


def number(value: Decimal) -> str:
    return f"{value.normalize():f}"


def words(row: Model) -> Iterator[str]:
    """Everything that a row says: its fields, what is inside its JSON, and the codes of what it is linked to."""
    for field in row._meta.concrete_fields:
        value = getattr(row, field.attname)
        if isinstance(value, (dict, list)):
            yield from (text for leaf in leaves(json.loads(json.dumps(value))) for text in json_words(leaf))
        elif isinstance(value, Decimal):
            yield number(value)
        elif value is not None:
            yield str(value).lower() if isinstance(value, bool) else str(value)
        if field.is_relation and value is not None:
            related = getattr(row, field.name)
            yield from (str(getattr(related, name)) for name in ("code", "number", "name") if hasattr(related, name))
    for field in row._meta.many_to_many:
        for other in getattr(row, field.name).all():
            yield str(getattr(other, "code", "") or other.pk)


def derived_words(row: Model) -> Iterator[str]:
    """What the file says in one word and a row in another field."""
    if isinstance(row, IndicatorInPlan) and row.is_organisation:
        yield f"{row.region.name} kommune"
    if isinstance(row, Indicator) and row.group_value == GroupValue.SUM:
        yield "true"


def json_words(leaf: str) -> set[str]:
    plain = leaf.lower() if leaf in {"True", "False"} else leaf
    digits = plain.lstrip("-").replace(".", "", 1)
    return {plain, number(Decimal(plain))} if digits.isdigit() else {plain}


def rows_about(section: str, item: dict[str, Any]) -> list[Model]:
    """The rows that hold what the file says under one item."""
    code = item.get("id") or item.get("code")
    match section:
        case "focus_areas":
            return [*FocusArea.objects.filter(code=code), *Theme.objects.filter(focus_area__code=code)]
        case "guidelines":
            return [*Guideline.objects.filter(code=code), *Citation.objects.filter(guideline__code=code)]
        case "targets":
            return list(Target.objects.filter(code=code))
        case "indicators":
            used = IndicatorInPlan.objects.select_related("indicator").get(code=code)
            row = used.indicator
            figures = Observation.objects.filter(indicator=row).select_related("region")
            others = [*row.replaces.all(), *row.replaced_by.all()]
            return [used, row, *IndicatorAlias.objects.filter(indicator__in=[row, *others]), *figures]
        case "data_quality":
            record = QualityRecord.objects.select_related("region").get(code=code)
            return [record, *IndicatorAlias.objects.filter(indicator__in=record.indicators.all())]
    model: dict[str, type[Model]] = {
        "goals": Goal,
        "measures": Measure,
        "sources": Source,
        "challenges_opportunities": Challenge,
    }
    return list(model[section]._default_manager.filter(code=code))


FILE: dict[str, Any] = yaml.load((LARVIK / "plan.yaml").read_text(encoding="utf-8"), Loader=ExactLoader)  # noqa: S506
SECTIONS = [section for section in FILE if section not in {"meta", "plan"}]


@pytest.mark.parametrize("section", SECTIONS)
def test_no_value_of_the_file_is_lost(section: str) -> None:
    lost = []
    for item in FILE[section]:
        rows = rows_about(section, item)
        said = {text for row in rows for text in words(row)} | {text for row in rows for text in derived_words(row)}
        lost += [(item.get("id"), leaf) for leaf in leaves(item) if not spellings(leaf) & said]
    assert lost == []


def test_no_value_of_the_plan_itself_is_lost() -> None:
    rows: list[Model] = [
        *Plan.objects.select_related("municipality"),
        *RelatedPlan.objects.all(),
        *Document.objects.all(),
    ]
    said = {text for row in rows for text in words(row)} | {"Vestfold"}
    lost = [leaf for part in ("plan", "meta") for leaf in leaves(FILE[part]) if not spellings(leaf) & said]
    assert lost == []
    assert Plan.objects.get().municipality.county == "Vestfold"
