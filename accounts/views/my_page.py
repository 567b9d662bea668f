"""A person's own page: roles, where they are logged in, and how they log in."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.known_browsers import attempt_of
from accounts.log_in_forms import OwnPasswordForm, answered
from accounts.models import ExternalIdentity, User
from accounts.oidc.providers import Provider, provider_of, providers
from accounts.queries import living_sessions, second_factor_of
from accounts.rules.browsers import browser_name
from accounts.services.identities import unlink_identity
from accounts.services.sessions import end_other_sessions, end_session, password_was_changed, public_name
from accounts.views.single_sign_on import LINKING, provider_or_404


@dataclass(frozen=True, slots=True)
class SessionRow:
    name: str
    browser: str
    started_at: datetime | None
    seen_at: datetime | None
    is_this: bool


@dataclass(frozen=True, slots=True)
class Link:
    """A provider, and the person's identity there where it is linked."""

    name: str
    provider: Provider | None
    identity: ExternalIdentity | None


def person(request: HttpRequest) -> User:
    """Whoever is logged in; nobody else gets here."""
    assert isinstance(request.user, User)
    return request.user


@never_cache
@require_safe
def my_page(request: HttpRequest) -> HttpResponse:
    user = person(request)
    factor = second_factor_of(user)
    context = {
        "memberships": user.memberships.select_related("municipality", "unit").order_by("municipality__name", "role"),
        "sessions": session_rows(request, user),
        "factor": factor,
        "codes_left": factor.recovery_codes.count() if factor else 0,
        "links": links_of(user),
        "has_password": user.has_usable_password(),
        "living_tokens": user.api_tokens.living(timezone.now()).count(),
    }
    return render(request, "accounts/my_page.html", context)


def session_rows(request: HttpRequest, user: User) -> list[SessionRow]:
    """Where the person is logged in; this browser first."""
    rows = [
        SessionRow(
            public_name(one.session_key),
            browser_name(one.browser),
            one.started_at,
            one.seen_at,
            one.session_key == request.session.session_key,
        )
        for one in living_sessions(user, timezone.now())
    ]
    return sorted(rows, key=lambda row: not row.is_this)


def links_of(user: User) -> list[Link]:
    """Every provider of the installation, and identities at one that is gone."""
    mine = list(user.external_identities.order_by("pk"))
    offered = [
        Link(one.name, one, next((found for found in mine if found.issuer == one.issuer), None)) for one in providers()
    ]
    return offered + [Link(one.issuer, None, one) for one in mine if provider_of(one.issuer) is None]


@require_POST
def session_end(request: HttpRequest) -> HttpResponse:
    """End one session, or all but this one."""
    user, name, now = person(request), request.POST.get("session", ""), timezone.now()
    if name == "others":
        ended = end_other_sessions(user=user, but=request.session.session_key, now=now)
        sentence = ngettext(
            "Du er logget ut av %(count)s annen nettleser.", "Du er logget ut av %(count)s andre nettlesere.", ended
        )
        messages.success(request, sentence % {"count": ended})
    elif name == public_name(request.session.session_key or ""):
        messages.info(request, gettext("Bruk «Logg ut» for å logge ut her."))
    elif end_session(user=user, name=name, now=now):
        messages.success(request, gettext("Nettleseren er logget ut."))
    else:
        messages.info(request, gettext("Nettleseren er alt logget ut."))
    return redirect("my-page")


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def password_change(request: HttpRequest) -> HttpResponse:
    """A new password, for whoever has one; every other browser is logged out."""
    user = person(request)
    if not user.has_usable_password():
        raise Http404(gettext("Siden finnes ikke, eller du har ikke tilgang til den."))
    now = timezone.now()
    form = OwnPasswordForm(user, request.POST or None, made=attempt_of(request, user.get_username()), now=now)
    if form.is_valid():
        form.save()
        password_was_changed(request, user=user, now=now)
        messages.success(request, gettext("Passordet er endret. Alle andre nettlesere er logget ut."))
        tell_of_tokens(request, user)
        return redirect("my-page")
    return answered(render(request, "accounts/password_change.html", {"form": form}), form)


def tell_of_tokens(request: HttpRequest, user: User) -> None:
    """Programs go on with their keys when a person changes password; whoever fears for the password should know."""
    if user.api_tokens.living(timezone.now()).exists():
        messages.warning(request, gettext("API-nøklene dine virker fortsatt. Trekk tilbake dem du er usikker på."))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def identity_link(request: HttpRequest, provider: str) -> HttpResponse:
    """Ask to be linked to a provider. Only after this, sent from our own page, does an answer from it link anything."""
    chosen = provider_or_404(provider)
    if request.method == "POST":
        request.session[LINKING] = chosen.key
        return redirect("identity-link", chosen.key)
    return render(
        request,
        "accounts/identity_link.html",
        {"provider": chosen, "is_asked": request.session.get(LINKING) == chosen.key},
    )


@require_POST
def identity_unlink(request: HttpRequest, pk: int) -> HttpResponse:
    identity = get_object_or_404(ExternalIdentity, pk=pk, user=person(request))
    if unlink_identity(user=person(request), pk=identity.pk, now=timezone.now()):
        messages.success(request, gettext("Koblingen er fjernet."))
    else:
        messages.error(request, gettext("Koblingen er den eneste måten du kan logge inn på, og kan ikke fjernes."))
    return redirect("my-page")
