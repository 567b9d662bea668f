"""The language of a report as files name it: with the country whose spelling it has."""

LANGUAGES = {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}


def language_tag(language: str) -> str:
    return LANGUAGES.get(language[:2], language)
