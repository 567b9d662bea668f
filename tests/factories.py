"""Makes one of each thing, whole enough to be saved. What a test is about it says itself; the rest is filled in here.

`create_target(lower=Decimal(5))` makes municipality, plan, goal, indicator and region as well. Names and codes are
numbered, so that two of a kind never collide. Figures come in with `give_figure(target, "5.0")`, lights by really
assessing: `assess(plan)`.
"""

import hashlib
import zlib
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import count
from typing import Any

from django.utils import timezone

from accounts.models import (
    ApiToken,
    AuditEvent,
    ExternalIdentity,
    Job,
    JobState,
    Membership,
    Municipality,
    RecoveryCode,
    Role,
    Scope,
    SecondFactor,
    Unit,
    User,
)
from accounts.services.second_factor import digest_of
from api.models import HEARD_OF, Delivery, Event, EventKind, Webhook
from indicators.formulas import FormulaKind, TermRole
from indicators.models import (
    Channel,
    ChosenPeer,
    Fetch,
    Formula,
    FormulaTerm,
    GroupMembership,
    Indicator,
    IndicatorAlias,
    IndicatorInSource,
    NeedIndex,
    Observation,
    ProblemKind,
    QualityRecord,
    Region,
    RegionChange,
    RegionKind,
    RegionVersion,
    ServiceArea,
    Source,
    SourceProblem,
    SourceStatus,
    Upload,
)
from indicators.periods import parse_period
from planning.models import (
    SDG,
    Challenge,
    ChallengeKind,
    Citation,
    Document,
    FocusArea,
    Goal,
    Guideline,
    Level,
    Measure,
    Plan,
    PlanStatus,
    RelatedPlan,
    Theme,
)
from reporting.frozen import content_hash
from reporting.models import (
    Commentary,
    CommentingDuty,
    Evidence,
    Publication,
    ReportFile,
    ReportFormat,
    ReportingRound,
    ReportKind,
    SealedFile,
    SealedReport,
)
from reporting.models.report_files import REPORT_JOB
from targets.models import IndicatorInPlan, StatedCause, Target, TargetKind, TargetStep
from targets.services.assessment import Outcome, assess_and_store

TODAY = date(2026, 7, 1)
NOW = datetime(2026, 7, 1, 12, 0, tzinfo=UTC)
PASSWORD = "Vannfall-og-furu-77"

# Beyond what tests name ("M-1", "plan-12"); tests/conftest.py begins here again with each module.
FIRST_NUMBER = 1000

numbers = count(FIRST_NUMBER)


# Who ----------------------------------------------------------------------------------------------------------------


def create_municipality(**values: Any) -> Municipality:
    number = next(numbers)
    # Four digits that no Norwegian municipality begins with, so that a test may name a real one beside it.
    return Municipality.objects.create(**{"number": f"{6_000 + number % 3_000}", "name": f"Kommune {number}"} | values)


def create_unit(*, municipality: Municipality | None = None, **values: Any) -> Unit:
    municipality = municipality or create_municipality()
    return Unit.objects.create(municipality=municipality, **{"name": f"Virksomhet {next(numbers)}"} | values)


def create_user(
    *,
    role: Role | None = None,
    municipality: Municipality | None = None,
    unit: Unit | None = None,
    username: str = "",
    password: str = PASSWORD,
    **values: Any,
) -> User:
    """A person who can log in. With a role also the membership that gives it; a unit contact gets a unit."""
    user = User.objects.create_user(username or f"person{next(numbers)}", password=password, **values)
    if role is not None:
        create_membership(user=user, role=role, municipality=municipality, unit=unit)
    return user


def create_identity(*, user: User | None = None, **values: Any) -> ExternalIdentity:
    """Who a person is at a provider of OpenID Connect."""
    subject = str(next(numbers))
    defaults = {"issuer": "https://innlogging.example.no", "subject": subject, "linked_at": NOW}
    return ExternalIdentity.objects.create(user=user or create_user(), **defaults | values)


def create_token(*, user: User | None = None, **values: Any) -> ApiToken:
    """A key whose text nobody knows; `make_token` makes one to ask with."""
    digest = hashlib.sha256(str(next(numbers)).encode()).hexdigest()
    told = {"name": "Power BI", "prefix": "planpuls_abc", "digest": digest, "scopes": [Scope.READ.value]}
    made_at = timezone.now()
    lives = {"made_at": made_at, "expires_at": made_at + timedelta(days=30)}
    return ApiToken.objects.create(user=user or create_user(), **told | lives | values)


def create_second_factor(user: User, *, codes_left: int = 10) -> SecondFactor:
    """An app that is in use; `code_of` says what it shows."""
    # Always the same, so that a code that is to be wrong is never right by chance.
    factor = SecondFactor.objects.create(user=user, secret="PLANPULS" * 4, confirmed_at=NOW)
    codes = (RecoveryCode(second_factor=factor, digest=digest_of(f"reserve-{one}")) for one in range(codes_left))
    RecoveryCode.objects.bulk_create(codes)
    return factor


def create_superuser(**values: Any) -> User:
    return create_user(is_superuser=True, **values)


def create_membership(
    *, user: User, role: Role = Role.READER, municipality: Municipality | None = None, unit: Unit | None = None
) -> Membership:
    municipality = municipality or (unit.municipality if unit else create_municipality())
    if role is Role.UNIT_CONTACT and unit is None:
        unit = create_unit(municipality=municipality)
    return Membership.objects.create(user=user, municipality=municipality, role=role, unit=unit)


def create_job(*, municipality: Municipality | None = None, plan: Plan | None = None, **values: Any) -> Job:
    """A finished job; `plan=` makes it about that plan."""
    plan = plan or create_plan(municipality=municipality or create_municipality())
    asked = {"kind": "assess_targets", "subject": plan.code, "asked_by": "ola", "asked_at": NOW}
    ended = {"state": JobState.DONE, "finished_at": NOW}
    return Job.objects.create(municipality=plan.municipality, **asked | ended | values)


def create_fetch_job(*, source: Source | None = None, **values: Any) -> Job:
    """A finished job that fetched a source."""
    source = source or create_fetched_source()
    asked = {"kind": "fetch_source", "subject": source.code, "asked_by": "ola", "asked_at": NOW}
    ended = {"state": JobState.DONE, "finished_at": NOW}
    return Job.objects.create(**asked | ended | values)


def create_sealed_report(about: Plan, *, body: bytes = b"<p>Rapporten</p>", **values: Any) -> SealedReport:
    """A report that is sealed with one file, and holds nothing."""
    empty: dict[str, Any] = {"document": {}, "figures": [], "certificates": []}
    told = {"municipality": about.municipality, "plan": about, "kind": ReportKind.ANNUAL, "year": 2025, "edition": 1}
    sealed = {"title": "Årsrapport 2025", "language": "nb", "rule_version": "2", "sealed_by": "kari", "sealed_at": NOW}
    report = SealedReport.objects.create(**empty | told | sealed | {"content_hash": content_hash(**empty)} | values)
    SealedFile.objects.create(
        report=report,
        format=ReportFormat.HTML,
        name="arsrapport-2025.html",
        media_type="text/html; charset=utf-8",
        size=len(body),
        checksum=hashlib.sha256(body).hexdigest(),
        body=body,
    )
    return report


def create_report_file(about: Plan, *, by: str = "kari", body: bytes = b"PK", **values: Any) -> ReportFile:
    """A report that somebody has asked for, made as a Word file."""
    job = values.pop("job", None) or create_job(plan=about, kind=REPORT_JOB, subject="annual", asked_by=by)
    told = {
        "municipality": about.municipality,
        "plan": about,
        "kind": ReportKind.ANNUAL,
        "year": 2025,
        "language": "nb",
    }
    made = {
        "name": "arsrapport-2025-kps.docx",
        "media_type": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "size": len(body),
        "checksum": hashlib.sha256(body).hexdigest(),
        "made_at": NOW,
    }
    asked = {"format": ReportFormat.DOCX, "job": job, "asked_by": by, "asked_at": NOW, "body": body}
    return ReportFile.objects.create(**told | asked | made | values)


def create_audit_event(*, municipality: Municipality | None = None, **values: Any) -> AuditEvent:
    defaults = {
        "at": NOW,
        "actor": "ola",
        "action": "planning.plan.changed",
        "object_type": "planning.plan",
        "object_id": "1",
        "object_label": "Kommuneplanens samfunnsdel",
        "municipality_number": municipality.number if municipality else "",
    }
    return AuditEvent.objects.create(**defaults | values)


# What was promised --------------------------------------------------------------------------------------------------


def create_plan(*, municipality: Municipality | None = None, **values: Any) -> Plan:
    """An adopted plan; `status=PlanStatus.DRAFT` makes a draft."""
    number = next(numbers)
    defaults = {
        "code": f"plan-{number}",
        "title": f"Plan {number}",
        "status": PlanStatus.ADOPTED,
        "period_from": 2021,
        "period_to": 2033,
    }
    return Plan.objects.create(municipality=municipality or create_municipality(), **defaults | values)


def create_publication(plan: Plan, **values: Any) -> Publication:
    """That everybody may read the plan; kept also for a draft, which nobody may read all the same."""
    return Publication.objects.create(plan=plan, **{"published_at": NOW, "published_by": "ola"} | values)


def create_round(
    *, municipality: Municipality, plans: Iterable[Plan] = (), units: Iterable[Unit] = (), **values: Any
) -> ReportingRound:
    told = {"kind": "year", "period": "2025", "deadline": TODAY, "opened_by": "koordinator", "opened_at": NOW}
    made = ReportingRound.objects.create(municipality=municipality, **told | values)
    made.plans.set(plans)
    made.units.set(units)
    return made


def create_duty(*, unit: Unit, **values: Any) -> CommentingDuty:
    return CommentingDuty.objects.create(municipality=unit.municipality, unit=unit, **values)


def create_commentary(asked: ReportingRound, *, unit: Unit, **values: Any) -> Commentary:
    """Words on a target or an indicator, begun by the unit."""
    told = {"text": "Færre søkere enn ventet.", "version": 1, "saved_by": "virksomhet", "saved_at": NOW}
    return Commentary.objects.create(round=asked, unit=unit, **told | values)


def create_evidence(commentary: Commentary, **values: Any) -> Evidence:
    body = b"notat"
    told = {"name": "notat.txt", "media_type": "text/plain", "size": len(body), "body": body}
    told |= {"checksum": hashlib.sha256(body).hexdigest(), "brought_by": "virksomhet", "brought_at": NOW}
    return Evidence.objects.create(commentary=commentary, **told | values)


def create_focus_area(*, plan: Plan | None = None, **values: Any) -> FocusArea:
    number = next(numbers)
    defaults = {"code": f"IO-{number}", "title": f"Innsatsområde {number}", "order": number}
    return FocusArea.objects.create(plan=plan or create_plan(), **defaults | values)


def create_theme(*, focus_area: FocusArea | None = None, **values: Any) -> Theme:
    number = next(numbers)
    defaults = {"code": f"T-{number}", "title": f"Tema {number}", "order": number}
    return Theme.objects.create(focus_area=focus_area or create_focus_area(), **defaults | values)


def create_goal(*, plan: Plan | None = None, **values: Any) -> Goal:
    number = next(numbers)
    defaults = {"code": f"M-{number}", "text": f"Vi skal nå mål {number}", "order": number}
    return Goal.objects.create(plan=plan or create_plan(), **defaults | values)


def create_measure(*, plan: Plan | None = None, **values: Any) -> Measure:
    number = next(numbers)
    defaults = {"code": f"TI-{number}", "title": f"Tiltak {number}", "order": number}
    return Measure.objects.create(plan=plan or create_plan(), **defaults | values)


def create_guideline(*, plan: Plan | None = None, **values: Any) -> Guideline:
    number = next(numbers)
    defaults = {"code": f"F-{number}", "title": f"Føring {number}", "level": Level.NATIONAL, "order": number}
    return Guideline.objects.create(plan=plan or create_plan(), **defaults | values)


def create_citation(*, guideline: Guideline | None = None, **values: Any) -> Citation:
    return Citation.objects.create(
        guideline=guideline or create_guideline(), **{"cited_section": f"{next(numbers)}"} | values
    )


def create_challenge(*, plan: Plan | None = None, **values: Any) -> Challenge:
    number = next(numbers)
    defaults = {"code": f"U-{number}", "text": f"Utfordring {number}", "kind": ChallengeKind.CHALLENGE}
    return Challenge.objects.create(plan=plan or create_plan(), **defaults | values)


def create_document(*, plan: Plan | None = None, **values: Any) -> Document:
    number = next(numbers)
    defaults = {"code": f"D-{number}", "title": f"Dokument {number}"}
    return Document.objects.create(plan=plan or create_plan(), **defaults | values)


def create_related_plan(*, plan: Plan | None = None, **values: Any) -> RelatedPlan:
    number = next(numbers)
    defaults = {"code": f"R-{number}", "title": f"Annen plan {number}"}
    return RelatedPlan.objects.create(plan=plan or create_plan(), **defaults | values)


def create_sdg(number: int = 13) -> SDG:
    return SDG.objects.get_or_create(number=number)[0]


# What the figures say -----------------------------------------------------------------------------------------------


def create_region(**values: Any) -> Region:
    number = next(numbers)
    defaults = {"code": f"R{number}", "name": f"Sted {number}", "kind": RegionKind.MUNICIPALITY}
    return Region.objects.create(**defaults | values)


def create_region_version(*, region: Region | None = None, **values: Any) -> RegionVersion:
    region = region or create_region()
    defaults = {"name": region.name, "valid_from": date(2020, 1, 1), "source": "test"}
    return RegionVersion.objects.create(region=region, **defaults | values)


def create_region_change(*, old: Region, new: Region, on: date, **values: Any) -> RegionChange:
    return RegionChange.objects.create(old=old, new=new, changed_on=on, **{"source": "test"} | values)


def create_group_membership(*, group: Region, member: Region, **values: Any) -> GroupMembership:
    defaults = {"valid_from": date(2020, 1, 1), "source": "test"}
    return GroupMembership.objects.create(group=group, member=member, **defaults | values)


def create_chosen_peer(*, municipality: Municipality | None = None, **values: Any) -> ChosenPeer:
    """One that the municipality compares with; `user=` makes it that person's choice."""
    defaults = {"order": 0} if "region" in values else {"order": 0, "region": create_region()}
    return ChosenPeer.objects.create(municipality=municipality or create_municipality(), **defaults | values)


def create_service_area(**values: Any) -> ServiceArea:
    return ServiceArea.objects.create(**{"name": f"Tjeneste {next(numbers)}"} | values)


def create_source(**values: Any) -> Source:
    number = next(numbers)
    return Source.objects.create(**{"code": f"kilde-{number}", "name": f"Kilde {number}"} | values)


def create_fetched_source(**values: Any) -> Source:
    """One whose figures come by themselves, with a table number of its own and its status row."""
    # SSB has not come that far.
    table = f"{60_000 + next(numbers) % 30_000}"
    defaults = {"code": f"ssb-{table}", "table": table, "is_fetched": True, "publisher": "Statistisk sentralbyrå"}
    source = create_source(**defaults | values)
    SourceStatus.objects.create(source=source)
    return source


def create_source_problem(*, source: Source | None = None, **values: Any) -> SourceProblem:
    defaults = {"kind": ProblemKind.REJECTED, "title": f"Problem {next(numbers)}", "found_at": NOW, "seen_at": NOW}
    return SourceProblem.objects.create(source=source or create_fetched_source(), **defaults | values)


def create_mapping(
    *, source: Source | None = None, indicator: Indicator | None = None, **values: Any
) -> IndicatorInSource:
    """That a combination of codes in the source's table is the indicator."""
    source = source or create_fetched_source()
    code = f"{source.table}:KOS{next(numbers)}"
    return IndicatorInSource.objects.create(
        source=source, indicator=indicator or create_indicator(), **{"code": code} | values
    )


def create_quality_record(*indicators: Indicator, **values: Any) -> QualityRecord:
    number = next(numbers)
    defaults = {"code": f"DQ-{number}", "kind": "merknad", "text": f"Merknad {number}"}
    record = QualityRecord.objects.create(**defaults | values)
    record.indicators.set(indicators)
    return record


def create_indicator(**values: Any) -> Indicator:
    """One of the public catalogue, in percent; `namespace=plan.code` makes one that a plan owns."""
    number = next(numbers)
    defaults = {"code": f"indikator-{number}", "name_nb": f"Indikator {number}", "unit": "prosent", "decimals": 1}
    return Indicator.objects.create(**defaults | values)


def create_alias(*, indicator: Indicator | None = None, **values: Any) -> IndicatorAlias:
    return IndicatorAlias.objects.create(
        indicator=indicator or create_indicator(), **{"alias": f"Alias {next(numbers)}"} | values
    )


def create_formula(
    indicator: Indicator | None = None,
    *,
    plus: Sequence[Indicator] = (),
    minus: Sequence[Indicator] = (),
    over: Indicator | None = None,
    **values: Any,
) -> Formula:
    """That an indicator is computed from others: a sum, until the test says otherwise. Nothing is computed yet."""
    formula = Formula.objects.create(indicator=indicator or create_indicator(), **{"kind": FormulaKind.SUM} | values)
    terms = [(TermRole.ADDED, one) for one in plus] + [(TermRole.SUBTRACTED, one) for one in minus]
    terms += [(TermRole.DENOMINATOR, over)] if over else []
    for order, (role, term) in enumerate(terms):
        FormulaTerm.objects.create(formula=formula, indicator=term, role=role, order=order)
    return formula


def create_fetch(**values: Any) -> Fetch:
    number = next(numbers)
    defaults = {
        "channel": Channel.CSV,
        "name": f"tall-{number}.csv",
        "checksum": f"{number:064x}",
        "body": b"",
        "received_at": NOW,
        "known_from": NOW,
        "received_from": "test",
    }
    return Fetch.objects.create(**defaults | values)


def create_observation(
    *,
    indicator: Indicator | None = None,
    region: Region | None = None,
    period: str = "2025",
    literal: str = "10",
    missing: str = "",
    known_from: datetime | None = None,
    fetch: Fetch | None = None,
    **values: Any,
) -> Observation:
    """One figure as published (`literal="5.0"`), or the symbol that stands there instead (`missing=":"`)."""
    fetch = fetch or create_fetch(**{"known_from": known_from} if known_from else {})
    published = {} if missing else {"literal": literal, "value": Decimal(literal)}
    return Observation.objects.create(
        indicator=indicator or create_indicator(),
        region=region or create_region(),
        period=period,
        period_end=parse_period(period).end if period else None,
        missing=missing,
        known_from=known_from or fetch.known_from,
        fetch=fetch,
        **published | values,
    )


def create_upload(
    *, municipality: Municipality | None = None, body: bytes = b"indicator_id,region,year,value\n", **values: Any
) -> Upload:
    """A file that waits for somebody to look at it."""
    number = next(numbers)
    defaults = {
        "name": f"tall-{number}.csv",
        "body": zlib.compress(body),
        "checksum": hashlib.sha256(body).hexdigest(),
        "uploaded_by": "kari",
        "uploaded_at": NOW,
    }
    return Upload.objects.create(municipality=municipality or create_municipality(), **defaults | values)


def create_need_index(*, known_from: datetime | None = None, fetch: Fetch | None = None, **values: Any) -> NeedIndex:
    fetch = fetch or create_fetch(**{"known_from": known_from} if known_from else {})
    defaults = {
        "fetch": fetch,
        "known_from": known_from or fetch.known_from,
        "value": Decimal("96.86"),
        "year": 2024,
        "measure": "prosent av landet",
        "source": f"kilde {next(numbers)}",
    }
    related = {"service_area": create_service_area, "region": create_region}
    made = {name: create() for name, create in related.items() if name not in values}
    return NeedIndex.objects.create(**defaults | made | values)


# Promise against figure ---------------------------------------------------------------------------------------------


def create_used_indicator(
    *, plan: Plan | None = None, indicator: Indicator | None = None, region: Region | None = None, **values: Any
) -> IndicatorInPlan:
    indicator = indicator or create_indicator()
    return IndicatorInPlan.objects.create(
        plan=plan or create_plan(),
        indicator=indicator,
        region=region or create_region(),
        **{"code": indicator.code, "order": next(numbers)} | values,
    )


def create_target(*, plan: Plan | None = None, **values: Any) -> Target:
    """At least 5 percent, until the test says otherwise. `goal=None` makes a norm, `used_indicator=None` leaves the
    figures out."""
    plan = plan or (values["goal"].plan if values.get("goal") else create_plan())
    number = next(numbers)
    terms = {} if "kind" in values else {"kind": TargetKind.STAY_ABOVE, "lower": Decimal(5), "unit": "prosent"}
    made: dict[str, Any] = {}
    if "goal" not in values:
        made["goal"] = create_goal(plan=plan)
    if "used_indicator" not in values:
        made["used_indicator"] = create_used_indicator(plan=plan)
    return Target.objects.create(plan=plan, **{"code": f"MT-{number}", "order": number} | terms | made | values)


def create_step(*, target: Target | None = None, period: str = "2027", value: Decimal = Decimal(7)) -> TargetStep:
    return TargetStep.objects.create(target=target or create_target(), period=period, value=value)


def create_stated_cause(target: Target, text: str = "Færre søkere enn ventet.", **values: Any) -> StatedCause:
    """Why a target does not stand as promised, said after it was judged."""
    said = {"said_on": NOW.date(), "said_by": "Vilde", "said_at": NOW}
    return StatedCause.objects.create(target=target, text=text, **said | values)


def give_figure(target: Target, literal: str, *, period: str = "2025", **values: Any) -> Observation:
    """A figure for the target's own indicator in its own region."""
    used = target.used_indicator
    assert used is not None
    return create_observation(indicator=used.indicator, region=used.region, literal=literal, period=period, **values)


def assess(plan: Plan | None = None, *, on: date = TODAY, now: datetime = NOW) -> Outcome:
    """Really judge the plan's targets, or all of them, and keep the assessments and changed lights."""
    return assess_and_store(plan=plan, on=on, now=now)


# Other systems ------------------------------------------------------------------------------------------------------


def create_webhook(*, municipality: Municipality | None = None, **values: Any) -> Webhook:
    """A system that wants to hear of everything, set up a year ago."""
    told = {"name": "Styringsportalen", "url": "https://mottak.example.no/planpuls", "secret": "hemmelig"}
    made = {"made_by": "kari", "made_at": NOW - timedelta(days=365), "kinds": sorted(HEARD_OF)}
    return Webhook.objects.create(municipality=municipality or create_municipality(), **told | made | values)


def create_delivery(webhook: Webhook, **values: Any) -> Delivery:
    """A call that is to be sent: of a report, until the test says otherwise."""
    about = {"kind": EventKind.REPORT_SEALED, "subject": next(numbers), "body": {"title": "Årsrapport 2025"}}
    happened = {"municipality": webhook.municipality, "happened_at": NOW, "found_at": NOW}
    event = values.pop("event", None) or Event.objects.create(**about | happened)
    return Delivery.objects.create(webhook=webhook, event=event, **{"next_try_at": NOW} | values)
