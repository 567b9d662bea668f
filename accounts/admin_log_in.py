"""What an administrator does with somebody's log-in: log out, remove a lost second factor, take back keys."""

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import formats, timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.audited_admin import AuditedAdmin
from accounts.models import User
from accounts.queries import second_factor_of
from accounts.services.second_factor import remove_second_factor
from accounts.services.sessions import end_all_sessions, end_other_sessions
from accounts.services.tokens import revoke_tokens_of


class LogInAdmin(AuditedAdmin):
    """Actions on the list of people, for those whom one may change."""

    actions = ["log_out_everywhere", "remove_second_factors", "revoke_tokens"]

    def log_out(self, request: HttpRequest, user: User) -> int:
        """End the person's sessions, but for the one that this is asked for from; how many they were."""
        if user == request.user:
            return end_other_sessions(user=user, but=request.session.session_key, now=timezone.now())
        return end_all_sessions(user=user, by=request.user.get_username(), now=timezone.now())

    @admin.action(description=_("Logg ut overalt"), permissions=["change"])
    def log_out_everywhere(self, request: HttpRequest, users: QuerySet[User]) -> None:
        ended = sum(self.log_out(request, user) for user in self.changeable(request, users))
        self.message_user(request, gettext("Avsluttet innlogginger: %(count)s.") % {"count": ended})

    @admin.action(description=_("Fjern engangskoden (mistet telefon)"), permissions=["change"])
    def remove_second_factors(self, request: HttpRequest, users: QuerySet[User]) -> None:
        """For whoever has lost both phone and recovery codes. Somebody else must do it for oneself too."""
        others = [user for user in self.changeable(request, users) if user != request.user]
        by, now = request.user.get_username(), timezone.now()
        removed = sum(remove_second_factor(user=user, by=by, now=now) for user in others)
        self.message_user(request, gettext("Fjernede engangskoder: %(count)s.") % {"count": removed})

    @admin.action(description=_("Trekk tilbake API-nøklene"), permissions=["change"])
    def revoke_tokens(self, request: HttpRequest, users: QuerySet[User]) -> None:
        """Programs go on with their keys when a person is logged out; this stops them."""
        by, now = request.user.get_username(), timezone.now()
        revoked = sum(revoke_tokens_of(user=user, by=by, now=now) for user in self.changeable(request, users))
        self.message_user(request, gettext("Tilbaketrukne nøkler: %(count)s.") % {"count": revoked})

    def changeable(self, request: HttpRequest, users: QuerySet[User]) -> list[User]:
        """Those of the chosen people whom one may change; the others are named in a message."""
        found = {user: self.has_change_permission(request, user) for user in users}
        if refused := [str(user) for user, may in found.items() if not may]:
            sentence = gettext("Du kan ikke endre %(people)s, som også hører til en annen kommune.")
            self.message_user(request, sentence % {"people": ", ".join(refused)}, messages.WARNING)
        return [user for user, may in found.items() if may]

    @admin.display(description=_("engangskode"))
    def second_factor_state(self, user: User) -> str:
        factor = second_factor_of(user)
        since = gettext("I bruk siden %(day)s.") if factor else gettext("Ikke i bruk.")
        return since % {"day": formats.date_format(factor.confirmed_at) if factor and factor.confirmed_at else ""}
