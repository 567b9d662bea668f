"""Relations between models point down. import-linter cannot see them: "planning.Plan" in a string is no import."""

from typing import Any

import pytest
from django.apps import apps
from django.db import models

LEVELS = {"accounts": 0, "planning": 1, "indicators": 1, "targets": 2, "reporting": 3, "api": 4}


def own_relations() -> list[Any]:
    """Every relation that a model of ours declares, with the app it stands in."""
    return [
        pytest.param(field, id=f"{model._meta.label}.{field.name}")
        for model in apps.get_models()
        if model._meta.app_label in LEVELS
        for field in [*model._meta.get_fields(), *model._meta.private_fields]
        if field.is_relation and not field.auto_created
    ]


def problem_of(field: Any) -> str:
    """What is wrong with a relation; empty when nothing is."""
    target = field.related_model
    if not target:
        return "is generic, and may point anywhere"
    here, there = field.model._meta.app_label, target._meta.app_label
    if here == there or there not in LEVELS:
        return ""
    if LEVELS[there] >= LEVELS[here]:
        return f"points from {here} up or sideways to {there}"
    if not field.remote_field.hidden:
        return 'lets lower code walk upwards; it needs related_name="+"'
    if not field.many_to_many and field.remote_field.on_delete is not models.PROTECT:
        return "crosses apps; it needs on_delete=PROTECT"
    return ""


@pytest.mark.parametrize("field", own_relations())
def test_relation_points_down_and_protects(field: Any) -> None:
    assert problem_of(field) == ""


def test_every_app_with_models_has_a_level() -> None:
    own = {model._meta.app_label for model in apps.get_models() if not model.__module__.startswith("django.")}
    assert own <= set(LEVELS)
