"""Writing a plan's own content: what it says, under which focus areas, and which documents it leans on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db import models, transaction
from django.utils.translation import gettext

from accounts.imports import Problems
from accounts.models import Municipality
from accounts.syncing import Tally, field_problems, sync, sync_links
from planning.content import PlanContent, Record
from planning.models import (
    SDG,
    Challenge,
    Citation,
    Document,
    FocusArea,
    Goal,
    Guideline,
    Measure,
    Plan,
    PlanStatus,
    RelatedPlan,
    Theme,
)

Row = TypeVar("Row", bound=models.Model)
# Sections of the content → their model, in the order in which one may name another.
SECTIONS: dict[str, type[models.Model]] = {
    "documents": Document,
    "related_plans": RelatedPlan,
    "focus_areas": FocusArea,
    "themes": Theme,
    "guidelines": Guideline,
    "citations": Citation,
    "goals": Goal,
    "measures": Measure,
    "challenges": Challenge,
}


@dataclass(slots=True)
class StoredPlan:
    """The rows of a plan by their codes, and the codes that the content no longer has, by section."""

    plan: Plan
    rows: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    vanished: dict[str, list[str]] = field(default_factory=dict)

    @property
    def focus_areas(self) -> Mapping[str, FocusArea]:
        return self.rows["focus_areas"]

    @property
    def themes(self) -> Mapping[str, Theme]:
        return self.rows["themes"]

    @property
    def goals(self) -> Mapping[str, Goal]:
        return self.rows["goals"]


def check_content(content: PlanContent, problems: Problems) -> None:
    """What the database would not take: texts that are too long, numbers that are too large, bad addresses."""
    check_records(Plan, [content.plan], problems)
    for section, model in SECTIONS.items():
        check_records(model, getattr(content, section), problems)
    facts = content.municipality
    for name, sentence in field_problems(
        Municipality, {"number": facts.number, "name": facts.name, "county": facts.county}
    ):
        problems.add(f"plan.municipality, {name}", sentence)
    owner = Plan.objects.filter(code=content.plan.code).select_related("municipality").first()
    if owner and owner.municipality.number != facts.number:
        sentence = gettext("planen finnes fra før og tilhører %(name)s (%(number)s)")
        words = {"name": owner.municipality.name, "number": owner.municipality.number}
        problems.add(content.plan.place, sentence % words)


def check_records(model: type[models.Model], records: Sequence[Record], problems: Problems) -> None:
    for record in records:
        for name, sentence in field_problems(model, record.values):
            problems.add(f"{record.place}, {name}", sentence)


@transaction.atomic
def store_content(*, content: PlanContent, tally: Tally) -> StoredPlan:
    """Make the plan what the content says. What the content does not name is kept. The caller keeps the audit trail."""
    stored = StoredPlan(store_plan(content, tally))
    owner = {"plan_id": stored.plan.pk}
    SDG.objects.bulk_create((SDG(number=number) for number in range(1, 18)), ignore_conflicts=True)
    for section in ("documents", "related_plans", "focus_areas"):
        store_section(stored, section, getattr(content, section), owner, tally)
    store_section(stored, "themes", content.themes, {}, tally)
    store_section(stored, "guidelines", content.guidelines, owner, tally)
    store_citations(stored, content, tally)
    for section in ("goals", "measures", "challenges"):
        store_section(stored, section, getattr(content, section), owner, tally)
    return stored


def store_plan(content: PlanContent, tally: Tally) -> Plan:
    """The plan in its municipality, which is created where it is new and otherwise left as it is."""
    facts = content.municipality
    municipality, _ = Municipality.objects.get_or_create(
        number=facts.number, defaults={"name": facts.name, "county": facts.county}
    )
    plans = {plan.code: plan for plan in Plan.objects.filter(code=content.plan.code)}
    status = {} if content.plan.code in plans else {"status": PlanStatus.ADOPTED}
    values = {**status, **content.plan.values, "municipality_id": municipality.pk}
    return sync(Plan, plans, {content.plan.code: values}, tally=tally)[content.plan.code]


def store_section(
    stored: StoredPlan, section: str, records: Sequence[Record], owner: Mapping[str, Any], tally: Tally
) -> None:
    """The rows of one section, with what they point to and are linked to."""
    model = SECTIONS[section]
    kept = kept_rows(stored.plan, section)
    wanted = {record.code: {**owner, **record.values, **pointers(record, stored)} for record in records}
    rows = sync(model, kept, wanted, tally=tally)
    stored.rows[section] = kept | rows
    stored.vanished[section] = [code for code in kept if code not in rows]
    store_parents(model, records, rows, tally)
    store_links(stored, section, records, tally)


def kept_rows(plan: Plan, section: str) -> dict[str, Any]:
    """What the plan has of one section, by code."""
    owner = "focus_area__plan" if section == "themes" else "plan"
    return {row.code: row for row in SECTIONS[section]._default_manager.filter(**{owner: plan}).order_by("pk")}  # type: ignore[attr-defined]


POINTS_TO = {
    "theme": "themes",
    "focus_area": "focus_areas",
    "primary_focus_area": "focus_areas",
    "guideline": "guidelines",
}
LINKED_TO = {"focus_areas": "focus_areas", "guidelines": "guidelines", "goals": "goals", "measures": "measures"}


def pointers(record: Record, stored: StoredPlan) -> dict[str, int | None]:
    """The keys that a row points to; a parent of the same kind comes later, when all of them are there."""
    return {
        f"{name}_id": stored.rows[POINTS_TO[name]][code].pk if code else None
        for name, code in record.one.items()
        if name != "parent"
    }


def store_parents(model: type[Row], records: Sequence[Record], rows: dict[str, Row], tally: Tally) -> None:
    wanted = {
        record.code: {"parent_id": rows[record.one["parent"]].pk if record.one["parent"] else None}
        for record in records
        if "parent" in record.one
    }
    sync(model, rows, wanted, tally=tally)


def store_links(stored: StoredPlan, section: str, records: Sequence[Record], tally: Tally) -> None:
    """Many-to-many links, one field at a time."""
    for name in records[0].many if records else ():
        found = stored.rows.get(LINKED_TO.get(name, ""))
        wanted = {
            record.code: (
                stored.rows[section][record.code],
                [found[code].pk if found else int(code) for code in record.many[name]],
            )
            for record in records
        }
        sync_links(SECTIONS[section]._meta.get_field(name), wanted, tally=tally)


def store_citations(stored: StoredPlan, content: PlanContent, tally: Tally) -> None:
    """Citations have no code of their own: they belong to their guideline in order, and those that are gone go."""
    rows = Citation.objects.filter(guideline__plan=stored.plan).select_related("guideline")
    kept = {f"{row.guideline.code} {row.order}": row for row in rows}
    wanted = {one.code: {**one.values, **pointers(one, stored)} for one in content.citations}
    sync(Citation, kept, wanted, tally=tally)
    named = {guideline.code for guideline in content.guidelines}
    surplus = {code: row for code, row in kept.items() if code not in wanted and row.guideline.code in named}
    for code, row in surplus.items():
        tally.note_change((str(Citation._meta.verbose_name), code), "", row.cited_section, None)
    Citation.objects.filter(pk__in=[row.pk for row in surplus.values()]).delete()
