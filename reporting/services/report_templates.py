"""How a municipality's reports look and what they hold."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction

from accounts.models import Municipality
from accounts.services import record_event
from reporting.models import ReportKind, ReportTemplate
from reporting.report_design import SectionChoice
from reporting.template_texts import TemplateTexts


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture with what it shows; all empty is no logo."""

    content: bytes = b""
    media_type: str = ""
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody has chosen. `logo` is None where the one that is there stays."""

    title: str
    front_text: str
    colour: str
    sections: Sequence[SectionChoice]
    logo: Logo | None
    # Of the logo that stays.
    logo_alt: str = ""


@transaction.atomic
def save_template(
    *, municipality: Municipality, kind: ReportKind, wanted: Wanted, by: str, now: datetime
) -> ReportTemplate:
    """Keep the choice for every report of the kind that is made from now on; sealed ones stay as they are."""
    template, before = template_to_write(municipality, kind)
    template.title, template.front_text, template.colour = wanted.title, wanted.front_text, wanted.colour
    template.sections = [asdict(one) for one in wanted.sections]
    set_logo(template, wanted)
    return kept(template, before, by=by, now=now)


@transaction.atomic
def save_texts(
    *, municipality: Municipality, kind: ReportKind, language: str, texts: TemplateTexts, by: str, now: datetime
) -> ReportTemplate:
    """Keep the texts in another language than bokmål; what is left out there is said in bokmål."""
    template, before = template_to_write(municipality, kind)
    template.translations = {**template.translations, language: texts.kept}
    return kept(template, before, by=by, now=now)


def template_to_write(municipality: Municipality, kind: ReportKind) -> tuple[ReportTemplate, dict[str, object] | None]:
    """The template, and what it said before; a new one said nothing."""
    template = ReportTemplate.objects.select_for_update().filter(municipality=municipality, kind=kind).first()
    if template is None:
        return ReportTemplate(municipality=municipality, kind=kind), None
    return template, written(template)


def kept(template: ReportTemplate, before: dict[str, object] | None, *, by: str, now: datetime) -> ReportTemplate:
    template.saved_by, template.saved_at = by, now
    template.save()
    if before != written(template):
        record_event(
            action="reporting.template.saved",
            subject=template,
            by=by,
            now=now,
            municipality_number=template.municipality.number,
            before=before,
            after=written(template),
        )
    return template


def set_logo(template: ReportTemplate, wanted: Wanted) -> None:
    if wanted.logo is not None:
        template.logo, template.logo_type = wanted.logo.content, wanted.logo.media_type
    template.logo_alt = (wanted.logo.alt if wanted.logo else wanted.logo_alt) if template.logo_type else ""


def written(template: ReportTemplate) -> dict[str, object]:
    """The choice as the audit trail keeps it; a logo by its size and type."""
    return {
        "title": template.title,
        "front_text": template.front_text,
        "colour": template.colour,
        "sections": template.sections,
        "translations": template.translations,
        "logo": f"{template.logo_type} {len(template.logo)}" if template.logo_type else "",
        "logo_alt": template.logo_alt,
    }
