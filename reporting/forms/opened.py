"""Forms that know how things stood when their page was opened, so that of two who save the later one is told.

What the form showed then goes with it as a short digest. A form that is sent without one is taken as it comes.
"""

import hashlib
import json
from collections.abc import Callable, Collection, Iterable
from typing import Any

from django import forms
from django.db import models
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext

from accounts.snapshots import snapshot
from reporting.queries.last_change import LastChange, last_changes

OPENED = "apnet"


class OpenedForm(forms.Form):
    @property
    def version(self) -> str:
        """Of what the form would show now."""
        shown = {name: one.prepare_value(self.get_initial_for_field(one, name)) for name, one in self.fields.items()}
        return digest(self.fields[name].widget.format_value(value) for name, value in shown.items())

    @property
    def typed(self) -> str:
        """Of what was sent, as the same as what would show it."""
        cells = ((self.add_prefix(name), one.widget) for name, one in self.fields.items())
        return digest(widget.value_from_datadict(self.data, self.files, name) for name, widget in cells)

    @property
    def opened(self) -> str:
        """The version that was shown to whoever sends this; nothing where it is not known."""
        return str(self.data.get(self.add_prefix(OPENED), "")) if self.is_bound else ""

    @property
    def is_untouched(self) -> bool:
        """Whether somebody else has changed it since, and whoever sends it has not: theirs stands."""
        return bool(self.opened) and self.opened != self.version and self.opened == self.typed

    @property
    def is_overtaken(self) -> bool:
        """Whether both have changed it, to different things."""
        return bool(self.opened) and self.opened not in {self.version, self.typed} and self.typed != self.version

    @property
    def opened_input(self) -> SafeString:
        """What the next sending is compared with: whoever was told of the other one may save over it."""
        value = self.opened if self.is_untouched else self.version
        return format_html('<input type="hidden" name="{}" value="{}">', self.add_prefix(OPENED), value)


def digest(values: Iterable[Any]) -> str:
    told = json.dumps([as_text(one) for one in values], ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def as_text(value: Any) -> str:
    """As a browser sends it: one line end, and of a list that one is picked from the one."""
    if isinstance(value, list | tuple):
        return " ".join(as_text(one) for one in value)
    return "" if value is None else str(value).replace("\r\n", "\n").strip()


def overtaken_said(change: LastChange | None) -> str:
    """Who has changed it and when, and what to do."""
    if change is None:
        return gettext(
            "Dette er endret etter at du åpnet siden. Lagre en gang til hvis det du har skrevet, skal gjelde."
        )
    at = localtime(change.at)
    words = {"who": change.who, "day": date_format(at), "clock": at.strftime("%H.%M")}
    return (
        gettext(
            "%(who)s endret dette %(day)s kl. %(clock)s, etter at du åpnet siden. "
            "Lagre en gang til hvis det du har skrevet, skal gjelde."
        )
        % words
    )


def tell_overtaken(forms_sent: Iterable[Any], changes: Callable[[list[Any]], dict[int, LastChange]]) -> bool:
    """Put the line at the first cell that differs of each one that is overtaken; whether there was any.

    `changes` finds who changed the subjects last, by their keys.
    """
    late = [one for one in forms_sent if one.is_overtaken]
    found = changes([one.subject for one in late]) if late else {}
    for one in late:
        one.add_error(next(iter(one.changed_data), None), overtaken_said(found.get(one.subject.pk)))
    return bool(late)


# Forms of one row ---------------------------------------------------------------------------------------------------


def row_version(row: models.Model, names: Collection[str] = ()) -> str:
    """Of a row as it is stored, all of it or the fields that are named; nothing of a new one."""
    if row.pk is None:
        return ""
    stored = snapshot(row)
    return digest([f"{name}={stored[name]}" for name in sorted(stored) if not names or name in names])


def is_overtaken(form: forms.BaseForm, row: models.Model, names: Collection[str] = ()) -> bool:
    """Whether somebody has changed the row since the page was opened; then the form says who and when."""
    opened = str(form.data.get(OPENED, ""))
    if not opened or opened == row_version(row, names):
        return False
    form.add_error(None, overtaken_said(last_changes([row]).get(row.pk)))
    return True
