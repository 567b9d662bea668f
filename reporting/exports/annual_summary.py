"""The summary of the annual report: how the plan stands, what needs attention, and what cannot be judged."""

from collections.abc import Iterator
from decimal import Decimal

from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext

from reporting.documents import Block, Bullets, Cell, Column, Heading, LightLine, Paragraph, Role, Table
from reporting.exports.annual_words import counted_lights, overridden_said, said_of_year
from reporting.grey_words import overridden_to_grey, reason_words
from reporting.queries.annual_report import AnnualReport
from reporting.queries.annual_targets import ReportedTarget
from reporting.queries.standing import colour
from targets.rules import Light, RollUp

DASH = "–"


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
