"""The administration: who comes in, and by which door.

Django's own permission rows are not used. A person who administers some municipality comes in, and finds there what
belongs to those municipalities (accounts/audited_admin.py); a superuser finds everything.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast
from weakref import WeakKeyDictionary

from django.contrib.admin import AdminSite
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.cache import never_cache

from accounts.audit_words import told
from accounts.models import AuditEvent, User
from accounts.permissions import Permission, has_permission
from accounts.services import record_event
from accounts.services.sessions import end_other_sessions

View = TypeVar("View", bound=Callable[..., HttpResponseBase])
LATEST_SHOWN = 10


class PlanpulsAdminSite(AdminSite):
    site_header = gettext_lazy("Planpuls – administrasjon")
    site_title = gettext_lazy("Planpuls – administrasjon")
    index_title = gettext_lazy("Oversikt")
    empty_value_display = "–"
    index_template = "admin/planpuls_index.html"

    def __init__(self, name: str = "admin") -> None:
        super().__init__(name)
        # A page asks a hundred times (for every model and button); the answer is looked up once per request.
        self.answers: WeakKeyDictionary[HttpRequest, bool] = WeakKeyDictionary()

    def has_permission(self, request: HttpRequest) -> bool:
        """Whether the person may come in at all."""
        if request not in self.answers:
            user = request.user
            self.answers[request] = user.is_active and (
                user.is_superuser or has_permission(user, Permission.ADMINISTER)
            )
        return self.answers[request]

    def admin_view(self, view: View, cacheable: bool = False) -> View:
        """Whoever is logged in and may not come in is told so. The log-in page would only send them back here."""
        guarded = super().admin_view(view, cacheable)

        @wraps(guarded)
        def refusing(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.user.is_authenticated and not self.has_permission(request):
                raise PermissionDenied(gettext("Du administrerer ingen kommune."))
            return guarded(request, *args, **kwargs)

        return cast(View, refusing)

    @method_decorator(never_cache)
    @method_decorator(login_not_required)
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The product has one log-in page, and this is not it."""
        if not request.user.is_authenticated:
            return redirect_to_login(request.GET.get("next") or reverse("admin:index"))
        if self.has_permission(request):
            return redirect("admin:index")
        raise PermissionDenied(gettext("Du administrerer ingen kommune."))

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        """The front page, with what the person did last."""
        own = AuditEvent.objects.filter(actor=request.user.get_username()).order_by("-at", "-pk")[:LATEST_SHOWN]
        return super().index(request, {"latest": [told(event) for event in own], **(extra_context or {})})

    @transaction.atomic
    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        """One's own password; the audit trail keeps that it was changed, never what it was."""
        person = request.user
        before = person.password if isinstance(person, User) else ""
        response = super().password_change(request, extra_context)
        if isinstance(person, User) and person.password != before:
            now = timezone.now()
            record_event(action="accounts.user.password_changed", subject=person, by=person.get_username(), now=now)
            end_other_sessions(user=person, but=request.session.session_key, now=now)
        return response
