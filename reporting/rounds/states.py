"""What may become of the words on one thing in a round: draft → submitted → returned or approved. Pure."""

from enum import StrEnum

DRAFT, SUBMITTED, RETURNED, APPROVED = "draft", "submitted", "returned", "approved"
# Words that the unit still has in hand.
IN_HAND = frozenset({DRAFT, RETURNED})


class Step(StrEnum):
    """What a person does with the words."""

    # The unit: type, and send in.
    SAVE = "save"
    SUBMIT = "submit"
    # The coordinator: send back with a reason, approve, and take up again what is approved, with a reason too.
    RETURN = "return"
    APPROVE = "approve"
    REOPEN = "reopen"


AFTER: dict[tuple[str, Step], str] = {
    (DRAFT, Step.SAVE): DRAFT,
    # What was sent back stays so until it is sent in again, with the reason beside it.
    (RETURNED, Step.SAVE): RETURNED,
    (DRAFT, Step.SUBMIT): SUBMITTED,
    (RETURNED, Step.SUBMIT): SUBMITTED,
    (SUBMITTED, Step.RETURN): RETURNED,
    (SUBMITTED, Step.APPROVE): APPROVED,
    (APPROVED, Step.REOPEN): RETURNED,
}
NEEDS_REASON = frozenset({Step.RETURN, Step.REOPEN})


def state_after(state: str, step: Step) -> str | None:
    """What the words become; None where the step cannot be taken from there."""
    return AFTER.get((state, step))


def may_become(state: str, step: Step) -> bool:
    """Whether the step can be taken from there."""
    return (state, step) in AFTER
