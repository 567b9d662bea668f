"""A program that asks the open API with a key."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Role, Scope, User
from accounts.services.tokens import make_token
from planning.models import Plan
from tests import factories

JSON = "application/json"


@dataclass(frozen=True, slots=True)
class Caller:
    """Asks by the name of an address and the words in it."""

    client: Client
    person: User
    key: str

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.key}"}

    def get(self, name: str, *words: object, **parameters: str) -> Any:
        return self.client.get(reverse(name, args=words), parameters, headers=self.headers)

    def post(self, name: str, *words: object, body: Any, key: str = "", if_match: str = "") -> Any:
        headers = dict(self.matching(if_match)) | ({"Idempotency-Key": key} if key else {})
        return self.client.post(reverse(name, args=words), body, content_type=JSON, headers=headers)

    def patch(self, name: str, *words: object, body: Any, if_match: str = "") -> Any:
        return self.client.patch(reverse(name, args=words), body, content_type=JSON, headers=self.matching(if_match))

    def delete(self, name: str, *words: object, if_match: str = "", **parameters: str) -> Any:
        address = reverse(name, args=words, query=parameters)
        return self.client.delete(address, headers=self.matching(if_match))

    def matching(self, tag: str) -> Mapping[str, str]:
        return self.headers | ({"If-Match": tag} if tag else {})


def caller(plan: Plan, role: Role, *scopes: Scope) -> Caller:
    """Somebody with the role where the plan is, and a key with the scopes."""
    person = factories.create_user(role=role, municipality=plan.municipality)
    return Caller(Client(), person, key_of(person, *scopes))


def key_of(person: User, *scopes: Scope, days: int = 1) -> str:
    """A key that lasts so many days; where nothing else is said it opens for reading."""
    now = timezone.now()
    ends = now + timedelta(days=days)
    return make_token(user=person, name="prøve", scopes=scopes or [Scope.READ], expires_at=ends, by="prøve", now=now)[1]
