"""Answers that a caller may keep: an ETag on each whole answer, and 304 for whoever has the same already."""

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.http import ConditionalGetMiddleware
from django.utils.cache import get_conditional_response, set_response_etag
from django.utils.decorators import decorator_from_middleware

from api.throttling import TOLD


class Kept(ConditionalGetMiddleware):
    """HEAD is told what GET would be, and a problem is nothing to keep."""

    def needs_etag(self, response: HttpResponseBase) -> bool:
        return response.status_code == 200 and super().needs_etag(response)

    def process_response(self, request: HttpRequest, response: Any) -> Any:
        """How often one may still ask is told with every answer."""
        kept = self.kept(request, response)
        for name in (one for one in TOLD if one in response):
            kept[name] = response[name]
        return kept

    def kept(self, request: HttpRequest, response: Any) -> Any:
        if request.method != "HEAD":
            return super().process_response(request, response)
        if self.needs_etag(response) and not response.has_header("ETag"):
            set_response_etag(response)
        return get_conditional_response(request, etag=response.get("ETag"), response=response)


kept_by_callers = decorator_from_middleware(Kept)
