"""Figures typed by programs: through the form and the door of the page, all of them or none."""

from typing import Any

import pytest

from accounts.models import AuditEvent, Role, Scope
from indicators.models import Indicator, Observation, Region
from planning.models import Plan
from tests import factories
from tests.api_calls import Caller, caller

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_queue(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.views.typed_figures.assess_touched.delay", lambda: None)


@pytest.fixture
def plan() -> Plan:
    plan = factories.create_plan(code="KLIMA")
    factories.create_region(code=plan.municipality.number)
    factories.create_indicator(code="avfall", unit="prosent")
    factories.create_indicator(code="hemmelig", namespace="ANDRES")
    return plan


@pytest.fixture
def coordinator(plan: Plan) -> Caller:
    return caller(plan, Role.COORDINATOR, Scope.READ, Scope.WRITE_FIGURES)


def figure(**more: Any) -> dict[str, Any]:
    return {"indicator": "avfall", "period": "2024", "value": "5.0", "note": "Årsmelding, side 31"} | more


def test_figures_are_kept_with_the_digits_that_were_sent(coordinator: Caller) -> None:
    figures = [figure(), figure(period="2023", value=1.234), figure(period="2022", value=None, missing="..")]
    first = coordinator.post("api-typed-figures", body={"figures": figures}, key="en")
    again = coordinator.post("api-typed-figures", body={"figures": figures}, key="en")
    assert (first.status_code, again["Idempotency-Replayed"]) == (201, "true"), first.content
    told = [(one["period"], one["value"], one["missing"], one["is_new"]) for one in first.json()["figures"]]
    assert told == [("2024", "5.0", None, True), ("2023", "1.234", None, True), ("2022", None, "..", True)]
    kept = Observation.objects.order_by("-period").values_list("literal", "missing")
    assert list(kept) == [("5.0", ""), ("1.234", ""), ("", "..")]
    typed = AuditEvent.objects.filter(action="indicators.figure.typed", actor=coordinator.person.username)
    assert (typed.count(), typed.first().reason) == (3, "Årsmelding, side 31")  # type: ignore[union-attr]
    same = coordinator.post("api-typed-figures", body={"figures": [figure()]}).json()["figures"][0]
    assert (same["is_new"], "står her fra før" in same["sentence"]) == (False, True)


WRONG: list[tuple[dict[str, Any], set[str]]] = [
    ({"indicator": "ukjent"}, {"figures.1.indicator"}),
    ({"indicator": "hemmelig"}, {"figures.1.indicator"}),
    ({"municipality": "0000"}, {"figures.1.municipality"}),
    ({"period": "snart"}, {"figures.1.period"}),
    ({"value": "5,0"}, {"figures.1.value"}),
    ({"value": None}, {"figures.1.value"}),
    ({"missing": ".."}, {"figures.1.missing"}),
    ({"value": "1" * 45}, {"figures.1.value"}),
    ({"kind": "official"}, {"figures.1.kind"}),
    ({"note": ""}, {"figures.1.note"}),
    ({"period": "2024"}, {"figures.1.period"}),
    ({"value": None, "note": " ", "farge": 1}, {"figures.1.farge", "figures.1.note"}),
]


@pytest.mark.parametrize(("more", "fields"), WRONG)
def test_what_is_wrong_is_told_by_row_and_field_and_nothing_is_kept(
    coordinator: Caller, more: dict[str, Any], fields: set[str]
) -> None:
    answer = coordinator.post("api-typed-figures", body={"figures": [figure(), figure(period="2023") | more]})
    assert answer.status_code == 400
    assert {line["field"] for line in answer.json()["errors"]} == fields
    assert not Observation.objects.exists()


def test_every_row_is_looked_at(coordinator: Caller) -> None:
    rows = [figure(value=None), figure(period="2023"), figure(period="x")]
    told = coordinator.post("api-typed-figures", body={"figures": rows}).json()["errors"]
    assert {one["field"] for one in told} == {"figures.0.value", "figures.2.period"}


@pytest.mark.parametrize("body", [{}, {"figures": []}, {"figures": figure()}, [figure()]])
def test_a_body_without_figures_is_told_of(coordinator: Caller, body: Any) -> None:
    assert coordinator.post("api-typed-figures", body=body).status_code == 400


def test_the_official_figure_goes_on_counting(plan: Plan, coordinator: Caller) -> None:
    region, indicator = plan.municipality.number, "avfall"
    factories.create_observation(
        indicator=Indicator.objects.get(code=indicator),
        region=Region.objects.get(code=region),
        period="2024",
        literal="6.1",
    )
    told = coordinator.post("api-typed-figures", body={"figures": [figure()]}).json()["figures"][0]
    assert (told["official"], "gjelder fortsatt" in told["sentence"]) == ("6.1", True)


@pytest.mark.parametrize("role", [Role.READER, Role.UNIT_CONTACT, Role.LEADER])
def test_only_those_who_bring_figures_do(plan: Plan, role: Role) -> None:
    asking = caller(plan, role, *Scope)
    source = factories.create_fetched_source(code="ssb-12362", table="12362")
    found = {
        asking.post("api-typed-figures", body={"figures": [figure()]}).status_code,
        asking.post("api-source-fetch", source.code, body={}).status_code,
    }
    assert found == {403}
    assert not Observation.objects.exists()


def test_a_key_for_plans_brings_no_figures(plan: Plan) -> None:
    answer = caller(plan, Role.COORDINATOR, Scope.READ, Scope.WRITE_PLANS).post(
        "api-typed-figures", body={"figures": [figure()]}
    )
    assert (answer.status_code, "levere tall" in answer.json()["detail"]) == (403, True)


def test_a_source_is_fetched_in_a_job(
    coordinator: Caller, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    sent: list[int] = []
    monkeypatch.setattr("api.views.jobs.fetch_source.delay", lambda *, job_id: sent.append(job_id))
    factories.create_fetched_source(code="ssb-12362", table="12362")
    with django_capture_on_commit_callbacks(execute=True):
        answer = coordinator.post("api-source-fetch", "ssb-12362", body={})
    assert (answer.status_code, sent) == (202, [answer.json()["id"]])
    assert coordinator.post("api-job-cancel", answer.json()["id"], body={}).json()["state"] == "cancelled"
    assert coordinator.post("api-source-fetch", "fins-ikke", body={}).status_code == 404
