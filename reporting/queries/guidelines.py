"""Guidelines: each once, with every place that cites it, the goals that answer it, and the areas it is for."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet

from planning.models import Citation, FocusArea, Goal, Guideline, Level, Plan
from planning.sdg_names import sdg_name
from reporting.queries.focus_content import titles_of_documents


@dataclass(frozen=True, slots=True)
class CitationRow:
    """One place that leans on the guideline, with the angle it takes there."""

    area_code: str
    # The chapter, after the focus area where that is another than the one that is read.
    where: str
    document: str
    angle: str
    note: str


@dataclass(frozen=True, slots=True)
class GuidelineRow:
    code: str
    level: str
    kind: str
    # What it is called by, and its title where that says more.
    name: str
    title: str
    # When it was decided and is in force, as the plan says it; nothing that its name says already.
    dated: tuple[str, ...]
    gist: str
    note: str
    url: str
    applies_to_all: bool
    # Those in the focus area that is asked for; all where none is.
    citations: tuple[CitationRow, ...]
    # In other focus areas.
    elsewhere: tuple[CitationRow, ...]
    # The goals that answer it, as (code, text, code of a focus area that shows it).
    goals: tuple[tuple[str, str, str], ...]
    sdgs: tuple[tuple[int, str], ...]

    def holds(self, word: str) -> bool:
        """Whether a word in small letters is in what is said of it."""
        cited = (text for one in self.citations for text in (one.where, one.angle, one.note))
        said = (self.name, self.title, self.kind, self.gist, self.note, *self.dated, *cited)
        return any(word in text.casefold() for text in said)


@dataclass(frozen=True, slots=True)
class LevelGroup:
    level: str
    title: str
    guidelines: list[GuidelineRow]


@dataclass(frozen=True, slots=True)
class GuidelinePage:
    """The guidelines of a plan that fit what was asked for. `unanswered` counts those that no goal answers."""

    plan: Plan
    groups: list[LevelGroup]
    total: int
    shown: int
    unanswered: int


def guideline_page(*, plan: Plan, level: str = "", text: str = "", only_unanswered: bool = False) -> GuidelinePage:
    """Every word must be found somewhere; six queries whatever is asked for."""
    rows = guideline_rows(Guideline.objects.filter(plan=plan), plan=plan)
    words = text.casefold().split()
    shown = [
        row
        for row in rows
        if (not level or row.level == level)
        and all(row.holds(word) for word in words)
        and not (only_unanswered and row.goals)
    ]
    return GuidelinePage(plan, by_level(shown), len(rows), len(shown), sum(not row.goals for row in rows))


def guidelines_of(area: FocusArea) -> list[LevelGroup]:
    """Those that the area leans on, by level; six queries."""
    chosen = Guideline.objects.filter(Q(focus_areas=area) | Q(citations__focus_area=area), plan=area.plan)
    return by_level(guideline_rows(chosen.distinct(), plan=area.plan, area=area))


def guideline_rows(chosen: QuerySet[Guideline], *, plan: Plan, area: FocusArea | None = None) -> list[GuidelineRow]:
    """Each guideline as it is told, in the order of the plan; six queries."""
    titles = titles_of_documents(plan)
    citations = Citation.objects.select_related("focus_area").order_by("order", "pk")
    goals = Goal.objects.prefetch_related("focus_areas").order_by("order", "code")
    found = chosen.prefetch_related(Prefetch("citations", citations), Prefetch("goals", goals), "sdgs")
    return [guideline_row(one, titles, area) for one in found.order_by("order", "code")]


def guideline_row(guideline: Guideline, titles: dict[str, str], area: FocusArea | None) -> GuidelineRow:
    cited = [citation_row(one, titles, read=area) for one in guideline.citations.all()]
    # A place in no focus area is told wherever the guideline is.
    here = [one for one in cited if area is None or one.area_code in {area.code, ""}]
    name = called(guideline)
    return GuidelineRow(
        code=guideline.code,
        level=guideline.level,
        kind=guideline.kind,
        name=name,
        title="" if says_same(guideline.title, name) else guideline.title,
        dated=tuple(one for one in (guideline.years, guideline.decided, guideline.in_force) if one not in name),
        gist=guideline.gist,
        note=str(guideline.extra.get("note", "")),
        url=guideline.url,
        applies_to_all=guideline.applies_to_all,
        citations=tuple(here),
        elsewhere=tuple(one for one in cited if one not in here),
        goals=tuple((goal.code, goal.text, shown_in(goal, area)) for goal in guideline.goals.all()),
        sdgs=tuple((one, sdg_name(one)) for one in sorted(sdg.number for sdg in guideline.sdgs.all())),
    )


def citation_row(citation: Citation, titles: dict[str, str], *, read: FocusArea | None) -> CitationRow:
    area, chapter = citation.focus_area, citation.cited_section
    # Chapters are often written with the area before them, and the one that is read stands above them all.
    is_told = area is None or area == read or chapter.casefold().startswith(area.title.casefold())
    named = "" if is_told or area is None else area.title
    document = titles.get(citation.cited_document, citation.cited_document)
    return CitationRow(
        area_code=area.code if area else "",
        where=": ".join(part for part in (named, chapter) if part) or (area.title if area else document),
        # The line is for checking, not for reading.
        document=document,
        angle=citation.angle,
        note=citation.note,
    )


def called(guideline: Guideline) -> str:
    """Its reference, which people know it by; its title where it has none."""
    return guideline.reference or guideline.title


def says_same(title: str, name: str) -> bool:
    return title.casefold() == name.casefold()


def shown_in(goal: Goal, area: FocusArea | None) -> str:
    """A focus area whose page shows the goal: the one that is read where it does, else its first."""
    areas = sorted(goal.focus_areas.all(), key=lambda one: one.order)
    return next((one.code for one in areas if area is None or one == area), areas[0].code if areas else "")


def by_level(rows: Iterable[GuidelineRow]) -> list[LevelGroup]:
    """From the widest level to the municipality's own."""
    found = list(rows)
    groups = (
        LevelGroup(level.value, str(level.label), [row for row in found if row.level == level]) for level in Level
    )
    return [group for group in groups if group.guidelines]
