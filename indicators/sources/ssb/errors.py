"""What can go wrong with a source, told apart by what a person can do about it."""

from collections.abc import Mapping
from datetime import datetime


class SourceError(Exception):
    """The source gave no usable answer.

    `title` is its own word for it ("Non-existent value"), `detail` what else it said, `status` the HTTP status, which
    is None where there was no answer at all.
    """

    def __init__(self, title: str, detail: str = "", *, status: int | None = None) -> None:
        super().__init__(title)
        self.title = title
        self.detail = detail
        self.status = status

    def __str__(self) -> str:
        return ": ".join(part for part in (self.title, self.detail) if part)


class SourceUnavailable(SourceError):
    """No answer, or the source is busy or out of order: asking again later may help."""

    def __init__(
        self, title: str, detail: str = "", *, status: int | None = None, retry_after: float | None = None
    ) -> None:
        super().__init__(title, detail, status=status)
        # Seconds that the source asks to be left alone, where it says so.
        self.retry_after = retry_after


class SourceRejected(SourceError):
    """The source does not accept the question: asking again will not help, another question may."""


class CodesLost(SourceRejected):
    """A variable, a code or a codelist that is asked for does not exist, perhaps no longer.

    `codes` names them by variable, none where the whole variable is lost; it is empty where the bank did not say which.
    """

    def __init__(
        self,
        title: str,
        detail: str = "",
        *,
        status: int | None = None,
        codes: Mapping[str, tuple[str, ...]] | None = None,
    ) -> None:
        super().__init__(title, detail, status=status)
        self.codes = dict(codes or {})


class SourceWithdrawn(SourceError):
    """The table does not exist, perhaps no longer."""


class SourceUnreadable(SourceError):
    """Something answered, but not with what was asked for: no dataset, half an answer, another page, far too much."""


class HeldBack(Exception):
    """The call did not go out, since the source should not be asked before `until`. `reason` is a sentence."""

    def __init__(self, reason: str, *, until: datetime) -> None:
        super().__init__(reason)
        self.reason = reason
        self.until = until
