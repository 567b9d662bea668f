"""Reports that somebody has asked for as files: made as tasks, kept for download for some time."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Job, Municipality
from planning.models import Plan
from reporting.models.report_templates import ReportKind

# What the job that makes one is called, the one that makes a preview, the one that seals a report, and the one that
# makes the files of that.
REPORT_JOB, PREVIEW_JOB, SEALING_JOB, SEAL_JOB = "report_file", "report_preview", "sealing", "sealed_files"


class ReportFormat(models.TextChoices):
    HTML = "html", _("nettside")
    DOCX = "docx", _("Word")
    PDF = "pdf", _("PDF")
    XLSX = "xlsx", _("Excel")
    CSV = "csv", _("CSV-filer")
    PPTX = "pptx", _("lysbilder")


class ReportFile(models.Model):
    """What was asked for, the job that makes it, and the file when it is made.

    A preview is one too, told apart by its job: a page that is read and no file that is fetched.
    """

    municipality = models.ForeignKey(
        Municipality, verbose_name=_("kommune"), on_delete=models.PROTECT, related_name="+"
    )
    plan = models.ForeignKey(
        Plan, verbose_name=_("plan"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    kind = models.CharField(_("rapport"), max_length=10, choices=ReportKind.choices)
    year = models.PositiveSmallIntegerField(_("år"))
    language = models.CharField(_("språk"), max_length=5)
    format = models.CharField(_("format"), max_length=10, choices=ReportFormat.choices)
    job = models.OneToOneField(Job, verbose_name=_("jobb"), on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("filnavn"), max_length=200, blank=True)
    media_type = models.CharField(_("filtype"), max_length=100, blank=True)
    size = models.PositiveIntegerField(_("størrelse"), default=0)
    checksum = models.CharField(_("kontrollsum"), max_length=64, blank=True)
    body = models.BinaryField(_("innhold"), blank=True, default=b"")
    asked_by = models.CharField(_("bedt om av"), max_length=200)
    asked_at = models.DateTimeField(_("bedt om"))
    made_at = models.DateTimeField(_("laget"), null=True, blank=True)

    class Meta:
        verbose_name = _("rapportfil")
        verbose_name_plural = _("rapportfiler")
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=ReportKind.values), name="report_file_kind_known"),
            models.CheckConstraint(condition=Q(format__in=ReportFormat.values), name="report_file_format_known"),
            models.CheckConstraint(
                condition=Q(made_at__isnull=True) | ~Q(checksum=""), name="made_report_file_has_checksum"
            ),
        ]

    def __str__(self) -> str:
        return self.name or f"{self.kind} {self.year} {self.format}"
