"""Whether the value of a group is the sum of its members' figures, as far as they are known. No Django, no clock.

A group has members that nobody has figures of, so their sum may only be less. It is checked where no figure is
negative: else a member that is missing could bring the sum down again.
"""

from collections.abc import Mapping

from indicators.checks.formulas import as_printed
from indicators.checks.identities import Checked, Place, Verdict

GROUP_SUM = "gruppesum"


def check_group(place: Place, group: str, members: Mapping[str, str]) -> Checked | None:
    """The printed value of the group against those of its members, by code; None where nothing can be said."""
    if not members:
        return None
    total, parts = as_printed(group), {code: as_printed(literal) for code, literal in members.items()}
    if any(one.value < 0 for one in (total, *parts.values())):
        return None
    least = sum((one.least for one in parts.values()), start=total.value * 0)
    known = sum((one.value for one in parts.values()), start=total.value * 0)
    verdict = Verdict.HOLDS if least <= total.most else Verdict.FAILS
    allowed = (known - least) + (total.most - total.value)
    return Checked(place, known, total.value, allowed, verdict, dict(sorted(members.items())))
