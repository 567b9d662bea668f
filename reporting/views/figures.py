"""Typing one figure of an indicator for the own municipality."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from accounts.models import Municipality
from indicators.figure_forms import TypedFigureForm
from indicators.formats import published, unit_title, with_unit
from indicators.models import Indicator, Region
from indicators.services.typed_figures import TypedFigure, TypedOutcome, type_figure
from indicators.standing_figures import CellFigures, newest_cells
from reporting.permissions import Person, get_indicator_for, municipalities_to_load_for, visible_plans
from reporting.queries.drafts import hidden_tables
from reporting.trails import indicator_trail
from targets.sentences import name_of_indicator
from targets.tasks import assess_touched

MOST_PERIODS = 6


@require_http_methods(["GET", "HEAD", "POST"])
def figure_type(request: HttpRequest, code: str) -> HttpResponse:
    """The form, with what stands there from before; the official figure goes on counting, and the page says so."""
    indicator = get_indicator_for(request.user, code)
    municipalities = municipalities_to_load_for(request.user)
    sent = (request.POST,) if request.method == "POST" else ()
    form = TypedFigureForm(*sent, indicator=indicator, municipalities=municipalities)
    if form.is_valid():
        typed = form.typed()
        outcome = type_figure(
            typed=typed,
            municipality=form.chosen_municipality,
            by=request.user.get_username(),
            now=timezone.now(),
        )
        transaction.on_commit(assess_touched.delay, robust=True)
        messages.success(request, what_became_of(typed, outcome))
        for warning in outcome.warnings:
            messages.warning(request, warning.message)
        return redirect("indicator-detail", indicator.code)
    places = [(one, cells_of(request.user, indicator, one)) for one in municipalities.order_by("name")]
    context = {
        "form": form,
        "indicator": indicator,
        "name": name_of_indicator(indicator),
        "unit": unit_title(indicator.unit),
        "places": places,
        "crumbs": indicator_trail(indicator),
    }
    return render(request, "indicators/figure_type.html", context)


def cells_of(user: Person, indicator: Indicator, municipality: Municipality) -> list[CellFigures]:
    """What stands in the municipality's newest cells."""
    region = Region.objects.filter(code=municipality.number).first()
    hidden = hidden_tables(set(visible_plans(user).values_list("code", flat=True)))
    return newest_cells(indicator, region, most=MOST_PERIODS, hidden_tables=hidden)


def what_became_of(typed: TypedFigure, outcome: TypedOutcome) -> str:
    """What was kept, and which figure counts."""
    words = {"period": outcome.period.label, "typed": shown(typed.indicator, typed.literal, typed.missing)}
    if official := outcome.official:
        words["official"] = shown(typed.indicator, official.literal, official.missing)
    return sentence_of(outcome) % words


def sentence_of(outcome: TypedOutcome) -> str:
    if outcome.is_new and outcome.official:
        return gettext(
            "Lagret: %(typed)s for %(period)s. Det offisielle tallet er %(official)s og gjelder fortsatt; ditt "
            "tall vises ved siden av."
        )
    if outcome.is_new:
        return gettext("Lagret: %(typed)s for %(period)s.")
    if outcome.official:
        return gettext("Ingenting nytt er lagret. Det offisielle tallet for %(period)s er %(official)s.")
    return gettext("Ingenting nytt er lagret: %(typed)s for %(period)s står her fra før.")


def shown(indicator: Indicator, literal: str, missing: str) -> str:
    return with_unit(published(literal, indicator.decimals), indicator.unit) if literal else missing
