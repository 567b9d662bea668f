"""What the coordinator should look at twice before approving. Pure."""

from enum import StrEnum


class Doubt(StrEnum):
    """Why words are not approved together with the rest."""

    RED = "red"
    # Only the drafted sentence, which the figures say already.
    NOTHING_ADDED = "nothing added"
    # The light changed after the words were sent in.
    CHANGED_SINCE = "changed since"


def doubts_of(*, is_red: bool, text: str, drafted: str, has_changed_since: bool) -> tuple[Doubt, ...]:
    """Everything that speaks against approving without reading; empty where nothing does."""
    is_bare = " ".join(text.split()) == " ".join(drafted.split())
    found = {Doubt.RED: is_red, Doubt.NOTHING_ADDED: is_bare, Doubt.CHANGED_SINCE: has_changed_since}
    return tuple(doubt for doubt, holds in found.items() if holds)
