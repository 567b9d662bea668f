"""A gate for tests of the client alone: always open, and remembers what went through it."""


class OpenGate:
    def __init__(self) -> None:
        self.entered = 0
        self.told: list[dict[str, float | None]] = []

    def enter(self) -> None:
        self.entered += 1

    def learned(
        self, *, limit: int | None, remaining: int | None, window: float | None, retry_after: float | None
    ) -> None:
        self.told.append({"limit": limit, "remaining": remaining, "window": window, "retry_after": retry_after})
