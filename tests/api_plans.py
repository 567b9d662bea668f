"""A plan with one of everything, and how it is asked for through the API."""

from datetime import date
from typing import Any

from django.test import Client
from django.urls import reverse

from accounts.models import Role, Unit, User
from planning.models import EarlierWording, Measure, Plan, Progress
from tests import factories
from tests.factories import NOW

PARTS = ("focus-area", "goal", "measure", "guideline", "challenge")
LISTS = (*(f"api-{part}-list" for part in (*PARTS, "theme", "document", "related-plan")), "api-earlier-wording-list")
OPEN_LISTS = LISTS[:-1]


def asked(client: Client, name: str, *words: str, **parameters: str) -> Any:
    return client.get(reverse(name, args=words), parameters)


def codes(answer: Any) -> list[str]:
    assert answer.status_code == 200, answer.json()
    return [one["code"] for one in answer.json()["results"]]


def client_of(person: User | None) -> Client:
    client = Client()
    if person:
        client.force_login(person)
    return client


def create_whole_plan(code: str = "PLAN", **values: Any) -> Plan:
    """A plan with one of everything, linked to each other. Published, which a draft is to no avail."""
    plan = factories.create_plan(code=code, **values)
    area = factories.create_focus_area(plan=plan, code="KLIMA", title="Klima", aliases=["Grønn"], is_crosscutting=True)
    chapter = factories.create_theme(focus_area=area, code="UTSLIPP", cited_document="KG", cited_section="Utslipp")
    theme = factories.create_theme(focus_area=area, code="VEI", parent=chapter)
    guideline = factories.create_guideline(plan=plan, code="F-1", url="https://example.no/f", extra={"note": "Ny"})
    guideline.sdgs.add(factories.create_sdg(13))
    factories.create_citation(guideline=guideline, focus_area=area, cited_section="Åpning", angle="kutt")
    unit, _is_new = Unit.objects.get_or_create(municipality=plan.municipality, name="Teknisk etat")
    owner = factories.create_user(username=f"eier-{code}", first_name="Qvirina", last_name="Zappelberg")
    above = factories.create_goal(plan=plan, code="M-0", text="Et godt klima")
    goal = factories.create_goal(
        plan=plan, code="M-1", theme=theme, parent=above, primary_focus_area=area, unit=unit, owner=owner
    )
    goal.focus_areas.add(area)
    goal.guidelines.add(guideline)
    goal.sdgs.add(factories.create_sdg(13), factories.create_sdg(7))
    measure = factories.create_measure(
        plan=plan, code="T-1", unit=unit, owner=owner, deadline=date(2020, 1, 31), progress=Progress.DELAYED
    )
    Measure.objects.filter(plan=plan).update(
        progress_note="Venter på Wozzeck", cost_note="Wozzeck har anslått det", percent_done=30
    )
    measure.goals.add(goal)
    measure.focus_areas.add(area)
    used = factories.create_used_indicator(plan=plan)
    challenge = factories.create_challenge(plan=plan, code="U-1", extra={"indicators": [used.code, "ukjent"]})
    challenge.measures.add(measure)
    challenge.focus_areas.add(area)
    factories.create_target(plan=plan, code="MT-1", goal=goal, used_indicator=used)
    factories.create_document(plan=plan, code="KG", publisher="Kommunen", year=2024)
    factories.create_related_plan(plan=plan, code="R-1", extra={"document_status": "høringsutkast"})
    create_earlier_wording(plan)
    factories.create_publication(plan)
    return plan


def create_earlier_wording(plan: Plan, **values: Any) -> EarlierWording:
    told = {"subject": "planning.goal", "code": "M-1", "field": "text", "text": "Før", "reason": "Wozzeck ba om det"}
    when = {"changed_on": NOW.date(), "changed_at": NOW, "changed_by": f"eier-{plan.code}"}
    return EarlierWording.objects.create(plan=plan, **told | when | values)


def member(plan: Plan, role: Role = Role.READER) -> Client:
    return client_of(factories.create_user(role=role, municipality=plan.municipality))
