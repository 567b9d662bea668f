"""Words that somebody has written, with the language that they are in, so that a page in another language says so."""

from typing import Self


class Quoted(str):
    """What a plan says stands in bokmål, whatever language it is read in: `{% lang_of title.language %}`."""

    __slots__ = ("language",)
    language: str

    def __new__(cls, text: str, language: str = "nb") -> Self:
        quoted = super().__new__(cls, text)
        quoted.language = language
        return quoted
