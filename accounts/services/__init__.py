"""Writes of accounts: the audit trail, the progress of jobs, and logging in."""

from accounts.services.audit import record_event
from accounts.services.jobs import (
    LOST_AFTER,
    ask_for_job,
    cancel_job,
    claim_job,
    end_cancelled_job,
    fail_job,
    finish_job,
    report_progress,
    take_up_job,
)

__all__ = [
    "LOST_AFTER",
    "ask_for_job",
    "cancel_job",
    "claim_job",
    "end_cancelled_job",
    "fail_job",
    "finish_job",
    "record_event",
    "report_progress",
    "take_up_job",
]
