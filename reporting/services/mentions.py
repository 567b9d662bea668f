"""Telling people that they are named in a commentary."""

from collections.abc import Iterable
from datetime import datetime

from accounts.models import User
from reporting.models import Commentary, Mention


def mention(*, commentary: Commentary, people: Iterable[User], by: str, now: datetime) -> list[Mention]:
    """Those that are named for the first time are kept, and mailed after commit. Only people with a role in the
    municipality are; others are left out in silence, so that nobody can find out who there is elsewhere."""
    raise NotImplementedError


def people_named_in(commentary: Commentary, text: str) -> list[User]:
    """Whoever the text names with `@brukernavn`, of the municipality."""
    raise NotImplementedError
