"""Writing what the figures do not say of themselves, and what becomes of it."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from accounts.models import Unit, User
from indicators.models import Indicator
from reporting.models import Commentary, ReportingRound
from targets.models import Target

Subject = Target | Indicator
# So long the same person's saving goes on in the same version.
SAME_VERSION = timedelta(minutes=10)


class CommentaryRefused(Exception):
    """What was asked for cannot be done; the message says why, as it is said to a person."""


class SavedByAnother(CommentaryRefused):
    """Somebody has saved since the person opened the page. `commentary` is as it stands now."""

    def __init__(self, commentary: Commentary, message: str) -> None:
        super().__init__(message)
        self.commentary = commentary


def save_commentary(
    *,
    asked: ReportingRound,
    subject: Subject,
    unit: Unit,
    text: str,
    version: int,
    by: str,
    now: datetime,
    drafted: str = "",
    mentioned: Iterable[User] = (),
) -> Commentary:
    """Keep the words as they stand now; `version` is the one that the person saw, 0 where there was none.

    `unit` is whose words they are when they are begun. `drafted` is kept from the first saving. Whoever is named in the
    text with `@brukernavn`, or picked in `mentioned`, is told by mail once.

    Raises SavedByAnother, and CommentaryRefused: the round is closed, the words are sent in or approved, too long.
    The same text again keeps nothing and raises nothing.
    """
    raise NotImplementedError


def submit(*, commentary: Commentary, version: int, by: str, now: datetime) -> None:
    """Send in. Raises SavedByAnother, and CommentaryRefused without words, from another state, or in a closed round."""
    raise NotImplementedError


def return_to_unit(*, commentary: Commentary, reason: str, by: str, now: datetime) -> None:
    """Raises CommentaryRefused without a reason, from another state than submitted, or in a closed round."""
    raise NotImplementedError


def approve(*, commentary: Commentary, by: str, now: datetime) -> None:
    """Raises CommentaryRefused from another state than submitted, or in a closed round."""
    raise NotImplementedError


def reopen(*, commentary: Commentary, reason: str, by: str, now: datetime) -> None:
    """Take up again what is approved: it goes back to the unit with the reason. Raises CommentaryRefused as above."""
    raise NotImplementedError
