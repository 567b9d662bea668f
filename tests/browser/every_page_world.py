"""A small municipality with one of everything that has a page, and where each page is found in it.

To walk a new page, add its name to PAGES. `World` has what an address needs; make more where a page needs more.
A page that has states (unfolded, filtered, a form sent with errors) gets a line for each.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils import timezone

from accounts.models import ApiToken, Job, JobState, Municipality, Role, Scope, Unit, User
from api.models import Webhook
from indicators.models import Indicator, Region, RegionKind, ServiceArea, Source, Upload
from planning.models import Basis, Dimension, FocusArea, Plan, PlanStatus
from reporting.exports.reports import Composed, ReportAsked, composed, written
from reporting.frozen import content_hash
from reporting.models import CommentaryState, ReportFormat, ReportingRound, ReportKind, SealedReport
from reporting.models.report_files import PREVIEW_JOB, REPORT_JOB
from targets.models import Assessment, Target, TargetKind
from targets.services.overriding import override_light
from tests import factories, savings_figures
from tests.populations import counted, projected

YEARS = ("2021", "2022", "2023", "2024", "2025")


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


Arguments = Callable[[World], list[Any]]


def nothing(_world: World) -> list[Any]:
    return []


@dataclass(frozen=True, slots=True)
class Visit:
    """One state of one page. With `fill`, the form that `press` belongs to is sent as it then stands."""

    name: str
    arguments: Arguments = nothing
    query: str = ""
    fill: dict[str, str] = field(default_factory=dict)
    press: str = ""
    who: str = "coordinator"
    # Whether what is sent with `press` is refused, and the page must say so.
    is_refused: bool = True

    def address(self, world: World) -> str:
        return reverse(self.name, args=self.arguments(world)) + self.query

    @property
    def title(self) -> str:
        return f"{self.name} {self.query} {self.press} {self.who}".strip()


# Addresses of parts of the world ------------------------------------------------------------------------------------


def plan(world: World) -> list[Any]:
    return [world.plan.code]


def empty_plan(world: World) -> list[Any]:
    return [world.empty_plan.code]


def area(world: World) -> list[Any]:
    return [world.plan.code, world.area.code]


def empty_area(world: World) -> list[Any]:
    return [world.empty_plan.code, world.empty_area.code]


def target(world: World) -> list[Any]:
    return [world.plan.code, world.target.code]


def milestone(world: World) -> list[Any]:
    return [world.plan.code, world.milestone.code]


def overridden(world: World) -> list[Any]:
    return [world.plan.code, world.overridden.code]


def certificate(world: World) -> list[Any]:
    assessment = Assessment.objects.filter(target=world.target).order_by("pk").first()
    assert assessment is not None
    return [*target(world), assessment.pk]


def unit(world: World) -> list[Any]:
    return [world.plan.code, world.unit.pk]


def unit_of_nothing(world: World) -> list[Any]:
    return [world.empty_plan.code, world.unit.pk]


def theme(world: World) -> list[Any]:
    return [*area(world), "TEMA"]


def goal(world: World) -> list[Any]:
    assert world.target.goal is not None
    return [world.plan.code, world.target.goal.code]


def measure(world: World) -> list[Any]:
    return [world.plan.code, "TILTAK"]


def challenge(world: World) -> list[Any]:
    return [world.plan.code, "UTFORDRING"]


def guideline(world: World) -> list[Any]:
    return [world.plan.code, "FORING"]


def indicator(world: World) -> list[Any]:
    return [world.indicator.code]


def asked(world: World) -> list[Any]:
    return [world.round.pk]


def words(world: World) -> list[Any]:
    return [world.round.pk, "target", world.target.pk]


def returned_words(world: World) -> list[Any]:
    return [world.round.pk, "target", world.overridden.pk]


def job(name: str) -> Arguments:
    return lambda world: [world.jobs[name].pk]


def sealed(world: World) -> list[Any]:
    return [world.sealed.pk]


def sealed_analysis(world: World) -> list[Any]:
    return [world.sealed_analysis.pk]


def template(kind: str) -> Arguments:
    return lambda world: [world.home.number, kind]


REPORT = "?rapport=annual/KPS&ar=2025&sprak=nb"
ANALYSIS = "?rapport=status/3909&ar=2025&sprak=en"

# The pages ----------------------------------------------------------------------------------------------------------

PAGES = [
    Visit("plan-list"),
    Visit("plan-list", who="stranger"),
    Visit("plan-detail", plan),
    Visit("plan-detail", plan, "?siden=2020-01-01"),
    Visit("plan-detail", plan, "?siden=i+går"),
    Visit("plan-detail", empty_plan),
    Visit("focus-area-detail", area),
    Visit("focus-area-detail", empty_area),
    Visit("target-detail", target),
    Visit("target-detail", milestone),
    Visit("target-detail", overridden),
    Visit("target-override", target),
    Visit("target-override", target, press="Overstyr lyset"),
    Visit("target-judge", milestone),
    Visit("target-judge", milestone, press="Lagre"),
    Visit("target-certificate", target),
    Visit("assessment-certificate", certificate),
    Visit("unit-detail", unit),
    Visit("unit-detail", unit_of_nothing),
    # A plan that is written on its pages
    Visit("plan-create"),
    Visit("plan-edit", plan),
    Visit("plan-edit", empty_plan),
    Visit("plan-settings", plan),
    Visit("plan-adopt", empty_plan),
    Visit("focus-area-create", plan),
    Visit("focus-area-edit", area),
    Visit("focus-area-delete", empty_area),
    Visit("theme-create", area),
    Visit("theme-edit", theme),
    Visit("theme-delete", theme),
    Visit("edit-list", plan),
    Visit("wording-list", plan),
    Visit("guideline-list", plan),
    Visit("guideline-list", empty_plan),
    Visit("guideline-create", plan),
    Visit("guideline-create", plan, press="Legg til føringen"),
    Visit("guideline-edit", guideline),
    Visit("red-thread", plan),
    Visit("red-thread", empty_plan),
    Visit("measure-list", plan),
    Visit("measure-list", empty_plan),
    Visit("measure-create", plan),
    Visit("measures-edit", plan),
    Visit("measure-detail", measure),
    Visit("measure-edit", measure),
    Visit("measure-progress", measure),
    Visit("target-cause", target),
    Visit("measure-create", plan, press="Legg til tiltaket"),
    Visit("challenge-list", plan),
    Visit("challenge-list", plan, "?dimensjon=social"),
    Visit("challenge-list", empty_plan),
    Visit("challenge-create", plan),
    Visit("challenge-create", plan, press="Legg til i planen"),
    Visit("challenge-edit", challenge),
    Visit("plan-delete", empty_plan),
    Visit("plan-delete", empty_plan, press="Slett utkastet"),
    Visit("goals-edit", plan),
    Visit("targets-edit", plan),
    Visit("goal-create", plan),
    Visit("goal-create", plan, press="Lagre målet"),
    Visit("goal-edit", goal),
    Visit("goal-delete", goal),
    Visit("indicator-search", plan, "?tekst=fond"),
    Visit("target-create", goal),
    Visit("target-edit", target),
    Visit("target-delete", target),
    Visit("plan-publish", plan),
    Visit("preview-plan", plan),
    Visit("preview-about", plan),
    Visit("preview-focus-area", area),
    Visit("preview-target", target),
    Visit("public-plan", plan, who="anonymous"),
    Visit("public-about", plan, who="anonymous"),
    Visit("public-focus-area", area, who="anonymous"),
    Visit("public-target", target, who="anonymous"),
    Visit("report-list"),
    Visit("report-list", fill={"År": "1"}, press="Lag fil"),
    Visit("report-list", who="stranger"),
    Visit("report-detail", sealed),
    Visit("report-detail", sealed_analysis),
    Visit("report-read", sealed),
    Visit("report-read", sealed_analysis),
    Visit("report-preview", query=REPORT),
    Visit("report-preview", query=ANALYSIS),
    # Nothing is made of the year before.
    Visit("report-preview", query=REPORT.replace("2025", "2024")),
    Visit("report-seal", query=REPORT),
    # No round is in the way of the year before.
    Visit("report-seal", query=REPORT.replace("2025", "2024")),
    # What units write of their figures
    Visit("round-list"),
    Visit("round-open"),
    Visit("round-open", fill={"Påminnelse før fristen": "99"}, press="Åpne runden"),
    Visit("round-edit", asked),
    Visit("commenting-duties"),
    Visit("round-detail", asked),
    Visit("round-detail", lambda world: [world.empty_round.pk]),
    Visit("round-unit", lambda world: [world.round.pk, world.unit.pk]),
    Visit("round-approve", asked),
    Visit("round-approve", lambda world: [world.empty_round.pk]),
    Visit("commentary-write", words),
    Visit("commentary-write", returned_words),
    Visit("commentary-write", returned_words, fill={"Teksten": ""}, press="Send inn"),
    Visit("legend"),
    Visit("legend", who="anonymous"),
    Visit("quality-list", plan),
    Visit("quality-list", empty_plan),
    *(Visit("job-detail", job(name)) for name in (JobState.DONE, JobState.FAILED, JobState.RUNNING, "preview")),
    Visit("indicator-list"),
    Visit("indicator-list", query="?tekst=finnes-ikke"),
    Visit("indicator-detail", indicator),
    Visit("indicator-detail", lambda world: [world.lonely.code]),
    Visit("service-area-list"),
    Visit("service-area-detail", lambda world: [world.service_area.pk]),
    Visit("service-area-detail", lambda world: [world.service_area.pk], "?tekst=finnes-ikke"),
    Visit("service-area-detail", lambda world: [world.empty_service_area.pk]),
    Visit("savings"),
    Visit("savings", query="?ar=1999"),
    Visit("savings", who="stranger"),
    Visit("population"),
    *(
        Visit("report-template", template(kind), query)
        for kind in ("annual", "status")
        for query in ("", "?sprak=nn", "?sprak=en")
    ),
    Visit(
        "report-template",
        template("annual"),
        fill={"Kommunens farge": "#ffee88"},
        press="Lagre malen",
    ),
    Visit("population", query="?region=finnes-ikke"),
    Visit("peers-choose", lambda world: [world.home.number]),
    Visit("source-list"),
    Visit("source-detail", lambda world: [world.source.code]),
    Visit("source-add", who="administrator"),
    Visit("source-edit", lambda world: [world.source.code], who="administrator"),
    Visit("figures-upload"),
    Visit("figures-upload", press="Se hva filen endrer"),
    Visit("upload-detail", lambda world: [world.upload.pk]),
    Visit("figure-formula", lambda world: [world.derived.code]),
    Visit("figure-quality", indicator),
    Visit("figure-type", indicator),
    Visit("figure-type", indicator, press="Lagre tallet"),
    Visit("my-page"),
    Visit("webhook-list"),
    Visit("webhook-create"),
    Visit("webhook-create", fill={"Navn": "Arkivet", "Adresse": "http://127.0.0.1/"}, press="Sett opp varslingen"),
    Visit("webhook-detail", lambda world: [world.webhook.pk]),
    Visit("webhook-detail", lambda world: [world.paused_webhook.pk]),
    Visit("webhook-edit", lambda world: [world.webhook.pk]),
    Visit("password-change"),
    Visit("password-change", press="Bytt passord"),
    Visit("second-factor"),
    Visit("token-list"),
    Visit("token-list", who="administrator"),
    Visit("token-make"),
    Visit("token-make", who="stranger"),
    Visit("token-make", press="Lag nøkkelen"),
    Visit("token-make", fill={"Navn": "Tall til Power BI"}, press="Lag nøkkelen", is_refused=False),
    Visit("token-revoke", lambda world: [world.token.pk]),
    Visit("glossary"),
    Visit("glossary", who="anonymous"),
    Visit("accessibility-statement"),
    Visit("api-guide"),
    Visit("api-part", lambda _world: ["plans"]),
    Visit("login", who="anonymous"),
    Visit("login", who="anonymous", fill={"Brukernavn": "ingen", "Passord": "feil"}, press="Logg inn"),
    Visit("logged-out", who="anonymous"),
]
NOT_WALKED = {
    **dict.fromkeys(
        (
            *("logout", "session-end", "identity-unlink", "set_language", "color-scheme", "plan-assess"),
            *("target-override-withdraw", "quality-review", "quality-reopen", "job-cancel", "source-fetch"),
            *("source-load", "upload-confirm", "upload-drop", "focus-area-move", "theme-move", "edit-undo"),
            *("measure-delete", "red-thread-set-aside", "red-thread-reopen", "target-preview", "guideline-delete"),
            *("challenge-delete", "round-close", "round-reopen", "round-remind", "commentary-reopen"),
            *("evidence-remove", "sealed-files"),
            *("webhook-test", "webhook-pause", "webhook-resume", "webhook-send-again", "webhook-delete"),
        ),
        "takes only POST, and leads on to a page that is walked",
    ),
    **dict.fromkeys(
        (
            *("target-certificate-file", "assessment-certificate-file", "quality-export", "service-area-file"),
            *("savings-file", "population-file", "healthz", "public-share-image", "public-figures"),
            *("public-target-image", "robots", "sitemap", "report-file", "sealed-file", "evidence-file"),
            *("plan-slides", "focus-area-paper", "unit-paper", "report-logo"),
        ),
        "a file",
    ),
    **dict.fromkeys(
        (
            *("api-target-list", "api-target", "api-target-among-plans-list", "api-target-change-list"),
            *("api-light-change-list", "api-target-certificate", "api-assessment-certificate", "api-light-list"),
            *("api-override-list", "api-appraisal-list", "api-completion-list", "api-cause-list"),
            *("api-round-list", "api-round", "api-commentary-list", "api-evidence-file"),
            *("api-sealed-report-list", "api-sealed-report", "api-erratum-list", "api-sealed-file"),
            *("api-observation-list", "api-observations-csv", "api-observations-jsonstat", "api-dcat"),
            "api-population-list",
        ),
        "answers programs, and not with a page",
    ),
    **dict.fromkeys(
        (
            *("api-indicator-list", "api-indicator", "api-indicator-derivation", "api-derived-list", "api-comparison"),
            *("api-service-area-list", "api-source-list", "api-source", "api-source-problem-list", "api-fetch-list"),
            *(
                "api-region-list",
                "api-region",
                "api-region-lineage",
                "api-region-peers",
                "api-savings",
                "api-need-list",
            ),
        ),
        "answers programs",
    ),
    **dict.fromkeys(
        (
            *("api-target-override", "api-target-judgement", "api-target-completion", "api-target-cause"),
            *("api-plan-assess", "api-job", "api-job-cancel", "api-source-fetch", "api-typed-figures"),
            *("api-round-close", "api-round-reopen", "api-round-remind", "api-commentary", "api-commentary-submit"),
            *("api-commentary-approve", "api-commentary-return", "api-commentary-reopen", "api-evidence-list"),
        ),
        "is written to by programs",
    ),
    "plan-presentation": "a slide on a wall, without the frame of a page",
    **dict.fromkeys(("api-root", "api-schema", "api-plan-list", "api-plan", "api-nowhere"), "answers programs"),
    **dict.fromkeys(("api-webhook-list", "api-webhook", "api-webhook-delivery-list"), "answers programs"),
    **dict.fromkeys(("api-webhook-delivery", "api-webhook-send-again"), "answers programs"),
    **{f"api-webhook-{name}": "answers programs" for name in ("pause", "resume", "secret", "test")},
    "webhook-secret": "takes only POST; the page that shows a secret is walked in test_webhook_journey.py",
    "public-card": "a part of somebody else's page, without the frame of a page",
    "wording-of": "one of wording-list, and only when something has been changed",
    **dict.fromkeys(("home", "login-with", "login-answer"), "leads on at once"),
    **dict.fromkeys(("source-add-table", "source-select"), "asks Statistics Norway; walked in test_source_journey.py"),
    **dict.fromkeys(
        ("login-code", "second-factor-remove", "recovery-codes", "identity-link"),
        "needs a second factor or a provider; their forms are those of second-factor and password-change",
    ),
    **dict.fromkeys(
        (
            *("api-focus-area", "api-goal", "api-measure", "api-guideline", "api-challenge", "api-focus-area-list"),
            *("api-theme-list", "api-goal-list", "api-measure-list", "api-guideline-list", "api-challenge-list"),
            *("api-document-list", "api-related-plan-list", "api-earlier-wording-list"),
            *("api-municipality-list", "api-unit-list"),
            *("api-theme", "api-theme-move", "api-focus-area-move", "api-plan-adopt", "api-plan-publish"),
            *("api-plan-unpublish", "api-edit-list", "api-edit-undo", "api-measure-progress"),
        ),
        "answers programs with JSON",
    ),
}


# Making it ----------------------------------------------------------------------------------------------------------


def create_world() -> World:
    home, own, group = create_home()
    administrator = factories.create_user(username="administrator", role=Role.ADMINISTRATOR, municipality=home)
    coordinator = factories.create_user(username="koordinator", role=Role.COORDINATOR, municipality=home)
    factories.create_user(username="fremmed", role=Role.READER)
    unit = factories.create_unit(municipality=home, name="Økonomi og virksomhetsstyring")
    service_area = factories.create_service_area(name="Plan, kulturminner, natur og nærmiljø")
    indicator = create_measured(own, group, service_area)
    plan = factories.create_plan(municipality=home, code="KPS", title="Kommuneplanens samfunnsdel for Larvik 2024–2040")
    area = factories.create_focus_area(
        plan=plan, code="SKAPE", title="Skape i Larvik", slogan="den verdiskapende kommunen"
    )
    factories.create_theme(focus_area=area, code="TEMA", title="Økonomi")
    factories.create_measure(plan=plan, code="TILTAK", title="Bygge opp fondet", unit=unit)
    factories.create_challenge(
        plan=plan,
        code="UTFORDRING",
        text="Flere eldre",
        dimension=Dimension.ECONOMIC,
        dimension_basis=Basis.DERIVED,
    ).focus_areas.add(area)
    meld = factories.create_guideline(
        plan=plan, code="FORING", title="Perspektivmeldingen 2024", reference="Meld. St. 31 (2023–2024)"
    )
    factories.create_citation(guideline=meld, focus_area=area, angle="Bærekraftig økonomi")
    factories.create_publication(plan)
    target, milestone, overridden = create_targets(plan, area, indicator, own, unit)
    empty_plan = factories.create_plan(
        municipality=home, code="TOM", title="Temaplan uten innhold", status=PlanStatus.DRAFT
    )
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
        empty_area=factories.create_focus_area(plan=empty_plan, code="TOMT", title="Innsatsområde uten mål"),
        target=target,
        milestone=milestone,
        overridden=overridden,
        unit=unit,
        indicator=indicator,
        derived=create_derived(indicator, own),
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
        paused_webhook=factories.create_webhook(
            municipality=home, name="Arkivet", paused_at=factories.NOW, pause_reason="Mottakeren svarte ikke."
        ),
        token=create_tokens(coordinator),
    )


def create_tokens(user: User) -> ApiToken:
    """One that works, one that was taken back and one that has expired."""
    now = timezone.now()
    long_ago = {"made_at": now - timedelta(days=40), "expires_at": now - timedelta(days=10)}
    factories.create_token(user=user, name="Gammelt regneark", used_at=now - timedelta(days=20), **long_ago)
    factories.create_token(user=user, name="Prøve", revoked_at=now)
    return factories.create_token(user=user, name="Saksbehandling", scopes=Scope.values, used_at=now)


def composed_of(plan: Plan, kind: ReportKind, *, language: str) -> Composed:
    about = plan if kind == ReportKind.ANNUAL else None
    return composed(ReportAsked(kind, plan.municipality, about, 2025, language), on=factories.TODAY)


def create_preview(report: Composed, plan: Plan) -> None:
    """Made for the coordinator to read."""
    asked = report.asked
    job = factories.create_job(plan=plan, kind=PREVIEW_JOB, asked_by="koordinator", started_at=factories.NOW)
    told = {"plan": asked.plan, "kind": asked.kind, "language": asked.language, "format": ReportFormat.HTML}
    body = written(report, ReportFormat.HTML)
    factories.create_report_file(plan, by="koordinator", job=job, body=body, **told)


def create_analysis(plan: Plan) -> SealedReport:
    """In English, with a figure that was corrected afterwards."""
    report = composed_of(plan, ReportKind.STATUS, language="en")
    create_preview(report, plan)
    printed, *others = [one for one in report.figures if one["literal"]]
    figures = [printed | {"literal": "99.9"}, *others]
    return factories.create_sealed_report(
        plan,
        body=written(report, ReportFormat.HTML),
        plan=None,
        kind=ReportKind.STATUS,
        language="en",
        figures=figures,
        content_hash=content_hash(document={}, figures=figures, certificates=[]),
    )


def create_reports(plan: Plan) -> SealedReport:
    """Two editions of one report, its preview, a file that is made and one that is being made."""
    report = composed_of(plan, ReportKind.ANNUAL, language="nb")
    create_preview(report, plan)
    first = factories.create_sealed_report(plan, body=written(report, ReportFormat.HTML))
    factories.create_report_file(plan, by="koordinator")
    waiting = factories.create_job(
        plan=plan, kind=REPORT_JOB, asked_by="koordinator", state=JobState.RUNNING, done_count=3, finished_at=None
    )
    factories.create_report_file(plan, by="koordinator", job=waiting, made_at=None, name="", body=b"")
    factories.create_sealed_report(plan, edition=2, edition_reason="SSB rettet et tall.")
    return first


def create_webhook(home: Municipality) -> Webhook:
    """One that fails, with a call for each way it can go."""
    webhook = factories.create_webhook(municipality=home, failing_since=factories.NOW)
    answered: dict[str, Any] = {"answered_at": factories.NOW, "next_try_at": None}
    factories.create_delivery(webhook, tries=1, last_status=200, delivered_at=factories.NOW, **answered)
    said = "en-svært-lang-feilmelding-uten-mellomrom-som-ikke-får-plass-på-en-telefon"
    factories.create_delivery(
        webhook, tries=8, last_status=500, last_answer=said, given_up_at=factories.NOW, **answered
    )
    factories.create_delivery(webhook, tries=2, answered_at=factories.NOW, last_answer="Svarte ikke i tide.")
    factories.create_delivery(webhook)
    return webhook


def create_home() -> tuple[Municipality, Region, Region]:
    home = factories.create_municipality(number="3909", name="Larvik")
    own = savings_figures.create_place("3909", "Larvik")
    skien = savings_figures.create_place("4003", "Skien")
    group = savings_figures.create_place("EKG11", "KOSTRA-gruppe 11", RegionKind.KOSTRA_GROUP)
    for one in (own, skien):
        factories.create_group_membership(group=group, member=one)
    factories.create_chosen_peer(municipality=home, region=skien, order=0)
    return home, own, group


def create_measured(own: Region, group: Region, service_area: ServiceArea) -> Indicator:
    indicator = factories.create_indicator(
        code="disposisjonsfond",
        name_nb="Disposisjonsfond i prosent av brutto driftsinntekter",
        unit="percent",
        category="Økonomi",
        service_area=service_area,
    )
    factories.create_quality_record(indicator)
    for region, literals in ((own, ("14.7", "13.1", "11.0", "10.6", "3.1")), (group, ("12", "14", "13", "9.8", "9"))):
        for period, literal in zip(YEARS, literals, strict=True):
            factories.create_observation(indicator=indicator, region=region, period=period, literal=literal)
    return indicator


def create_targets(
    plan: Plan, area: FocusArea, indicator: Indicator, own: Region, unit: Unit
) -> tuple[Target, Target, Target]:
    """One judged by figures, one by a person, and one that a person has set another light for."""
    goal = factories.create_goal(plan=plan, text="Kommunen skal ha råd til å løse oppgavene sine.", unit=unit)
    goal.focus_areas.add(area)
    factories.create_goal(plan=plan, text="Alle skal trives.").focus_areas.add(area)
    used = factories.create_used_indicator(plan=plan, indicator=indicator, region=own)
    target = factories.create_target(plan=plan, goal=goal, used_indicator=used, code="MT", primary_focus_area=area)
    milestone = factories.create_target(
        plan=plan, goal=goal, used_indicator=None, kind=TargetKind.MILESTONE, code="TILSTAND"
    )
    overridden = factories.create_target(plan=plan, goal=goal, used_indicator=used, code="OVER", lower=Decimal(2))
    factories.assess(plan)
    override_light(
        target=overridden,
        light="red",
        reason="Fondet er bundet.",
        decided_by="kommunestyret",
        decided_on=factories.TODAY,
        until=None,
        by="koordinator",
        on=factories.TODAY,
        now=factories.NOW,
    )
    return target, milestone, overridden


def create_source(indicator: Indicator) -> Source:
    """With a choice of codes, a note that must be shown with every figure of the indicator, and a problem."""
    note = "Se [rettelogg](https://www.ssb.no/kostra/rettinger-i-tidligere-ars-publiserte-data-for-kommunene)."
    source = factories.create_fetched_source(
        code="ssb-12362",
        table="12362",
        name="Utgifter til tjenesteområdene",
        selection={"KOKfunksjon0000": ["FGK1b", "FGK2", "FGK7", "FGK8b", "FGK9", "FGK12", "FGK13", "FGK14"]},
        extra={"notes": [note], "mandatory_notes": [note]},
    )
    source.indicators.add(indicator)
    factories.create_source_problem(source=source)
    return source


def create_rounds(plan: Plan, unit: Unit, sent: Target, returned: Target) -> tuple[ReportingRound, ReportingRound]:
    """One with words that wait and words that were sent back, and one that is closed before anything was written."""
    home = plan.municipality
    told: dict[str, Any] = {"municipality": home, "plans": [plan], "units": [unit]}
    asked = factories.create_round(**told, message="Skriv kort.")
    closed = factories.create_round(
        **told, period="2024", closed_by="koordinator", closed_at=factories.NOW, opened_at=factories.NOW
    )
    been: dict[str, Any] = {"unit": unit, "submitted_by": "koordinator", "submitted_at": factories.NOW}
    waiting = factories.create_commentary(asked, target=sent, state=CommentaryState.SUBMITTED, **been)
    factories.create_evidence(waiting)
    been |= {"decided_by": "koordinator", "decided_at": factories.NOW, "return_reason": "Hva gjør dere?"}
    factories.create_commentary(asked, target=returned, state=CommentaryState.RETURNED, **been)
    factories.create_duty(unit=unit, service_area=factories.create_service_area(name="Barnehage"))
    return asked, closed


def create_derived(indicator: Indicator, own: Region) -> Indicator:
    derived = factories.create_indicator(code="regnet", name_nb="Regnet ut av andre")
    return factories.create_formula(derived, plus=[indicator]).indicator


def create_savings(own: Region) -> None:
    school = savings_figures.create_sector("Grunnskole", code="grunnskole", is_need_adjusted=True)
    skien = Region.objects.get(code="4003")
    savings_figures.give_costs(own, {school: "5000"})
    savings_figures.give_costs(skien, {school: "4000"})
    savings_figures.give_inhabitants(own, "48870")
    savings_figures.give_need(own, school, "97")


def create_population(own: Region) -> None:
    counted("befolkning", own, {2022: 47777, 2023: 48246, 2024: 48870})
    projected("befolkning", own, {2025: 49000, 2030: 51000}, start="2024")


def create_upload(home: Municipality) -> Upload:
    body = b"indicator_id,region,year,value\ndisposisjonsfond,3909,2026,4.2\nfinnes-ikke,3909,2026,1\n"
    return factories.create_upload(municipality=home, body=body)


def create_jobs(plan: Plan) -> dict[str, Job]:
    """A job for each way it can stand, and a preview of which nobody knows how many chapters it will have."""
    begun: dict[str, Any] = {"state": JobState.RUNNING, "started_at": timezone.now(), "finished_at": None}
    preview = factories.create_job(plan=plan, kind=PREVIEW_JOB, asked_by="koordinator", done_count=3, **begun)
    factories.create_report_file(plan, by="koordinator", job=preview, year=2023, made_at=None, name="", body=b"")
    return {
        "preview": preview,
        JobState.DONE: factories.create_job(plan=plan),
        JobState.FAILED: factories.create_job(plan=plan, state=JobState.FAILED),
        JobState.RUNNING: factories.create_job(
            plan=plan,
            done_count=1,
            total_count=3,
            asked_at=timezone.now(),
            **begun,
        ),
    }
