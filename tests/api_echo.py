"""An address of the API that is there in tests alone: it says what it read, and writes a municipality."""

from typing import Any

from django.urls import include, path
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import Municipality
from api.views.base import Answering
from api.writing import check_unchanged, once

ECHO, WRITE = "/api/v1/echo/", "/api/v1/write/"


class Echo(Answering):
    def post(self, request: Request) -> Response:
        return Response({"read": str(request.data)})


class Write(Answering):
    """Reads and writes the name of one municipality; makes another with POST."""

    def get(self, request: Request) -> Response:
        return Response(self.shown())

    def shown(self) -> dict[str, str]:
        return {"name": Municipality.objects.get(number="3909").name}

    def post(self, request: Request) -> Response:
        return once(request, lambda: self.made(request))

    def made(self, request: Request) -> Response:
        told: Any = request.data
        made = Municipality.objects.create(number=told["number"], name="Ny")
        if told.get("fails"):
            raise Municipality.DoesNotExist
        answer = Response({"number": made.number}, status=201)
        answer["Location"] = f"/api/v1/municipalities/{made.number}/"
        answer["ETag"] = '"utgave 1"'
        return answer

    def put(self, request: Request) -> Response:
        return once(request, lambda: Response(request.data))

    def patch(self, request: Request) -> Response:
        check_unchanged(request, self.shown)
        told: Any = request.data
        Municipality.objects.filter(number="3909").update(name=told["name"])
        return Response(self.shown())


urlpatterns = [
    path("api/v1/", include([path("echo/", Echo.as_view()), path("write/", Write.as_view())])),
    path("", include("config.urls")),
]
