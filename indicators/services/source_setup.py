"""Saying what is fetched from a table and what it is: a new source, or another choice from one that is there."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext

from accounts.services import record_event
from indicators.models import Indicator, IndicatorInSource, Source
from indicators.proposals import Selection, codes_of, combinations, is_summed, lost_codes
from indicators.services.edits import note_cited_otherwise
from indicators.services.jsonstat_files import indicator_of
from indicators.services.sources import add_source, ask_again, forget_lost, keep_extra, keep_labels, keep_notes
from indicators.services.table_lookup import DescribedTable
from indicators.sources.jsonstat import IndicatorInTable
from indicators.sources.ssb import Variable

MOST_COMBINATIONS = 200


class TableHasSource(Exception):
    """The table is fetched, or has been, by a source that is there: that one is changed instead."""

    def __init__(self, source: Source) -> None:
        super().__init__(source.code)
        self.source = source


class SetupRefused(Exception):
    """What was chosen does not fit the table. `problems` are sentences."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one combination of codes is: an indicator that is there, a new one, or nothing that we take in."""

    code: str
    indicator: Indicator | None = None
    is_taken: bool = True


@dataclass(frozen=True, slots=True)
class Setup:
    """Everything that a person decides about a source."""

    selection: Selection
    meanings: Sequence[Meaning]


@transaction.atomic
def set_up_source(*, table: DescribedTable, name: str, setup: Setup, by: str, now: datetime) -> Source:
    """A new source for the table with its indicators, verified by nobody.

    Raises TableHasSource where the table has one, SetupRefused for what the table does not have.
    """
    if kept := source_of_table(table.facts.id):
        raise TableHasSource(kept)
    found = check(table, setup, codelists={})
    source = add_only_once(table, name, setup, by=by, now=now)
    keep_names(source, table)
    keep_meanings(source, found, setup.meanings)
    note_cited_otherwise(source.pk, now=now)
    record_event(action="indicators.source.changed", subject=source, by=by, now=now, before={}, after=setup_of(source))
    return source


def add_only_once(table: DescribedTable, name: str, setup: Setup, *, by: str, now: datetime) -> Source:
    """The database decides where two people add the same table at once."""
    try:
        with transaction.atomic():
            return add_source(
                table=table.facts.id,
                name=name,
                selection=setup.selection,
                codelists={},
                is_kostra=table.facts.is_kostra,
                by=by,
                now=now,
            )
    except IntegrityError:
        if kept := source_of_table(table.facts.id):
            raise TableHasSource(kept) from None
        raise


@transaction.atomic
def change_setup(*, source: Source, table: DescribedTable, setup: Setup, by: str, now: datetime) -> bool:
    """Another choice from the source's table; figures that came before stay. Whether anything was changed.

    The next fetch takes everything anew. Raises SetupRefused.
    """
    source = Source.objects.select_for_update().get(pk=source.pk)
    found, before = check(table, setup, codelists=source.codelists), setup_of(source)
    source.selection = {variable: list(codes) for variable, codes in setup.selection.items()}
    source.save(update_fields=["selection"])
    keep_names(source, table)
    keep_meanings(source, found, setup.meanings)
    note_cited_otherwise(source.pk, now=now)
    lost, after = forget_lost(source), setup_of(source)
    if before == after and not lost:
        return False
    before |= {"lost": lost} if lost else {}
    ask_again(source=source)
    record_event(action="indicators.source.changed", subject=source, by=by, now=now, before=before, after=after)
    return True


def source_of_table(table: str) -> Source | None:
    """The source that fetches the table, or has done."""
    return Source.objects.filter(namespace="", table=table, status__isnull=False).order_by("pk").first()


def check(table: DescribedTable, setup: Setup, *, codelists: Mapping[str, str]) -> dict[str, IndicatorInTable]:
    """The combinations of the chosen codes, by code. Raises SetupRefused where something is not in the table."""
    problems = selection_problems(table, setup.selection, codelists=codelists)
    if problems:
        raise SetupRefused(problems)
    found = {one.code: one for one in combinations(table.description, setup.selection)}
    strangers = sorted({one.code for one in setup.meanings} - found.keys())
    if strangers:
        sentence = gettext("Valget har ingen kombinasjon med koden %(code)s.")
        raise SetupRefused([sentence % {"code": code} for code in strangers])
    refuse_repeated(setup.meanings)
    return found


def refuse_repeated(meanings: Sequence[Meaning]) -> None:
    """Two combinations cannot be one indicator: their figures would contradict each other."""
    times = Counter(one.indicator for one in meanings if one.indicator and one.is_taken)
    sentence = gettext("Indikatoren «%(name)s» er valgt for flere kombinasjoner.")
    if repeated := [sentence % {"name": one.name_nb} for one, count in times.items() if count > 1]:
        raise SetupRefused(repeated)


def selection_problems(table: DescribedTable, selection: Selection, *, codelists: Mapping[str, str]) -> list[str]:
    """What the table does not have. Codes of a codelist are known to nobody but the bank."""
    variables = {one.id: one for one in table.description.variables}
    strange = [
        gettext("Tabellen har ingen variabel %(name)s.") % {"name": name} for name in selection.keys() - variables
    ]
    checked = [one for name, one in variables.items() if name in selection and name not in codelists]
    return strange + [sentence for one in checked if (sentence := variable_problem(one, selection))]


def variable_problem(variable: Variable, selection: Selection) -> str:
    if is_summed(variable, selection):
        return "" if variable.is_eliminable else gettext("%(name)s kan ikke utelates.") % {"name": variable.label}
    if lost := lost_codes(variable, selection):
        words = {"name": variable.label, "codes": ", ".join(lost)}
        return gettext("%(name)s har ikke kodene som er valgt: %(codes)s.") % words
    if not codes_of(variable, selection):
        return gettext("Valget for %(name)s gir ingen koder.") % {"name": variable.label}
    return ""


def keep_names(source: Source, table: DescribedTable) -> None:
    """What the table says of itself and of the chosen codes."""
    variables = (one for one in table.description.variables if not is_summed(one, source.selection))
    chosen = {one.id: codes_of(one, source.selection) for one in variables}
    keep_notes(source=source, dataset=table.description.dataset, chosen=chosen)
    keep_labels(source=source, variables=table.description.variables)


def keep_meanings(source: Source, found: Mapping[str, IndicatorInTable], meanings: Sequence[Meaning]) -> None:
    """The indicator of each combination; what is not taken is remembered, so that no fetch makes an indicator of it."""
    taken = [one for one in meanings if one.is_taken]
    new = new_indicators(found, [one.code for one in taken if one.indicator is None])
    wanted = {one.code: one.indicator or new[one.code] for one in taken}
    kept = {one.code: one for one in IndicatorInSource.objects.filter(source=source)}
    gone = [one.pk for code, one in kept.items() if wanted.get(code) != one.indicator]
    IndicatorInSource.objects.filter(pk__in=gone).delete()
    IndicatorInSource.objects.bulk_create(
        IndicatorInSource(source=source, code=code, indicator=indicator)
        for code, indicator in wanted.items()
        if code not in kept or kept[code].pk in gone
    )
    source.indicators.add(*wanted.values())
    keep_extra(source, {"not_taken": sorted(one.code for one in meanings if not one.is_taken)})
    source.refresh_from_db(fields=["extra"])


def new_indicators(found: Mapping[str, IndicatorInTable], codes: Sequence[str]) -> dict[str, Indicator]:
    """The indicators with the table's own codes: those that are there from before are the same ones."""
    kept = Indicator.objects.in_bulk(codes, field_name="code")
    missing = [found[code] for code in codes if code not in kept]
    made = Indicator.objects.bulk_create(indicator_of(one) for one in missing)
    return kept | {one.code: one for one in made}


def setup_of(source: Source) -> dict[str, Any]:
    """The setup in plain values, for the audit trail."""
    mappings = IndicatorInSource.objects.filter(source=source).order_by("code").values_list("code", "indicator__code")
    return {
        "selection": source.selection,
        "mappings": [f"{code} = {indicator}" for code, indicator in mappings],
        "not_taken": source.extra.get("not_taken", []),
    }
