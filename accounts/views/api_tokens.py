"""A person's keys for the open API: which there are, a new one, and taking one back."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import ApiToken, Scope
from accounts.queries import listed_tokens
from accounts.services.tokens import make_token, revoke_token
from accounts.token_forms import ApiTokenForm
from accounts.views.my_page import person


@dataclass(frozen=True, slots=True)
class TokenRow:
    pk: int
    name: str
    prefix: str
    opens: list[str]
    made_at: datetime
    # Within the last day on which it works.
    until: datetime
    used_at: datetime | None
    revoked_at: datetime | None
    is_living: bool


def row_of(token: ApiToken, now: datetime) -> TokenRow:
    labels = dict(Scope.choices)
    return TokenRow(
        token.pk,
        token.name,
        token.prefix,
        [str(labels.get(one, one)) for one in token.scopes],
        token.made_at,
        token.expires_at - timedelta(seconds=1),
        token.used_at,
        token.revoked_at,
        token.revoked_at is None and token.expires_at > now,
    )


@never_cache
@require_safe
def token_list(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    rows = [row_of(one, now) for one in listed_tokens(person(request))]
    context = {
        "living": [one for one in rows if one.is_living],
        "ended": [one for one in rows if not one.is_living],
    }
    return render(request, "accounts/token_list.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def token_make(request: HttpRequest) -> HttpResponse:
    """The answer to the form is the one place where the key is ever shown."""
    user, now = person(request), timezone.now()
    form = ApiTokenForm(user, request.POST or None, now=now, initial={"scopes": [Scope.READ.value], "lasts": "90"})
    if not form.is_valid():
        return render(request, "accounts/token_make.html", {"form": form, "reads_only": form.reads_only})
    token, key = make_token(
        user=user,
        name=form.cleaned_data["name"],
        scopes=[Scope(one) for one in form.cleaned_data["scopes"]],
        expires_at=form.expires_at(),
        by=user.get_username(),
        now=now,
    )
    address = request.build_absolute_uri(reverse("api-root"))
    return render(request, "accounts/token_made.html", {"token": row_of(token, now), "key": key, "address": address})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def token_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    token, now = get_object_or_404(ApiToken.objects.select_related("user"), pk=pk, user=person(request)), timezone.now()
    if token.revoked_at or token.expires_at <= now:
        messages.info(request, gettext("Nøkkelen virker ikke lenger."))
        return redirect("token-list")
    if request.method != "POST":
        return render(request, "accounts/token_revoke.html", {"token": row_of(token, now)})
    revoke_token(token=token, by=request.user.get_username(), now=now)
    messages.success(request, gettext("Nøkkelen «%(name)s» er trukket tilbake.") % {"name": token.name})
    return redirect("token-list")
