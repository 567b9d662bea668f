"""Rules of reporting rounds: what is asked for, what may become of what is written, and who is reminded. Pure."""

from reporting.rounds.asking import Ask, Group, Seen, asks_of, group_of
from reporting.rounds.evidence import (
    MOST_FILES,
    MOST_MEGABYTES,
    EvidenceProblem,
    media_type_of,
    problem_with,
)
from reporting.rounds.reminding import due_reminders
from reporting.rounds.spans import kind_of, period_of_round, periods_to_choose, suggested_deadline
from reporting.rounds.states import Step, may_become, state_after
from reporting.rounds.texts import MOST_CHARACTERS, cleaned, is_too_long, names_mentioned

__all__ = [
    "MOST_CHARACTERS",
    "MOST_FILES",
    "MOST_MEGABYTES",
    "Ask",
    "EvidenceProblem",
    "Group",
    "Seen",
    "Step",
    "asks_of",
    "cleaned",
    "due_reminders",
    "group_of",
    "is_too_long",
    "kind_of",
    "may_become",
    "media_type_of",
    "names_mentioned",
    "period_of_round",
    "periods_to_choose",
    "problem_with",
    "state_after",
    "suggested_deadline",
]
