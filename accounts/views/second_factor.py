"""Setting up the second factor, new codes on paper, and taking it away."""

import pyotp
import segno
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.known_browsers import attempt_of
from accounts.log_in_forms import CodeForm, answered
from accounts.middleware import MUST_SET_UP
from accounts.models import SecondFactor
from accounts.queries import needs_second_factor, second_factor_of
from accounts.services.second_factor import (
    accept_code,
    confirm_second_factor,
    prepare_second_factor,
    remove_second_factor,
    renew_recovery_codes,
)
from accounts.views.my_page import person


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def second_factor(request: HttpRequest) -> HttpResponse:
    """Show the secret to the app, and take the app into use when it shows the right code."""
    user, now = person(request), timezone.now()
    if second_factor_of(user):
        return redirect("my-page")
    codes: list[str] = []

    def confirm(code: str) -> bool:
        codes.extend(confirm_second_factor(user=user, code=code, now=now) or [])
        return bool(codes)

    factor = prepare_second_factor(user=user)
    form = CodeForm(request.POST or None, accept=confirm, made=attempt_of(request, user.get_username()), now=now)
    if form.is_valid():
        request.session[MUST_SET_UP] = False
        return render(request, "accounts/recovery_codes.html", {"codes": codes, "is_new": True})
    context = {
        "form": form,
        "qr_code": qr_code(factor),
        "secret": in_groups(factor.secret),
        "is_required": request.session.get(MUST_SET_UP, False),
    }
    return answered(render(request, "accounts/second_factor.html", context), form)


def qr_code(factor: SecondFactor) -> SafeString:
    """The secret as a picture for the phone's camera: plain SVG without style or script."""
    address = pyotp.TOTP(factor.secret).provisioning_uri(name=factor.user.get_username(), issuer_name="Planpuls")
    drawn = segno.make(address, micro=False).svg_inline(
        scale=5, border=4, dark="#000", light="#fff", svgclass="pp-qr", lineclass=None
    )
    return mark_safe(drawn)  # noqa: S308 - drawn here, and what it holds is dots


def in_groups(secret: str) -> str:
    """Four characters at a time, to be typed."""
    return " ".join(secret[place : place + 4] for place in range(0, len(secret), 4))


def code_form(request: HttpRequest) -> CodeForm:
    """A code from the app or on paper, from whoever is logged in."""
    user, now = person(request), timezone.now()
    return CodeForm(
        request.POST or None,
        accept=lambda code: accept_code(user=user, code=code, now=now),
        made=attempt_of(request, user.get_username()),
        now=now,
    )


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """New codes on paper, for whoever shows that they have the app or an old code."""
    user = person(request)
    if second_factor_of(user) is None:
        return redirect("second-factor")
    form = code_form(request)
    if form.is_valid():
        codes = renew_recovery_codes(user=user, now=timezone.now())
        return render(request, "accounts/recovery_codes.html", {"codes": codes, "is_new": False})
    return answered(render(request, "accounts/recovery_codes_renew.html", {"form": form}), form)


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def second_factor_remove(request: HttpRequest) -> HttpResponse:
    """Log in with the password alone again, for whoever shows that they have the app or a code on paper."""
    user = person(request)
    if second_factor_of(user) is None:
        return redirect("my-page")
    form = code_form(request)
    if form.is_valid():
        remove_second_factor(user=user, by=user.get_username(), now=timezone.now())
        request.session[MUST_SET_UP] = needs_second_factor(user)
        messages.success(request, gettext("Du logger nå inn med passord alene."))
        return redirect("my-page")
    return answered(render(request, "accounts/second_factor_remove.html", {"form": form}), form)
