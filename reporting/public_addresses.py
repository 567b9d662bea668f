"""Addresses of public pages. They are made of codes, so that a link holds for as long as the plan does."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language

from reporting.middleware import LANGUAGE


@dataclass(frozen=True, slots=True)
class Names:
    """What the pages of a plan are called: the public ones, or those that are looked at before they are public."""

    plan: str
    area: str
    target: str
    about: str


PUBLIC = Names("public-plan", "public-focus-area", "public-target", "public-about")
PREVIEW = Names("preview-plan", "preview-focus-area", "preview-target", "preview-about")


def asked_language() -> str:
    """What an address ends with so that the next page is in the same language; nothing for bokmål."""
    language = get_language() or settings.LANGUAGE_CODE
    return "" if language == settings.LANGUAGE_CODE else f"?{LANGUAGE}={language}"


def whole(request: HttpRequest, name: str, *codes: str) -> str:
    """The address with server and language, as it stands in a link from elsewhere."""
    return request.build_absolute_uri(reverse(name, args=codes)) + asked_language()


def languages(request: HttpRequest) -> list[tuple[str, str, str]]:
    """Each language with its own name and the address of the same page in it."""
    here = request.build_absolute_uri(request.path)
    named = {"nb": "Bokmål", "nn": "Nynorsk", "en": "English"}
    return [
        (code, named[code], here if code == settings.LANGUAGE_CODE else f"{here}?{LANGUAGE}={code}")
        for code, _name in settings.LANGUAGES
    ]
