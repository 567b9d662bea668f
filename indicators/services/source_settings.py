"""Changing how a source is fetched, without asking it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.services import record_event
from accounts.snapshots import difference, in_words
from indicators.models import IndicatorInSource, Source
from indicators.services.edits import note_cited_otherwise
from indicators.services.sources import ask_again

SETTINGS = ("name", "fetch_every_hours", "is_fetched", "is_verified", "verification_note")


@transaction.atomic
def change_settings(*, source: Source, values: Mapping[str, Any], by: str, now: datetime) -> bool:
    """Give the source its new settings. Whether anything was changed.

    Verifying a source verifies what its combinations of codes are as well; one that is taken up again is due at once.
    """
    kept = Source.objects.select_for_update().get(pk=source.pk)
    before, after = difference(settings_of(kept), {name: in_words(values[name]) for name in SETTINGS})
    if not after:
        return False
    Source.objects.filter(pk=kept.pk).update(**{name: values[name] for name in after})
    if "name" in after:
        note_cited_otherwise(kept.pk, now=now)
    if "is_verified" in after:
        IndicatorInSource.objects.filter(source=kept).update(is_verified=values["is_verified"])
    if after.get("is_fetched"):
        ask_again(source=kept)
    record_event(action="indicators.source.changed", subject=kept, by=by, now=now, before=before, after=after)
    return True


def settings_of(source: Source) -> dict[str, Any]:
    return {name: in_words(getattr(source, name)) for name in SETTINGS}
