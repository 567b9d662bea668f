"""Words that somebody has written, with the language that they are in, so that a page in another language says so."""

from typing import Any, Self

from django.utils.translation import get_language


class Quoted(str):
    """What a plan says stands in bokmål, whatever language it is read in: `{% lang_of title.language %}`."""

    __slots__ = ("language",)
    language: str

    def __new__(cls, text: str, language: str = "nb") -> Self:
        quoted = super().__new__(cls, text)
        quoted.language = language
        return quoted


def foreign(language: str) -> str:
    """The language where it is not the page's; nothing where it is, or where nobody knows it."""
    return language if language != (get_language() or "nb")[:2] else ""


def language_of_choice(value: Any, label: Any) -> str:
    """What is chosen among: words that tell their language, else rows, which are in bokmål as the plan is."""
    told: str | None = getattr(label, "language", None)
    return told if told is not None else "nb" if getattr(value, "instance", None) is not None else ""
