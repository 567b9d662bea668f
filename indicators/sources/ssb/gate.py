"""Who decides when a call may go out."""

from typing import Protocol


class Gate(Protocol):
    """One for a source, shared by all who ask it. Every call, also one that is tried again, goes through it."""

    def enter(self) -> None:
        """Wait for a free call. Raises HeldBack where the wait is too long to stand in line for."""

    def learned(
        self, *, limit: int | None, remaining: int | None, window: float | None, retry_after: float | None
    ) -> None:
        """What an answer said: so many calls in so many seconds, so many left, and not again for so many seconds."""
