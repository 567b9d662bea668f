"""Who: municipalities, units, people and their roles; how they and their programs log in; what was done.

The audit trail, and the progress of long work.
"""

from accounts.models.log_in import ExternalIdentity, FailedLogIn, RecoveryCode, SecondFactor, Session
from accounts.models.people import Membership, Municipality, Role, Unit, User
from accounts.models.records import AuditEvent, Job, JobState
from accounts.models.tokens import ApiToken, Scope

__all__ = [
    "ApiToken",
    "AuditEvent",
    "ExternalIdentity",
    "FailedLogIn",
    "Job",
    "JobState",
    "Membership",
    "Municipality",
    "RecoveryCode",
    "Role",
    "Scope",
    "SecondFactor",
    "Session",
    "Unit",
    "User",
]
