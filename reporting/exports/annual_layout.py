"""The annual report as blocks: summary, one chapter for each focus area, method and sources."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext, gettext_lazy, ngettext, pgettext

from planning.models import PlanStatus
from reporting.documents import (
    Block,
    Bullets,
    Cell,
    Column,
    Comment,
    FactList,
    Heading,
    LightLine,
    Paragraph,
    ReportDocument,
    Role,
    Table,
)
from reporting.exports.annual_figures import figures
from reporting.exports.annual_method import method
from reporting.exports.annual_since import changes, errata
from reporting.exports.annual_words import counted_lights, overridden_said, said_of_year
from reporting.exports.sections import Section, blocks_of
from reporting.grey_words import overridden_to_grey, reason_words
from reporting.queries.annual_report import AnnualReport, GoalGroup, ReportedArea, ReportedGoal
from reporting.queries.annual_targets import ReportedTarget
from reporting.queries.approved_commentary import ApprovedComment
from reporting.queries.standing import colour
from reporting.report_design import PLAIN, ReportDesign, paragraphs_of
from targets.rules import Light, RollUp

DASH = "–"


def annual_document(report: AnnualReport, design: ReportDesign = PLAIN) -> ReportDocument:
    """The report ready to be written, in the language that is active."""
    return ReportDocument(
        language=get_language() or "nb",
        publisher=gettext("%(name)s kommune") % {"name": report.municipality},
        title=design.title or gettext("Årsrapport %(year)s") % {"year": report.year},
        subtitle=report.plan.title,
        facts=FactList(tuple(front_facts(report))),
        contents_title=gettext("Innhold"),
        blocks=tuple(blocks_of(report, SECTIONS, design)),
        made_on=report.known_on,
        front=design.front,
        look=design.look,
    )


def front_facts(report: AnnualReport) -> Iterator[tuple[str, str]]:
    plan = report.plan
    yield gettext("Planperiode"), f"{plan.period_from}–{plan.period_to}"
    if plan.status != PlanStatus.ADOPTED:
        yield gettext("Planens status"), str(PlanStatus(plan.status).label)
    if plan.decision_reference:
        yield gettext("Vedtak"), plan.decision_reference
    yield gettext("Rapportår"), str(report.year)
    yield gettext("Lysene er vurdert per"), date_format(report.judged_on)
    yield gettext("Tallene er hentet per"), date_format(report.known_on)


# Summary ------------------------------------------------------------------------------------------------------------


def summary(report: AnnualReport) -> Iterator[Block]:
    yield Heading(1, gettext("Sammendrag"))
    if not report.targets:
        yield Paragraph(gettext("Planen har ingen måltall, så det er ingenting å vurdere."), Role.LEAD)
        return
    yield Paragraph(f"{counted(report)} {counted_lights(report.lights)}".strip(), Role.LEAD)
    if said := said_of_year(report):
        yield Paragraph(said)
    if overridden := overridden_said(report.lights):
        yield Paragraph(overridden)
    if remarks := list(summary_remarks(report)):
        yield Paragraph(" ".join(remarks))
    yield distribution(report)
    yield Paragraph(gettext("Et måltall som hører til flere innsatsområder, telles i hvert av dem."), Role.NOTE)
    yield from attention(report)
    yield from overrides(report)
    yield from not_judged(report)


def counted(report: AnnualReport) -> str:
    count = len(report.own_targets)
    return ngettext("Planen har %(n)d eget måltall.", "Planen har %(n)d egne måltall.", count) % {"n": count}


def summary_remarks(report: AnnualReport) -> Iterator[str]:
    if count := sum(one.is_stale for one in report.own_targets):
        yield ngettext("%(n)d av dem bygger på et gammelt tall.", "%(n)d av dem bygger på gamle tall.", count) % {
            "n": count
        }
    if count := report.goals_without_target:
        yield ngettext("%(n)d mål har ikke noe måltall.", "%(n)d mål har ikke noe måltall.", count) % {"n": count}
    if count := len(report.norms):
        yield ngettext(
            "I tillegg viser planen til %(n)d norm. Den er ikke et mål i planen og telles ikke med.",
            "I tillegg viser planen til %(n)d normer. De er ikke mål i planen og telles ikke med.",
            count,
        ) % {"n": count}


def distribution(report: AnnualReport) -> Table:
    """How many lights of each colour, for the plan and for every focus area; the worst one beside."""
    lights = [Column(colour(light), is_number=True, light=light) for light in Light]
    rows = [distribution_row(gettext("Hele planen"), report.lights, is_strong=True)]
    rows += [distribution_row(area.title, area.lights) for area in report.areas if area.lights.total]
    if report.outside.lights.total:
        rows.append(distribution_row(gettext("Uten innsatsområde"), report.outside.lights))
    columns = (
        Column(gettext("Område"), share=3),
        *lights,
        Column(gettext("I alt"), is_number=True),
        Column(gettext("Svakest"), share=2),
    )
    return Table(gettext("Måltallene fordelt på lys"), columns, tuple(rows), source=behind_worst(report.lights))


def behind_worst(lights: RollUp) -> str:
    """Under the table, where a light that a person has set is better than what is calculated for any."""
    if lights.worse_behind is None:
        return ""
    words = {"colour": colour(lights.worse_behind)}
    return gettext("Et lys som er overstyrt, er beregnet svakere enn alle som vises: %(colour)s.") % words


def distribution_row(title: str, lights: RollUp, *, is_strong: bool = False) -> tuple[Cell, ...]:
    worst = lights.worst
    return (
        Cell(title, is_strong=is_strong),
        *(counted_cell(getattr(lights, light.value), is_strong=is_strong) for light in Light),
        counted_cell(lights.total, is_strong=is_strong),
        Cell(colour(worst), light=worst.value) if worst else Cell(DASH),
    )


def counted_cell(count: int, *, is_strong: bool) -> Cell:
    return Cell(str(count), is_strong=is_strong, number=Decimal(count))


def attention(report: AnnualReport) -> Iterator[Block]:
    """What is red and what is yellow, in the order of the plan."""
    for light, title in ((Light.RED, gettext("Dette er rødt")), (Light.YELLOW, gettext("Dette er gult"))):
        lines = [one for one in report.own_targets if one.light == light]
        if lines:
            yield Heading(2, title)
            yield from (light_line(one, about(one)) for one in lines)
    if report.lights.red + report.lights.yellow == 0:
        yield Paragraph(gettext("Ingen måltall er røde eller gule."))


def about(one: ReportedTarget) -> str:
    """The sentence for where no heading says what it is of: the name first, unless it begins with that itself."""
    title = one.row.title.rstrip(".")
    return one.statement if one.statement.startswith(title) else f"{title}: {one.statement}"


def light_line(one: ReportedTarget, text: str) -> LightLine:
    """The light with what is said of it; where a person has set it, the calculated one is there too."""
    if one.override is None:
        return LightLine(one.light, one.word, text)
    words = {"word": one.calculated_word, "text": capfirst(text)}
    return LightLine(
        one.light,
        gettext("%(word)s (overstyrt)") % {"word": one.word},
        gettext("Beregnet lys er «%(word)s». %(text)s") % words,
        calculated=one.override.calculated,
    )


def overrides(report: AnnualReport) -> Iterator[Block]:
    """The lights that people have set: of what, what is calculated, by whom, why and until when."""
    if report.overridden:
        yield Heading(2, gettext("Overstyrte lys"))
        yield Paragraph(gettext("Disse lysene er satt av en person for en tid. Det beregnede lyset står ved siden av."))
        yield from (light_line(one, f"{one.row.title.rstrip('.')}. {overridden_by(one)}") for one in report.overridden)


def overridden_by(one: ReportedTarget) -> str:
    return one.override.sentence if one.override else ""


def not_judged(report: AnnualReport) -> Iterator[Block]:
    """Why lights are grey, the most common reason first."""
    grey = [one for one in report.own_targets if one.light == Light.GREY]
    set_to_grey = sum(one.override is not None for one in grey)
    reasons = [one.reason for one in grey if one.reason and not one.override]
    if grey:
        yield Heading(2, gettext("Derfor kan noen måltall ikke vurderes"))
        by_count = sorted(set(reasons), key=lambda reason: (-reasons.count(reason), reason))
        said = [reason_words(reason, reasons.count(reason)) for reason in by_count]
        yield Bullets((*said, *([overridden_to_grey(set_to_grey)] if set_to_grey else [])))


# Focus areas --------------------------------------------------------------------------------------------------------


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


# Sources ------------------------------------------------------------------------------------------------------------


def sources(report: AnnualReport) -> Iterator[Block]:
    yield Heading(1, gettext("Kilder"))
    if not report.sources and not report.documents:
        yield Paragraph(gettext("Planen oppgir ingen kilder, og ingen tall er brukt."))
    if report.sources:
        yield Heading(2, pgettext("figures among the sources of a report", "Tall"))
        yield Bullets(report.sources)
    if report.documents:
        yield Heading(2, gettext("Dokumenter"))
        yield Bullets(report.documents)


SECTIONS: tuple[Section[AnnualReport], ...] = (
    Section("summary", gettext_lazy("Sammendrag"), summary),
    Section("focus_areas", gettext_lazy("Innsatsområdene"), focus_areas, has_chapters=True),
    Section("changes", gettext_lazy("Endringer siden i fjor"), changes),
    Section("errata", gettext_lazy("Rettelser"), errata),
    Section("method", gettext_lazy("Metode"), method),
    Section("sources", gettext_lazy("Kilder"), sources),
)
