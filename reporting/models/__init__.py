"""What people say of what they read here, what they are asked to say, and what becomes of it as a report."""

from reporting.models.commentary import Commentary, CommentaryState, CommentaryVersion, Evidence, Mention
from reporting.models.publications import Publication
from reporting.models.report_files import ReportFile, ReportFormat
from reporting.models.report_templates import ReportKind, ReportTemplate
from reporting.models.reviews import QualityReview
from reporting.models.rounds import CommentingDuty, Reminder, ReminderKind, ReportingRound, RoundKind
from reporting.models.sealed import SEALED_FORMS, SealedFile, SealedNeverChanges, SealedReport
from reporting.models.sealing import SealingAsked

__all__ = [
    "SEALED_FORMS",
    "Commentary",
    "CommentaryState",
    "CommentaryVersion",
    "CommentingDuty",
    "Evidence",
    "Mention",
    "Publication",
    "QualityReview",
    "Reminder",
    "ReminderKind",
    "ReportFile",
    "ReportFormat",
    "ReportKind",
    "ReportTemplate",
    "ReportingRound",
    "RoundKind",
    "SealedFile",
    "SealedNeverChanges",
    "SealedReport",
    "SealingAsked",
]
