"""A paper for a meeting: a focus area or a unit on two pages, the most pressing first."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext, ngettext

from reporting.documents import Block, Bullets, FactList, Heading, LightLine, Paragraph, ReportDocument, Role, Table
from reporting.exports.annual_figures import figures
from reporting.exports.annual_words import counted_lights, overridden_said
from reporting.exports.sections import numbered
from reporting.exports.slides.shapes import shortened
from reporting.queries.annual_changes import YearChange
from reporting.queries.annual_targets import FEWEST_TO_DRAW, FigureSeries
from reporting.queries.answered_rows import AnsweredRow
from reporting.queries.lights import LightRow
from reporting.queries.papers import Paper
from reporting.report_design import PLAIN, ReportDesign

DASH = "–"
LONGEST_CAUSE, LONGEST_REASON, MEASURES_SHOWN, SOURCES_SHOWN = 300, 220, 2, 6


@dataclass(frozen=True, slots=True)
class Room:
    """How many of each thing there is room for. What is left out is counted in words, never silently dropped."""

    attention: int
    changes: int
    calm: int
    # So many of the first that need attention are drawn, where there is something to draw.
    charts: int = 0


# From the roomiest on: the first that fits on two pages is used.
ROOMS = (Room(12, 8, 24), Room(10, 6, 14), Room(8, 4, 8), Room(6, 3, 5), Room(4, 2, 3), Room(2, 1, 1))
# Charts take what the words leave of the second page.
MOST_CHARTS = 3


def paper_document(paper: Paper, room: Room = ROOMS[0], design: ReportDesign = PLAIN) -> ReportDocument:
    """The paper ready to be written, in the language that is active. Without front page and contents."""
    return ReportDocument(
        language=get_language() or "nb",
        publisher=gettext("%(name)s kommune") % {"name": paper.plan.municipality.name},
        title=paper.title,
        subtitle=paper.plan.title,
        facts=FactList(
            (
                (gettext("Slik står det"), date_format(paper.on)),
                (gettext("Endringer siden"), date_format(paper.since)),
            )
        ),
        contents_title="",
        blocks=tuple(numbered(blocks_of(paper, room))),
        made_on=paper.on,
        look=design.look,
    )


def blocks_of(paper: Paper, room: Room) -> Iterator[Block]:
    if not paper.standing.total:
        yield Paragraph(gettext("Ingen måltall hører til her, så det er ingenting å vurdere."), Role.LEAD)
        return
    yield Paragraph(stands(paper), Role.LEAD)
    yield from attention(paper, room)
    yield from changes(paper, room)
    yield from calm(paper, room)
    yield from sources(paper)


def stands(paper: Paper) -> str:
    lights = paper.standing.lights
    count = ngettext("%(n)d måltall hører til her.", "%(n)d måltall hører til her.", lights.total) % {"n": lights.total}
    return " ".join(part for part in (count, counted_lights(lights), overridden_said(lights)) if part)


def attention(paper: Paper, room: Room) -> Iterator[Block]:
    """What is wrong, why, and what is done about it."""
    yield Heading(1, gettext("Dette må dere vite"))
    if not paper.attention:
        yield Paragraph(gettext("Ingenting er rødt eller gult."))
    drawn = drawn_first(paper, room)
    for one in paper.attention[: room.attention]:
        yield light_line(one.row)
        yield from answered(one)
        if one.row.code in drawn:
            yield drawn_figures(paper.figures[one.row.code])
    yield from left_out(len(paper.attention) - room.attention)


def drawn_figures(series: FigureSeries) -> Table:
    """The chart may come on the next page, so it is called by its indicator and unit."""
    title = series.chart.title if series.chart else series.unit
    return replace(figures("", series), title=title)


def drawn_first(paper: Paper, room: Room) -> list[str]:
    """The codes of the most pressing that have a chart, those with a line first."""
    told = [one.row.code for one in paper.attention[: room.attention] if one.row.code in paper.figures]
    charts = {code: chart for code in told if (chart := paper.figures[code].chart)}
    # One figure is told in words already; a line shows more.
    by_worth = sorted(charts, key=lambda code: len(charts[code].series.drawn) < FEWEST_TO_DRAW)
    return by_worth[: room.charts]


def light_line(row: LightRow) -> LightLine:
    text = f"{row.title.rstrip('.')}. {row.summary or row.explanation}"
    if row.override:
        text = f"{text} {row.override.sentence}"
    return LightLine(row.light, row.word, text, calculated=row.override.calculated if row.override else "")


def answered(one: AnsweredRow) -> Iterator[Block]:
    if one.answer.cause:
        yield Paragraph(gettext("Årsak: %(text)s") % {"text": shortened(one.answer.cause.text, LONGEST_CAUSE)})
    if one.words:
        yield Paragraph(shortened(one.words, LONGEST_CAUSE))
    measures = one.answer.measures
    if measures:
        titles = [
            f"{each.title} ({each.progress_word})" if each.progress_word else each.title
            for each in measures[:MEASURES_SHOWN]
        ]
        more = len(measures) - MEASURES_SHOWN
        if more > 0:
            titles.append(ngettext("%(n)d til", "%(n)d til", more) % {"n": more})
        yield Paragraph(gettext("Tiltak: %(measures)s.") % {"measures": "; ".join(titles)})
    if one.lacking:
        yield Paragraph(one.lacking, Role.NOTE)


def changes(paper: Paper, room: Room) -> Iterator[Block]:
    yield Heading(1, gettext("Dette er endret"))
    words = {"day": date_format(paper.since)}
    if not paper.changes:
        yield Paragraph(gettext("Ingen lys er endret siden %(day)s.") % words)
    yield Paragraph(" ".join((judged_again(paper), newest(paper))).strip(), Role.NOTE)
    if not paper.changes:
        return
    yield Bullets(tuple(change_said(one) for one in paper.changes[: room.changes]))
    yield from left_out(len(paper.changes) - room.changes)


def judged_again(paper: Paper) -> str:
    words = {"day": date_format(paper.since)}
    return gettext("Lysene er vurdert på nytt for %(day)s med tallene som er kjent nå.") % words


def newest(paper: Paper) -> str:
    """So that nobody takes it for calm that no newer figure has come."""
    return gettext("Det nyeste tallet er for %(period)s.") % {"period": paper.newest} if paper.newest else ""


def change_said(change: YearChange) -> str:
    because = f" {change.because[:1].upper()}{change.because[1:]}." if change.because else ""
    return f"{change.title.rstrip('.')}: {change.from_word} → {change.to_word}.{because}"


def calm(paper: Paper, room: Room) -> Iterator[Block]:
    """What goes as it should by name, and what cannot be judged with what is lacking."""
    for title, rows, beside in (
        (gettext("Dette går som det skal"), paper.calm, word_of),
        (gettext("Kan ikke vurderes"), paper.grey, lacking),
    ):
        if rows:
            yield Heading(1, title)
            yield Bullets(tuple(f"{row.title.rstrip('.')} {DASH} {beside(row)}" for row in rows[: room.calm]))
            yield from left_out(len(rows) - room.calm)


def word_of(row: LightRow) -> str:
    return row.word


def lacking(row: LightRow) -> str:
    """Why it is grey: who has set it so, else what the rule lacks."""
    said = row.override.sentence if row.override else row.summary
    return shortened(f"{said[:1].lower()}{said[1:]}", LONGEST_REASON)


def left_out(count: int) -> Iterator[Block]:
    if count > 0:
        words = ngettext("%(n)d til står i planen på nett.", "%(n)d til står i planen på nett.", count) % {"n": count}
        yield Paragraph(words, Role.NOTE)


def sources(paper: Paper) -> Iterator[Block]:
    if paper.sources:
        said = "; ".join(paper.sources[:SOURCES_SHOWN])
        more = len(paper.sources) - SOURCES_SHOWN
        if more > 0:
            said += " " + ngettext("og %(n)d kilde til", "og %(n)d kilder til", more) % {"n": more}
        yield Paragraph(gettext("Kilder: %(sources)s.") % {"sources": said}, Role.NOTE)
