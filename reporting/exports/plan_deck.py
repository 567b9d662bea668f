"""Slides as a file: of a plan as the wall shows it, or of a year as its report judges it, with charts as pictures."""

from collections.abc import Mapping
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext

from planning.models import Plan
from reporting.documents import Picture
from reporting.drawing import Drawing, draw_target_on_wall
from reporting.exports.slides import Deck, SlideChart, as_pptx
from reporting.exports.typesetting import Stop, never
from reporting.exports.typesetting.drawings import pngs_of
from reporting.models import ReportKind
from reporting.queries.annual_report import annual_report
from reporting.queries.report_designs import design_for
from reporting.queries.slide_deck import SourcedChart, judged_plan, judged_report
from reporting.slides import slides_from


def plan_deck(*, plan: Plan, on: date, since: date, language: str) -> bytes:
    """The plan as it stands on a day, with what became worse since another."""
    judged = judged_plan(plan=plan, on=on, since=since)
    return as_pptx(
        Deck(
            language=language,
            publisher=gettext("%(name)s kommune") % {"name": plan.municipality.name},
            title=plan.title,
            front=(gettext("Slik står planen %(day)s") % {"day": date_format(on)},),
            made_on=on,
            slides=tuple(slides_from(judged.shown)),
            since=since,
            charts=drawn(judged.charts, made_on=on),
            look=design_for(plan.municipality, ReportKind.ANNUAL).look,
        )
    )


def annual_deck(*, plan: Plan, year: int, on: date, title: str, language: str, stop: Stop = never) -> bytes:
    """The year as its annual report judges it: the same lights, figures, causes and changes, in the same order."""
    report = annual_report(plan=plan, year=year, on=on)
    judged = judged_report(report)
    days = {"judged": date_format(report.judged_on), "known": date_format(report.known_on)}
    said = gettext("Lysene er vurdert per %(judged)s, med tall hentet per %(known)s.") % days
    return as_pptx(
        Deck(
            language=language,
            publisher=gettext("%(name)s kommune") % {"name": report.municipality},
            title=title,
            front=(plan.title, said),
            made_on=on,
            slides=tuple(slides_from(judged.shown)),
            since=min(date(year, 1, 1), report.judged_on),
            charts=drawn(judged.charts, made_on=on, stop=stop),
            look=design_for(plan.municipality, ReportKind.ANNUAL).look,
        )
    )


def drawn(charts: Mapping[int, SourcedChart], *, made_on: date, stop: Stop = never) -> dict[int, SlideChart]:
    """As they are drawn for those who sit far away."""
    walls = [draw_target_on_wall(one.chart, family=one.family) for one in charts.values()]
    drawings = [Drawing(one.chart.title, wall, wall) for one, wall in zip(charts.values(), walls, strict=True)]
    contents = pngs_of(drawings, made_on=made_on, stop=stop)
    return {
        pk: SlideChart(Picture("image/png", content, drawing.description), drawing.title, one.source)
        for (pk, one), drawing, content in zip(charts.items(), drawings, contents, strict=True)
    }
