"""Rules of reporting rounds: what is asked for, what may become of what is written, and who is reminded. Pure."""

from reporting.rounds.asking import Ask, Group, Seen, asks_of, group_of, is_beyond_noise
from reporting.rounds.evidence import (
    ENDINGS,
    MOST_BYTES,
    MOST_FILES,
    MOST_MEGABYTES,
    EvidenceProblem,
    kept_name,
    media_type_of,
    problem_with,
)
from reporting.rounds.reminding import due_reminders
from reporting.rounds.spans import first_day, kind_of, period_of_round, periods_to_choose, suggested_deadline
from reporting.rounds.states import IN_HAND, NEEDS_REASON, Step, may_become, state_after
from reporting.rounds.texts import MOST_CHARACTERS, cleaned, is_cut_down, is_too_long, names_mentioned

__all__ = [
    "ENDINGS",
    "IN_HAND",
    "MOST_BYTES",
    "MOST_CHARACTERS",
    "MOST_FILES",
    "MOST_MEGABYTES",
    "NEEDS_REASON",
    "Ask",
    "EvidenceProblem",
    "Group",
    "Seen",
    "Step",
    "asks_of",
    "cleaned",
    "due_reminders",
    "first_day",
    "group_of",
    "is_beyond_noise",
    "is_cut_down",
    "is_too_long",
    "kept_name",
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
