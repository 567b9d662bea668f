"""Forms that know how things stood when their page was opened, so that of two who save the later one is told.

What the form showed then goes with it as a short digest. A form that is sent without one is taken as it comes.

    form = ChallengeForm(*sent(request), challenge=challenge)
    opened = opened_as(form, rows=[challenge])
    if opened.is_mine and form.is_valid():
        ...
    {% include "components/opened.html" with opened=opened only %}
"""

import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.db import connection, models, transaction
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext

from accounts.last_change import LastChange, newest_change
from accounts.snapshots import snapshot

OPENED = "apnet"
# Why something is changed is asked anew each time, and is no part of what the form shows.
ASKED_ANEW = frozenset({"why", "reason", "decision_reference"})


# Forms of one row ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Overtaken:
    """Who has changed it and when, and how it is stored now where that is not what was sent: label and value."""

    said: str
    stored: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Opened:
    """What the next sending is compared with, and what somebody else has saved since the page was opened."""

    version: str
    other: Overtaken | None = None

    @property
    def is_mine(self) -> bool:
        """Whether nobody else has come in between."""
        return self.other is None

    @property
    def input(self) -> SafeString | str:
        """Whoever was told of the other one may save over it."""
        return format_html('<input type="hidden" name="{}" value="{}">', OPENED, self.version) if self.version else ""


def opened_as(
    form: forms.BaseForm,
    *beside: forms.BaseForm,
    rows: Iterable[models.Model],
    names: Collection[str] = (),
    version: str = "",
) -> Opened:
    """`rows` are those that are written, `beside` more forms of the same page, and `names` the fields of the form that
    show what is stored, where not all do. With a `version` that is compared, and not what the forms show."""
    now, sent = version or version_of(form, *beside, names=names), opened_in(form)
    if sent in {"", now}:
        return Opened(now)
    stored = [line for one in (form, *beside) for line in differing(one, names)]
    # The same words from both are no quarrel.
    if not stored and not version:
        return Opened(now)
    return Opened(now, Overtaken(overtaken_said(newest_change(rows)), stored))


def opened_in(form: forms.BaseForm) -> str:
    return str(form.data.get(OPENED, "")) if form.is_bound else ""


def version_of(*shown: forms.BaseForm, names: Collection[str] = ()) -> str:
    """Of what the forms would show now."""
    return digest(f"{one.add_prefix(name)}={as_text(value)}" for one in shown for name, value in shows(one, names))


def row_version(row: models.Model, names: Collection[str] = ()) -> str:
    """Of a row as it is stored, all of it or the fields that are named; nothing of a new one."""
    if row.pk is None:
        return ""
    stored = snapshot(row)
    return digest([f"{name}={stored[name]}" for name in sorted(stored) if not names or name in names])


def shows(form: forms.BaseForm, names: Collection[str]) -> Iterator[tuple[str, Any]]:
    """Every field that shows what is stored, with the value as its widget has it."""
    for name, one in form.fields.items():
        if name not in ASKED_ANEW and (not names or name in names):
            yield name, shown(one, form.get_initial_for_field(one, name))


def shown(one: forms.Field, stored: Any) -> Any:
    """A box that is ticked has no value of its own."""
    value = one.prepare_value(stored)
    return value if isinstance(value, bool) else one.widget.format_value(value)


def is_typed(form: forms.BaseForm, name: str, text: str) -> bool:
    """Whether a field was sent as that text: a field may count as changed by its type alone."""
    return as_text(form.fields[name].widget.value_from_datadict(form.data, form.files, form.add_prefix(name))) == text


def differing(form: forms.BaseForm, names: Collection[str] = ()) -> list[tuple[str, str]]:
    """What is stored in fields that were sent otherwise. Of a form that was not sent, everything that it would show:
    it was not there when the page was opened."""
    texts = {name: as_text(value) for name, value in shows(form, names)}
    changed = [name for name in texts if (name in form.changed_data if form.is_bound else texts[name])]
    return [(label_of(form, name), in_words(form, name)) for name in changed if not is_typed(form, name, texts[name])]


def label_of(form: forms.BaseForm, name: str) -> str:
    """As those who do not see the page are told it, where that says more."""
    return str(form.fields[name].widget.attrs.get("aria-label") or form[name].label)


def in_words(form: forms.BaseForm, name: str) -> str:
    """What a field would show, as a person reads it."""
    one: Any = form.fields[name]
    value = one.prepare_value(form.get_initial_for_field(one, name))
    if isinstance(value, bool) and not hasattr(one, "choices"):
        return gettext("ja") if value else gettext("nei")
    if isinstance(value, date):
        return date_format(value)
    if hasattr(one, "choices"):
        picked = {str(key) for key in value} if isinstance(value, list | tuple) else {as_text(value)}
        return "; ".join(label for key, label in flat(one.choices) if key and key in picked) or "–"
    return as_text(one.widget.format_value(value)) or "–"


def flat(choices: Iterable[tuple[Any, Any]]) -> Iterator[tuple[str, str]]:
    """Without the groups."""
    for key, label in choices:
        if isinstance(label, list | tuple):
            yield from flat(label)
        else:
            yield str(key), str(label)


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


def digest(values: Iterable[Any]) -> str:
    told = json.dumps([as_text(one) for one in values], ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def as_text(value: Any) -> str:
    """As a browser sends it: one line end, and of a list that one is picked from the one; in any order."""
    if isinstance(value, list | tuple):
        return " ".join(sorted(as_text(one) for one in value))
    return "" if value is None else str(value).replace("\r\n", "\n").strip()


@contextmanager
def row_in_turn(row: models.Model, *, is_sent: bool) -> Iterator[None]:
    """The row held until the end where something is sent, and read anew, so that nobody saves between looking and
    saving; nothing where a page is only shown."""
    if not is_sent:
        yield
        return
    with transaction.atomic():
        held = type(row)._default_manager.select_for_update(no_key=connection.features.has_select_for_no_key_update)
        row.refresh_from_db(from_queryset=held)
        yield


# Tables of many -----------------------------------------------------------------------------------------------------


class OpenedForm(forms.Form):
    """One of many on a page, each with a version of its own."""

    @property
    def version(self) -> str:
        """Of what the form would show now."""
        # A box that is not ticked has nothing kept, or that it is not.
        return digest(value or "" for _name, value in shows(self, ()))

    @property
    def typed(self) -> str:
        """Of what was sent, as the same as what would show it."""
        shown = {name: one for name, one in self.fields.items() if name not in ASKED_ANEW}
        cells = ((self.add_prefix(name), one.widget) for name, one in shown.items())
        return digest(widget.value_from_datadict(self.data, self.files, name) or "" for name, widget in cells)

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


def tell_overtaken(forms_sent: Iterable[Any], changes: Callable[[list[Any]], dict[int, LastChange]]) -> bool:
    """Put the line at the first cell that differs of each one that is overtaken; whether there was any.

    `changes` finds who changed the subjects last, by their keys.
    """
    late = [one for one in forms_sent if one.is_overtaken]
    found = changes([one.subject for one in late]) if late else {}
    for one in late:
        said = [overtaken_said(found.get(one.subject.pk)), stored_said(one)]
        one.add_error(next(iter(one.changed_data), None), " ".join(said))
    return bool(late)


def stored_said(form: OpenedForm) -> str:
    """How a row of a table is stored now, cell by cell where it differs."""
    stored = [(str(form[name].label), in_words(form, name)) for name in form.changed_data]
    return gettext("Dette er lagret nå: %(values)s") % {"values": "; ".join(f"{one}: {value}" for one, value in stored)}
