"""Every address × every role → the answer. An address that nobody has put into the matrix is a failure.

Strangers are sent to the log-in page. Outsiders, who work in another municipality, get 404 and not 403 for what belongs
to a plan, so that they do not learn that it exists. The administration answers 403 to whoever administers nothing.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from pytest_django import DjangoDbBlocker, Settings

from accounts.models import Job, Municipality, Role, Unit, User
from indicators.models import Indicator, ServiceArea, Source, Upload
from planning.models import FocusArea, Plan, PlanStatus
from reporting.models import Commentary, Evidence, ReportingRound
from targets.models import Assessment, Target, TargetKind
from tests import factories
from tests.admin_rows import some_row
from tests.fakes.pxweb import PxWeb, nokkeltall, utgifter

pytestmark = pytest.mark.django_db

ROLES = ("anonymous", "outsider", "reader", "unit_contact", "leader", "coordinator", "administrator")
LOG_IN = "log-in"
# A provider of OpenID Connect at an address where nothing answers.
OFFERED = {
    "key": "kommunen",
    "name": "Kommunen",
    "issuer": "http://127.0.0.1:9",
    "client_id": "planpuls",
    "client_secret": "hemmelig",
}
Answer = int | str
# Every plan has one of these.
MEASURE = "TI-01"
CHALLENGE = "U-01"
GUIDELINE = "F-01"


@dataclass(frozen=True, slots=True)
class PlanWorld:
    """A plan with one of everything that has a page."""

    plan: Plan
    area: FocusArea
    target: Target
    milestone: Target
    unit: Unit
    indicator: Indicator
    job: Job
    sealed: int


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


def create_plan_world(home: Municipality, code: str, status: PlanStatus) -> PlanWorld:
    plan = factories.create_plan(municipality=home, code=code, status=status)
    area = factories.create_focus_area(plan=plan, code="OMR")
    factories.create_theme(focus_area=area, code="TEMA")
    indicator = factories.create_indicator(code=f"{code}:ind", namespace=code)
    used = factories.create_used_indicator(plan=plan, indicator=indicator)
    goal = factories.create_goal(plan=plan, primary_focus_area=area)
    target = factories.create_target(plan=plan, goal=goal, used_indicator=used, code="MT")
    milestone = factories.create_target(
        plan=plan, goal=goal, used_indicator=None, kind=TargetKind.MILESTONE, code="TILSTAND"
    )
    unit = factories.create_unit(municipality=home)
    factories.create_measure(plan=plan, code=MEASURE)
    factories.create_challenge(plan=plan, code=CHALLENGE)
    factories.create_guideline(plan=plan, code=GUIDELINE)
    factories.give_figure(target, "4.0")
    factories.assess(plan)
    # The draft too: it was adopted and published once, and must not be found all the same.
    factories.create_publication(plan)
    # The draft's too, which was sealed while it was adopted.
    sealed = factories.create_sealed_report(plan).pk
    return PlanWorld(plan, area, target, milestone, unit, indicator, factories.create_job(plan=plan), sealed)


@pytest.fixture(autouse=True)
def others_to_ask(pxweb: PxWeb, settings: Settings) -> None:
    """What stands outside the database: a provider of log-in, and Statistics Norway."""
    settings.OIDC_PROVIDERS = [OFFERED]
    pxweb.add(nokkeltall())
    pxweb.add(utgifter())


@pytest.fixture(autouse=True)
def nothing_typeset(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who gets a file is asked here for every role; what is in it, where it is made once."""
    monkeypatch.setattr("reporting.views.papers.fitted", lambda *_asked: (None, b"%PDF"))
    monkeypatch.setattr("reporting.views.papers.plan_deck", lambda **_asked: b"PK")


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """Made once. What an answer changes is undone after its test, everything after the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = create_world()
        made.sessions.update({role: session_of(person) for role, person in made.people.items() if person})
        yield made
        transaction.set_rollback(True)


def create_world() -> World:
    home = factories.create_municipality(number="3909")
    members: dict[str, User | None] = {role.value: factories.create_user(role=role, municipality=home) for role in Role}
    source = factories.create_fetched_source(code="ssb-12362", table="12362")
    area, hidden_area = factories.create_service_area(), factories.create_service_area()
    factories.create_indicator(namespace="UTKAST", service_area=hidden_area)
    adopted = create_plan_world(home, "VEDTATT", PlanStatus.ADOPTED)
    coordinator = members["coordinator"]
    assert coordinator is not None
    report_file = factories.create_report_file(adopted.plan, by=coordinator.get_username())
    # The unit of the contact comments the target.
    unit = Unit.objects.get(memberships__role=Role.UNIT_CONTACT)
    asked = factories.create_round(municipality=home, plans=[adopted.plan], units=[unit])
    factories.create_duty(unit=unit, goal=adopted.target.goal)
    commentary = factories.create_commentary(asked, unit=unit, target=adopted.target)
    webhook = factories.create_webhook(municipality=home)
    return World(
        adopted=adopted,
        draft=create_plan_world(home, "UTKAST", PlanStatus.DRAFT),
        mistake=factories.create_plan(municipality=home, code="FEIL", status=PlanStatus.DRAFT),
        public=factories.create_indicator(code="felles", service_area=area),
        area=area,
        hidden_area=hidden_area,
        derived=factories.create_formula(
            factories.create_indicator(code="regnet"), plus=[factories.create_indicator()]
        ).indicator,
        source=source,
        fetch_job=factories.create_fetch_job(source=source),
        upload=factories.create_upload(municipality=home),
        round=asked,
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


def session_of(person: User) -> str:
    client = Client()
    client.force_login(person)
    return client.cookies[django_settings.SESSION_COOKIE_NAME].value


def client_of(world: World, role: str) -> Client:
    """A browser of its own for each test, logged in since the world was made: logging in takes as long as a page."""
    client = Client()
    if role in world.sessions:
        client.cookies[django_settings.SESSION_COOKIE_NAME] = world.sessions[role]
    return client


def answer_to(client: Client, method: str, address: str) -> Answer:
    """The status; where it leads to the log-in page, that."""
    response: Any = client.generic(method, address)
    leads_to = response.headers.get("Location", "")
    if response.status_code == 302 and leads_to.startswith((reverse("login"), reverse("admin:login"))):
        return LOG_IN
    return int(response.status_code)


# The product's pages ------------------------------------------------------------------------------------------------

Arguments = Callable[[World], list[Any]]


@dataclass(frozen=True, slots=True)
class Case:
    """One address, asked for in one way: what each role is answered."""

    name: str
    method: str
    answers: dict[str, Answer]
    arguments: Arguments = lambda _world: []
    about: str = ""


def answers(everybody: Answer, **others: Answer) -> dict[str, Answer]:
    return dict.fromkeys(ROLES, everybody) | others


def members(allowed: Answer, **others: Answer) -> dict[str, Answer]:
    """Open to whoever is logged in."""
    return answers(allowed, anonymous=LOG_IN) | others


def readers(allowed: Answer, **others: Answer) -> dict[str, Answer]:
    """Open to the municipality's own people; not there for anybody else."""
    return members(allowed, outsider=404) | others


# Fetching is for the people who load figures, in whichever municipality.
MAY_LOAD: dict[str, Answer] = {"outsider": 302, "coordinator": 302, "administrator": 302}
MAY_NOT: dict[str, Answer] = {"reader": 403, "unit_contact": 403}


def light_pages(which: str) -> list[Case]:
    """What a coordinator and an administrator do with lights, and the page of a unit, which everybody reads."""
    refused: dict[str, Answer] = {**MAY_NOT, "leader": 403} | ({"reader": 404} if which == "draft" else {})
    seen: dict[str, Answer] = readers(200) if which == "adopted" else readers(200, reader=404)

    def target(world: World) -> list[Any]:
        return [getattr(world, which).plan.code, getattr(world, which).target.code]

    def milestone(world: World) -> list[Any]:
        return [getattr(world, which).plan.code, getattr(world, which).milestone.code]

    def unit(world: World) -> list[Any]:
        return [getattr(world, which).plan.code, getattr(world, which).unit.pk]

    return [
        Case("target-override", "GET", readers(200, **refused), target, which),
        # Nothing was typed, so the form is shown again.
        Case("target-override", "POST", readers(200, **refused), target, f"{which} sent"),
        Case("target-override-withdraw", "POST", readers(302, **refused), target, which),
        Case("target-judge", "GET", readers(200, **refused), milestone, which),
        Case("target-judge", "POST", readers(200, **refused), milestone, f"{which} sent"),
        Case("target-judge", "GET", readers(404, **refused), target, f"{which} judged by figures"),
        Case("unit-detail", "GET", seen, unit, which),
        Case("unit-paper", "GET", seen, lambda world: [*unit(world), "pdf"], which),
        Case("unit-paper", "GET", readers(404), lambda world: [*unit(world), "exe"], f"{which} of no such kind"),
        Case("unit-detail", "GET", readers(404), lambda world: [*target(world)[:1], 0], f"{which} missing"),
    ]


def public_pages(which: str) -> list[Case]:
    """What everybody may read of the adopted plan, and nobody of the draft; and what decides that."""
    seen = answers(200) if which == "adopted" else answers(404)
    refused: dict[str, Answer] = {**MAY_NOT, "leader": 403} | ({"reader": 404} if which == "draft" else {})

    def plan(world: World) -> list[Any]:
        return [getattr(world, which).plan.code]

    def area(world: World) -> list[Any]:
        return [*plan(world), getattr(world, which).area.code]

    def target(world: World) -> list[Any]:
        return [*plan(world), getattr(world, which).target.code]

    return [
        *(Case(name, "GET", seen, plan, which) for name in ("public-plan", "public-about", "public-share-image")),
        Case("public-figures", "GET", seen, lambda world: [*plan(world), "csv"], which),
        Case("public-figures", "GET", answers(404), lambda world: [*plan(world), "pdf"], f"{which} of no such kind"),
        Case("public-focus-area", "GET", seen, area, which),
        *(Case(name, "GET", seen, target, which) for name in PUBLIC_TARGET),
        Case("public-target", "GET", answers(404), lambda world: [*plan(world), "FINS-IKKE"], f"{which} missing"),
        *(Case(name, "GET", readers(200, **refused), plan, which) for name in ("preview-plan", "preview-about")),
        Case("preview-focus-area", "GET", readers(200, **refused), area, which),
        Case("preview-target", "GET", readers(200, **refused), target, which),
        Case("plan-publish", "GET", readers(200, **refused), plan, which),
        Case("plan-publish", "POST", readers(302, **refused), plan, f"{which} sent"),
    ]


PUBLIC_TARGET = ("public-target", "public-target-image", "public-card")


def guideline_pages(which: str) -> list[Case]:
    """Guidelines, which coordinators write."""
    refused: dict[str, Answer] = {"reader": 403 if which == "adopted" else 404, "unit_contact": 403, "leader": 403}
    # A draft's guideline goes without a reason, with the first who may.
    deleted = readers(302, **refused) if which == "adopted" else readers(302, **refused, administrator=404)

    def plan(world: World) -> list[Any]:
        return [getattr(world, which).plan.code]

    def guideline(world: World) -> list[Any]:
        return [*plan(world), GUIDELINE]

    def missing(world: World) -> list[Any]:
        return [*plan(world), "FINS-IKKE"]

    return [
        Case("guideline-create", "GET", readers(200, **refused), plan, which),
        # Nothing was typed, so the form is shown again.
        Case("guideline-create", "POST", readers(200, **refused), plan, f"{which} sent"),
        Case("guideline-edit", "GET", readers(200, **refused), guideline, which),
        Case("guideline-edit", "POST", readers(200, **refused), guideline, f"{which} sent"),
        Case("guideline-edit", "GET", readers(404, **refused), missing, f"{which} missing"),
        Case("guideline-delete", "POST", deleted, guideline, which),
    ]


def measure_pages(which: str) -> list[Case]:
    """Measures, which everybody reads and coordinators write, and answers to red lights, which leaders give too.

    The unit contact here is of a unit that answers for nothing.
    """
    seen: dict[str, Answer] = readers(200) if which == "adopted" else readers(200, reader=404)
    reader: dict[str, Answer] = {"reader": 403 if which == "adopted" else 404}
    refused = reader | {"unit_contact": 403, "leader": 403}
    answered = readers(200, **reader, unit_contact=403)
    # A draft's measure goes without a reason, with the first who may.
    deleted = readers(302, **refused) if which == "adopted" else readers(302, **refused, administrator=404)

    def plan(world: World) -> list[Any]:
        return [getattr(world, which).plan.code]

    def measure(world: World) -> list[Any]:
        return [*plan(world), MEASURE]

    def target(world: World) -> list[Any]:
        return [*plan(world), getattr(world, which).target.code]

    return [
        Case("measure-list", "GET", seen, plan, which),
        Case("measure-detail", "GET", seen, measure, which),
        Case("measure-detail", "GET", readers(404), lambda world: [*plan(world), "FINS-IKKE"], f"{which} missing"),
        Case("measure-create", "GET", readers(200, **refused), plan, which),
        # Nothing was typed, so the form is shown again.
        Case("measure-create", "POST", readers(200, **refused), plan, f"{which} sent"),
        Case("measure-edit", "GET", readers(200, **refused), measure, which),
        Case("measure-edit", "POST", readers(200, **refused), measure, f"{which} sent"),
        Case("measure-delete", "POST", deleted, measure, which),
        Case("measure-progress", "GET", answered, measure, which),
        Case("measure-progress", "POST", answered, measure, f"{which} sent"),
        Case("measures-edit", "GET", readers(200, **refused), plan, which),
        Case("measures-edit", "POST", readers(302, **refused), plan, f"{which} sent"),
        Case("target-cause", "GET", answered, target, which),
        Case("target-cause", "POST", answered, target, f"{which} sent"),
        Case("red-thread", "GET", readers(200, **reader), plan, which),
        Case("red-thread-set-aside", "POST", readers(302, **refused), plan, which),
        Case("red-thread-reopen", "POST", readers(302, **refused), plan, which),
    ]


def challenge_pages(which: str) -> list[Case]:
    """Challenges, which everybody reads and coordinators write."""
    seen: dict[str, Answer] = readers(200) if which == "adopted" else readers(200, reader=404)
    reader: dict[str, Answer] = {"reader": 403 if which == "adopted" else 404}
    refused = reader | {"unit_contact": 403, "leader": 403}
    # A draft's goes without a reason, with the first who may.
    deleted = readers(302, **refused) if which == "adopted" else readers(302, **refused, administrator=404)

    def plan(world: World) -> list[Any]:
        return [getattr(world, which).plan.code]

    def challenge(world: World) -> list[Any]:
        return [*plan(world), CHALLENGE]

    def missing(world: World) -> list[Any]:
        return [*plan(world), "FINS-IKKE"]

    return [
        Case("challenge-list", "GET", seen, plan, which),
        Case("challenge-create", "GET", readers(200, **refused), plan, which),
        # Nothing was typed, so the form is shown again.
        Case("challenge-create", "POST", readers(200, **refused), plan, f"{which} sent"),
        Case("challenge-edit", "GET", readers(200, **refused), challenge, which),
        Case("challenge-edit", "POST", readers(200, **refused), challenge, f"{which} sent"),
        Case("challenge-edit", "GET", readers(404, **refused), missing, f"{which} missing"),
        Case("challenge-delete", "POST", deleted, challenge, which),
    ]


def report_pages(which: str) -> list[Case]:
    """Sealed reports, which everybody reads who may read the plan."""
    hidden: dict[str, Answer] = {} if which == "adopted" else {"reader": 404}
    seen = readers(200) | hidden

    def sealed(world: World) -> list[Any]:
        return [getattr(world, which).sealed]

    return [
        *(Case(name, "GET", seen, sealed, which) for name in ("report-detail", "report-read")),
        Case("sealed-files", "POST", readers(302, **MAY_NOT, leader=403) | hidden, sealed, which),
        Case("sealed-file", "GET", seen, lambda world: [*sealed(world), "html"], which),
        Case("sealed-file", "GET", readers(404), lambda world: [*sealed(world), "pdf"], f"{which} not made"),
    ]


def api_target_pages(which: str) -> list[Case]:
    """Targets by the API: everybody reads those of a published plan, and what its own people alone are told."""
    is_adopted = which == "adopted"
    hidden: dict[str, Answer] = {} if is_adopted else {"reader": 404}
    seen = answers(200) if is_adopted else answers(200, anonymous=404, outsider=404, **hidden)
    own = answers(200, anonymous=401, outsider=404, **hidden)

    def plan(world: World) -> list[Any]:
        return [getattr(world, which).plan.code]

    def target(world: World) -> list[Any]:
        return [*plan(world), getattr(world, which).target.code]

    def certificate(world: World) -> list[Any]:
        return [*target(world), Assessment.objects.current().get(target=getattr(world, which).target).pk]

    def sealed(world: World) -> list[Any]:
        return [getattr(world, which).sealed]

    return [
        Case("api-target-list", "GET", seen, plan, which),
        *(Case(name, "GET", seen, target, which) for name in ("api-target", "api-target-change-list")),
        Case("api-target", "GET", answers(404), lambda world: [*plan(world), "FINS-IKKE"], f"{which} missing"),
        Case("api-target-certificate", "GET", seen, target, which),
        Case("api-assessment-certificate", "GET", seen, certificate, which),
        Case("api-assessment-certificate", "GET", answers(404), lambda world: [*target(world), 0], f"{which} missing"),
        Case("api-light-list", "GET", seen, plan, which),
        *(Case(name, "GET", own, plan, which) for name in API_OF_OWN_PLAN),
        *(Case(name, "GET", own, sealed, which) for name in ("api-sealed-report", "api-erratum-list")),
        Case("api-sealed-file", "GET", own, lambda world: [*sealed(world), "html"], which),
        Case("api-sealed-file", "GET", OWN_404, lambda world: [*sealed(world), "pdf"], f"{which} not made"),
    ]


API_OF_OWN_PLAN = ("api-override-list", "api-appraisal-list", "api-completion-list", "api-cause-list")
OWN_404: dict[str, Answer] = answers(404, anonymous=401)


def api_round_pages() -> list[Case]:
    seen = answers(200, anonymous=401, outsider=404, reader=404)

    def asked(world: World) -> list[Any]:
        return [world.round.pk]

    return [
        *(Case(name, "GET", answers(200)) for name in ("api-target-among-plans-list", "api-light-change-list")),
        # A list holds what its reader may see.
        *(Case(name, "GET", answers(200, anonymous=401)) for name in ("api-round-list", "api-sealed-report-list")),
        *(Case(name, "GET", seen, asked) for name in ("api-round", "api-commentary-list")),
        Case("api-evidence-file", "GET", seen, lambda world: [world.evidence.commentary_id, world.evidence.pk]),
    ]


def api_writes_of_targets(which: str) -> list[Case]:
    """Targets, their lights and the job that judges them, written by programs; nothing is sent, which is told (400)."""
    hidden: dict[str, Answer] = {} if which == "adopted" else {"reader": 404}
    told: dict[str, Answer] = {"coordinator": 400, "administrator": 400}
    writes = answers(403, anonymous=401, outsider=404, **hidden)
    gone: dict[str, Answer] = {"coordinator": 409, "administrator": 409}
    deleted: dict[str, Answer] = {"coordinator": 204, "administrator": 404}

    def plan(world: World) -> list[Any]:
        return [getattr(world, which).plan.code]

    def target(world: World) -> list[Any]:
        return [*plan(world), getattr(world, which).target.code]

    def milestone(world: World) -> list[Any]:
        return [*plan(world), getattr(world, which).milestone.code]

    # A leader reads drafts, and may have lights judged again.
    judges: dict[str, Answer] = {"leader": 202, "coordinator": 202, "administrator": 202}
    not_so: dict[str, Answer] = {"coordinator": 404, "administrator": 404}
    return [
        Case("api-target-list", "POST", writes | told, plan, f"{which} written"),
        # Nobody has loaded a figure for the municipality, so its indicator cannot be used.
        Case("api-target", "PATCH", writes | told, target, f"{which} written"),
        Case("api-target", "DELETE", writes | (gone if which == "adopted" else deleted), target, f"{which} deleted"),
        Case("api-target-override", "POST", writes | told, target, which),
        Case("api-target-override", "DELETE", writes | gone, target, f"{which} withdrawn"),
        Case("api-target-judgement", "POST", writes | told, milestone, which),
        Case("api-target-judgement", "POST", writes | not_so, target, f"{which} measured"),
        Case("api-target-completion", "POST", writes | not_so, milestone, f"{which} state"),
        Case("api-target-cause", "POST", writes | told | {"leader": 400}, target, which),
        Case("api-plan-assess", "POST", writes | judges, plan, which),
    ]


def api_writes_of_rounds() -> list[Case]:
    """Rounds, their words and reports, for programs. Nothing is sent, which is told (400) to whoever may write."""
    told: dict[str, Answer] = {"coordinator": 400, "administrator": 400}
    runs = answers(403, anonymous=401, outsider=404, reader=404)
    seen = answers(200, anonymous=401, outsider=404, reader=404)

    def asked(world: World) -> list[Any]:
        return [world.round.pk]

    def words(world: World) -> list[Any]:
        return [world.commentary.pk]

    once: dict[str, Answer] = {"coordinator": 200, "administrator": 409}
    refused: dict[str, Answer] = {"coordinator": 409, "administrator": 409}
    both: dict[str, Answer] = {"coordinator": 200, "administrator": 200}
    return [
        Case("api-round-list", "POST", runs | told | {"outsider": 400}, about="opened"),
        Case("api-round", "PATCH", runs | both, asked, "written"),
        Case("api-round-close", "POST", runs | once, asked),
        Case("api-round-reopen", "POST", runs | told, asked),
        Case("api-round-remind", "POST", runs | both, asked),
        Case("api-commentary-list", "POST", runs | told | {"unit_contact": 400}, asked, "written"),
        Case("api-commentary", "GET", seen, words),
        Case("api-evidence-list", "POST", runs | told | {"unit_contact": 400}, words),
        Case("api-commentary-submit", "POST", runs | told | {"unit_contact": 400}, words),
        Case("api-commentary-approve", "POST", runs | refused, words),
        *(Case(f"api-commentary-{act}", "POST", runs | told, words) for act in ("return", "reopen")),
        Case("api-sealed-report-list", "POST", answers(400, anonymous=401), about="sealed"),
    ]


def api_writes_of_figures() -> list[Case]:
    """Figures and fetching, which is for the people who load figures in whichever municipality, and jobs."""
    loaders = answers(403, anonymous=401)
    fetched: dict[str, Answer] = {"outsider": 202, "coordinator": 202, "administrator": 202}
    told: dict[str, Answer] = {"outsider": 400, "coordinator": 400, "administrator": 400}
    stopped: dict[str, Answer] = {"outsider": 200, "coordinator": 200, "administrator": 200}

    def fetching(world: World) -> list[Any]:
        return [world.fetch_job.pk]

    def judging(world: World) -> list[Any]:
        return [world.adopted.job.pk]

    own = answers(403, anonymous=401, outsider=404)
    return [
        Case("api-typed-figures", "POST", loaders | told),
        Case("api-source-fetch", "POST", loaders | fetched, lambda world: [world.source.code]),
        Case("api-job", "GET", answers(200, anonymous=401), fetching, "of a source"),
        Case("api-job", "GET", answers(200, anonymous=401, outsider=404), judging, "of a plan"),
        Case("api-job", "GET", answers(404, anonymous=401, coordinator=200), lambda world: [world.report_job], "file"),
        Case("api-job-cancel", "POST", loaders | stopped, fetching, "of a source"),
        Case("api-job-cancel", "POST", own | stopped | {"leader": 200, "outsider": 404}, judging, "of a plan"),
    ]


# Who says how the municipality's reports look; to a reader rounds and templates are not there.
CANNOT_SHAPE: dict[str, Answer] = {"reader": 404, "unit_contact": 404, "leader": 404}
SHAPES = readers(200, **CANNOT_SHAPE)


def number(kind: str) -> Arguments:
    return lambda world: [world.adopted.plan.municipality.number, kind]


# A file is there for the one who asked for it.
OWN_FILE = members(404, coordinator=200)


def plan_delete_pages() -> list[Case]:
    """Deleting a draft, where it may be done and where it may not; nobody writes the name here, so nothing goes."""
    draft: dict[str, Answer] = {"reader": 404, "unit_contact": 403, "leader": 403}
    adopted = draft | {"reader": 403}

    def mistake(world: World) -> list[Any]:
        return [world.mistake.code]

    def code(which: str) -> Arguments:
        return lambda world: [getattr(world, which).plan.code]

    return [
        *(Case("plan-delete", method, readers(200, **draft), mistake, method) for method in ("GET", "POST")),
        Case("plan-delete", "GET", readers(200, **draft), code("draft"), "of a draft that was published"),
        Case("plan-delete", "POST", readers(409, **draft), code("draft"), "of a draft that was published, sent"),
        Case("plan-delete", "GET", readers(200, **adopted), code("adopted"), "adopted"),
        Case("plan-delete", "POST", readers(409, **adopted), code("adopted"), "adopted sent"),
    ]


def writing_pages(which: str) -> list[Case]:
    """Where a coordinator and an administrator write a plan, and what everybody who works with it may know of that."""
    hidden: dict[str, Answer] = {"reader": 404} if which == "draft" else {"reader": 403}
    written = readers(200, unit_contact=403, leader=403, **hidden)
    sent = readers(302, unit_contact=403, leader=403, **hidden)

    def plan(world: World) -> list[Any]:
        return [getattr(world, which).plan.code]

    def area(world: World) -> list[Any]:
        return [*plan(world), getattr(world, which).area.code]

    def theme(world: World) -> list[Any]:
        return [*area(world), "TEMA"]

    def gone(world: World) -> list[Any]:
        return [*plan(world), "FINS-IKKE"]

    missing = readers(404, unit_contact=403, leader=403, **hidden)
    return [
        *(Case(name, "GET", written, plan, which) for name in ("plan-edit", "plan-settings", "focus-area-create")),
        # There is nothing to adopt twice.
        Case("plan-adopt", "GET", written if which == "draft" else sent, plan, which),
        *(Case(name, "GET", written, area, which) for name in ("focus-area-edit", "focus-area-delete", "theme-create")),
        # A goal lies in it, so it is not deleted but says so.
        Case("focus-area-delete", "POST", written, area, f"{which} sent"),
        Case("focus-area-move", "POST", sent, area, which),
        *(Case(name, "GET", written, theme, which) for name in ("theme-edit", "theme-delete")),
        Case("theme-move", "POST", sent, theme, which),
        Case("focus-area-edit", "GET", missing, gone, f"{which} missing"),
        Case("theme-edit", "GET", missing, lambda world: [*area(world), "FINS-IKKE"], f"{which} missing"),
        Case("edit-list", "GET", readers(200, **hidden), plan, which),
        Case("edit-undo", "POST", sent, plan, which),
        Case("wording-list", "GET", readers(200, **({"reader": 404} if which == "draft" else {})), plan, which),
        Case("wording-of", "GET", readers(404), lambda world: [*plan(world), "mal", "M"], f"{which} never changed"),
    ]


def recording_pages(which: str) -> list[Case]:
    """Where a coordinator and an administrator write goals and targets."""
    refused: dict[str, Answer] = {**MAY_NOT, "leader": 403} | ({"reader": 404} if which == "draft" else {})
    written: dict[str, Answer] = readers(200, **refused)

    def plan(world: World) -> list[Any]:
        return [getattr(world, which).plan.code]

    def goal(world: World) -> list[Any]:
        return [*plan(world), getattr(world, which).target.goal.code]

    def target(world: World) -> list[Any]:
        return [*plan(world), getattr(world, which).target.code]

    return [
        *(Case(name, "GET", written, plan, which) for name in ("goals-edit", "targets-edit", "indicator-search")),
        *(Case(name, "GET", written, goal, which) for name in ("goal-edit", "goal-delete", "target-create")),
        *(Case(name, "GET", written, target, which) for name in ("target-edit", "target-delete")),
        Case("goal-create", "GET", written, plan, which),
        # Nothing was typed, so the form is shown again; a table of which nothing was sent is as it was.
        Case("goal-create", "POST", written, plan, f"{which} sent"),
        Case("goal-edit", "POST", written, goal, f"{which} sent"),
        Case("target-create", "POST", written, goal, f"{which} sent"),
        Case("target-edit", "POST", written, target, f"{which} sent"),
        Case("target-preview", "POST", written, plan, which),
        Case("goals-edit", "POST", written | {"coordinator": 302, "administrator": 302}, plan, f"{which} sent"),
        Case("targets-edit", "POST", written | {"coordinator": 302, "administrator": 302}, plan, f"{which} sent"),
        # It has targets, or its plan is adopted.
        Case("goal-delete", "POST", written | {"coordinator": 409, "administrator": 409}, goal, f"{which} sent"),
        Case(
            "goal-edit", "GET", readers(404, **refused), lambda world: [*plan(world), "FINS-IKKE"], f"{which} missing"
        ),
    ]


# The certificate of a target, to read and as a file: the one that stands, and any earlier one.
CERTIFICATES = ("target-certificate", "target-certificate-file")
PAST = ("assessment-certificate", "assessment-certificate-file")


def pages_of(which: str) -> list[Case]:
    """The pages of the adopted plan or of the draft, which readers do not see."""
    seen: dict[str, Answer] = readers(200) if which == "adopted" else readers(200, reader=404)
    refused = MAY_NOT if which == "adopted" else MAY_NOT | {"reader": 404}

    def plan(world: World) -> list[Any]:
        return [getattr(world, which).plan.code]

    def target(world: World) -> list[Any]:
        return [*plan(world), getattr(world, which).target.code]

    def certificate(world: World) -> int:
        return Assessment.objects.get(target=getattr(world, which).target).pk

    return [
        Case("plan-detail", "GET", seen, plan, which),
        Case("plan-presentation", "GET", seen, plan, which),
        Case("plan-slides", "GET", seen, plan, which),
        Case("focus-area-detail", "GET", seen, lambda world: [*plan(world), getattr(world, which).area.code], which),
        Case(
            "focus-area-paper", "GET", seen, lambda world: [*plan(world), getattr(world, which).area.code, "pdf"], which
        ),
        Case("target-detail", "GET", seen, lambda world: [*plan(world), getattr(world, which).target.code], which),
        Case("guideline-list", "GET", seen, plan, which),
        *(Case(name, "GET", seen, target, which) for name in CERTIFICATES),
        *(Case(name, "GET", seen, lambda world: [*target(world), certificate(world)], which) for name in PAST),
        Case("plan-assess", "POST", readers(302, **refused), plan, which),
        *light_pages(which),
        *writing_pages(which),
        *recording_pages(which),
        *measure_pages(which),
        *challenge_pages(which),
        *guideline_pages(which),
        Case("quality-list", "GET", seen, plan, which),
        Case("quality-export", "GET", seen, lambda world: [*plan(world), "csv"], which),
        Case("quality-review", "POST", readers(302, **refused, leader=403), plan, which),
        Case("quality-reopen", "POST", readers(302, **refused, leader=403), plan, which),
        Case("indicator-detail", "GET", seen, lambda world: [getattr(world, which).indicator.code], which),
        Case("figure-quality", "GET", seen, lambda world: [getattr(world, which).indicator.code], which),
        Case("job-detail", "GET", seen, lambda world: [getattr(world, which).job.pk], which),
        Case("job-cancel", "POST", readers(302, **refused), lambda world: [getattr(world, which).job.pk], which),
    ]


# Bringing figures is for coordinators and administrators; an outsider who is one may do so at home.
LOADERS = members(200, reader=403, unit_contact=403, leader=403)
# A waiting file is there for those of its own municipality who may load figures, and for nobody else.
OWN_LOADERS: dict[str, Answer] = {"reader": 404, "unit_contact": 404, "leader": 404}


def draft_code(world: World) -> list[Any]:
    return [world.draft.indicator.code]


def upload(world: World) -> list[Any]:
    return [world.upload.pk]


def round_pages() -> list[Case]:
    """Rounds, which whoever reads drafts sees, coordinators run, and the unit's own contacts write in.

    To a reader there are none; the outsider runs rounds elsewhere.
    """
    seen = readers(200, reader=404)
    refused: dict[str, Answer] = {"reader": 404, "unit_contact": 403, "leader": 403}
    gone: dict[str, Answer] = {"reader": 404, "leader": 404, "coordinator": 404, "administrator": 404}

    def asked(world: World) -> list[Any]:
        return [world.round.pk]

    def unit(world: World) -> list[Any]:
        return [world.round.pk, world.commentary.unit_id]

    def target(world: World) -> list[Any]:
        return [world.round.pk, "target", world.adopted.target.pk]

    def words(world: World) -> list[Any]:
        return [world.commentary.pk]

    def evidence(world: World) -> list[Any]:
        return [world.evidence.pk]

    return [
        Case("round-list", "GET", members(200, reader=404)),
        *(Case(name, "GET", members(200, **refused)) for name in ("round-open", "commenting-duties")),
        # Nothing was typed: the form is shown again, and nobody's duty is changed.
        Case("round-open", "POST", members(200, **refused), about="sent"),
        Case("commenting-duties", "POST", members(302, **refused), about="sent"),
        Case("round-detail", "GET", seen, asked),
        Case("round-detail", "GET", members(404), lambda _world: [0], "missing"),
        Case("round-unit", "GET", seen, unit),
        Case("round-unit", "GET", readers(404), lambda world: [*asked(world), 0], "missing"),
        Case("round-edit", "GET", readers(200, **refused), asked),
        Case("round-edit", "POST", readers(200, **refused), asked, "sent"),
        Case("round-approve", "GET", readers(200, **refused), asked),
        Case("round-approve", "POST", readers(302, **refused), asked, "sent"),
        *(Case(f"round-{act}", "POST", readers(302, **refused), asked) for act in ("close", "reopen", "remind")),
        Case("commentary-reopen", "POST", readers(302, **refused), words),
        Case("commentary-write", "GET", seen, target),
        # Nothing was typed, so the page is shown again.
        Case("commentary-write", "POST", readers(200, reader=404, leader=403), target, "sent"),
        Case("commentary-write", "GET", readers(404), lambda world: [*target(world)[:2], 0], "missing"),
        Case("evidence-file", "GET", seen, evidence),
        Case("evidence-remove", "POST", readers(302, **gone), evidence, "gone after the first"),
    ]


PARTS_IN_API = ("focus-area", "theme", "goal", "measure", "guideline", "challenge", "document", "related-plan")


def parts_in_api(which: str) -> list[Case]:
    """What the API tells of the published plan to everybody, and of the draft to those who may know of it."""
    draft = answers(200, anonymous=404, outsider=404, reader=404)
    seen = answers(200) if which == "adopted" else draft

    def plan(world: World) -> list[Any]:
        return [getattr(world, which).plan.code]

    def part(code: Callable[[PlanWorld], str]) -> Arguments:
        return lambda world: [*plan(world), code(getattr(world, which))]

    ones: dict[str, Arguments] = {
        "api-focus-area": part(lambda there: there.area.code),
        "api-goal": part(lambda there: there.target.goal.code if there.target.goal else ""),
        "api-measure": part(lambda _there: MEASURE),
        "api-guideline": part(lambda _there: GUIDELINE),
        "api-challenge": part(lambda _there: CHALLENGE),
    }
    # Who changed the words, and why, is for those with a role.
    wordings = answers(200, anonymous=401, outsider=404, reader=200 if which == "adopted" else 404)
    return [
        *(Case(f"api-{name}-list", "GET", seen, plan, which) for name in PARTS_IN_API),
        *(Case(name, "GET", seen, arguments, which) for name, arguments in ones.items()),
        *(Case(name, "GET", answers(404), part(lambda _there: "FINS-IKKE"), f"{which} missing") for name in ones),
        Case("api-earlier-wording-list", "GET", wordings, plan, which),
    ]


WRITTEN_IN_API = ("focus-area", "theme", "goal", "measure", "guideline", "challenge")
DONE_IN_API = (
    "plan-adopt",
    "plan-publish",
    "plan-unpublish",
    "focus-area-move",
    "theme-move",
    "edit-undo",
    "measure-progress",
)


def writing_in_api(which: str) -> list[Case]:
    """What programs write. Nothing is sent: what is new lacks what it must have, and a change changes nothing."""
    others: dict[str, Answer] = {"anonymous": 401, "outsider": 404, "unit_contact": 403, "leader": 403}
    others["reader"] = 403 if which == "adopted" else 404
    lacking, done = answers(400, **others), answers(200, **others)
    # What was adopted stays, or goes for a reason; the first who may takes a part of a draft away.
    kept = {name: answers(409 if name in {"focus-area", "goal"} else 400, **others) for name in WRITTEN_IN_API}
    kept["theme"] = answers(404, **others | {"coordinator": 204})

    def plan(world: World) -> list[Any]:
        return [getattr(world, which).plan.code]

    def goal(world: World) -> str:
        own = getattr(world, which).target.goal
        return own.code if own else ""

    def part(*words: str) -> Arguments:
        return lambda world: [*plan(world), *words]

    ones: dict[str, Arguments] = {
        "focus-area": part("OMR"),
        "theme": part("OMR", "TEMA"),
        "goal": lambda world: [*plan(world), goal(world)],
        "measure": part(MEASURE),
        "guideline": part(GUIDELINE),
        "challenge": part(CHALLENGE),
    }
    seen = answers(200, anonymous=401, outsider=404, reader=others["reader"])
    return [
        *(Case(f"api-{name}-list", "POST", lacking, plan, which) for name in WRITTEN_IN_API),
        *(Case(f"api-{name}", "PATCH", done, arguments, which) for name, arguments in ones.items()),
        *(
            Case(f"api-{name}", "DELETE", kept[name], arguments, which)
            for name, arguments in ones.items()
            if which == "adopted"
        ),
        Case("api-theme", "GET", answers(200) if which == "adopted" else DRAFT_IN_API, ones["theme"], which),
        Case("api-plan", "PATCH", done, plan, which),
        Case("api-plan", "DELETE", answers(409, **others), plan, which),
        Case("api-plan-adopt", "POST", lacking, plan, which),
        Case("api-plan-publish", "POST", done if which == "adopted" else answers(409, **others), plan, which),
        Case("api-plan-unpublish", "POST", done, plan, which),
        Case("api-focus-area-move", "POST", lacking, ones["focus-area"], which),
        Case("api-theme-move", "POST", lacking, ones["theme"], which),
        # Leaders answer for every unit.
        Case("api-measure-progress", "POST", lacking | {"leader": 400}, ones["measure"], which),
        Case("api-edit-undo", "POST", lacking, plan, which),
        Case("api-edit-list", "GET", seen, plan, which),
    ]


DRAFT_IN_API = answers(200, anonymous=404, outsider=404, reader=404)


def api_figures() -> list[Case]:
    """What figures are about, for programs: 401 where a key is what they lack, 404 for what is not theirs."""

    def of(which: str) -> Arguments:
        return lambda world: [getattr(world, which).indicator.code]

    def home(_world: World) -> list[Any]:
        return ["3909"]

    lists = ("indicator-list", "derived-list", "service-area-list", "source-list", "fetch-list", "region-list")
    return [
        *(Case(f"api-{name}", "GET", answers(200)) for name in lists),
        Case("api-indicator", "GET", answers(200), of("adopted"), "of a published plan"),
        Case("api-indicator", "GET", readers(200, anonymous=404, reader=404), of("draft"), "of a draft"),
        # No region is named.
        Case("api-indicator-derivation", "GET", answers(400), lambda world: [world.derived.code]),
        Case("api-comparison", "GET", answers(400)),
        Case("api-savings", "GET", answers(400)),
        Case("api-need-list", "GET", answers(200)),
        Case("api-source", "GET", answers(200), lambda world: [world.source.code]),
        Case("api-source-problem-list", "GET", answers(200, anonymous=401), lambda world: [world.source.code]),
        Case("api-region", "GET", answers(404), lambda _world: ["FINS-IKKE"], "missing"),
        Case("api-region-lineage", "GET", answers(404), lambda _world: ["FINS-IKKE"], "missing"),
        Case("api-region-peers", "GET", readers(200, anonymous=401), home),
    ]


def webhook_pages() -> list[Case]:
    """Calls to other systems, for those who connect them; to everybody else they are not there."""
    hidden: dict[str, Answer] = {"reader": 404, "unit_contact": 404, "leader": 404}
    shown, done, told = readers(200, **hidden), readers(302, **hidden), readers(200, **hidden, anonymous=401)
    asked = readers(202, **hidden, anonymous=401)
    none: dict[str, Answer] = dict.fromkeys(hidden, 403)

    def webhook(world: World) -> list[Any]:
        return [world.webhook]

    def call(world: World) -> list[Any]:
        return [world.webhook, world.call]

    return [
        # An outsider connects the systems of another municipality.
        *(Case(name, "GET", members(200, **hidden)) for name in ("webhook-list", "webhook-create")),
        # Nothing was typed, so the form is shown again.
        Case("webhook-create", "POST", members(200, **hidden), about="sent"),
        *(Case(name, "GET", shown, webhook) for name in ("webhook-detail", "webhook-edit")),
        Case("webhook-detail", "GET", members(404), lambda _world: [0], "missing"),
        Case("webhook-edit", "POST", shown, webhook, "sent"),
        Case("webhook-secret", "POST", shown, webhook),
        # A call would be sent after the transaction, which ends here without being committed.
        *(Case(name, "POST", done, webhook) for name in ("webhook-test", "webhook-pause", "webhook-resume")),
        Case("webhook-send-again", "POST", done, call),
        Case("webhook-send-again", "POST", members(404), lambda world: [world.webhook, 0], "missing"),
        # It goes with the first who may.
        Case("webhook-delete", "POST", readers(302, **hidden, administrator=404), webhook),
        Case("api-webhook-list", "GET", members(200, **none, anonymous=401)),
        *(Case(name, "GET", told, webhook) for name in ("api-webhook", "api-webhook-delivery-list")),
        # Nothing was said, so nothing is written.
        Case("api-webhook-list", "POST", members(400, **none, anonymous=401), about="sent"),
        Case("api-webhook", "PATCH", told, webhook, "sent"),
        Case("api-webhook-delivery", "GET", told, call),
        *(Case(f"api-webhook-{name}", "POST", told, webhook) for name in ("pause", "resume", "secret")),
        Case("api-webhook-test", "POST", asked, webhook),
        Case("api-webhook-send-again", "POST", asked, call),
        Case("api-webhook", "DELETE", readers(204, **hidden, anonymous=401, administrator=404), webhook, "deleted"),
    ]


def api_addresses() -> list[Case]:
    """What programs are answered: never led to a log-in page, and 401 where a key is what they lack."""

    def plan(which: str) -> Arguments:
        return lambda world: [getattr(world, which).plan.code]

    return [
        *(Case(f"api-{name}", "GET", answers(200)) for name in ("root", "schema", "plan-list")),
        Case("api-plan", "GET", answers(200), plan("adopted"), "adopted"),
        Case("api-plan", "GET", readers(200, anonymous=404, reader=404), plan("draft"), "draft"),
        Case("api-plan", "GET", answers(404), lambda _world: ["FINS-IKKE"], "missing"),
    ]


def api_open_data() -> list[Case]:
    """Figures for programs: everybody is answered, each with what it may read."""
    # Strangers and outsiders get the one figure that the published plan's page shows.
    names = ("observation-list", "observations-csv", "observations-jsonstat", "population-list", "dcat")
    return [Case(f"api-{name}", "GET", answers(200)) for name in names]


CASES = [
    *webhook_pages(),
    *round_pages(),
    *parts_in_api("adopted"),
    *parts_in_api("draft"),
    *writing_in_api("adopted"),
    *writing_in_api("draft"),
    # The outsider makes plans elsewhere.
    Case("api-plan-list", "POST", answers(400, anonymous=401, reader=403, unit_contact=403, leader=403)),
    Case("api-municipality-list", "GET", answers(200)),
    Case("api-unit-list", "GET", answers(200, anonymous=401)),
    *api_figures(),
    *api_addresses(),
    *api_open_data(),
    Case("home", "GET", members(302)),
    Case("login", "GET", answers(302, anonymous=200)),
    # Nobody has given a password here, so there is no code to wait for.
    Case("login-code", "GET", answers(LOG_IN)),
    Case(
        "login-with", "GET", answers(302, anonymous=403), lambda _world: [OFFERED["key"]], "of a provider that is down"
    ),
    Case("login-with", "GET", answers(404), lambda _world: ["finnes-ikke"], "missing"),
    Case("login-answer", "GET", answers(302, anonymous=403), lambda _world: [OFFERED["key"]], "to no question"),
    Case("login-answer", "GET", answers(404), lambda _world: ["finnes-ikke"], "missing"),
    Case("logout", "POST", members(LOG_IN)),
    Case("logged-out", "GET", answers(200)),
    Case("my-page", "GET", members(200)),
    Case("password-change", "GET", members(200)),
    Case("session-end", "POST", members(302)),
    Case("second-factor", "GET", members(200)),
    # They have none.
    Case("second-factor-remove", "GET", members(302)),
    Case("recovery-codes", "GET", members(302)),
    Case("identity-link", "GET", members(200), lambda _world: [OFFERED["key"]]),
    Case("identity-link", "POST", members(302), lambda _world: [OFFERED["key"]], "asked for"),
    Case("identity-link", "GET", members(404), lambda _world: ["finnes-ikke"], "missing"),
    Case("identity-unlink", "POST", members(404), lambda world: [world.identity], "somebody else's"),
    Case("token-list", "GET", members(200)),
    Case("token-make", "GET", members(200)),
    # Nothing was typed, so the form is shown again.
    Case("token-make", "POST", members(200), about="sent"),
    Case("token-revoke", "GET", members(404), lambda world: [world.token], "somebody else's"),
    Case("token-revoke", "POST", members(404), lambda world: [world.token], "somebody else's, sent"),
    Case("plan-list", "GET", members(200)),
    # Whoever makes plans at home may, wherever that is.
    Case("plan-create", "GET", members(200, reader=403, unit_contact=403, leader=403)),
    Case("plan-create", "POST", members(200, reader=403, unit_contact=403, leader=403), about="nothing typed"),
    *pages_of("adopted"),
    *pages_of("draft"),
    *plan_delete_pages(),
    *public_pages("adopted"),
    *public_pages("draft"),
    *report_pages("adopted"),
    *report_pages("draft"),
    *api_target_pages("adopted"),
    *api_target_pages("draft"),
    *api_round_pages(),
    *api_writes_of_targets("adopted"),
    *api_writes_of_targets("draft"),
    *api_writes_of_rounds(),
    *api_writes_of_figures(),
    Case("report-list", "GET", members(200)),
    # Nothing was chosen, so the form is shown again.
    Case("report-list", "POST", members(200), about="sent"),
    *(Case(name, "GET", members(404), about="of no report") for name in ("report-preview", "report-seal")),
    *(Case(name, "POST", members(404), about="of no report, sent") for name in ("report-preview", "report-seal")),
    Case("report-file", "GET", OWN_FILE, lambda world: [world.report_file]),
    Case("job-detail", "GET", OWN_FILE, lambda world: [world.report_job], "of a report"),
    Case("job-cancel", "POST", OWN_FILE | {"coordinator": 302}, lambda world: [world.report_job], "of a report"),
    *(Case("report-template", method, SHAPES, number("annual"), method) for method in ("GET", "POST")),
    Case("report-template", "GET", readers(404, **CANNOT_SHAPE), number("ukjent"), "of no such report"),
    Case("report-logo", "GET", readers(404, **CANNOT_SHAPE), number("annual"), "where there is none"),
    Case("public-plan", "GET", answers(404), lambda _world: ["FINS-IKKE"], "missing"),
    Case("robots", "GET", answers(200)),
    Case("sitemap", "GET", answers(200)),
    Case("plan-detail", "GET", members(404), lambda _world: ["FINS-IKKE"], "missing"),
    Case("indicator-list", "GET", members(200)),
    Case("peers-choose", "GET", readers(200), lambda world: [world.adopted.plan.municipality.number], "see"),
    Case("peers-choose", "POST", readers(200), lambda world: [world.adopted.plan.municipality.number], "search"),
    Case("peers-choose", "GET", members(404), lambda _world: ["0000"], "missing"),
    Case("indicator-detail", "GET", members(200), lambda world: [world.public.code], "public"),
    Case("figure-quality", "GET", members(200), lambda world: [world.public.code], "public"),
    Case("figure-formula", "GET", members(200), lambda world: [world.derived.code], "computed"),
    Case("figure-formula", "GET", members(404), lambda world: [world.public.code], "not computed"),
    Case("service-area-list", "GET", members(200)),
    Case("service-area-detail", "GET", members(200), lambda world: [world.area.pk], "public"),
    # What a draft has brought in is not there for whoever may not read it.
    Case("service-area-detail", "GET", readers(200, reader=404), lambda world: [world.hidden_area.pk], "of a draft"),
    Case("service-area-detail", "GET", members(404), lambda _world: [0], "missing"),
    Case("service-area-file", "GET", members(200), lambda world: [world.area.pk, "csv"], "public"),
    Case("service-area-file", "GET", readers(200, reader=404), lambda world: [world.hidden_area.pk, "csv"], "draft"),
    Case("service-area-file", "GET", members(404), lambda world: [world.area.pk, "pdf"], "of no such kind"),
    Case("savings", "GET", members(200)),
    # Their municipality has no figures to make a file of; nor has anybody a file of another kind.
    Case("savings-file", "GET", members(404), lambda _world: ["csv"], "without figures"),
    Case("savings-file", "GET", members(404), lambda _world: ["pdf"], "of no such kind"),
    Case("population", "GET", members(200)),
    # Nobody has loaded any population here.
    Case("population-file", "GET", members(404), lambda _world: ["alder", "csv"]),
    Case("source-list", "GET", members(200)),
    Case("source-detail", "GET", members(200), lambda world: [world.source.code]),
    Case("source-detail", "GET", members(404), lambda _world: ["FINS-IKKE"], "missing"),
    Case("source-fetch", "POST", members(403, **MAY_LOAD), lambda world: [world.source.code]),
    Case("job-detail", "GET", members(200), lambda world: [world.fetch_job.pk], "of a source"),
    Case("job-cancel", "POST", members(403, **MAY_LOAD), lambda world: [world.fetch_job.pk], "of a source"),
    Case("source-add", "GET", members(403, administrator=200)),
    Case("source-add-table", "GET", members(403, administrator=200), lambda _world: ["12134"]),
    Case("source-load", "POST", members(403, administrator=302)),
    Case("source-select", "GET", members(403, administrator=200), lambda world: [world.source.code]),
    Case("source-edit", "GET", members(403, administrator=200), lambda world: [world.source.code]),
    Case("figures-upload", "GET", LOADERS),
    Case("upload-detail", "GET", readers(200, **OWN_LOADERS), upload),
    # A file with nothing in it is shown again with what is wrong with it.
    Case("upload-confirm", "POST", readers(200, **OWN_LOADERS), upload),
    Case("upload-drop", "POST", readers(302, **OWN_LOADERS, administrator=404), upload, "gone after the first"),
    Case("figure-type", "GET", LOADERS, lambda world: [world.public.code]),
    Case(
        "figure-type", "GET", readers(200, **MAY_NOT, leader=403), lambda world: [world.adopted.indicator.code], "own"
    ),
    Case("figure-type", "GET", readers(200, unit_contact=403, leader=403, reader=404), draft_code, "draft"),
    Case("legend", "GET", answers(200)),
    Case("set_language", "POST", answers(302)),
    Case("color-scheme", "POST", answers(302)),
    Case("glossary", "GET", answers(200)),
    Case("accessibility-statement", "GET", answers(200)),
    Case("api-guide", "GET", answers(200)),
    Case("api-part", "GET", answers(200), lambda _world: ["plans"]),
    Case("api-part", "GET", answers(404), lambda _world: ["finnes-ikke"], "missing"),
    Case("healthz", "GET", answers(200)),
]
# The same addresses asked for in a way that they do not answer to, whoever asks.
WRONG_METHOD = {
    **dict.fromkeys(("round-open", "round-edit", "round-approve", "commenting-duties", "commentary-write"), "DELETE"),
    **dict.fromkeys(("round-close", "round-reopen", "round-remind", "commentary-reopen", "evidence-remove"), "GET"),
    **dict.fromkeys(("quality-review", "quality-reopen"), "GET"),
    **dict.fromkeys(("plan-assess", "job-cancel", "source-fetch", "source-load"), "GET"),
    **dict.fromkeys(("plan-create", "plan-settings", "plan-adopt", "focus-area-create", "focus-area-edit"), "DELETE"),
    **dict.fromkeys(("focus-area-delete", "theme-create", "theme-edit", "theme-delete"), "DELETE"),
    **dict.fromkeys(("focus-area-move", "theme-move", "edit-undo", "measure-progress"), "GET"),
    **dict.fromkeys(("source-add-table", "source-select", "source-edit", "report-template"), "DELETE"),
    "logout": "GET",
    "set_language": "GET",
    "color-scheme": "GET",
    "login": "DELETE",
    "figures-upload": "DELETE",
    "upload-confirm": "GET",
    "upload-drop": "GET",
    "figure-type": "DELETE",
    "target-override": "DELETE",
    "target-override-withdraw": "GET",
    "target-judge": "DELETE",
    **dict.fromkeys(("measure-create", "measure-edit", "measure-progress", "measures-edit", "target-cause"), "DELETE"),
    **dict.fromkeys(("challenge-create", "challenge-edit", "plan-delete"), "DELETE"),
    "challenge-delete": "GET",
    **dict.fromkeys(("guideline-create", "guideline-edit"), "DELETE"),
    **dict.fromkeys(("guideline-delete", "measure-delete", "red-thread-set-aside", "red-thread-reopen"), "GET"),
    # Read, made or done by POST.
    **{f"api-{name}-list": "PUT" for name in ("plan", *WRITTEN_IN_API)},
    **{f"api-{name}": "PUT" for name in DONE_IN_API},
    "sealed-files": "GET",
    **dict.fromkeys(("plan-publish", "report-list", "report-preview", "report-seal"), "DELETE"),
    **dict.fromkeys(("goals-edit", "targets-edit", "goal-create", "goal-edit", "goal-delete"), "DELETE"),
    **dict.fromkeys(("target-create", "target-edit", "target-delete"), "DELETE"),
    "target-preview": "GET",
    "peers-choose": "DELETE",
    **dict.fromkeys(("webhook-create", "webhook-edit", "api-webhook-list"), "DELETE"),
    **dict.fromkeys(("webhook-test", "webhook-pause", "webhook-resume", "webhook-secret"), "GET"),
    **dict.fromkeys(("webhook-send-again", "webhook-delete"), "GET"),
    **{f"api-webhook-{name}": "PUT" for name in ("pause", "resume", "secret", "test", "send-again")},
    **dict.fromkeys(("login-code", "password-change", "second-factor", "second-factor-remove"), "DELETE"),
    **dict.fromkeys(("recovery-codes", "identity-link", "token-make", "token-revoke"), "DELETE"),
    **dict.fromkeys(("session-end", "identity-unlink"), "GET"),
}
# Written by programs: asked for in a way that changes things, so that whoever is nobody is told to say who it is.
WRONG_METHOD |= dict.fromkeys(
    (
        *("api-target-list", "api-target", "api-target-override", "api-target-judgement", "api-target-completion"),
        *("api-target-cause", "api-plan-assess", "api-round-list", "api-round", "api-round-close", "api-round-reopen"),
        *(
            "api-round-remind",
            "api-commentary-list",
            "api-evidence-list",
            "api-commentary-submit",
            "api-commentary-approve",
        ),
        *("api-commentary-return", "api-commentary-reopen", "api-sealed-report-list", "api-typed-figures"),
        *("api-source-fetch", "api-job-cancel"),
    ),
    "PUT",
)
OPEN = {
    "login",
    "login-code",
    "login-with",
    "login-answer",
    "logged-out",
    "set_language",
    "healthz",
    "robots",
    "sitemap",
    "legend",
}
OPEN |= {"public-plan", "public-about", "public-share-image", "public-figures", "public-focus-area", *PUBLIC_TARGET}
OPEN |= {"color-scheme", "glossary", "accessibility-statement", "api-schema", "api-guide", "api-part"}
# Whatever else is asked for below the API: no address of its own (test_api_reading.py).
EVERYTHING_ELSE = {"api-nowhere"}


@pytest.mark.parametrize(
    "case", [pytest.param(one, id=f"{one.method} {one.name} {one.about}".strip()) for one in CASES]
)
def test_every_role_gets_its_answer(world: World, case: Case) -> None:
    address = reverse(case.name, args=case.arguments(world))
    found = {role: answer_to(client_of(world, role), case.method, address) for role in ROLES}
    assert found == case.answers


@pytest.mark.parametrize("case", {one.name: one for one in CASES}.values(), ids=lambda one: one.name)
def test_a_wrong_method_is_refused(world: World, case: Case) -> None:
    address = reverse(case.name, args=case.arguments(world))
    method = WRONG_METHOD.get(case.name, "POST")
    found = {role: answer_to(client_of(world, role), method, address) for role in ("anonymous", "administrator")}
    # Whoever is logged in is led away from the log-in page, however it is asked for.
    logged_in = 302 if case.name == "login" else 405
    # Programs are not led to a page; whoever is nobody writes nothing, wherever it is.
    refused = 401 if case.name.startswith("api-") else LOG_IN
    assert found == {"anonymous": 405 if case.name in OPEN else refused, "administrator": logged_in}


def test_every_address_is_in_the_matrix() -> None:
    named = {name for name, _pattern in addresses(get_resolver())} - EVERYTHING_ELSE
    assert named - {one.name for one in CASES} == set()


def test_the_matrix_holds_no_address_that_is_gone() -> None:
    assert {one.name for one in CASES} - {name for name, _pattern in addresses(get_resolver())} == set()


def addresses(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every address of the product with its name; the administration has a matrix of its own below."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            assert pattern.name, f"{prefix}{pattern.pattern} has no name to be found by"
            yield f"{prefix}{pattern.name}", pattern
        elif pattern.namespace != "admin":
            yield from addresses(pattern, f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix)


# The administration -------------------------------------------------------------------------------------------------

# What an administrator is answered where it is not simply the page.
VIEW_ONLY = {"observation", "needindex", "fetch", "assessment", "lightchange", "override", "auditevent", "job"}
VIEW_ONLY |= {"apitoken"}
NOT_THEIRS = VIEW_ONLY | {"municipality"}


def admin_patterns() -> list[URLPattern]:
    def walk(resolver: URLResolver) -> Iterator[URLPattern]:
        for pattern in resolver.url_patterns:
            if isinstance(pattern, URLPattern):
                yield pattern
            else:
                yield from walk(pattern)

    resolvers = [one for one in get_resolver().url_patterns if isinstance(one, URLResolver)]
    return list(walk(next(one for one in resolvers if one.namespace == "admin")))


def model_pages(plan: Plan) -> dict[str, tuple[str, int]]:
    """By name: the address of each page of each model, with a row that exists, and the administrator's answer."""
    pages: dict[str, tuple[str, int]] = {}
    for model in admin.site._registry:
        row, name = some_row(model, plan), model._meta.model_name
        answers_by_page = {
            "changelist": 200,
            "add": 403 if name in NOT_THEIRS else 200,
            "change": 200,
            "delete": 403 if name in NOT_THEIRS else 200,
            "history": 404 if name in VIEW_ONLY else 200,
        }
        for page, answer in answers_by_page.items():
            url_name = f"{model._meta.app_label}_{name}_{page}"
            arguments = [] if page in {"changelist", "add"} else [row.pk]
            pages[url_name] = (reverse(f"admin:{url_name}", args=arguments), answer)
    return pages


def site_pages(plan: Plan) -> dict[str, tuple[str, Answer]]:
    """The pages that belong to no model."""
    person = factories.create_user(role=Role.READER, municipality=plan.municipality)
    kind: models.Model = ContentType.objects.get_for_model(Plan)
    return {
        "index": (reverse("admin:index"), 200),
        "app_list": (reverse("admin:app_list", args=["planning"]), 200),
        # There is one log-in page; who is in already is taken to the front.
        "login": (reverse("admin:login"), 302),
        # Logging out is a POST.
        "logout": (reverse("admin:logout"), 405),
        "password_change": (reverse("admin:password_change"), 200),
        "password_change_done": (reverse("admin:password_change_done"), 200),
        "auth_user_password_change": (reverse("admin:auth_user_password_change", args=[person.pk]), 200),
        # Asked without saying for which field.
        "autocomplete": (reverse("admin:autocomplete"), 403),
        "jsi18n": (reverse("admin:jsi18n"), 200),
        # No row has an address of its own outside the administration that this page could lead to.
        "view_on_site": (reverse("admin:view_on_site", args=[kind.pk, plan.pk]), 404),
        # The short address of a row, and an address that is not there.
        "": (reverse("admin:index") + "finnes/ikke/", 404),
    }


def test_every_address_of_the_administration_is_in_the_matrix(world: World) -> None:
    named = {*model_pages(world.adopted.plan), *site_pages(world.adopted.plan)}
    assert {pattern.name or "" for pattern in admin_patterns()} == named


def test_the_administration_is_for_administrators(world: World) -> None:
    plan = world.adopted.plan
    pages: dict[str, tuple[str, Answer]] = {**model_pages(plan), **site_pages(plan)}
    for role in ROLES:
        client = client_of(world, role)
        refused: Answer = LOG_IN if role == "anonymous" else 403
        expected = {name: answer if role == "administrator" else refused for name, (_, answer) in pages.items()}
        found = {name: answer_to(client, "GET", address) for name, (address, _answer) in pages.items()}
        assert {name: one for name, one in found.items() if one != expected[name]} == {}, role


def test_nobody_else_writes_in_the_administration(world: World) -> None:
    pages = model_pages(world.adopted.plan)
    for role in ROLES[:-1]:
        client = client_of(world, role)
        found = {answer_to(client, "POST", address) for address, _answer in pages.values()}
        assert found == {LOG_IN if role == "anonymous" else 403}, role


def test_an_administrator_of_another_municipality_finds_none_of_the_rows(world: World) -> None:
    client = Client()
    client.force_login(factories.create_user(role=Role.ADMINISTRATOR))
    shared = {"region", "servicearea", "needindex", "source", "indicator", "qualityrecord", "observation", "fetch"}
    shared |= {"formula"}
    rows = {
        name: address
        for name, (address, _answer) in model_pages(world.adopted.plan).items()
        if name.endswith(("_change", "_delete", "_history")) and name.split("_")[1] not in shared
    }
    found = {name: answer_to(client, "GET", address) for name, address in rows.items()}
    assert {name: one for name, one in found.items() if one != 404} == {}
