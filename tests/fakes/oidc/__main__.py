"""`python -m tests.fakes.oidc`: one person and one application, on a free port that is told on standard output."""

import json
from typing import Any
from wsgiref.simple_server import make_server

import django
from django.apps import apps
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application

from tests.fakes.oidc.process import CLIENT_ID, CLIENT_SECRET, PASSWORD, USERNAME


def serve() -> None:
    django.setup()
    call_command("migrate", verbosity=0)
    create_person_and_application()
    with make_server("127.0.0.1", 0, get_wsgi_application()) as server:
        print(json.dumps({"address": f"http://127.0.0.1:{server.server_port}"}), flush=True)  # noqa: T201
        server.serve_forever()


def model(name: str) -> Any:
    """One of the provider's own models, which the types of Planpuls know nothing of."""
    return apps.get_model(name)


def create_person_and_application() -> None:
    model("auth.User").objects.create_user(USERNAME, password=PASSWORD)
    model("oauth2_provider.Application").objects.create(
        name="Planpuls",
        client_id=CLIENT_ID,
        client_secret=CLIENT_SECRET,
        client_type="confidential",
        authorization_grant_type="authorization-code",
        algorithm="RS256",
        skip_authorization=True,
        redirect_uris="http://127.0.0.1/",
    )


if __name__ == "__main__":
    serve()
