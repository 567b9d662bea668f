"""What somebody brought, and when it is kept."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Q, QuerySet

from accounts.imports import LoadOutcome
from indicators.models import Channel, Fetch, Source
from indicators.services.recording.bodies import Body, BodyChanged, checksum_of, store_body
from indicators.sources.files import changed


def reading(kind: str, *meanings: Mapping[str, int], provisional: bool) -> str:
    """What `Delivery.read_as` says of a kind of file in which names mean these indicators and regions.

    The same content means something else when a name has changed hands.
    """
    names = hashlib.sha256(json.dumps(meanings, sort_keys=True).encode()).hexdigest()
    return f"{kind}{', provisional' if provisional else ''}, names {names}"


@dataclass(frozen=True, slots=True)
class Delivery:
    """What somebody brought: the file as it came, by which channel, and since when its figures are known.

    None of its figures may be known later than the delivery is.
    """

    channel: Channel
    name: str
    body: Body
    received_from: str
    received_at: datetime
    known_from: datetime
    # What only some deliveries have: the source that was asked and what it was asked, or where a person has it from.
    source: Source | None = None
    address: str = ""
    updated_upstream: datetime | None = None
    note: str = ""
    # Everything besides the content that decides what its figures are. Where it is said, content that was read like
    # this before need not be compared figure by figure.
    read_as: str = ""
    # What Planpuls computes again is no delivery where it says nothing new.
    is_kept_for_news_only: bool = False

    @property
    def checksum(self) -> str:
        return checksum_of(self.body)


class KeptDelivery:
    """Keeps the delivery when its first figure is added, or when its content has not been seen before."""

    def __init__(self, delivery: Delivery) -> None:
        self.delivery = delivery
        self.checksum = delivery.checksum
        self.fetch: Fetch | None = None

    def kept(self) -> Fetch:
        """Its row. The body follows when everything of it has been read."""
        if self.fetch is None:
            self.fetch = Fetch.objects.create(
                channel=self.delivery.channel,
                name=self.delivery.name[:300],
                checksum=self.checksum,
                body=b"",
                received_at=self.delivery.received_at,
                known_from=self.delivery.known_from,
                received_from=self.delivery.received_from,
                source=self.delivery.source,
                address=self.delivery.address,
                updated_upstream=self.delivery.updated_upstream,
                note=self.delivery.note,
                read_as=self.delivery.read_as,
            )
        return self.fetch

    def closed(self, outcome: LoadOutcome) -> Fetch | None:
        """The delivery with its body and counts. The same content again, with nothing new in it, is not kept twice."""
        if self.fetch is None and (self.delivery.is_kept_for_news_only or self.seen().exists()):
            return None
        fetch = self.kept()
        try:
            fetch.body, fetch.stored_in = store_body(
                self.delivery.body, checksum=self.checksum, now=self.delivery.received_at
            )
        except BodyChanged:
            raise changed(self.delivery.name) from None
        fetch.created_count, fetch.updated_count = outcome.created, outcome.updated
        fetch.unchanged_count = outcome.unchanged
        fetch.save(update_fields=["body", "stored_in", "created_count", "updated_count", "unchanged_count"])
        return fetch

    def seen(self) -> QuerySet[Fetch]:
        return Fetch.objects.filter(channel=self.delivery.channel, checksum=self.checksum)

    def said_before(self) -> Fetch | None:
        """The delivery that said all this already, where nothing has been said since and its figures are all there.

        It must have been known as early, and nothing may be known later than it: then each figure would meet itself.
        """
        if not self.delivery.read_as:
            return None
        last = self.seen().filter(read_as=self.delivery.read_as).order_by("-pk").first()
        if last is None or last.known_from > self.delivery.known_from:
            return None
        # What was computed since stands beside what is delivered, and makes no difference to it.
        others = Fetch.objects.exclude(channel=Channel.COMPUTED)
        wrote = others.annotate(added=F("created_count") + F("updated_count")).filter(added__gt=0)
        if wrote.filter(Q(pk__gt=last.pk) | Q(known_from__gt=last.known_from)).exists():
            return None
        added = last.created_count + last.updated_count
        return last if added and last.observations.count() == added else None
