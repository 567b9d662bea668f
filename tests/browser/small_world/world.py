"""A small municipality with one of everything that has a page. Make more where a page needs more."""

from dataclasses import dataclass

from accounts.models import ApiToken, Job, Municipality, Role, Unit, User
from api.models import Webhook
from indicators.models import Indicator, ServiceArea, Source, Upload
from planning.models import FocusArea, Plan
from reporting.models import ReportingRound, SealedReport
from targets.models import Target
from tests import factories
from tests.browser.small_world.figures import (
    create_derived,
    create_home,
    create_measured,
    create_population,
    create_savings,
    create_source,
    create_upload,
)
from tests.browser.small_world.plans import create_empty_plan, create_plan, create_targets
from tests.browser.small_world.reports import create_analysis, create_jobs, create_reports
from tests.browser.small_world.rounds import create_rounds
from tests.browser.small_world.systems import create_paused_webhook, create_tokens, create_webhook


@dataclass(frozen=True, slots=True)
class World:
    """Rows that pages are about. `empty_plan` has nothing in it yet."""

    home: Municipality
    coordinator: User
    administrator: User
    plan: Plan
    empty_plan: Plan
    area: FocusArea
    empty_area: FocusArea
    target: Target
    milestone: Target
    overridden: Target
    unit: Unit
    indicator: Indicator
    derived: Indicator
    lonely: Indicator
    service_area: ServiceArea
    empty_service_area: ServiceArea
    source: Source
    upload: Upload
    jobs: dict[str, Job]
    sealed: SealedReport
    sealed_analysis: SealedReport
    round: ReportingRound
    empty_round: ReportingRound
    webhook: Webhook
    paused_webhook: Webhook
    token: ApiToken


def create_world() -> World:
    home, own, group = create_home()
    administrator = factories.create_user(username="administrator", role=Role.ADMINISTRATOR, municipality=home)
    coordinator = factories.create_user(username="koordinator", role=Role.COORDINATOR, municipality=home)
    factories.create_user(username="fremmed", role=Role.READER)
    unit = factories.create_unit(municipality=home, name="Økonomi og virksomhetsstyring")
    service_area = factories.create_service_area(name="Plan, kulturminner, natur og nærmiljø")
    indicator = create_measured(own, group, service_area)
    plan, area = create_plan(home, unit)
    target, milestone, overridden = create_targets(plan, area, indicator, own, unit)
    empty_plan, empty_area = create_empty_plan(home)
    create_savings(own)
    create_population(own)
    source = create_source(indicator)
    open_round, empty_round = create_rounds(plan, unit, target, overridden)
    return World(
        home=home,
        coordinator=coordinator,
        administrator=administrator,
        plan=plan,
        empty_plan=empty_plan,
        area=area,
        empty_area=empty_area,
        target=target,
        milestone=milestone,
        overridden=overridden,
        unit=unit,
        indicator=indicator,
        derived=create_derived(indicator),
        lonely=factories.create_indicator(code="uten-tall", name_nb="Indikator uten tall"),
        service_area=service_area,
        empty_service_area=factories.create_service_area(name="Område uten tall"),
        source=source,
        upload=create_upload(home),
        jobs=create_jobs(plan),
        sealed=create_reports(plan),
        sealed_analysis=create_analysis(plan),
        round=open_round,
        empty_round=empty_round,
        webhook=create_webhook(home),
        paused_webhook=create_paused_webhook(home),
        token=create_tokens(coordinator),
    )
