"""When a dataset was last updated, in the spellings that are met: ISO 8601 with `+0100` or `Z`, dates, dd/mm/yyyy."""

from datetime import UTC, datetime

# SSB and Eurostat write ISO 8601, the ONS the British way, and Norwegian tables made by hand the Norwegian one.
DAY_FIRST = ("%d/%m/%Y", "%d/%m/%Y %H:%M", "%d/%m/%Y %H:%M:%S", "%d.%m.%Y", "%d.%m.%Y %H:%M", "%d.%m.%Y %H:%M:%S")


def read_moment(text: str) -> datetime | None:
    """The moment in UTC; a date is its midnight, and a time that names no zone is taken as UTC. None: unreadable."""
    moment = iso_moment(text.strip()) or day_first_moment(text.strip())
    if moment is None:
        return None
    try:
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except OverflowError:
        return None


def iso_moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def day_first_moment(text: str) -> datetime | None:
    for pattern in DAY_FIRST:
        try:
            return datetime.strptime(text, pattern)  # noqa: DTZ007 read_moment gives it its zone
        except ValueError:
            continue
    return None
