"""Days that readers pick, as they come with an address."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext


@dataclass(frozen=True, slots=True)
class PickedDay:
    """What was typed, the day that it names, and what to say where it names none that can be shown."""

    typed: str
    day: date | None
    problem: str = ""


def picked_day(typed: str, *, today: date) -> PickedDay:
    """A day up to today; nothing typed is no day and no problem."""
    typed = typed.strip()
    if not typed:
        return PickedDay("", None)
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        text = gettext("«%(text)s» er ikke en dato. Skriv år, måned og dag, for eksempel 2026-03-15.")
        return PickedDay(typed, None, text % {"text": typed[:40]})
    if day > today:
        return PickedDay(typed, None, gettext("Datoen har ikke vært ennå. Velg en dag til og med i dag."))
    return PickedDay(typed, day)
