"""What a template says in bokmål and not in another language, in which it is then said in bokmål."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext

from reporting.known_sections import KnownSection
from reporting.models import ReportTemplate
from reporting.template_texts import SOURCE_LANGUAGE, texts_in


def missing_in(template: ReportTemplate, language: str, sections: Sequence[KnownSection]) -> Iterator[str]:
    """By name, in the report's own order."""
    own, said = texts_in(template, SOURCE_LANGUAGE), texts_in(template, language)
    if own.title and not said.title:
        yield gettext("tittelen")
    if own.front_text and not said.front_text:
        yield gettext("teksten på forsiden")
    for section in sections:
        words = {"section": section.title}
        here, there = own.of_section(section.code), said.of_section(section.code)
        if here.title and not there.title:
            yield gettext("overskriften på «%(section)s»") % words
        if here.introduction and not there.introduction:
            yield gettext("innledningen til «%(section)s»") % words
