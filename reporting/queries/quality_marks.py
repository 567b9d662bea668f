"""What does not add up, where series break, and what an indicator lacks: read of what is kept beside the figures."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal

from django.db.models import Q
from django.utils.translation import gettext

from indicators.check_words import Measured, Sides, check_in_words
from indicators.models import CheckFinding, GroupValue, QualityRecord
from indicators.periods import PeriodError
from indicators.units import measure_of
from reporting.quality import Kind, Thing
from reporting.queries.quality_figures import thing
from reporting.queries.quality_watched import Watched
from targets.queries import period_named

# A figure of one of these is no amount, so the figure of a group can be no sum.
RATIOS = frozenset({"percent", "permille", "index", "ratio", "per_1000", "per_10000", "points"})


def about_itself(watched: Watched) -> Iterator[Thing]:
    """What is the matter whatever the figures are: a group's sum beside one municipality, and no source."""
    indicator = watched.indicator
    if indicator.group_value == GroupValue.SUM:
        yield thing(watched, Kind.SUM, "", sum_in_words(watched), indicator.group_value, measure_of(indicator.unit))
    if not watched.has_source:
        yield thing(watched, Kind.NO_SOURCE, "", gettext("Ingen har sagt hvor tallene er fra."))


def sum_in_words(watched: Watched) -> str:
    if measure_of(watched.indicator.unit) in RATIOS:
        return gettext("Gruppens verdi er satt til sum, men et forholdstall kan ikke legges sammen.")
    if watched.peers:
        return gettext(
            "Måltallet sammenligner med en gruppe, men gruppens tall er summen av medlemmene og ikke et gjennomsnitt."
        )
    return gettext(
        "KOSTRA-gruppens tall er summen av medlemmene. Les det ikke som et gjennomsnitt ved siden av kommunens eget."
    )


# What does not add up -----------------------------------------------------------------------------------------------


def does_not_add_up(by_code: Mapping[str, Watched], *, hidden: Collection[str]) -> Iterator[Thing]:
    """Open findings that some of the indicators are part of, shown at the first of them; one query."""
    part_of = Q(indicator__code__in=by_code) | Q(figures__has_any_keys=list(by_code))
    rows = CheckFinding.objects.open().filter(part_of).select_related("indicator", "region").order_by("pk")
    for row in rows:
        if not set(row.tables) & set(hidden):
            yield finding_told(row, by_code)


def finding_told(row: CheckFinding, by_code: Mapping[str, Watched]) -> Thing:
    codes = (row.indicator.code, *row.figures)
    shown = next(by_code[code] for code in codes if code in by_code)
    sides = Sides(Decimal(row.left), Decimal(row.right), Decimal(row.allowed))
    measured = Measured(row.indicator.name_nb, row.indicator.unit, row.indicator.decimals or 0)
    said = check_in_words(row.check_code, sides, region=row.region.name, period=row.period, indicator=measured)
    targets = [one for code in codes if code in by_code for one in by_code[code].behind(row.region_id)]
    return Thing(
        kind=Kind.DOES_NOT_ADD_UP,
        indicator=shown.indicator.code,
        name=shown.name,
        region=row.region.name,
        region_code=row.region.code,
        period=row.period,
        sentence=f"{said}.",
        facts=(row.check_code, row.left, row.right),
        targets=tuple(dict.fromkeys(targets)),
        indicator_key=shown.indicator.pk,
        about=row.check_code,
    )


# Where series break -------------------------------------------------------------------------------------------------


def broken(watched: Sequence[Watched], *, plans: Collection[str]) -> Iterator[Thing]:
    """Where somebody has said that a series breaks, in the catalogue or in these plans; one query.

    What a plan says of its own use is left out where a record says it of the same period.
    """
    by_key: dict[int, list[Watched]] = defaultdict(list)
    for one in watched:
        by_key[one.indicator.pk].append(one)
    told: set[tuple[int, str]] = set()
    fields = ("pk", "from_period", "text", "region_id", "indicators")
    rows = QualityRecord.objects.filter(is_break=True, indicators__in=by_key, namespace__in={"", *plans})
    for record, period, text, region, indicator in rows.order_by("order", "code").values_list(*fields):
        told.add((indicator, period))
        for one in by_key[indicator]:
            if region in {None, one.region.pk}:
                yield break_told(one, period, text, record=record)
    for one in watched:
        said = (words for words in one.said_breaks if (one.indicator.pk, words[0]) not in told)
        yield from (break_told(one, period, text) for period, text in said)


def break_told(watched: Watched, period: str, text: str, *, record: int | None = None) -> Thing:
    words = {"period": label_of(period), "text": text}
    sentence = gettext("Tall før %(period)s kan ikke sammenlignes med tall etter. %(text)s") % words
    return thing(watched, Kind.BREAK, period, sentence.strip(), period, text, record=record)


def label_of(period: str) -> str:
    try:
        return period_named(period).label
    except PeriodError:
        return period
