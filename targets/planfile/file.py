"""A whole plan file: every section read, every reference checked, or everything that is wrong with it. Pure."""

from collections.abc import Iterable

from accounts.imports import Problems, quoted
from accounts.wording import say
from indicators.sources.files import decoded
from indicators.sources.yaml_fields import Fields, Notebook
from indicators.sources.yaml_tree import read_tree
from planning.content import PlanContent, Record
from targets.planfile.codes import Codes
from targets.planfile.goals_section import read_challenges, read_goals, read_guidelines, read_measures
from targets.planfile.indicators_section import read_indicators, read_sources
from targets.planfile.plan_section import (
    read_documents,
    read_focus_areas,
    read_municipality,
    read_plan,
    read_related_plans,
    read_themes,
)
from targets.planfile.quality_section import read_quality
from targets.planfile.records import PlanFile
from targets.planfile.targets_section import base_period_of, read_targets


def read_plan_file(body: bytes, *, name: str) -> PlanFile:
    """The checked content of a plan file. Raises ImportRefused."""
    notebook = Notebook(Problems(name))
    tree = read_tree(decoded(body, file=name), problems=notebook.problems)
    file, codes = Fields(tree, "", notebook), Codes(tree)
    content = read_content(file, codes)
    sources = tuple(read_sources(file, codes))
    indicators = tuple(read_indicators(file, codes))
    bases = {one.code: base for one in indicators if (base := base_period_of(one.values))}
    targets = tuple(read_targets(file, codes, bases))
    quality = tuple(read_quality(file, codes))
    notebook.problems.refuse_if_any()
    return PlanFile(content, sources, indicators, targets, quality, tuple(notebook.warnings()))


def read_content(file: Fields, codes: Codes) -> PlanContent:
    """The plan's own words: everything but indicators and targets."""
    areas = list(read_focus_areas(file))
    guidelines = list(read_guidelines(file, codes))
    goals, themes = tuple(read_goals(file, codes)), tuple(read_themes(areas, codes))
    check_parents((*goals, *themes), file.notebook.problems)
    return PlanContent(
        municipality=read_municipality(file),
        plan=read_plan(file),
        documents=tuple(read_documents(file)),
        related_plans=tuple(read_related_plans(file)),
        focus_areas=tuple(area for area, _fields in areas),
        themes=themes,
        guidelines=tuple(guideline for guideline, _citations in guidelines),
        citations=tuple(citation for _guideline, citations in guidelines for citation in citations),
        goals=goals,
        measures=tuple(read_measures(file, codes)),
        challenges=tuple(read_challenges(file, codes)),
    )


def check_parents(records: Iterable[Record], problems: Problems) -> None:
    """Nothing may stand above itself, however many steps away."""
    records = list(records)
    parents = {record.code: record.one["parent"] for record in records if record.one["parent"]}
    for record in records:
        above, passed = parents.get(record.code), {record.code}
        while above and above not in passed:
            passed.add(above)
            above = parents.get(above)
        if above == record.code:
            problems.add(record.place, say("{code} står over seg selv: rett «parent»", code=quoted(record.code)))
