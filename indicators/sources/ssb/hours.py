"""When Statistics Norway's own bank is left alone. Pure: whoever asks says what time it is.

Its tables are read anew at 05:00 and at 11:30, and answer nothing meanwhile. Figures that are due come out at 08:00:
until then they are nought or dots, which must never be taken for figures, and just after it everybody asks at once.
"""

from datetime import datetime, time
from zoneinfo import ZoneInfo

OSLO = ZoneInfo("Europe/Oslo")
QUIET_HOURS = ((time(5, 0), time(8, 15)), (time(11, 30), time(11, 40)))
OWN_DOMAIN = "ssb.no"


def is_own_host(host: str) -> bool:
    """Whether a host is Statistics Norway's own; a mirror, or a bank of the same kind elsewhere, is not."""
    name = host.lower().rstrip(".")
    return name == OWN_DOMAIN or name.endswith(f".{OWN_DOMAIN}")


def quiet_until(now: datetime) -> datetime | None:
    """When the quiet hours end that it is in the middle of; None outside of them. `now` knows its zone."""
    here = now.astimezone(OSLO)
    for start, end in QUIET_HOURS:
        if start <= here.time() < end:
            return here.replace(hour=end.hour, minute=end.minute, second=0, microsecond=0)
    return None
