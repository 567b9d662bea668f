"""What the API's description allows is asked of every address, and what it does not: no answer is a fault of ours, and
none is one that the description does not know."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import schemathesis
import yaml
from django.conf import settings as django_settings
from django.core.management import call_command
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from pytest_django import DjangoDbBlocker, Settings
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from accounts.models import Role, Scope
from accounts.services.tokens import make_token
from api.words import WORDS, bare
from planning.models import Plan, PlanStatus
from tests import factories

pytestmark = pytest.mark.django_db
KEPT = Path(django_settings.BASE_DIR) / "docs/openapi.yaml"
DOCUMENT = yaml.load(KEPT.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)  # a safe loader, in C
OPERATIONS = [(path, method) for path, methods in DOCUMENT["paths"].items() for method in methods]
FEW = settings(max_examples=4, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
# The number of a row whose number is in its address: so far off that what the tests write never comes to it.
FAR = 700_000
# What there is one of, by the words of the address that it stands in; other words are drawn at random.
THERE_IS = {
    "plan_code": "VEDTATT",
    "focus-areas": "OMR",
    "goals": "MAL",
    "measures": "TI-01",
    "guidelines": "F-01",
    "challenges": "U-01",
    "targets": "MT",
    "indicators": "felles",
    "regions": "3909",
    "webhooks": str(FAR),
    "deliveries": str(FAR),
}


@pytest.fixture(scope="module")
def schema() -> Iterator[Any]:
    found = schemathesis.openapi.from_dict(DOCUMENT)
    found.app = get_wsgi_application()
    # Each call is a request of its own, after which the server would close its connection and with it the test's work.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield found
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture(scope="module")
def made_key(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """Of a coordinator of a plan with one of everything. What an answer changes is undone after its test."""
    with django_db_blocker.unblock(), transaction.atomic():
        plan = create_plan_with_one_of_everything()
        person = factories.create_user(role=Role.COORDINATOR, municipality=plan.municipality)
        now = timezone.now()
        ends = now + timedelta(days=1)
        yield make_token(user=person, name="prøve", scopes=list(Scope), expires_at=ends, by="prøve", now=now)[1]
        transaction.set_rollback(True)


@pytest.fixture
def key(made_key: str, settings: Settings) -> str:
    """Its owner is answered as often as the tests ask."""
    settings.API_RATES = dict.fromkeys(settings.API_RATES)
    return made_key


def create_plan_with_one_of_everything() -> Plan:
    plan = factories.create_plan(code="VEDTATT", status=PlanStatus.ADOPTED)
    area = factories.create_focus_area(plan=plan, code="OMR")
    goal = factories.create_goal(plan=plan, code="MAL", primary_focus_area=area)
    used = factories.create_used_indicator(plan=plan, indicator=factories.create_indicator(code="felles"))
    target = factories.create_target(plan=plan, goal=goal, used_indicator=used, code="MT")
    factories.create_measure(plan=plan, code="TI-01")
    factories.create_guideline(plan=plan, code="F-01")
    factories.create_challenge(plan=plan, code="U-01")
    factories.give_figure(target, "4.0")
    factories.assess(plan)
    factories.create_delivery(factories.create_webhook(municipality=plan.municipality, pk=FAR), pk=FAR)
    return plan


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["allowed", "not-allowed"])
@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_every_answer_is_one_that_is_described(
    schema: Any, key: str, path: str, method: str, mode: GenerationMode
) -> None:
    @FEW
    @given(case=schema[path][method].as_strategy(generation_mode=mode))
    def ask(case: Any) -> None:
        if mode is GenerationMode.POSITIVE:
            case.path_parameters |= those_there_are(path)
        # What is well formed may still name what is not there.
        case.call_and_validate(headers={"Authorization": f"Bearer {key}"}, excluded_checks=[positive_data_acceptance])

    try:
        ask()
    except Unsatisfiable:
        # An address that takes nothing cannot be asked wrongly.
        assert "parameters" not in DOCUMENT["paths"][path][method]


def those_there_are(path: str) -> dict[str, str]:
    words = path.split("/")
    named = {word.strip("{}"): words[place - 1] for place, word in enumerate(words) if word.startswith("{")}
    found = {name: THERE_IS.get(name) or THERE_IS.get(before) for name, before in named.items()}
    return {name: value for name, value in found.items() if value}


def test_the_kept_description_is_the_one_that_the_code_gives(tmp_path: Path) -> None:
    """A change of the API shows as a change of this file. `make schema` writes it."""
    written = tmp_path / "openapi.yaml"
    call_command("spectacular", lang="nb", file=str(written), validate=True, fail_on_warn=True)
    assert written.read_text(encoding="utf-8") == KEPT.read_text(encoding="utf-8"), "kjør «make schema»"


def test_no_field_and_no_parameter_is_left_without_words() -> None:
    """A new one gets `help_text`, or a line in `api/words`."""
    fields = {
        f"{schema}.{name}"
        for schema, told in DOCUMENT["components"]["schemas"].items()
        for name, field in told.get("properties", {}).items()
        if not field.get("description")
    }
    parameters = {
        f"{method} {path} {one['name']}"
        for path, methods in DOCUMENT["paths"].items()
        for method, operation in methods.items()
        for one in operation.get("parameters", [])
        if not one.get("description")
    }
    assert fields | parameters == set()


def test_no_words_are_left_of_fields_that_are_gone() -> None:
    schemas = DOCUMENT["components"]["schemas"].items()
    there = {(schema, name) for schema, told in schemas for name in told.get("properties", {})}
    named = {name for _schema, name in there} | {f"{bare(schema)}.{name}" for schema, name in there}
    operations = [one for methods in DOCUMENT["paths"].values() for one in methods.values()]
    named |= {one["name"] for operation in operations for one in operation.get("parameters", [])}
    assert set(WORDS) - named == set()
