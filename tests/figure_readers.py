"""Who asks the open API about figures, and a municipality with a draft and a published plan to be asked about."""

from dataclasses import dataclass
from typing import Any

from django.test import Client
from django.urls import reverse

from accounts.models import Municipality, Role, User
from planning.models import Plan, PlanStatus
from tests import factories

WHO = ("anonymous", "outsider", "reader", "coordinator")


@dataclass(frozen=True, slots=True)
class World:
    """A municipality with a draft and a published plan, each of which has an indicator of its own."""

    home: Municipality
    draft: Plan
    people: dict[str, User | None]

    def client(self, who: str) -> Client:
        client = Client()
        if person := self.people[who]:
            client.force_login(person)
        return client

    def told(self, who: str, name: str, *words: str, **parameters: str) -> Any:
        answer = self.client(who).get(reverse(name, args=words), parameters)
        assert answer.status_code == 200, answer.content
        return answer.json()

    def listed(self, who: str, name: str, field: str = "code", *words: str, **parameters: str) -> list[Any]:
        return [one[field] for one in self.told(who, name, *words, **parameters)["results"]]


def create_world() -> World:
    home = factories.create_municipality(number="3909")
    draft = factories.create_plan(code="UTKAST", municipality=home, status=PlanStatus.DRAFT)
    published = factories.create_plan(code="VEDTATT", municipality=home, status=PlanStatus.ADOPTED)
    factories.create_publication(published)
    for plan in (draft, published):
        factories.create_indicator(code=f"{plan.code}:egen", namespace=plan.code)
    people = {
        role.value: factories.create_user(role=role, municipality=home) for role in (Role.READER, Role.COORDINATOR)
    }
    outsider = factories.create_user(role=Role.COORDINATOR)
    return World(home, draft, {**people, "outsider": outsider, "anonymous": None})
