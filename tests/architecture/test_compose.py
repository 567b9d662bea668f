"""Containers, CI and settings agree; no Docker engine is needed to say so."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
SERVICES: dict[str, Any] = COMPOSE["services"]
# Read by docker-compose.yml itself, and by nothing inside the containers.
COMPOSE_ONLY = {"POSTGRES_PASSWORD", "PORT"}


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def found_in(name: str, pattern: str) -> str:
    match = re.search(pattern, text_of(name), re.MULTILINE)
    assert match, f"{name} has nothing like {pattern}"
    return match[1]


def variables_in_example() -> set[str]:
    return set(re.findall(r"^([A-Z_]+)=", text_of(".env.example"), re.MULTILINE))


def test_compose_file_follows_the_published_schema() -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec"]
    outcome = subprocess.run([*command, ROOT / "docker-compose.yml"], check=False, capture_output=True, text=True)
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr


def test_every_part_of_an_installation_is_there() -> None:
    assert {"web", "worker", "beat", "postgres", "redis"} <= set(SERVICES)


@pytest.mark.parametrize("name", ["worker", "beat", "postgres", "redis"])
def test_service_tells_whether_it_is_well(name: str) -> None:
    assert SERVICES[name]["healthcheck"]["test"]


def test_web_tells_whether_it_is_well() -> None:
    assert "scripts/check_health.py" in found_in("Dockerfile", r"HEALTHCHECK[^\n]*\\\n(.*)")


@pytest.mark.parametrize("name", ["web", "worker", "beat"])
def test_large_deliveries_outlive_the_containers_and_are_shared(name: str) -> None:
    folder = f"/app/{Path(settings.DELIVERIES_DIR).relative_to(ROOT)}"
    assert SERVICES[name]["volumes"] == [f"deliveries:{folder}"]
    assert "deliveries" in COMPOSE["volumes"]
    assert "mkdir -p var/deliveries" in text_of("Dockerfile")


def test_ci_and_installations_run_the_same_postgresql() -> None:
    version = found_in(".ci/run", r"^POSTGRES_VERSION=(\d+)$")
    assert SERVICES["postgres"]["image"] == f"postgres:{version}"


def test_image_runs_the_oldest_python_that_is_supported() -> None:
    oldest = tomllib.loads(text_of("pyproject.toml"))["project"]["requires-python"].removeprefix(">=")
    assert found_in("Dockerfile", r"^FROM python:([\d.]+)-slim$") == oldest
    assert tomllib.loads(text_of("pyproject.toml"))["tool"]["mypy"]["python_version"] == oldest
    assert found_in("scripts/lock.sh", r"--python-version ([\d.]+)") == oldest


def test_every_setting_is_explained_in_the_example() -> None:
    settings_read = set(re.findall(r"\benv(?:\.\w+)?\(\s*\"([A-Z_]+)\"", text_of("config/settings.py")))
    assert variables_in_example() - COMPOSE_ONLY == settings_read


def test_compose_asks_only_for_variables_of_the_example() -> None:
    asked = set(re.findall(r"\$\{([A-Z_]+)", text_of("docker-compose.yml")))
    assert asked <= variables_in_example()
