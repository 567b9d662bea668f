"""A municipality with an adopted plan, a draft and one of everything else that has a page; and who asks for them."""

from dataclasses import dataclass, field

from accounts.models import Job, Municipality, Role, Unit, User
from indicators.models import Indicator, ServiceArea, Source, Upload
from planning.models import Plan, PlanStatus
from reporting.models import Commentary, Evidence, ReportFile, ReportingRound
from tests import factories
from tests.permissions.plan_world import PlanWorld, create_plan_world


@dataclass(frozen=True, slots=True)
class World:
    adopted: PlanWorld
    draft: PlanWorld
    # A draft that may be deleted.
    mistake: Plan
    public: Indicator
    area: ServiceArea
    hidden_area: ServiceArea
    derived: Indicator
    source: Source
    fetch_job: Job
    upload: Upload
    round: ReportingRound
    commentary: Commentary
    evidence: Evidence
    identity: int
    token: int
    report_file: int
    report_job: int
    webhook: int
    call: int
    people: dict[str, User | None]
    # By role, of those who are somebody.
    sessions: dict[str, str] = field(default_factory=dict)


def create_world() -> World:
    home = factories.create_municipality(number="3909")
    members: dict[str, User | None] = {role.value: factories.create_user(role=role, municipality=home) for role in Role}
    source = factories.create_fetched_source(code="ssb-12362", table="12362")
    area, hidden_area = factories.create_service_area(), factories.create_service_area()
    factories.create_indicator(namespace="UTKAST", service_area=hidden_area)
    adopted = create_plan_world(home, "VEDTATT", PlanStatus.ADOPTED)
    report_file = create_report_file(adopted.plan, members["coordinator"])
    commentary = create_commentary(home, adopted)
    webhook = factories.create_webhook(municipality=home)
    return World(
        adopted=adopted,
        draft=create_plan_world(home, "UTKAST", PlanStatus.DRAFT),
        mistake=factories.create_plan(municipality=home, code="FEIL", status=PlanStatus.DRAFT),
        public=factories.create_indicator(code="felles", service_area=area),
        area=area,
        hidden_area=hidden_area,
        derived=create_derived(),
        source=source,
        fetch_job=factories.create_fetch_job(source=source),
        upload=factories.create_upload(municipality=home),
        round=commentary.round,
        commentary=commentary,
        evidence=factories.create_evidence(commentary),
        identity=factories.create_identity().pk,
        token=factories.create_token().pk,
        report_file=report_file.pk,
        report_job=report_file.job_id,
        webhook=webhook.pk,
        call=factories.create_delivery(webhook).pk,
        people=members | {"anonymous": None, "outsider": factories.create_user(role=Role.COORDINATOR)},
    )


def create_report_file(plan: Plan, by: User | None) -> ReportFile:
    assert by is not None
    return factories.create_report_file(plan, by=by.get_username())


def create_commentary(home: Municipality, adopted: PlanWorld) -> Commentary:
    """Of the unit of the contact, which comments the target."""
    unit = Unit.objects.get(memberships__role=Role.UNIT_CONTACT)
    asked = factories.create_round(municipality=home, plans=[adopted.plan], units=[unit])
    factories.create_duty(unit=unit, goal=adopted.target.goal)
    return factories.create_commentary(asked, unit=unit, target=adopted.target)


def create_derived() -> Indicator:
    of = factories.create_indicator(code="regnet")
    return factories.create_formula(of, plus=[factories.create_indicator()]).indicator
