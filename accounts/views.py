"""Logging in and out."""

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST
from django.views.i18n import set_language


@method_decorator(login_not_required, name="dispatch")
class LogIn(LoginView):
    template_name = "accounts/login.html"
    redirect_authenticated_user = True


class LogOut(LogoutView):
    """Ends the session; asked for with POST only, so that a link cannot log a person out."""


@login_not_required
@require_POST
def choose_language(request: HttpRequest) -> HttpResponseBase:
    """Keep the language that the person chose in a cookie; open to those who have not logged in yet."""
    return set_language(request)
