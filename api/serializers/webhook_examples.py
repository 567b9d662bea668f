"""What is answered where systems are connected, for the API's description: the demo calls nobody."""

from typing import Any

from drf_spectacular.utils import OpenApiExample

SITE = "https://planpuls.example.no/api/v1/webhooks/7"
WEBHOOK: dict[str, Any] = {
    "id": 7,
    "municipality": "3909",
    "name": "Arkivet",
    "url": "https://mottak.example.no/planpuls",
    "kinds": ["report.sealed"],
    "hears_of_drafts": False,
    "made_at": "2026-02-03T09:12:00+01:00",
    "is_paused": False,
    "paused_at": None,
    "pause_reason": "",
    "failing_since": None,
    "waiting": 0,
    "last_answer": {"answered_at": "2026-03-02T07:00:04+01:00", "accepted": True, "status": 200, "text": "ok"},
    "deliveries_url": f"{SITE}/deliveries/",
    "self_url": f"{SITE}/",
}
PAUSED = WEBHOOK | {"is_paused": True, "paused_at": "2026-03-02T10:30:00+01:00", "waiting": 2}
WITH_SECRET = WEBHOOK | {"secret": "oXw0…"}
CALL: dict[str, Any] = {
    "id": 512,
    "event": 498,
    "kind": "report.sealed",
    "happened_at": "2026-03-02T06:58:31+01:00",
    "state": "delivered",
    "tries": 1,
    "next_try_at": None,
    "delivered_at": "2026-03-02T07:00:04+01:00",
    "given_up_at": None,
    "answered_at": "2026-03-02T07:00:04+01:00",
    "last_status": 200,
    "last_answer": "ok",
    "url": f"{SITE}/deliveries/512/",
}
NOT_SENT = CALL | {
    "state": "waiting",
    "tries": 0,
    "next_try_at": "2026-03-02T10:30:00+01:00",
    **dict.fromkeys(("delivered_at", "answered_at", "last_status")),
    "last_answer": "",
}
TRIED_OUT = NOT_SENT | {"id": 513, "event": 499, "kind": "test", "url": f"{SITE}/deliveries/513/"}


def example(value: dict[str, Any], *, status: int = 200) -> list[OpenApiExample]:
    return [OpenApiExample("larvik", value=value, response_only=True, status_codes=[str(status)])]
