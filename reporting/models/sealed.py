"""Reports that are approved: frozen with everything they rest on, and never changed again."""

from collections.abc import Iterable
from typing import Any, NoReturn, TypeVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Municipality
from planning.models import Plan
from reporting.models.report_files import ReportFormat
from reporting.models.report_templates import ReportKind
from reporting.models.rounds import ReportingRound

Row = TypeVar("Row", bound=models.Model)
# What is kept of a report that is sealed.
SEALED_FORMS = (ReportFormat.HTML, ReportFormat.DOCX, ReportFormat.PDF, ReportFormat.XLSX, ReportFormat.CSV)


class SealedNeverChanges(Exception):
    """Somebody has tried to change or delete what is sealed. The database refuses it too, by triggers."""


class SealedQuerySet(models.QuerySet[Row]):
    """Rows that are added and read."""

    def update(self, **values: Any) -> NoReturn:
        raise SealedNeverChanges(", ".join(values))

    def bulk_update(self, objs: Iterable[Row], fields: Iterable[str], batch_size: int | None = None) -> NoReturn:
        raise SealedNeverChanges(", ".join(fields))

    def delete(self) -> NoReturn:
        raise SealedNeverChanges(self.model.__name__)


class Sealed(models.Model):
    """A row that is written once."""

    class Meta:
        abstract = True

    def save(self, **options: Any) -> None:
        if not self._state.adding:
            raise SealedNeverChanges(str(self))
        super().save(**options)

    def delete(self, using: Any = None, keep_parents: bool = False) -> NoReturn:
        raise SealedNeverChanges(str(self))


class SealedReport(Sealed):
    """One edition of a report as it was approved. A correction is a new edition; an erratum stands beside it.

    `document` is the whole report in plain values (reporting.frozen), `figures` every figure in it with the vintage
    that was read, `certificates` the facts behind every light. `content_hash` is its fingerprint, made in the way that
    `hash_version` says (reporting.fingerprint).
    """

    municipality = models.ForeignKey(
        Municipality, verbose_name=_("kommune"), on_delete=models.PROTECT, related_name="+"
    )
    kind = models.CharField(_("rapport"), max_length=10, choices=ReportKind.choices)
    # The plan that an annual report is on; a status analysis has none.
    plan = models.ForeignKey(
        Plan, verbose_name=_("plan"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    round = models.ForeignKey(
        ReportingRound,
        verbose_name=_("runde"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="sealed_reports",
    )
    year = models.PositiveSmallIntegerField(_("år"))
    language = models.CharField(_("språk"), max_length=5)
    edition = models.PositiveSmallIntegerField(_("utgave"))
    # Why there is another edition after the first.
    edition_reason = models.TextField(_("hvorfor ny utgave"), blank=True)
    title = models.CharField(_("tittel"), max_length=300)
    document = models.JSONField(_("dokument"))
    figures = models.JSONField(_("tall"))
    certificates = models.JSONField(_("sertifikater"))
    rule_version = models.CharField(_("regelversjon"), max_length=20)
    content_hash = models.CharField(_("avtrykk"), max_length=64)
    # Those that were sealed before anybody counted are 1.
    hash_version = models.PositiveSmallIntegerField(_("avtrykkets versjon"), default=1)
    sealed_by = models.CharField(_("låst av"), max_length=200)
    sealed_at = models.DateTimeField(_("låst"))

    objects = SealedQuerySet.as_manager()

    class Meta:
        verbose_name = _("låst rapport")
        verbose_name_plural = _("låste rapporter")
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "kind", "year", "language", "edition"],
                condition=Q(plan__isnull=False),
                name="edition_once_per_plan",
            ),
            models.UniqueConstraint(
                fields=["municipality", "kind", "year", "language", "edition"],
                condition=Q(plan__isnull=True),
                name="edition_once_per_municipality",
            ),
            models.CheckConstraint(condition=Q(kind__in=ReportKind.values), name="sealed_kind_known"),
            models.CheckConstraint(
                condition=Q(edition=1) | Q(edition__gt=1) & ~Q(edition_reason=""), name="new_edition_has_reason"
            ),
            models.CheckConstraint(
                condition=Q(kind=ReportKind.ANNUAL, plan__isnull=False) | Q(kind=ReportKind.STATUS, plan__isnull=True),
                name="annual_report_is_on_a_plan",
            ),
        ]
        indexes = [models.Index(F("year").desc(), "kind", name="sealed_by_year")]

    def __str__(self) -> str:
        return self.title


class SealedFile(Sealed):
    """A sealed report as one file, the same bytes for ever."""

    report = models.ForeignKey(SealedReport, verbose_name=_("rapport"), on_delete=models.PROTECT, related_name="files")
    format = models.CharField(_("format"), max_length=10, choices=ReportFormat.choices)
    name = models.CharField(_("filnavn"), max_length=200)
    media_type = models.CharField(_("filtype"), max_length=100)
    size = models.PositiveIntegerField(_("størrelse"))
    checksum = models.CharField(_("kontrollsum"), max_length=64)
    body = models.BinaryField(_("innhold"))

    objects = SealedQuerySet.as_manager()

    class Meta:
        verbose_name = _("fil av låst rapport")
        verbose_name_plural = _("filer av låste rapporter")
        constraints = [
            models.UniqueConstraint(fields=["report", "format"], name="sealed_once_per_format"),
            models.CheckConstraint(condition=Q(format__in=ReportFormat.values), name="sealed_format_known"),
        ]

    def __str__(self) -> str:
        return self.name
