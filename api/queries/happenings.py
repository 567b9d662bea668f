"""What has happened that other systems may want to hear of: rows that are no event yet, and what is told of them.

Who may hear of it is settled here. A light and a report concern their own municipality; of a draft only those who asked
for drafts. Figures concern everybody, as far as the catalogue that all share has them; what a plan has brought in
concerns its own municipality when it is adopted, and nobody before. What a plan file quotes is no news of figures. No
person is named, and no file: what it is called may be somebody's name (docs/adr/0019).
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.moments import moment_said
from api.models import Event, EventKind
from indicators.models import Channel, Fetch, Observation
from planning.models import Plan, PlanStatus
from reporting.models import SealedReport
from reporting.nameless import nameless
from reporting.queries.light_history import change_rows
from reporting.queries.lights import title_of
from targets.models import LightChange, Target
from targets.sentences import sentence

# Indicators that a call names; a delivery may have thousands.
MOST_NAMED = 100
# How many figures came of each indicator, by its code.
Brought = dict[str, int]


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happened, as one municipality or everybody (None) is told of it. `told` is empty for nobody."""

    subject: int
    municipality: int | None
    happened_at: datetime
    told: dict[str, Any]
    is_of_draft: bool = False


def unseen(kind: EventKind, since: datetime) -> QuerySet[Any]:
    """The rows since then that are no event yet, whenever they were committed."""
    rows: QuerySet[Any] = {
        EventKind.LIGHT_CHANGED: changed_lights,
        EventKind.NEW_VINTAGE: new_vintages,
        EventKind.REPORT_SEALED: sealed_reports,
    }[kind](since)
    return rows.filter(~Exists(Event.objects.filter(kind=kind, subject=OuterRef("pk")))).order_by("pk")


def changed_lights(since: datetime) -> QuerySet[LightChange]:
    """Where another colour is shown: not where a target is judged for the first time, nor behind a light of a person's.

    The day is asked for as well, since that has an index.
    """
    recent = LightChange.objects.filter(changed_on__gte=localdate(since), changed_at__gte=since)
    # Not joined: only the changes themselves are locked by whoever takes them.
    own = Target.objects.filter(goal__isnull=False)
    return recent.filter(target__in=own).exclude(from_light="").exclude(from_light=F("to_light"))


def new_vintages(since: datetime) -> QuerySet[Fetch]:
    brought = Q(created_count__gt=0) | Q(updated_count__gt=0)
    return Fetch.objects.filter(brought, received_at__gte=since).exclude(channel=Channel.PLAN)


def sealed_reports(since: datetime) -> QuerySet[SealedReport]:
    return SealedReport.objects.filter(sealed_at__gte=since)


def happenings(kind: EventKind, subjects: Collection[int]) -> list[Happening]:
    """What is told of the rows; a fixed number of queries however many they are."""
    return list(
        {
            EventKind.LIGHT_CHANGED: lights_told,
            EventKind.NEW_VINTAGE: vintages_told,
            EventKind.REPORT_SEALED: reports_told,
        }[kind](subjects)
    )


def lights_told(subjects: Collection[int]) -> Iterator[Happening]:
    changes = LightChange.objects.filter(pk__in=subjects).order_by("pk")
    rows = change_rows(changes, told=nameless)
    for change, row in zip(changes.select_related("assessment"), rows, strict=True):
        target = row.target
        plan = target.plan
        told = {
            "plan": plan.code,
            "plan_status": plan.status,
            "target": target.code,
            "title": title_of(target),
            "from_light": row.from_light,
            "to_light": row.to_light,
            "cause": change.cause,
            "since": row.changed_on.isoformat(),
            "change": row.sentence,
            "sentence": sentence(nameless(change.assessment.facts)),
            "url": address("api-target", plan.code, target.code),
            "page": address("target-detail", plan.code, target.code),
        }
        is_of_draft = plan.status == PlanStatus.DRAFT
        yield Happening(change.pk, plan.municipality_id, change.changed_at, told, is_of_draft)


def reports_told(subjects: Collection[int]) -> Iterator[Happening]:
    reports = SealedReport.objects.filter(pk__in=subjects).select_related("plan").order_by("pk")
    for report in reports.defer("document", "figures", "certificates"):
        plan = report.plan
        told = {
            "title": report.title,
            "kind": report.kind,
            "year": report.year,
            "edition": report.edition,
            "language": report.language,
            "plan": plan.code if plan else None,
            "content_hash": report.content_hash,
            "url": address("api-sealed-report", report.pk),
            "page": address("report-detail", report.pk),
        }
        is_of_draft = plan is not None and plan.status == PlanStatus.DRAFT
        yield Happening(report.pk, report.municipality_id, report.sealed_at, told, is_of_draft)


def vintages_told(subjects: Collection[int]) -> Iterator[Happening]:
    """One for everybody, and one for each municipality whose adopted plans have indicators of their own in it.

    The first is there also where it tells nothing, so that the delivery is not looked at again.
    """
    brought = brought_by(subjects)
    owners = dict(Plan.objects.adopted().values_list("code", "municipality"))
    for fetch in Fetch.objects.filter(pk__in=subjects).select_related("source").defer("body").order_by("pk"):
        by_owner: dict[int | None, Brought] = {None: {}}
        for namespace, indicators in brought[fetch.pk].items():
            if not namespace:
                by_owner[None] |= indicators
            elif namespace in owners:
                by_owner.setdefault(owners[namespace], {}).update(indicators)
        for municipality, indicators in by_owner.items():
            told = vintage_told(fetch, indicators) if indicators else {}
            yield Happening(fetch.pk, municipality, fetch.received_at, told)


def brought_by(fetches: Collection[int]) -> Mapping[int, Mapping[str, Brought]]:
    """By delivery and by whom the indicators belong to."""
    found: dict[int, dict[str, Brought]] = defaultdict(lambda: defaultdict(dict))
    rows = Observation.objects.filter(fetch__in=fetches).order_by()
    counted = rows.values_list("fetch", "indicator__namespace", "indicator__code").annotate(n=Count("pk"))
    for fetch, namespace, code, number in counted:
        found[fetch][namespace][code] = number
    return found


def vintage_told(fetch: Fetch, indicators: Brought) -> dict[str, Any]:
    """How many are new and how many changed is known of the delivery as a whole, and told where all of it is."""
    number = sum(indicators.values())
    is_whole = number == fetch.created_count + fetch.updated_count
    source = fetch.source
    return {
        "channel": fetch.channel,
        "source": {"code": source.code, "name": source.name, "table": source.table} if source else None,
        "known_from": moment_said(fetch.known_from),
        "updated_upstream": moment_said(fetch.updated_upstream) if fetch.updated_upstream else None,
        "figures": number,
        "new_figures": fetch.created_count if is_whole else None,
        "changed_figures": fetch.updated_count if is_whole else None,
        "indicators": sorted(indicators)[:MOST_NAMED],
        "indicator_count": len(indicators),
    }


def address(name: str, *arguments: Any) -> str:
    return f"{settings.SITE_URL}{reverse(name, args=arguments)}"
