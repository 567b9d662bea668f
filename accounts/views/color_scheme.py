"""Light or dark screens."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from accounts.color_scheme import COOKIE, KEPT_FOR, ColorScheme


@login_not_required
@require_POST
def choose_color_scheme(request: HttpRequest) -> HttpResponse:
    """Keep the choice in a cookie and lead back; open to those who have not logged in yet."""
    back, chosen = request.POST.get("next", ""), request.POST.get("color_scheme", "")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    answer = HttpResponseRedirect(back if safe else "/")
    if chosen in {ColorScheme.LIGHT, ColorScheme.DARK}:
        answer.set_cookie(
            COOKIE, chosen, max_age=KEPT_FOR, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax"
        )
    else:
        answer.delete_cookie(COOKIE, samesite="Lax")
    return answer
