"""Loading a workbook of figures: found by its heading or by a mapping, then through the one door."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from django.utils.translation import gettext

from accounts.imports import ImportProblem, LoadOutcome, Problems, quoted, refusal
from accounts.syncing import in_chunks
from indicators.models import Channel, Indicator, IndicatorAlias, Region
from indicators.regions import described, problem_with, resolve
from indicators.services.observations import figure_of, why_unknown
from indicators.services.recording import Delivery, refuse_contradictions, take_delivery, whole_or_nothing
from indicators.sources.excel import SheetObservation, WorkbookMapping, read_workbook
from indicators.sources.excel.mapped import NamedIndicator
from indicators.units import same_measure

NAMES_PER_QUERY = 5_000


@whole_or_nothing()
def load_excel(
    *,
    name: str,
    body: bytes,
    mapping: WorkbookMapping | None,
    provisional: bool,
    known_from: datetime,
    by: str,
    now: datetime,
    only_regions: Collection[str] | None = None,
) -> LoadOutcome:
    """Take in a workbook: all of it, or ImportRefused and nothing. `provisional` marks its actual figures so.

    `only_regions` are the codes of the regions whose figures are taken; the others are passed over and told of.
    """
    problems = Problems(name)
    workbook = read_workbook(body, mapping=mapping, problems=problems)
    problems.refuse_if_any()
    rows = workbook.rows
    if only_regions is not None:
        rows = list(rows_about(only_regions, rows))
    refuse_if_empty(rows, name, only_regions)
    indicators = indicators_of(rows, workbook.named, problems)
    check_regions(rows, problems)
    problems.refuse_if_any()
    regions = resolve({row.region for row in rows})
    figures = [
        replace(figure_of(row, indicators, regions, provisional=provisional, known_from=known_from), place=str(number))
        for number, row in enumerate(rows)
    ]
    refuse_contradictions(figures, problems, place_of=lambda figure: rows[int(figure.place)].place("value"))
    problems.refuse_if_any()
    delivery = Delivery(Channel.EXCEL, name, body, received_from=by, received_at=now, known_from=known_from)
    outcome = take_delivery(figures=figures, delivery=delivery, action="indicators.workbook.loaded")
    passed_over = len({row.region for row in workbook.rows}) - len({row.region for row in rows})
    return replace(outcome, warnings=(*outcome.warnings, *warnings_about(name, mapping, passed_over)))


def rows_about(codes: Collection[str], rows: Iterable[SheetObservation]) -> Iterator[SheetObservation]:
    """The rows about some regions, whether they are named by code or by name."""
    names = set(codes) | set(Region.objects.filter(code__in=codes).values_list("name", flat=True))
    for row in rows:
        if row.region in names or (row.region and described(row.region).code in codes):
            yield row


def refuse_if_empty(rows: Sequence[SheetObservation], name: str, only_regions: Collection[str] | None) -> None:
    if rows:
        return
    if only_regions is None:
        raise refusal(name, "", gettext("filen har ingen tall"))
    wanted = ", ".join(sorted(only_regions))
    raise refusal(name, "", gettext("filen har ingen tall om kommunen (%(codes)s)") % {"codes": wanted})


def indicators_of(
    rows: Sequence[SheetObservation], named: dict[str, NamedIndicator], problems: Problems
) -> dict[str, int]:
    """The indicator of each code or plan name; those that the mapping describes are made where nobody knows them."""
    names = {row.indicator for row in rows}
    kept: dict[str, Indicator] = {}
    for chunk in in_chunks(names, NAMES_PER_QUERY):
        kept |= {one.code: one for one in Indicator.objects.filter(code__in=chunk)}
    check_units(kept, named, problems)
    new = [one for code, one in named.items() if code in names and code not in kept]
    found = {code: one.pk for code, one in kept.items()} | make_indicators(new)
    return found | aliased(rows, names - found.keys(), problems)


def check_units(kept: dict[str, Indicator], named: dict[str, NamedIndicator], problems: Problems) -> None:
    """An indicator that measures something else than the mapping says is not given its figures."""
    for code, indicator in kept.items():
        if code in named and not same_measure(indicator.unit, named[code].unit):
            words = {"code": quoted(code), "kept": indicator.unit, "unit": named[code].unit}
            message = gettext("indikatoren %(code)s måles i %(kept)s, men oppsettet gir %(unit)s")
            problems.add(gettext("oppsett"), message % words)


def make_indicators(new: Iterable[NamedIndicator]) -> dict[str, int]:
    indicators = [
        Indicator(code=one.code, name_nb=one.name[:500], unit=one.unit, decimals=one.decimals)
        for one in sorted(new, key=lambda one: one.code)
    ]
    # Another load may have made the same ones a moment ago; then they are that load's.
    Indicator.objects.bulk_create(indicators, batch_size=1_000, ignore_conflicts=True)
    made = Indicator.objects.filter(code__in=[one.code for one in indicators])
    return dict(made.values_list("code", "pk"))


def aliased(rows: Iterable[SheetObservation], names: Collection[str], problems: Problems) -> dict[str, int]:
    """The indicator of each name that only one indicator has in a plan; the others are problems."""
    by_alias: dict[str, set[int]] = {}
    for chunk in in_chunks(names, NAMES_PER_QUERY):
        for alias, key in IndicatorAlias.objects.filter(alias__in=chunk).values_list("alias", "indicator_id"):
            by_alias.setdefault(alias, set()).add(key)
    for row in rows:
        if row.indicator in names and len(by_alias.get(row.indicator, ())) != 1:
            problems.add(row.place("indicator_id"), why_unknown(row.indicator, by_alias))
    return {alias: min(keys) for alias, keys in by_alias.items() if len(keys) == 1}


def check_regions(rows: Iterable[SheetObservation], problems: Problems) -> None:
    messages: dict[str, str] = {}
    for row in rows:
        message = messages.setdefault(row.region, problem_with(row.region))
        if message:
            problems.add(row.place("region"), message)


def warnings_about(name: str, mapping: WorkbookMapping | None, passed_over: int) -> Iterator[ImportProblem]:
    """What somebody should know of the mapping, and of what was left out."""
    if mapping and not mapping.is_verified:
        place = gettext("oppsett %(name)s") % {"name": quoted(mapping.name)}
        yield ImportProblem(name, place, gettext("oppsettet er ikke kontrollert mot en ekte fil: se over tallene"))
    if passed_over:
        message = gettext("tall om %(count)d andre regioner er ikke tatt med") % {"count": passed_over}
        yield ImportProblem(name, "", message)
