"""Pages that set up a source in steps: find the table, choose from it, say what it is.

Every step is a plain form. What was chosen in an earlier step travels in hidden fields and is checked anew in each.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from accounts.last_change import newest_change
from accounts.opened import OPENED, Opened, Overtaken, digest, overtaken_said, row_in_turn
from indicators.mapping_form import MappingForm
from indicators.models import Indicator, Region, Source
from indicators.permissions import get_source_for, may_set_up_sources
from indicators.proposals import combinations
from indicators.selection_form import SelectionForm
from indicators.services.source_setup import (
    Setup,
    SetupRefused,
    TableHasSource,
    change_setup,
    set_up_source,
    setup_of,
    source_of_table,
)
from indicators.services.table_lookup import DescribedTable, described_table, tables_found, title_of
from indicators.source_forms import TableForm
from indicators.sources.jsonstat import DatasetRefused, Role
from indicators.sources.ssb import HeldBack, SourceError, SourceWithdrawn
from indicators.sources.ssb_addresses import is_address, table_meant_by
from indicators.views.sources import sources_trail

View = Callable[..., HttpResponse]
MOST_OFFERED = 2_000


def for_administrators(view: View) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_set_up_sources(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


@require_safe
@for_administrators
def source_add(request: HttpRequest) -> HttpResponse:
    """Straight to a table that the person knows, else tables to pick from."""
    form = TableForm(request.GET or None)
    context: dict[str, Any] = {"form": form, "crumbs": sources_trail()}
    if form.is_valid():
        typed = form.cleaned_data["tabell"]
        if table := table_meant_by(typed):
            return redirect("source-add-table", table)
        if is_address(typed):
            form.add_error("tabell", gettext("Adressen er ikke en tabell hos SSB. Lim inn tabellnummeret i stedet."))
        else:
            context |= found_by(typed, page_number(request))
    return render(request, "indicators/source_add.html", context)


def page_number(request: HttpRequest) -> int:
    number = request.GET.get("side", "1")
    return max(1, int(number)) if number.isascii() and number.isdigit() and len(number) < 6 else 1


def found_by(words: str, page: int) -> dict[str, Any]:
    try:
        found = tables_found(words, page=page, clock=timezone.now)
    except (SourceError, HeldBack) as error:
        return {"trouble": told(error)}
    return {"found": found, "tables": [(one, title_of(one)) for one in found.tables]}


def told(error: SourceError | HeldBack | DatasetRefused | SetupRefused) -> str:
    """What stands in the way, in one sentence with the source's own words."""
    match error:
        case HeldBack():
            return error.reason
        case SetupRefused():
            return " ".join(error.problems)
        case SourceWithdrawn():
            return gettext("SSB har ingen tabell med dette nummeret («%(title)s»).") % {"title": error}
        case DatasetRefused():
            return gettext("Tabellen kan ikke settes opp: %(reason)s.") % {"reason": error.message}
        case _:
            return gettext("SSB svarte ikke slik vi ventet («%(title)s»). Prøv igjen om litt.") % {"title": error}


@require_http_methods(["GET", "HEAD", "POST"])
@for_administrators
def source_add_table(request: HttpRequest, table: str) -> HttpResponse:
    """Choose from a table, say what it is, and make a source of it."""
    if kept := source_of_table(table):
        messages.info(request, gettext("Tabell %(table)s er lagt til fra før.") % {"table": table})
        return redirect("source-detail", kept.code)
    return steps(request, table, source=None)


@require_http_methods(["GET", "HEAD", "POST"])
@for_administrators
def source_select(request: HttpRequest, code: str) -> HttpResponse:
    """Choose anew from the table of a source that is there."""
    source = get_source_for(request.user, code)
    with row_in_turn(source, is_sent=request.POST.get("handling") == "lagre"):
        return steps(request, source.table, source=source)


def steps(request: HttpRequest, table: str, *, source: Source | None) -> HttpResponse:
    trail = (
        [*sources_trail(), (source.name, reverse("source-detail", args=[source.code]))] if source else sources_trail()
    )
    if source is None:
        trail.append((gettext("Legg til en tabell"), reverse("source-add")))
    context: dict[str, Any] = {"crumbs": trail, "source": source, "table_id": table}
    context["opened"] = opened_setup(request, source) if source else None
    try:
        described = described_table(table, clock=timezone.now)
        refuse_grouped_codes(described, source)
        form = SelectionForm(asked(request, described.description.variables), table=described, source=source)
        return step(request, described, form, context | {"table": described, "form": form})
    except (SourceError, HeldBack, DatasetRefused, SetupRefused) as error:
        return render(request, "indicators/source_trouble.html", context | {"trouble": told(error)})


def opened_setup(request: HttpRequest, source: Source) -> Opened:
    """Each step goes on from the version that the first one showed; the last one compares."""
    now, sent = digest([setup_of(source)]), request.POST.get(OPENED, "")
    if request.POST.get("handling") != "lagre" or sent in {"", now}:
        return Opened(sent or now)
    return Opened(now, Overtaken(overtaken_said(newest_change([source])), []))


def refuse_grouped_codes(table: DescribedTable, source: Source | None) -> None:
    """Groups of codes that make the indicators are known to the bank only, and cannot be chosen from here."""
    grouped = set(source.codelists) if source else set()
    for one in table.description.variables:
        if one.id in grouped and one.role is not Role.GEO:
            raise SetupRefused([gettext("%(name)s er gruppert, og det endres i kildefilen.") % {"name": one.label}])


def step(request: HttpRequest, table: DescribedTable, form: SelectionForm, context: dict[str, Any]) -> HttpResponse:
    """The step that the pressed button leads to; back to choosing where something is wrong with the choice."""
    action, source = request.POST.get("handling", ""), context["source"]
    if request.headers.get("HX-Request"):
        return render(request, "indicators/_selection_size.html", context)
    if action not in {"videre", "lagre"} or not form.is_valid():
        return render(request, "indicators/source_select.html", context)
    proposed = combinations(table.description, form.selection)
    data = request.POST if action == "lagre" else None
    mapping = MappingForm(data, combinations=proposed, source=source, name=table.title)
    opened: Opened | None = context["opened"]
    if (opened is None or opened.is_mine) and mapping.is_valid():
        try:
            return saved(request, table, Setup(form.selection, mapping.meanings), source, mapping)
        except SetupRefused as refused:
            return render(request, "indicators/source_select.html", context | {"refused": refused.problems})
    return mapping_asked(request, form, context | {"mapping": mapping})


def mapping_asked(request: HttpRequest, form: SelectionForm, context: dict[str, Any]) -> HttpResponse:
    """The step in which each series gets its meaning; what was chosen before goes along with it."""
    catalogue = Indicator.objects.in_catalogue().order_by("name_nb").values_list("code", "name_nb")
    hidden = [(name, value) for name in form.fields for value in request.POST.getlist(name)]
    context |= {"catalogue": catalogue[:MOST_OFFERED], "hidden": hidden}
    return render(request, "indicators/source_map.html", context)


def saved(
    request: HttpRequest, table: DescribedTable, setup: Setup, source: Source | None, mapping: MappingForm
) -> HttpResponse:
    by, now = request.user.get_username(), timezone.now()
    if source:
        change_setup(source=source, table=table, setup=setup, by=by, now=now)
        messages.success(request, gettext("Lagret. Det nye utvalget gjelder fra neste henting."))
        return redirect("source-detail", source.code)
    try:
        added = set_up_source(table=table, name=mapping.cleaned_data["navn"], setup=setup, by=by, now=now)
    except TableHasSource as kept:
        messages.info(request, gettext("Tabell %(table)s er lagt til fra før.") % {"table": table.facts.id})
        return redirect("source-detail", kept.source.code)
    messages.success(
        request, gettext("Kilden er lagt til. Hent tallene nå, eller vent til neste gang vi ser etter nye.")
    )
    return redirect("source-detail", added.code)


def asked(request: HttpRequest, variables: Any) -> Any:
    """What was sent; with the places we know ticked as well, where that was asked for."""
    if request.method != "POST":
        return None
    data = request.POST.copy()
    action = request.POST.get("handling", "")
    if not action.startswith("kjente_"):
        return data
    place = action.removeprefix("kjente_")
    if place.isascii() and place.isdigit() and int(place) < len(variables):
        known = Region.objects.filter(code__in=variables[int(place)].codes).values_list("code", flat=True)
        data.setlist(f"koder_{place}", [*data.getlist(f"koder_{place}"), *known])
    return data
