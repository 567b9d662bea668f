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


# Where the first of a list has nothing to show.
CHOSEN = {
    "/api/v1/regions/{code}/peers/": {"code": "3909"},
    "/api/v1/commentaries/{id}/": {"id": "{commentary}"},
    "/api/v1/jobs/{id}/": {"id": "{job}"},
    "/api/v1/plans/{plan_code}/focus-areas/{area_code}/themes/{code}/": {"area_code": "{area}", "code": "{theme}"},
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
    chosen = prepared(client)
    told = {}
    for path, methods in document["paths"].items():
        if "get" in methods and (answer := answer_at(client, path, chosen)) is not None:
            told[methods["get"]["operationId"]] = shortened(answer)
    text = json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True).replace("http://localhost", SITE)
    (ROOT / "api/examples.json").write_text(text + "\n", encoding="utf-8")


def prepared(client: Any) -> dict[str, str]:
    """What a municipality has done after a while and the demo has not: changed a plan, and sealed a report."""
    plan = first(client, "/api/v1/plans/", "code")
    measure = f"/api/v1/plans/{plan}/measures/{first(client, f'/api/v1/plans/{plan}/measures/', 'code')}/"
    said = {"cost_note": "Innenfor rammen", "reason": "Kostnaden er avklart i budsjettet"}
    must(client.patch(measure, said, content_type="application/json"))
    job = must(client.post(f"/api/v1/plans/{plan}/assess/", {}, content_type="application/json"))
    themes = f"/api/v1/plans/{plan}/themes/"
    area, theme = first(client, themes, "focus_area"), first(client, themes, "code")
    seal(plan)
    words = f"/api/v1/rounds/{first(client, '/api/v1/rounds/', 'id')}/commentaries/"
    commentary = first(client, words, "id")
    return {"job": str(job["id"]), "area": area, "theme": theme, "commentary": str(commentary)}


def must(answer: Any) -> Any:
    assert answer.status_code < 300, answer.content
    return answer.json()


def seal(code: str) -> None:
    """An annual report as it stands: the demo's round is open, and here it is the answers that count."""
    from django.utils import timezone  # noqa: PLC0415

    from planning.models import Plan  # noqa: PLC0415
    from reporting.exports.reports import ReportAsked, composed  # noqa: PLC0415
    from reporting.models import ReportKind  # noqa: PLC0415
    from reporting.services.sealing import MadeToSeal, keep  # noqa: PLC0415

    plan = Plan.objects.select_related("municipality").get(code=code)
    asked = ReportAsked(ReportKind.ANNUAL, plan.municipality, plan, 2024, "nb")
    made = MadeToSeal(composed(asked, on=timezone.localdate()), None)
    keep(made, by="koordinator", now=timezone.now(), reason="")


def answer_at(client: Any, path: str, chosen: dict[str, str]) -> Any:
    """The answer as JSON; None where it is no JSON, or where the demo has nothing to show."""
    address = filled(client, path, chosen)
    if address is None:
        return None
    indicator = first(client, "/api/v1/indicators/", "code")
    question = {name: value.format(indicator=indicator) for name, value in QUESTIONS.get(path, {}).items()}
    answer = client.get(address, question)
    if answer.status_code != 200:
        print(f"{path}: {answer.status_code} {answer.content[:200]!r}")
        return None
    return answer.json() if "json" in answer["Content-Type"] else None


def filled(client: Any, path: str, chosen: dict[str, str]) -> str | None:
    """The address with the names of the first things that are told where they are listed."""
    found = path
    for name in re.findall(r"{(\w+)}", path):
        listed = found[: found.index("{")]
        if name in (here := CHOSEN.get(path, {})):
            found = found.replace(f"{{{name}}}", here[name].format(**chosen), 1)
            continue
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
