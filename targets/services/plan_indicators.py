"""The indicators of a plan file: found in the catalogue or made, described, and put to use in the plan."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from accounts.imports import ImportProblem, Problems
from accounts.syncing import Tally, field_problems, sync, sync_links
from indicators.models import Direction, Indicator, IndicatorAlias, Region, Source
from indicators.units import same_measure
from planning.models import Plan
from planning.services import StoredPlan
from targets.models import IndicatorInPlan
from targets.planfile.records import IndicatorRecord, PlanFile

# A public indicator is described by the catalogue; a plan fills in what the catalogue does not say.
CATALOGUE_WINS = ("unit", "decimals", "scope", "is_need_adjusted", "frequency", "group_value", "category")

LONGEST_CODE = 200


@dataclass(frozen=True, slots=True)
class Identity:
    """Which indicator a record means: an existing row, or the code of a new one. `is_own`: the plan describes it."""

    code: str
    row: Indicator | None
    is_own: bool


def check_indicators(file: PlanFile, problems: Problems) -> None:
    """What the database would not take."""
    for record in file.sources:
        note_field_problems(Source, record.place, record.values, problems)
    for one in file.indicators:
        note_field_problems(Indicator, one.place, {**one.values, "code": one.external_id or one.code}, problems)
        note_field_problems(IndicatorInPlan, one.place, {**one.use, "code": one.code}, problems)
        if len(own_code(file.content.plan.code, one.code)) > LONGEST_CODE:
            message = gettext("koden er for lang: planens og indikatorens kode kan ha %(most)d tegn til sammen")
            problems.add(one.place, message % {"most": LONGEST_CODE})


def own_code(plan: str, code: str) -> str:
    """The code of a plan's own indicator whose name is taken by another plan."""
    return f"{plan}:{code}"


def note_field_problems(model: Any, place: str, values: Mapping[str, Any], problems: Problems) -> None:
    for name, sentence in field_problems(model, values):
        problems.add(f"{place}, {name}", sentence)


def store_sources(file: PlanFile, plan: Plan, tally: Tally) -> dict[str, Source]:
    """The sources that the plan names, under the plan's own codes."""
    kept = {source.code: source for source in Source.objects.filter(namespace=plan.code)}
    wanted = {record.code: {**record.values, "namespace": plan.code} for record in file.sources}
    return kept | sync(Source, kept, wanted, tally=tally)


def identities(records: Sequence[IndicatorRecord], plan: Plan) -> dict[str, Identity]:
    """For each record of the file which indicator it means. Two plans never mix figures by accident."""
    used = {one.code: one.indicator for one in IndicatorInPlan.objects.filter(plan=plan).select_related("indicator")}
    own_codes = {one.code: own_code(plan.code, one.code) for one in records}
    codes = {one.external_id or one.code for one in records} | set(own_codes.values())
    kept = {one.code: one for one in Indicator.objects.filter(code__in=codes)}
    return {one.code: identity(one, plan, used.get(one.code), kept, own_codes[one.code]) for one in records}


def identity(
    record: IndicatorRecord, plan: Plan, used: Indicator | None, kept: Mapping[str, Indicator], reserved: str
) -> Identity:
    """By external code where there is one; else what the plan uses already, the catalogue's, or one of its own."""
    if record.external_id:
        row = kept.get(record.external_id)
    else:
        row = used or kept.get(record.code)
        if row is not None and row != used and row.namespace not in {"", plan.code}:
            # Another plan has an indicator of this name; this one is not it.
            return Identity(reserved, kept.get(reserved), is_own=True)
    code = row.code if row else record.external_id or record.code
    return Identity(code, row, is_own=row is None or row.namespace == plan.code)


def store_indicators(
    records: Sequence[IndicatorRecord], found: Mapping[str, Identity], plan: Plan, tally: Tally
) -> dict[str, Indicator]:
    """The indicator of each record, described by the plan as far as that is the plan's business."""
    kept = {one.code: one.row for one in found.values() if one.row}
    wanted: dict[str, dict[str, Any]] = {}
    for record in records:
        who = found[record.code]
        values = own_values(record, plan) if who.is_own or who.row is None else additions(record, who.row)
        wanted[who.code] = wanted.get(who.code, {}) | {**values, "code": who.code}
    rows = sync(Indicator, kept, wanted, tally=tally)
    return {record.code: rows[found[record.code].code] for record in records}


def own_values(record: IndicatorRecord, plan: Plan) -> dict[str, Any]:
    """Everything that the plan says of an indicator that it brought in itself."""
    return {
        "decimals": record.decimals,
        **record.values,
        "namespace": plan.code,
    }


def additions(record: IndicatorRecord, row: Indicator) -> dict[str, Any]:
    """What the plan adds to an indicator of the catalogue: the direction that it wants, and what nobody has said."""
    said = {
        name: value
        for name, value in record.values.items()
        if name not in {"name_nb", "direction", "direction_basis"} and getattr(row, name) in (None, "", [])
    }
    if "direction" in record.values:
        said |= {name: record.values[name] for name in ("direction", "direction_basis")}
    return said


def disagreements(
    records: Iterable[IndicatorRecord], found: Mapping[str, Identity], file: str
) -> Iterator[ImportProblem]:
    """Where plan and catalogue describe one indicator differently: the catalogue wins, except for the direction."""
    for record in records:
        who = found[record.code]
        if who.row is None or who.is_own:
            continue
        for name in CATALOGUE_WINS:
            ours, theirs = getattr(who.row, name), record.values.get(name)
            if name in record.values and ours not in (None, "") and not agrees(name, ours, theirs):
                label = str(Indicator._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
                message = gettext("%(field)s er «%(plan)s» i planen og «%(kept)s» i katalogen; katalogen gjelder")
                words = {"field": label, "plan": said(theirs), "kept": said(ours)}
                yield ImportProblem(file, record.place, message % words)
        yield from direction_disagreement(record, who.row, file)


def agrees(name: str, ours: Any, theirs: Any) -> bool:
    return same_measure(ours, theirs) if name == "unit" else ours == theirs


def said(value: Any) -> str:
    return {True: "ja", False: "nei"}[value] if isinstance(value, bool) else str(value)


def direction_disagreement(record: IndicatorRecord, row: Indicator, file: str) -> Iterator[ImportProblem]:
    wanted = record.values.get("direction")
    if wanted and row.direction and row.direction != wanted:
        words = {"plan": Direction(wanted).label, "kept": Direction(row.direction).label}
        message = gettext("ønsket retning er «%(plan)s» i planen og var «%(kept)s»; planen gjelder")
        yield ImportProblem(file, record.place, message % words)


def store_uses(
    file: PlanFile, stored: StoredPlan, rows: Mapping[str, Indicator], regions: Mapping[str, Region], tally: Tally
) -> tuple[dict[str, IndicatorInPlan], list[str]]:
    """The indicators as the plan uses them, and the codes that the file no longer has."""
    plan, facts = stored.plan, file.content.municipality
    kept = {one.code: one for one in IndicatorInPlan.objects.filter(plan=plan)}
    wanted = {
        one.code: {
            **one.use,
            "extra": one.use["extra"] | as_written(one),
            "code": one.code,
            "plan_id": plan.pk,
            "indicator_id": rows[one.code].pk,
            "region_id": regions[region_of(one.geography, file)].pk,
            "is_organisation": is_organisation(one.geography, facts.name),
            "theme_id": stored.themes[one.theme].pk if one.theme else None,
        }
        for one in file.indicators
    }
    uses = sync(IndicatorInPlan, kept, wanted, tally=tally)
    areas = {
        one.code: (uses[one.code], [stored.focus_areas[code].pk for code in one.focus_areas]) for one in file.indicators
    }
    sync_links(IndicatorInPlan._meta.get_field("focus_areas"), areas, tally=tally)
    return kept | uses, [code for code in kept if code not in uses]


def as_written(record: IndicatorRecord) -> dict[str, Any]:
    """The plan's own words for an indicator that somebody else describes too."""
    if not record.external_id:
        return {}
    return {name: value for name, value in record.values.items() if name not in {"direction", "direction_basis"}}


ORGANISATION = " kommune"


def region_of(geography: str, file: PlanFile) -> str:
    """The text that the region is looked up by: the plan's municipality by its number, others by name."""
    facts = file.content.municipality
    if geography in {"", facts.name, facts.name + ORGANISATION, facts.number}:
        return facts.number
    return geography.removesuffix(ORGANISATION) if geography.endswith(ORGANISATION) else geography


def is_organisation(geography: str, municipality: str) -> bool:
    """Whether it is about the municipality as an organisation, and not the society in it."""
    return geography.endswith(ORGANISATION) and geography != municipality


def store_links(file: PlanFile, rows: Mapping[str, Indicator], sources: Mapping[str, Source], tally: Tally) -> None:
    """Where the figures come from, which indicators replaced which, and the plan's names for them."""
    keys = {one.code: [sources[code].pk for code in one.sources] for one in file.indicators}
    merged: dict[str, tuple[Indicator, set[int]]] = {}
    for code, linked in keys.items():
        merged.setdefault(rows[code].code, (rows[code], set()))[1].update(linked)
    own = {source.pk for source in sources.values()}
    sync_links(Indicator._meta.get_field("sources"), merged, tally=tally, among=own)
    named = {row.pk for row in rows.values()}
    sync_links(Indicator._meta.get_field("replaced_by"), replacements(file, rows), tally=tally, among=named)
    store_aliases(file, rows, tally)


def replacements(file: PlanFile, rows: Mapping[str, Indicator]) -> dict[str, tuple[Indicator, set[int]]]:
    """Which indicator was replaced by which, said from either side."""
    found: dict[str, tuple[Indicator, set[int]]] = {}
    pairs = [(one.code, later) for one in file.indicators for later in one.replaced_by]
    pairs += [(one.replaces, one.code) for one in file.indicators if one.replaces]
    for earlier, later in pairs:
        found.setdefault(rows[earlier].code, (rows[earlier], set()))[1].add(rows[later].pk)
    return found


def store_aliases(file: PlanFile, rows: Mapping[str, Indicator], tally: Tally) -> None:
    """The plan's own code is another name of the indicator wherever the indicator's code is another one."""
    wanted = {
        f"{rows[one.code].code} {one.code}": {"indicator_id": rows[one.code].pk, "alias": one.code}
        for one in file.indicators
        if rows[one.code].code != one.code
    }
    names = {values["alias"] for values in wanted.values()}
    aliases = IndicatorAlias.objects.filter(alias__in=names).select_related("indicator")
    sync(IndicatorAlias, {f"{one.indicator.code} {one.alias}": one for one in aliases}, wanted, tally=tally)
