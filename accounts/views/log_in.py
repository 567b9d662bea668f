"""Logging in with a password, and with a code where the person has set one up."""

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.known_browsers import attempt_of
from accounts.log_in_forms import CodeForm, LogInForm, answered
from accounts.models import User
from accounts.oidc.providers import providers
from accounts.queries import second_factor_of
from accounts.services.second_factor import accept_code
from accounts.views.finishing import log_in_with_password

# Who has given the right password and not yet the code. It holds for so many seconds.
WAITING, WAITS_FOR = "waiting_for_code", 10 * 60


@method_decorator(login_not_required, name="dispatch")
class LogIn(LoginView):
    template_name = "accounts/login.html"
    authentication_form = LogInForm
    redirect_authenticated_user = True

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Where passwords are switched off, one that is sent is not even looked at."""
        if settings.PASSWORD_LOG_IN:
            return super().post(request, *args, **kwargs)
        refusal = gettext("Her logger man ikke inn med passord. Bruk en av knappene.")
        form = LogInForm(**self.get_form_kwargs() | {"data": None, "files": None})
        return self.render_to_response(self.get_context_data(form=form, refusal=refusal), status=403)

    def get_form_kwargs(self) -> dict[str, Any]:
        request = self.request
        return {
            **super().get_form_kwargs(),
            "attempt": lambda username: attempt_of(request, username),
            "now": timezone.now(),
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(providers=providers(), takes_passwords=settings.PASSWORD_LOG_IN, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        user: User = form.get_user()
        if second_factor_of(user) is None:
            return log_in_with_password(self.request, user, self.get_success_url())
        self.request.session.flush()
        self.request.session[WAITING] = [
            user.pk,
            user.get_session_auth_hash(),
            timezone.now().timestamp(),
            self.get_success_url(),
        ]
        return redirect("login-code")

    def form_invalid(self, form: Any) -> HttpResponse:
        return answered(super().form_invalid(form), form)


@sensitive_post_parameters()
@never_cache
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def log_in_code(request: HttpRequest) -> HttpResponse:
    """The second step, for whoever has given the right password; all others are led back to the first."""
    waiting = who_waits(request)
    if waiting is None:
        return redirect("login")
    user, next_page = waiting
    now = timezone.now()
    form = CodeForm(
        request.POST or None,
        accept=lambda code: accept_code(user=user, code=code, now=now),
        made=attempt_of(request, user.get_username()),
        now=now,
    )
    if form.is_valid():
        return log_in_with_password(request, user, next_page)
    return answered(render(request, "accounts/login_code.html", {"form": form}), form)


def who_waits(request: HttpRequest) -> tuple[User, str] | None:
    """Whose code is waited for, and where they were going; nobody's when it took too long, or the password is new."""
    key, password, since, next_page = request.session.get(WAITING) or (0, "", 0, "")
    if timezone.now().timestamp() - since > WAITS_FOR:
        return None
    user = User.objects.filter(pk=key, is_active=True).first()
    return (user, next_page) if user and user.get_session_auth_hash() == password else None
