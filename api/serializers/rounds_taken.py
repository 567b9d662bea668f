"""Rounds, and the words in them, as they are written."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from api.serializers.base import Shown, Taken
from api.serializers.rounds import RoundWholeShown
from api.serializers.taken import OneOf, SeveralOf
from reporting.forms.measures import units_of
from reporting.forms.rounds import LONGEST_REMINDER
from reporting.permissions import people_of
from reporting.rounds import MOST_CHARACTERS

# Rows of a municipality: a round is in no plan.
UNITS: Any = units_of
FILE = "file"
PEOPLE: Any = people_of


def days() -> serializers.IntegerField:
    return serializers.IntegerField(required=False, min_value=0, max_value=LONGEST_REMINDER)


class RoundTaken(Taken):
    """What is asked for, of whom, and until when."""

    plans = serializers.ListField(child=serializers.CharField(max_length=200), max_length=500)
    units = SeveralOf(UNITS, by="name", required=True)
    deadline = serializers.DateField()
    remind_before = days()
    remind_after = days()
    message = serializers.CharField(required=False, allow_blank=True, max_length=2_000)


class NewRoundTaken(RoundTaken):
    """A round is opened for a period."""

    municipality = serializers.CharField(
        required=False, max_length=10, help_text=_("Kommunenummeret. Kan utelates når du bare har én kommune.")
    )
    period = serializers.CharField(max_length=20, help_text=_("2025, 2025T1 eller 2025M02."))


class ReasonTaken(Taken):
    """Why."""

    reason = serializers.CharField(max_length=MOST_CHARACTERS)


class ReminderTaken(Taken):
    """Whom to remind: everybody who has something left, or one unit."""

    unit = OneOf(UNITS, by="name")


class RemindedShown(Shown):
    """How many units were written to."""

    reminded = serializers.IntegerField()
    round = RoundWholeShown(source="told")


class WordsTaken(Taken):
    """The words on one target or one indicator. `version` is the one that was read; 0 where there was none."""

    plan = serializers.CharField(required=False, max_length=200, help_text=_("Planen måltallet står i."))
    target = serializers.CharField(required=False, max_length=200)
    indicator = serializers.CharField(required=False, max_length=200)
    text = serializers.CharField(allow_blank=True, trim_whitespace=False, max_length=MOST_CHARACTERS)
    version = serializers.IntegerField(min_value=0, max_value=2**31 - 1)
    mentioned = SeveralOf(PEOPLE, by="username", help_text=_("De blir bedt om å lese gjennom."))
    submit = serializers.BooleanField(default=False, help_text=_("Send inn med det samme."))


class EvidenceTaken(Taken):
    """A file that shows what the words rest on."""

    file = serializers.FileField(
        allow_empty_file=True, help_text=_("Høyst 10 MB: PDF, PNG, JPG, XLSX, DOCX, CSV eller TXT. Høyst ti filer.")
    )


class SubmittedTaken(Taken):
    """Which version is sent in."""

    version = serializers.IntegerField(min_value=0, max_value=2**31 - 1)
