"""How a municipality wants its reports, out of the template that was edited in the application."""

from collections.abc import Iterable
from typing import Any

from accounts.models import Municipality
from reporting.documents import Look, Picture
from reporting.models import ReportTemplate
from reporting.report_design import PLAIN, ReportDesign, SectionChoice, paragraphs_of, with_period
from reporting.template_texts import SOURCE_LANGUAGE, TemplateTexts, texts_in


def design_for(
    municipality: Municipality, kind: str, *, language: str = SOURCE_LANGUAGE, period: str = ""
) -> ReportDesign:
    """The design of one kind of report; the report's own where nobody has edited a template."""
    template = ReportTemplate.objects.filter(municipality=municipality, kind=kind).first()
    return with_period(design_of(template, language), period) if template else PLAIN


def design_of(template: ReportTemplate, language: str = SOURCE_LANGUAGE) -> ReportDesign:
    """The texts in the language, and in bokmål where they are not there in it."""
    texts = texts_in(template, language)
    return ReportDesign(
        title=texts.title or template.title,
        front=tuple(paragraphs_of(texts.front_text or template.front_text)),
        look=Look(template.colour, logo_of(template)),
        sections=tuple(choices_in(template.sections, texts)),
    )


def logo_of(template: ReportTemplate) -> Picture | None:
    # PostgreSQL hands out a view of the bytes.
    content = bytes(template.logo)
    return Picture(template.logo_type, content, template.logo_alt) if content and template.logo_type else None


def choices_in(sections: Iterable[dict[str, Any]], texts: TemplateTexts) -> Iterable[SectionChoice]:
    """A section that was kept without a text has the report's own."""
    for one in sections:
        said = texts.of_section(str(one["code"]))
        yield SectionChoice(
            code=said.code,
            is_shown=bool(one.get("is_shown", True)),
            title=said.title or str(one.get("title", "")),
            introduction=said.introduction or str(one.get("introduction", "")),
        )
