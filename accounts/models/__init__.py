"""Who: municipalities, units, people and their roles; how they log in; the audit trail; progress of long work."""

from accounts.models.log_in import ExternalIdentity, FailedLogIn, RecoveryCode, SecondFactor, Session
from accounts.models.people import Membership, Municipality, Role, Unit, User
from accounts.models.records import AuditEvent, Job, JobState

__all__ = [
    "AuditEvent",
    "ExternalIdentity",
    "FailedLogIn",
    "Job",
    "JobState",
    "Membership",
    "Municipality",
    "RecoveryCode",
    "Role",
    "SecondFactor",
    "Session",
    "Unit",
    "User",
]
