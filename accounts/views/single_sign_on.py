"""Logging in at another provider: off to it, and back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.known_browsers import attempt_of
from accounts.log_in_forms import LogInForm
from accounts.models import User
from accounts.oidc.client import Claims, LogInRefused, ask_provider, read_answer
from accounts.oidc.providers import Provider, provider_named, providers
from accounts.services.identities import BelongsToSomebodyElse, UnknownPerson, link_identity, person_for
from accounts.views.finishing import log_in_from_provider

# Where the person was going, and to which provider a logged-in person has asked to be linked.
NEXT, LINKING = "next_after_provider", "linking_to_provider"


def provider_or_404(key: str) -> Provider:
    if provider := provider_named(key):
        return provider
    raise Http404(gettext("Siden finnes ikke, eller du har ikke tilgang til den."))


@never_cache
@login_not_required
@require_safe
def log_in_with(request: HttpRequest, provider: str) -> HttpResponseBase:
    """Off to the provider. A link, since a form may lead to no other host."""
    chosen = provider_or_404(provider)
    if request.user.is_authenticated and request.session.get(LINKING) != chosen.key:
        return redirect("home")
    request.session[NEXT] = request.GET.get("next", "")
    try:
        return ask_provider(request, chosen, request.build_absolute_uri(reverse("login-answer", args=[chosen.key])))
    except LogInRefused as problem:
        return refused(request, str(problem))


@never_cache
@login_not_required
@require_safe
def log_in_answer(request: HttpRequest, provider: str) -> HttpResponseBase:
    """Back from the provider: the person is logged in, or their log-in is linked, or one line says why not."""
    chosen = provider_or_404(provider)
    try:
        claims = read_answer(request, chosen)
    except LogInRefused as problem:
        return refused(request, str(problem))
    if isinstance(request.user, User):
        return link(request, request.user, chosen, claims)
    return log_in(request, chosen, claims)


def log_in(request: HttpRequest, provider: Provider, claims: Claims) -> HttpResponseBase:
    try:
        user = person_for(claims=claims, provider=provider, now=timezone.now())
    except (UnknownPerson, BelongsToSomebodyElse):
        return refused(request, unknown_sentence(provider))
    if not user.is_active:
        return refused(request, gettext("Brukeren din er stengt. Spør administratoren i kommunen."))
    next_page = request.session.get(NEXT, "")
    return log_in_from_provider(request, user, next_page, provider=provider.key, id_token=claims.id_token)


def unknown_sentence(provider: Provider) -> str:
    return gettext(
        "%(name)s vet hvem du er, men du har ingen bruker i Planpuls. Spør administratoren i kommunen. Har du en bruker"
        " med passord, kan du logge inn med den og koble den til %(name)s på Min side."
    ) % {"name": provider.name}


def link(request: HttpRequest, user: User, provider: Provider, claims: Claims) -> HttpResponseBase:
    """Only when the person has just asked for it on their own page."""
    if request.session.pop(LINKING, None) != provider.key:
        return redirect("home")
    try:
        link_identity(user=user, claims=claims, now=timezone.now())
    except BelongsToSomebodyElse:
        sentence = gettext("Innloggingen hos %(name)s er koblet til en annen bruker.")
        messages.error(request, sentence % {"name": provider.name})
    else:
        messages.success(request, gettext("Du kan nå logge inn med %(name)s.") % {"name": provider.name})
    return redirect("my-page")


def refused(request: HttpRequest, sentence: str) -> HttpResponse:
    """One line on what happened, above the ways to log in; on one's own page for whoever is logged in."""
    if request.user.is_authenticated:
        messages.error(request, sentence)
        return redirect("my-page")
    form = LogInForm(request, attempt=lambda username: attempt_of(request, username), now=timezone.now())
    context = {"form": form, "providers": providers(), "refusal": sentence, "next": request.session.get(NEXT, "")}
    return render(request, "accounts/login.html", context, status=403)
