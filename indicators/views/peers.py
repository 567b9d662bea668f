"""The page on which people choose whom their municipality is compared with."""

from collections.abc import Sequence
from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from accounts.last_change import LastChange, names_of
from accounts.models import AuditEvent, Municipality, User
from accounts.opened import Opened, Overtaken, digest, opened_in, overtaken_said, row_in_turn
from indicators.models import MOST_PEERS, Region
from indicators.peer_form import PeerForm
from indicators.permissions import get_municipality_for, may_choose_for_all
from indicators.queries.peers import municipalities_of_today, peers_among
from indicators.queries.places import Places, places_for
from indicators.services.peers import choose_peers


@require_http_methods(["GET", "HEAD", "POST"])
def peers_choose(request: HttpRequest, number: str) -> HttpResponse:
    """Search and tick; searching keeps the ticks. One button saves what is ticked, another takes one's own back."""
    municipality = get_municipality_for(request.user, number)
    with row_in_turn(municipality, is_sent=request.method == "POST"):
        return choice_answered(request, municipality)


def choice_answered(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    on, may_for_all = timezone.localdate(), may_choose_for_all(request.user, municipality)
    places = places_for(request.user, municipality)
    peers = peers_among(places, on=on)
    form = PeerForm(
        request.POST or None,
        offered=municipalities_of_today(places, on=on),
        chosen=peers.neighbours,
        may_choose_for_all=may_for_all,
    )
    action = request.POST.get("handling", "")
    if action == "angre":
        return kept(request, municipality, [])
    is_right = action == "lagre" and form.is_valid()
    is_for_all = is_right and form.is_for_all
    opened = opened_choice(form, municipality, places, is_for_all=is_for_all)
    if is_right and opened.is_mine:
        return kept(request, municipality, form.regions, is_for_all=is_for_all)
    context = {
        "form": form,
        "opened": opened,
        "boxes": form.boxes(codes_of_group(places, peers.group, on)),
        "peers": peers,
        "has_own_choice": bool(places.own_choice),
        "municipality": municipality,
        "most": MOST_PEERS,
        "back": way_back(request),
        "crumbs": [(gettext("Indikatorer"), reverse("indicator-list"))],
    }
    return render(request, "indicators/peers.html", context)


def opened_choice(form: PeerForm, municipality: Municipality, places: Places, *, is_for_all: bool) -> Opened:
    """The municipality's choice, which several may make; one's own is nobody else's. Searching goes on from what was
    opened."""
    standing = places.standard_choice
    now, sent = digest(one.code for one in standing), opened_in(form)
    if not is_for_all or sent in {"", now} or form.regions == [*standing]:
        return Opened(sent or now)
    names = "; ".join(one.name for one in standing) or "–"
    stored = [(gettext("Kommunens valg"), names)]
    return Opened(now, Overtaken(overtaken_said(last_choice(municipality)), stored))


def last_choice(municipality: Municipality) -> LastChange | None:
    """Who chose for everybody last."""
    chosen = AuditEvent.objects.filter(action="indicators.peers.changed", object_id=str(municipality.pk))
    if (event := chosen.order_by("at", "pk").last()) is None:
        return None
    return LastChange(names_of([event.actor]).get(event.actor, event.actor), event.at)


def codes_of_group(places: Places, group: Region | None, on: date) -> frozenset[str]:
    return frozenset(one.code for one in places.members_on(group, on)) if group else frozenset()


def kept(
    request: HttpRequest, municipality: Municipality, regions: list[Region], *, is_for_all: bool = False
) -> HttpResponse:
    """Back to where the person came from, with a word on what holds now."""
    person = get_object_or_404(User, pk=request.user.pk)
    is_new = choose_peers(
        municipality=municipality,
        user=None if is_for_all else person,
        regions=regions,
        by=person.get_username(),
        now=timezone.now(),
    )
    messages.success(request, what_holds(regions, is_for_all=is_for_all) if is_new else gettext("Ingenting er endret."))
    return redirect(way_back(request))


def what_holds(regions: Sequence[Region], *, is_for_all: bool) -> str:
    names = ", ".join(one.name for one in regions)
    if is_for_all:
        told = gettext("Kommunens valg er lagret: %(names)s. Det gjelder for alle som ikke har valgt selv.")
        return told % {"names": names} if names else gettext("Kommunens valg er tatt bort.")
    if names:
        return gettext("Valget ditt er lagret: %(names)s.") % {"names": names}
    return gettext("Valget ditt er tatt bort. Nå gjelder kommunens valg.")


def way_back(request: HttpRequest) -> str:
    """The page of ours that the person came from."""
    address = request.POST.get("fra", "") or request.GET.get("fra", "")
    is_ours = address.startswith("/") and url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    return address if is_ours else reverse("indicator-list")
