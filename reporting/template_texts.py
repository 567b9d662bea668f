"""The texts of a report's template in each language.

Bokmål is what the template itself says; the others may lack some.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy

from reporting.models import ReportTemplate

SOURCE_LANGUAGE = "nb"
# As they are called in a sentence, not as they call themselves.
OTHER_LANGUAGES = {"nn": gettext_lazy("nynorsk"), "en": gettext_lazy("engelsk")}


@dataclass(frozen=True, slots=True)
class SectionTexts:
    code: str
    title: str = ""
    introduction: str = ""


@dataclass(frozen=True, slots=True)
class TemplateTexts:
    """What a template says in one language."""

    title: str = ""
    front_text: str = ""
    sections: tuple[SectionTexts, ...] = ()

    def of_section(self, code: str) -> SectionTexts:
        return next((one for one in self.sections if one.code == code), SectionTexts(code))

    @property
    def kept(self) -> dict[str, Any]:
        """As the template keeps them."""
        sections = {
            one.code: {"title": one.title, "introduction": one.introduction}
            for one in self.sections
            if one.title or one.introduction
        }
        return {"title": self.title, "front_text": self.front_text, "sections": sections}


def texts_in(template: ReportTemplate, language: str) -> TemplateTexts:
    """What is written in the language itself."""
    if language == SOURCE_LANGUAGE:
        rows = {str(one["code"]): one for one in template.sections}
        return read(template.title, template.front_text, rows)
    kept = template.translations.get(language, {})
    return read(kept.get("title", ""), kept.get("front_text", ""), kept.get("sections", {}))


def read(title: str, front_text: str, rows: dict[str, dict[str, Any]]) -> TemplateTexts:
    sections = (
        SectionTexts(code, str(one.get("title", "")), str(one.get("introduction", ""))) for code, one in rows.items()
    )
    return TemplateTexts(title, front_text, tuple(sections))
