"""Why a light changed: what differs between two certificates."""

from targets.models import Assessment, Cause


def cause_of(before: Assessment | None, after: Assessment) -> Cause:
    """The first thing that differs, of those that can change a light."""
    if before is None:
        return Cause.FIRST
    if before.light == after.light:
        return Cause.OVERRIDE
    return next((cause for cause, differs in differences(before, after) if differs), Cause.DATE)


def differences(before: Assessment, after: Assessment) -> list[tuple[Cause, bool]]:
    old, new = before.facts, after.facts
    return [
        (Cause.RULE, before.rule_version != after.rule_version),
        (Cause.EDITED_TARGET, old["terms"] != new["terms"]),
        (Cause.PERSON, (old["done"], old["opinions"]) != (new["done"], new["opinions"])),
        (Cause.NEW_FIGURE, old["figures"] != new["figures"]),
    ]
