"""Challenges and opportunities of a focus area, by the dimension of sustainability that they belong to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext

from planning.models import Basis, Challenge, ChallengeKind, Dimension, FocusArea, Plan
from reporting.queries.focus_content import belonging_to
from reporting.queries.lights import quoted_name
from targets.models import IndicatorInPlan


@dataclass(frozen=True, slots=True)
class ChallengeRow:
    code: str
    text: str
    theme: str
    # Whether the document says its dimension or it is derived; said here only where those of its group differ.
    basis: str
    # The figures that show it, as (code, name).
    indicators: tuple[tuple[str, str], ...]
    measures: tuple[str, ...]
    # Where the whole plan is shown: the focus areas that it belongs to.
    areas: tuple[str, ...] = ()
    has_earlier_words: bool = False


@dataclass(frozen=True, slots=True)
class DimensionGroup:
    dimension: str
    title: str
    # What all of them rest on, where it is the same.
    basis: str
    challenges: list[ChallengeRow]
    opportunities: list[ChallengeRow]

    @property
    def count(self) -> int:
        return len(self.challenges) + len(self.opportunities)


def challenges_of(area: FocusArea) -> list[DimensionGroup]:
    """Those of the area in the order of the plan; three queries."""
    chosen = Challenge.objects.filter(belonging_to(area), plan=area.plan).distinct()
    found = list(chosen.select_related("theme").prefetch_related("measures").order_by("order", "code"))
    names = names_of_indicators(area.plan, found)
    groups = (dimension_group(dimension, found, names) for dimension in [*Dimension.values, ""])
    return [group for group in groups if group.count]


def names_of_indicators(plan: Plan, challenges: Iterable[Challenge]) -> dict[str, tuple[str, str]]:
    """The indicators that challenges name by the plan's own codes, as (code, name)."""
    codes = {code for one in challenges for code in one.extra.get("indicators", ())}
    used = IndicatorInPlan.objects.filter(plan=plan, code__in=codes).select_related("indicator")
    return {one.code: (one.indicator.code, quoted_name(one.indicator)) for one in used}


def dimension_group(
    dimension: str, challenges: Iterable[Challenge], names: Mapping[str, tuple[str, str]]
) -> DimensionGroup:
    own = [one for one in challenges if one.dimension == dimension]
    bases = {one.dimension_basis for one in own}
    shared = bases.pop() if len(bases) == 1 else None
    rows = [(one.kind, challenge_row(one, names, says_basis=shared is None)) for one in own]
    return DimensionGroup(
        dimension=dimension,
        title=dimension_title(dimension),
        basis=basis_in_words(shared or "", many=True),
        challenges=[row for kind, row in rows if kind == ChallengeKind.CHALLENGE],
        opportunities=[row for kind, row in rows if kind == ChallengeKind.OPPORTUNITY],
    )


def challenge_row(one: Challenge, names: Mapping[str, tuple[str, str]], *, says_basis: bool) -> ChallengeRow:
    return ChallengeRow(
        code=one.code,
        text=one.text,
        theme=one.theme.title if one.theme else "",
        basis=basis_in_words(one.dimension_basis) if says_basis else "",
        indicators=tuple(names[code] for code in one.extra.get("indicators", ()) if code in names),
        measures=tuple(measure.title for measure in one.measures.all()),
    )


def dimension_title(dimension: str) -> str:
    return {
        Dimension.SOCIAL.value: gettext("Sosial bærekraft"),
        Dimension.ECONOMIC.value: gettext("Økonomisk bærekraft"),
        Dimension.ENVIRONMENTAL.value: gettext("Miljømessig bærekraft"),
    }.get(dimension, gettext("Uten bærekraftsdimensjon"))


def basis_in_words(basis: str, *, many: bool = False) -> str:
    """Who says which dimension it is."""
    if basis == Basis.DOCUMENT:
        return gettext("Dimensjonen er sagt i dokumentet.")
    if basis == Basis.DERIVED and many:
        return gettext("Dimensjonen er utledet av innholdet, ikke sagt i dokumentet.")
    return gettext("Dimensjonen er utledet av innholdet.") if basis == Basis.DERIVED else ""
