"""What everybody may read is told to nobody in particular."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

PUBLIC = ("/offentlig/", "/robots.txt", "/sitemap.xml")
LANGUAGE = "sprak"


class PublicPages:
    """Public pages know no person and set no cookie, so that a copy of one is right for everybody.

    The address says everything that the answer depends on, the language too. That is why a page which is not public
    answers those who are logged in as it answers everybody else.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(PUBLIC):
            return self.get_response(request)
        request.COOKIES = {settings.LANGUAGE_COOKIE_NAME: language_in(request)}
        response = self.get_response(request)
        response.cookies.clear()
        del response["Vary"]
        return response


def language_in(request: HttpRequest) -> str:
    """The language that the address asks for; bokmål where it asks for none that there is."""
    asked = request.GET.get(LANGUAGE, "")
    return asked if asked in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
