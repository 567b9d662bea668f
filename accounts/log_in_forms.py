"""The forms of logging in and of one's own log-in."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext, gettext_lazy, ngettext

from accounts.models import User
from accounts.rules.attempts import Try, minutes_until
from accounts.services.attempts import TooManyAttempts, begin_attempt, take_back


def counted(look: Callable[[], bool], *, made: Try, now: datetime) -> bool:
    """Whether a password or a code is right. After too many wrong ones ValidationError says how long to wait."""
    try:
        row = begin_attempt(made=made, now=now)
    except TooManyAttempts as problem:
        raise ValidationError(
            wait_sentence(problem.free_at, now), code="wait", params=wait_seconds(problem.free_at, now)
        ) from problem
    is_right = look()
    if is_right:
        take_back(row)
    return is_right


def wait_sentence(free_at: datetime, now: datetime) -> str:
    minutes = minutes_until(free_at, now)
    return ngettext(
        "Det har vært for mange mislykkede forsøk. Vent %(minutes)s minutt, og prøv igjen.",
        "Det har vært for mange mislykkede forsøk. Vent %(minutes)s minutter, og prøv igjen.",
        minutes,
    ) % {"minutes": minutes}


def wait_seconds(free_at: datetime, now: datetime) -> dict[str, int]:
    return {"seconds": 60 * minutes_until(free_at, now)}


def seconds_to_wait(form: forms.BaseForm) -> int:
    """How long the form says that one must wait; 0 where something else, or nothing, is wrong."""
    errors = [one for found in form.errors.as_data().values() for one in found if one.code == "wait"]
    return int((errors[0].params or {})["seconds"]) if errors else 0


def answered(response: HttpResponse, form: forms.BaseForm) -> HttpResponse:
    """The page with its form; to programs it also says that one must wait, and how long."""
    if seconds := seconds_to_wait(form):
        response.status_code = 429
        response.headers["Retry-After"] = str(seconds)
    return response


class LogInForm(AuthenticationForm):
    """User name and password, counted when they are wrong."""

    def __init__(
        self,
        request: HttpRequest | None = None,
        *args: Any,
        attempt: Callable[[str], Try],
        now: datetime,
        **kwargs: Any,
    ) -> None:
        super().__init__(request, *args, **kwargs)
        self.attempt, self.now = attempt, now

    def clean(self) -> dict[str, Any]:
        username, password = self.cleaned_data.get("username"), self.cleaned_data.get("password")
        if username and password and not counted(self.is_right, made=self.attempt(username), now=self.now):
            raise self.get_invalid_login_error()
        return self.cleaned_data

    def is_right(self) -> bool:
        try:
            super().clean()
        except ValidationError:
            return False
        return True


class OwnPasswordForm(PasswordChangeForm):
    """A new password for oneself. The old one is counted when it is wrong: the browser may be in other hands."""

    def __init__(self, user: User, *args: Any, made: Try, now: datetime, **kwargs: Any) -> None:
        super().__init__(user, *args, **kwargs)
        self.made, self.now = made, now

    def clean_old_password(self) -> str:
        old: str = self.cleaned_data["old_password"]
        if not counted(lambda: self.user.check_password(old), made=self.made, now=self.now):
            raise ValidationError(self.error_messages["password_incorrect"], code="password_incorrect")
        return old


class CodeForm(forms.Form):
    """A code from the app, or one of the recovery codes where those are taken."""

    code = forms.CharField(
        label=gettext_lazy("Kode"),
        max_length=30,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autocapitalize": "off", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, accept: Callable[[str], bool], made: Try, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.accept, self.made, self.now = accept, made, now

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        if not counted(lambda: self.accept(code), made=self.made, now=self.now):
            raise ValidationError(gettext("Koden er feil eller brukt før. Vent til appen viser en ny, og prøv igjen."))
        return code
