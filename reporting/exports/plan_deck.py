"""The slides of a plan as a file: what the wall shows, with charts as pictures."""

from datetime import date

from planning.models import Plan
from reporting.documents import Picture
from reporting.exports.slides import Deck, as_pptx
from reporting.exports.typesetting.drawings import pngs_of
from reporting.models import ReportKind
from reporting.queries.changed_since import changed_since
from reporting.queries.dashboard import dashboard
from reporting.queries.report_designs import design_for
from reporting.queries.slide_deck import drawings_of
from reporting.slides import slides_of


def plan_deck(*, plan: Plan, on: date, since: date, language: str) -> bytes:
    """The plan as it stands on a day, with what became worse since another."""
    page, changed = dashboard(plan=plan, on=on), changed_since(plan=plan, since=since)
    drawings = drawings_of(page.red)
    pictures = pngs_of(list(drawings.values()), made_on=on)
    return as_pptx(
        Deck(
            language=language,
            publisher=f"{plan.municipality.name} kommune",
            title=plan.title,
            made_on=on,
            slides=tuple(slides_of(page, changed)),
            since=since,
            charts={
                pk: Picture("image/png", content, drawing.description)
                for (pk, drawing), content in zip(drawings.items(), pictures, strict=True)
            },
            look=design_for(plan.municipality, ReportKind.ANNUAL).look,
        )
    )
