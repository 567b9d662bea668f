"""Whoever types a figure or takes a file in finds the lights judged by it, where no worker does that later."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.models import Role
from indicators.models import Observation, Upload
from indicators.tasks import fetch_due_sources
from targets.models import Assessment, Target
from tests.factories import (
    create_plan,
    create_region,
    create_target,
    create_used_indicator,
    create_user,
)
from tests.fakes.pxweb import PxWeb
from tests.fetched import NOON, mapped, put, small_table, source_of

OnCommit = Callable[..., Any]


@pytest.fixture
def target() -> Target:
    """At least 5, about the municipality itself."""
    plan = create_plan()
    region = create_region(code=plan.municipality.number, name=plan.municipality.name)
    return create_target(plan=plan, lower=Decimal(5), used_indicator=create_used_indicator(plan=plan, region=region))


@pytest.fixture
def coordinator(target: Target) -> Client:
    client = Client()
    client.force_login(create_user(role=Role.COORDINATOR, municipality=target.plan.municipality))
    return client


def lights() -> list[str]:
    return list(Assessment.objects.current().values_list("light", flat=True))


def type_a_figure(client: Client, target: Target) -> None:
    assert target.used_indicator
    page = reverse("figure-type", args=[target.used_indicator.indicator.code])
    form = {"period": "2025", "value": "6,5", "missing": "", "kind": "cited", "note": "Årsmelding 2025, side 31"}
    assert client.post(page, form).status_code == 302


def test_a_typed_figure_is_judged_at_once(
    coordinator: Client, target: Target, django_capture_on_commit_callbacks: OnCommit
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        type_a_figure(coordinator, target)
    assert lights() == ["green"]


def test_a_figure_is_kept_though_judging_it_fails(
    coordinator: Client,
    target: Target,
    django_capture_on_commit_callbacks: OnCommit,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(**_values: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr("targets.services.news.assess_news", broken)
    with django_capture_on_commit_callbacks(execute=True):
        type_a_figure(coordinator, target)
    assert lights() == []
    assert Observation.objects.count() == 1


def test_a_file_that_is_taken_in_is_judged_at_once(
    coordinator: Client, target: Target, django_capture_on_commit_callbacks: OnCommit
) -> None:
    assert target.used_indicator
    used = target.used_indicator
    body = f"indicator_id,region,year,value\n{used.indicator.code},{used.region.code},2025,6.5\n".encode()
    coordinator.post(reverse("figures-upload"), {"file": SimpleUploadedFile("tall.csv", body)})
    upload = Upload.objects.get()
    seen = coordinator.get(reverse("upload-detail", args=[upload.pk])).context["preview"]
    with django_capture_on_commit_callbacks(execute=True):
        coordinator.post(reverse("upload-confirm", args=[upload.pk]), {"stamp": seen.stamp})
    assert lights() == ["green"]


def test_a_source_that_is_fetched_is_judged_at_once(
    pxweb: PxWeb, target: Target, django_capture_on_commit_callbacks: OnCommit
) -> None:
    table = pxweb.add(small_table())
    put(table, "1.9")
    indicator = mapped(source_of(pxweb, table))
    used = create_used_indicator(indicator=indicator, region=create_region(code="3909", name="Larvik"))
    create_target(plan=used.plan, used_indicator=used, lower=Decimal("1.75"))
    with time_machine.travel(NOON, tick=False), django_capture_on_commit_callbacks(execute=True):
        fetch_due_sources()
    assert sorted(lights()) == ["green", "grey"]
