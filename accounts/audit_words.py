"""The audit trail in words: what was done to what, and which values changed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import CharField, Model, TextField
from django.utils.text import capfirst
from django.utils.translation import gettext, gettext_lazy

from accounts.models import ApiToken, AuditEvent, Scope

# What an action is called, by its last word.
VERBS = {
    "added": gettext_lazy("lagt til"),
    "changed": gettext_lazy("endret"),
    "deleted": gettext_lazy("slettet"),
    "loaded": gettext_lazy("lest inn"),
    "typed": gettext_lazy("skrevet inn"),
    "set": gettext_lazy("satt"),
    "ended": gettext_lazy("avsluttet"),
    "reviewed": gettext_lazy("sett på"),
    "reopened": gettext_lazy("tatt fram igjen"),
    "published": gettext_lazy("publisert"),
    "unpublished": gettext_lazy("tatt ned fra nettet"),
    "password_changed": gettext_lazy("fikk nytt passord"),
    "second_factor_set": gettext_lazy("tok i bruk engangskode"),
    "second_factor_removed": gettext_lazy("fikk engangskoden fjernet"),
    "recovery_code_used": gettext_lazy("brukte en reservekode"),
    "recovery_codes_renewed": gettext_lazy("fikk nye reservekoder"),
    "sessions_ended": gettext_lazy("ble logget ut"),
    "opened": gettext_lazy("åpnet"),
    "reminded": gettext_lazy("påminnet"),
    "closed": gettext_lazy("lukket"),
    "saved": gettext_lazy("lagret"),
    "submitted": gettext_lazy("sendt inn"),
    "returned": gettext_lazy("sendt tilbake"),
    "approved": gettext_lazy("godkjent"),
    "paused": gettext_lazy("satt på vent"),
    "resumed": gettext_lazy("tatt opp igjen"),
    "tested": gettext_lazy("prøvd"),
    "sent_again": gettext_lazy("sendt på nytt"),
    "secret_renewed": gettext_lazy("fikk ny hemmelighet"),
    "removed": gettext_lazy("fjernet"),
    "moved": gettext_lazy("flyttet"),
    "adopted": gettext_lazy("vedtatt"),
    "continued": gettext_lazy("laget av forrige plan"),
    "made": gettext_lazy("laget"),
    "revoked": gettext_lazy("trukket tilbake"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """One value that was changed, under the name that its form has."""

    field: str
    before: str
    after: str
    # Of what people have written; what is chosen from a list, and a number, have none of their own.
    language: str = ""


@dataclass(frozen=True, slots=True)
class ToldEvent:
    at: datetime
    actor: str
    what: str
    label: str
    changes: list[Change]
    reason: str
    # Whether the thing was there before and is there still; else it came or went.
    is_change: bool


def told(event: AuditEvent) -> ToldEvent:
    """The event as a person reads it."""
    is_change = event.before is not None and event.after is not None
    return ToldEvent(event.at, event.actor, what(event), event.object_label, changes(event), event.reason, is_change)


def what(event: AuditEvent) -> str:
    """`Mål endret`. An action that has no words here is told as it is written."""
    return done(event.action, event.object_type)


def done(action: str, object_type: str) -> str:
    """The same for an action and the type of what it was done to."""
    verb = action.rsplit(".", 1)[-1]
    return f"{type_name(object_type)} {VERBS[verb]}" if verb in VERBS else action


def type_name(object_type: str) -> str:
    """What a stored type is called on screens."""
    model = model_named(object_type)
    return capfirst(str(model._meta.verbose_name)) if model else object_type


def model_named(object_type: str) -> type[Model] | None:
    """None for a type that an earlier version had."""
    try:
        return apps.get_model(object_type)
    except (LookupError, ValueError):
        return None


def changes(event: AuditEvent) -> list[Change]:
    """Every value that the event names, before and after."""
    before, after = event.before or {}, event.after or {}
    model = model_named(event.object_type)
    return [
        change(model, name, before.get(name), after.get(name))
        for name in before | after
        if before.get(name) != after.get(name)
    ]


def change(model: type[Model] | None, name: str, before: Any, after: Any) -> Change:
    was, became = (written(in_own_words(model, name, value)) for value in (before, after))
    return Change(field_name(model, name), was, became, language_of(model, name))


def field_name(model: type[Model] | None, name: str) -> str:
    try:
        return str(getattr(model._meta.get_field(name), "verbose_name", name)) if model else name
    except FieldDoesNotExist:
        return name


def language_of(model: type[Model] | None, name: str) -> str:
    """Words of plans and names of rows are in bokmål."""
    try:
        field = model._meta.get_field(name) if model else None
    except FieldDoesNotExist:
        return ""
    is_written = isinstance(field, CharField | TextField) and not field.choices
    return "nb" if field and (field.is_relation or is_written) else ""


def in_own_words(model: type[Model] | None, name: str, value: Any) -> Any:
    """What a key opens, as its form says it. A scope of an earlier version is told as it is kept."""
    if model is not ApiToken or name != "scopes":
        return value
    labels = dict(Scope.choices)
    return [str(labels.get(one, one)) for one in value or []]


def written(value: Any) -> str:
    """A kept value on a screen. A row was kept as `key: name`, and the name is enough here."""
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return gettext("ja") if value else gettext("nei")
    if isinstance(value, list):
        return "; ".join(written(one) for one in value) or "–"
    key, colon, name = str(value).partition(": ")
    return name if colon and key.isdigit() and name else str(value)
