"""One chapter of the annual report for each focus area: its goals with their targets, words and measures."""

from collections.abc import Iterator, Sequence

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext

from reporting.documents import Block, Bullets, Cell, Column, Comment, FactList, Heading, Paragraph, Role, Table
from reporting.exports.annual_figures import figures
from reporting.exports.annual_summary import light_line
from reporting.exports.annual_words import counted_lights
from reporting.queries.annual_report import AnnualReport, GoalGroup, ReportedArea, ReportedGoal
from reporting.queries.annual_targets import ReportedTarget
from reporting.queries.approved_commentary import ApprovedComment
from reporting.report_design import paragraphs_of
from targets.rules import RollUp

DASH = "–"


def focus_areas(report: AnnualReport) -> Iterator[Block]:
    for area in report.areas:
        yield Heading(1, area.title)
        yield from focus_area(area)
    if report.outside.has_content:
        yield Heading(1, gettext("Uten innsatsområde"))
        yield from focus_area(report.outside)


def focus_area(area: ReportedArea) -> Iterator[Block]:
    if area.slogan:
        yield Paragraph(capfirst(area.slogan), Role.LEAD)
    yield Paragraph(standing(area.lights))
    if not area.has_content:
        yield Paragraph(gettext("Området har ingen mål i planen."))
    yield from goals(gettext("Kommunens mål"), area.own)
    yield from goals(gettext("Mål som andre har satt"), area.others)
    yield from norms(area.norms)
    if area.elsewhere:
        yield Heading(2, gettext("Mål som også hører hit"))
        yield Paragraph(gettext("De er omtalt under området som står først."))
        yield Bullets(tuple(f"{one.area} {DASH} {one.text}" for one in area.elsewhere))
    if area.measures:
        yield Heading(2, gettext("Tiltak"))
        yield measures(area)


def standing(lights: RollUp) -> str:
    if not lights.total:
        return gettext("Ingen måltall hører til her.")
    count = ngettext("%(n)d måltall hører til her.", "%(n)d måltall hører til her.", lights.total) % {"n": lights.total}
    return f"{count} {counted_lights(lights)}"


def goals(title: str, groups: Sequence[GoalGroup]) -> Iterator[Block]:
    """Goals by theme, each with its targets; those that have none are listed after them."""
    if not groups:
        return
    yield Heading(2, title)
    for group in groups:
        measured = [goal for goal in group.goals if goal.targets]
        if measured and group.title:
            yield Heading(3, group.title)
        for goal in measured:
            yield from goal_with_targets(goal, level=4 if group.title else 3)
    without = [without_target(group, goal) for group in groups for goal in group.goals if not goal.targets]
    if without:
        yield Heading(3, gettext("Mål uten måltall"))
        yield Bullets(tuple(without))


def goal_with_targets(goal: ReportedGoal, *, level: int) -> Iterator[Block]:
    yield Heading(level, f"{goal.set_by}: {goal.text}" if goal.set_by else goal.text)
    for one in goal.targets:
        yield from target(one, level=level + 1)


def without_target(group: GoalGroup, goal: ReportedGoal) -> str:
    """The goal after whoever has set it, or after its theme where it is the municipality's own."""
    return f" {DASH} ".join(part for part in (goal.set_by or group.title, goal.text) if part)


def norms(targets: Sequence[ReportedTarget]) -> Iterator[Block]:
    if not targets:
        return
    yield Heading(2, gettext("Normer som planen viser til"))
    yield Paragraph(gettext("Disse er ikke mål i planen og telles ikke med."))
    for norm in targets:
        yield from target(norm, level=3)


def target(one: ReportedTarget, *, level: int) -> Iterator[Block]:
    """One target: its light and sentence, what was promised and judged, and the last figures."""
    yield Heading(level, one.title)
    yield light_line(one, one.explanation)
    yield from answered(one)
    # Where no indicator gives it a name, the promise itself is the title.
    promised = "" if one.title == capfirst(one.promise) else capfirst(one.promise)
    facts = (
        (gettext("Måltall"), promised),
        (gettext("Tallet som er vurdert"), one.actual),
        (gettext("Ventet nå"), one.expected),
    )
    if said := tuple((name, words) for name, words in facts if words):
        yield FactList(said)
    yield from (Paragraph(change, Role.NOTE) for change in one.promise_changes)
    if one.figures:
        yield figures(one.title, one.figures)
    yield from (Paragraph(remark, Role.NOTE) for remark in one.remarks)
    yield from (comment(written) for written in one.comments)


def comment(written: ApprovedComment) -> Comment:
    words = {"unit": written.unit, "day": date_format(timezone.localdate(written.approved_at))}
    return Comment(
        tuple(paragraphs_of(written.text)), gettext("Faglig vurdering fra %(unit)s, godkjent %(day)s.") % words
    )


def answered(one: ReportedTarget) -> Iterator[Block]:
    """Why it is red, what is done about it, and which of the two nobody has said."""
    if one.cause:
        yield Paragraph(gettext("Årsak: %(text)s.") % {"text": one.cause})
    if one.measures:
        yield Paragraph(gettext("Tiltak: %(measures)s.") % {"measures": "; ".join(one.measures)})
    if one.lacking:
        yield Paragraph(one.lacking, Role.NOTE)


def measures(area: ReportedArea) -> Table:
    columns = (
        Column(gettext("Tiltak"), share=3),
        Column(gettext("Status"), share=2),
        Column(gettext("Innhold"), share=4),
    )
    rows = tuple((Cell(one.title), Cell(one.status or DASH), Cell(one.gist or DASH)) for one in area.measures)
    return Table(gettext("Hva som gjøres"), columns, rows, about=area.title)
