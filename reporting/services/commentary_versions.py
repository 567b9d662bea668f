"""The words as they stood: what is kept of every saving."""

from datetime import datetime, timedelta

from reporting.models import Commentary, CommentaryVersion
from reporting.rounds import is_cut_down

# So long the same person's saving goes on in the same version.
SAME_VERSION = timedelta(minutes=10)


def goes_on(kept: Commentary, *, by: str, now: datetime) -> bool:
    """Put the words into the newest version where it is the same writing that goes on; else in a new one."""
    newest = kept.versions.order_by("-number").first()
    said = {"state": kept.state, "text": kept.text, "saved_by": by[:200]}
    if newest and is_same_writing(newest, kept, by=by, now=now):
        # The time that it was begun stands, so that a day of typing does not become one version.
        CommentaryVersion.objects.filter(pk=newest.pk).update(**said)
        return True
    kept.versions.create(number=newest.number + 1 if newest else 1, saved_at=now, **said)
    return False


def is_same_writing(newest: CommentaryVersion, kept: Commentary, *, by: str, now: datetime) -> bool:
    """The same person, a few minutes later, who has not just thrown most of it away."""
    is_theirs = newest.saved_by == by[:200] and newest.state == kept.state
    return is_theirs and now - newest.saved_at < SAME_VERSION and not is_cut_down(newest.text, kept.text)
