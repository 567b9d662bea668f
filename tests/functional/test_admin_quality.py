"""Writing down what readers must know of some figures, in the administration."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEvent, Role
from indicators.models import QualityRecord
from planning.models import Plan
from tests import factories
from tests.admin_forms import add, address, change, errors_of, list_address

WRITTEN: dict[str, Any] = {"code": "brudd-1", "kind": "definisjonsbrudd", "text": "Flere telles med."}


@pytest.fixture
def plan() -> Plan:
    return factories.create_plan(code="KPS")


@pytest.fixture
def administrator(client: Client, plan: Plan) -> Client:
    client.force_login(factories.create_user(role=Role.ADMINISTRATOR, municipality=plan.municipality))
    return client


def test_a_break_is_written_down_and_audited(administrator: Client) -> None:
    indicator = factories.create_indicator()
    add(administrator, QualityRecord, **WRITTEN, indicators=[str(indicator.pk)], from_period="2024t1", is_break="on")
    record = QualityRecord.objects.get()
    assert (record.from_period, record.is_break, record.namespace) == ("2024T1", True, "")
    assert record.indicators.get() == indicator
    event = AuditEvent.objects.get(action="indicators.qualityrecord.added")
    assert event.after is not None
    assert event.after["text"] == "Flere telles med."


@pytest.mark.parametrize(
    ("values", "complaint"),
    [
        ({"is_break": "on"}, "Fyll inn den første perioden etter bruddet."),
        ({"from_period": "2024", "to_period": "2023"}, "Perioden må slutte etter at den begynner."),
        ({"from_period": "i fjor", "is_break": "on"}, "«i fjor» er ikke en periode."),
        ({"code": "opptatt"}, "Koden er brukt av en annen merknad."),
    ],
)
def test_what_cannot_be_kept_is_told(administrator: Client, values: dict[str, Any], complaint: str) -> None:
    factories.create_quality_record(code="opptatt")
    answer = add(administrator, QualityRecord, **WRITTEN | values)
    assert [error for error in errors_of(answer) if complaint in error] == errors_of(answer) != []
    assert QualityRecord.objects.count() == 1


def test_what_a_plan_says_stays_the_plans_when_it_is_edited(administrator: Client, plan: Plan) -> None:
    record = factories.create_quality_record(namespace=plan.code, code="DQ-1")
    change(administrator, record, text="Skrevet om.", code="noe-annet")
    record.refresh_from_db()
    assert (record.text, record.namespace, record.code) == ("Skrevet om.", plan.code, "DQ-1")
    event = AuditEvent.objects.get(action="indicators.qualityrecord.changed")
    assert event.municipality_number == plan.municipality.number


def test_remarks_are_found_by_their_words_and_by_the_indicator(administrator: Client) -> None:
    indicator = factories.create_indicator(name_nb="Disposisjonsfond")
    wanted = factories.create_quality_record(indicator, text="Avrundet mot terskelen.")
    factories.create_quality_record()
    for words in ("avrundet", "disposisjonsfond"):
        found = administrator.get(list_address(QualityRecord), {"q": words}).context["cl"].queryset
        assert list(found) == [wanted]


def test_indicators_are_chosen_by_searching(administrator: Client) -> None:
    factories.create_indicator(name_nb="Disposisjonsfond")
    asked = {"app_label": "indicators", "model_name": "qualityrecord", "field_name": "indicators", "term": "dispo"}
    found = administrator.get(reverse("admin:autocomplete"), asked).json()["results"]
    assert [one["text"] for one in found] == ["Disposisjonsfond"]
    assert administrator.get(address(factories.create_quality_record())).status_code == 200
