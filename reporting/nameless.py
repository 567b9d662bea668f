"""A certificate as everybody may read it: who judged and who set a light is said as the municipality."""

from django.utils.translation import gettext

from indicators.source_names import from_a_file
from targets.certificates import Facts


def nameless(facts: Facts) -> Facts:
    """The same facts without a person in them. What was decided, when and why stands as it did."""
    told = {**facts, "verdict": {**facts["verdict"], "opinion": by_all(facts["verdict"].get("opinion"))}}
    if "opinions" in facts:
        told["opinions"] = [by_all(one) for one in facts["opinions"]]
    if "override" in facts:
        told["override"] = by_all(facts["override"])
    if facts["figure"]:
        # What a file that was brought in is called may be anything, the name of who made it among it.
        told["figure"] = {**facts["figure"], "fetch_name": from_a_file()}
    return told


def by_all(said: Facts | None) -> Facts | None:
    """What somebody said, as said by the municipality."""
    return {**said, "by": gettext("kommunen")} if said else None
