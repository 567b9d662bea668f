"""Sources and deliveries as the API tells them."""

from typing import Any

from django.utils.translation import gettext_lazy
from rest_framework import serializers

from api.serializers.base import Moment, Shown
from indicators.models import Channel, Fetch, ProblemKind
from indicators.source_names import from_a_file

FOR_MEMBERS = gettext_lazy("Null for dem som ikke har en rolle i en kommune.")


class FetchingShown(Shown):
    """How the fetching of a source stands."""

    is_fetched = serializers.BooleanField(source="source.is_fetched")
    is_kostra = serializers.BooleanField(source="source.is_kostra")
    is_verified = serializers.BooleanField(source="source.is_verified")
    verification_note = serializers.CharField(source="source.verification_note")
    fetch_every_hours = serializers.IntegerField(source="source.fetch_every_hours")
    selection = serializers.JSONField(source="source.selection")
    codelists = serializers.JSONField(source="source.codelists")
    checked_at = Moment(source="status.checked_at", allow_null=True)
    fetched_at = Moment(source="status.fetched_at", allow_null=True)
    next_fetch_at = Moment(source="status.next_fetch_at", allow_null=True)
    indicators = serializers.IntegerField(source="row.indicators")
    state = serializers.CharField(source="row.state.word", help_text=gettext_lazy("I ett ord."))
    freshness = serializers.CharField(source="row.freshness")
    next_run = serializers.CharField(source="row.next_run")
    open_problems = serializers.SerializerMethodField()

    def get_open_problems(self, told: Any) -> int:
        return len(told.row.problems)


class SourceShown(Shown):
    """A source whose figures come, or have come, by themselves."""

    code = serializers.CharField()
    name = serializers.CharField(source="source.name")
    publisher = serializers.CharField(source="source.publisher")
    kind = serializers.CharField(source="source.kind")
    table = serializers.CharField(source="source.table")
    address = serializers.CharField(help_text=gettext_lazy("Siden om tabellen hos den som gir den ut."))
    updated_upstream = Moment(source="status.updated_upstream", allow_null=True)
    notes = serializers.ListField(child=serializers.CharField())
    fetching = FetchingShown(source="standing", allow_null=True, help_text=FOR_MEMBERS)
    url = serializers.HyperlinkedIdentityField("api-source", lookup_field="code", lookup_url_kwarg="code")


class SourceProblemShown(Shown):
    """Something wrong with a source: in its own words, what it means, and what to do."""

    kind = serializers.ChoiceField(ProblemKind.choices, source="problem.kind")
    kind_in_words = serializers.CharField(source="words.kind")
    quoted = serializers.CharField(source="words.quoted", help_text=gettext_lazy("Kildens egne ord."))
    meaning = serializers.CharField(source="words.meaning")
    to_do = serializers.CharField(source="words.to_do")
    found_at = Moment(source="problem.found_at")
    seen_at = Moment(source="problem.seen_at")
    ended_at = Moment(source="problem.ended_at", allow_null=True)


class DeliveryShown(Shown, serializers.ModelSerializer[Fetch]):
    """One delivery of figures. Its content is not given; the checksum tells whether two are the same."""

    id = serializers.IntegerField(help_text=gettext_lazy("Nummeret som leveransen har hos oss."))
    channel = serializers.ChoiceField(Channel.choices)
    # A field called so.
    source = serializers.CharField(source="source.code", allow_null=True, default=None)  # type: ignore[assignment]
    name = serializers.SerializerMethodField(
        help_text=gettext_lazy("Til dem som ikke har en rolle, sies det ikke hva en fil heter.")
    )
    note = serializers.SerializerMethodField(help_text=gettext_lazy("Null for filer, til dem som ikke har en rolle."))
    received_from = serializers.SerializerMethodField(
        help_text=gettext_lazy("Hvem som brakte den. Null der du ikke har en rolle i samme kommune.")
    )

    class Meta:
        model = Fetch
        fields = (
            *("id", "channel", "name", "source", "address", "note", "checksum", "updated_upstream", "received_at"),
            *("known_from", "received_from", "created_count", "updated_count", "unchanged_count"),
        )
        read_only_fields = fields

    def get_name(self, fetch: Fetch) -> str:
        return fetch.name if names_files(fetch) else from_a_file()

    def get_note(self, fetch: Fetch) -> str | None:
        return fetch.note if names_files(fetch) else None

    def get_received_from(self, fetch: Fetch) -> str | None:
        may_name: bool = fetch.names_who  # type: ignore[attr-defined]
        return fetch.received_from if may_name else None


def names_files(fetch: Fetch) -> bool:
    """What is fetched has the name of its table; a file may be called anything, also after who made it."""
    may_name: bool = fetch.names_files  # type: ignore[attr-defined]
    return may_name or fetch.channel == Channel.SSB
