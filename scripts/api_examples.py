"""Writes api/examples.json anew: what the demo's coordinator is answered at every address that is read, cut short.

DATABASE_URL=sqlite:///tmp/demo.sqlite3 python scripts/api_examples.py     (on a database with the demo loaded)
"""

import json
import os
import re
import sys
import tempfile
from pathlib import Path
from typing import Any

import django
from django.core.management import call_command
from django.utils.translation import override

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
# As an example is told: no real address, and no more than what shows the shape.
SITE = "https://planpuls.example.no"
MOST_ROWS, MOST_SIGNS = 1, 200
# Questions that need more than the address.
QUESTIONS = {
    "/api/v1/comparison/": {"indicator": "{indicator}", "region": "3909"},
    "/api/v1/observations.json-stat": {"indicator": "{indicator}", "region": "3909"},
    "/api/v1/savings/": {"region": "3909", "year": "2024"},
    "/api/v1/observations/": {"indicator": "{indicator}", "region": "3909"},
    "/api/v1/population/": {"region": "3909", "year": "2024"},
    "/api/v1/indicators/{code}/derivation/": {"region": "3909", "period": "2024"},
}


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DATABASE_URL"] = f"sqlite:///{folder}/demo.sqlite3"
        django.setup()
        call_command("migrate", verbosity=0)
        call_command("load_demo")
        write()


def write() -> None:
    from django.test import Client  # noqa: PLC0415  # Django must be set up first

    from accounts.models import User  # noqa: PLC0415
    from api.documentation import description  # noqa: PLC0415

    client = Client(headers={"Accept-Language": "nb"}, SERVER_NAME="localhost")
    client.force_login(User.objects.get(username="koordinator"))
    with override("nb"):
        document = description()
    told = {}
    for path, methods in document["paths"].items():
        if "get" in methods and (answer := answer_at(client, path)) is not None:
            told[methods["get"]["operationId"]] = shortened(answer)
    text = json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True).replace("http://localhost", SITE)
    (ROOT / "api/examples.json").write_text(text + "\n", encoding="utf-8")


def answer_at(client: Any, path: str) -> Any:
    """The answer as JSON; None where it is no JSON, or where the demo has nothing to show."""
    address = filled(client, path)
    if address is None:
        return None
    indicator = first(client, "/api/v1/indicators/", "code")
    question = {name: value.format(indicator=indicator) for name, value in QUESTIONS.get(path, {}).items()}
    answer = client.get(address, question)
    if answer.status_code != 200:
        print(f"{path}: {answer.status_code} {answer.content[:200]!r}")
        return None
    return answer.json() if "json" in answer["Content-Type"] else None


def filled(client: Any, path: str) -> str | None:
    """The address with the names of the first things that are told where they are listed."""
    found = path
    for name in re.findall(r"{(\w+)}", path):
        listed = found[: found.index("{")]
        value = "pdf" if name == "form" else first(client, listed, {"plan_code": "code"}.get(name, name))
        if value is None:
            return None
        found = found.replace(f"{{{name}}}", str(value), 1)
    return found


def first(client: Any, listed: str, name: str) -> Any:
    if listed.endswith("/evidence/"):
        return None
    listed = "/api/v1/derived/" if listed.endswith("/indicators/") else listed.replace("/certificates/", "/changes/")
    rows = client.get(listed).json().get("results", [])
    return rows[0].get(name, rows[0].get("indicator")) if rows else None


def shortened(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: shortened(one) for name, one in value.items()}
    if isinstance(value, list):
        return [shortened(one) for one in value[:MOST_ROWS]]
    return f"{value[:MOST_SIGNS]}…" if isinstance(value, str) and len(value) > MOST_SIGNS else value


if __name__ == "__main__":
    main()
