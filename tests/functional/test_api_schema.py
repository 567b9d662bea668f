"""Everything that the API's description allows is asked, and much that it does not: no answer is a fault of ours, and
none is one that the description does not know."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import schemathesis
import yaml
from django.conf import settings as django_settings
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.utils import timezone
from hypothesis import HealthCheck, settings
from pytest_django import Settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from accounts.models import Role, Scope
from accounts.services.tokens import make_token
from planning.models import PlanStatus
from tests import factories

pytestmark = pytest.mark.django_db
KEPT = Path(django_settings.BASE_DIR) / "docs/openapi.yaml"

schema = schemathesis.openapi.from_dict(yaml.safe_load(KEPT.read_text(encoding="utf-8")))
schema.app = get_wsgi_application()
FEW = settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


@pytest.fixture
def key(settings: Settings) -> str:
    """Of a coordinator of a plan with one of everything, who is answered as often as the tests ask."""
    settings.API_RATES = dict.fromkeys(settings.API_RATES)
    plan = factories.create_plan(code="VEDTATT", status=PlanStatus.ADOPTED)
    person = factories.create_user(role=Role.COORDINATOR, municipality=plan.municipality)
    now = timezone.now()
    ends = now + timedelta(days=1)
    return make_token(user=person, name="prøve", scopes=list(Scope), expires_at=ends, by="prøve", now=now)[1]


@schema.parametrize()
@FEW
def test_every_answer_is_one_that_is_described(case: "schemathesis.Case[Any]", key: str) -> None:
    # What may be written a form decides: a shape that is right can hold what is wrong (400).
    excluded = [] if case.method == "GET" else [positive_data_acceptance]
    case.call_and_validate(headers={"Authorization": f"Bearer {key}"}, excluded_checks=excluded)


def test_the_kept_description_is_the_one_that_the_code_gives(tmp_path: Path) -> None:
    """A change of the API shows as a change of this file. `make schema` writes it."""
    written = tmp_path / "openapi.yaml"
    call_command("spectacular", lang="nb", file=str(written), validate=True, fail_on_warn=True)
    assert written.read_text(encoding="utf-8") == KEPT.read_text(encoding="utf-8"), "kjør «make schema»"
