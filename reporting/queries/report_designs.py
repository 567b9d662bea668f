"""How a municipality wants its reports, out of the template that was edited in the application."""

from collections.abc import Iterable
from typing import Any

from accounts.models import Municipality
from reporting.documents import Look, Picture
from reporting.models import ReportTemplate
from reporting.report_design import PLAIN, ReportDesign, SectionChoice, paragraphs_of


def design_for(municipality: Municipality, kind: str) -> ReportDesign:
    """The design of one kind of report; the report's own where nobody has edited a template."""
    template = ReportTemplate.objects.filter(municipality=municipality, kind=kind).first()
    return design_of(template) if template else PLAIN


def design_of(template: ReportTemplate) -> ReportDesign:
    return ReportDesign(
        title=template.title,
        front=tuple(paragraphs_of(template.front_text)),
        look=Look(template.colour, logo_of(template)),
        sections=tuple(choices_in(template.sections)),
    )


def logo_of(template: ReportTemplate) -> Picture | None:
    # PostgreSQL hands out a view of the bytes.
    content = bytes(template.logo)
    return Picture(template.logo_type, content, template.logo_alt) if content and template.logo_type else None


def choices_in(sections: Iterable[dict[str, Any]]) -> Iterable[SectionChoice]:
    """A section that was kept without a text has the report's own."""
    for one in sections:
        yield SectionChoice(
            code=str(one["code"]),
            is_shown=bool(one.get("is_shown", True)),
            title=str(one.get("title", "")),
            introduction=str(one.get("introduction", "")),
        )
