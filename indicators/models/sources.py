"""Where figures come from, how those that come by themselves are fetched, and what went wrong with that."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class SourceQuerySet(models.QuerySet["Source"]):
    def fetched(self) -> "SourceQuerySet":
        """Those whose figures come by themselves."""
        return self.filter(is_fetched=True)

    def due(self, now: datetime) -> "SourceQuerySet":
        """Those that should be asked again, and that no worker is asking at the moment."""
        free = Q(status__claimed_until__isnull=True) | Q(status__claimed_until__lt=now)
        wanted = Q(status__next_fetch_at__isnull=True) | Q(status__next_fetch_at__lte=now)
        return self.fetched().filter(free, wanted)


class Source(models.Model):
    """Where figures come from: publisher and title, and the table in Statistics Norway's bank where there is one.

    One with `is_fetched` also says which cells of its table are fetched; `IndicatorInSource` says what they are.
    """

    # A plan file names its sources with codes of its own; the plan's code keeps two files apart.
    namespace = models.CharField(_("navnerom"), max_length=100, blank=True)
    code = models.CharField(_("kode"), max_length=100)
    name = models.CharField(_("navn"), max_length=300)
    publisher = models.CharField(_("utgiver"), max_length=200, blank=True)
    kind = models.CharField(_("slag"), max_length=100, blank=True)
    table = models.CharField(_("tabell"), max_length=20, blank=True)
    url = models.URLField(_("adresse"), max_length=500, blank=True)
    cited_at = models.CharField(_("omtalt i"), max_length=300, blank=True)
    extra = models.JSONField(_("annet"), default=dict, blank=True)

    is_fetched = models.BooleanField(_("hentes av seg selv"), default=False)
    # {variable: [codes or expressions]}; a variable that is not named is fetched whole.
    selection = models.JSONField(_("utvalg"), default=dict, blank=True)
    # {variable: codelist}, where figures are fetched for groups of codes ("agg_KommSummer").
    codelists = models.JSONField(_("kodelister"), default=dict, blank=True)
    # KOSTRA is published unrevised on 15 March and revised on 15 June, without saying so in the table.
    is_kostra = models.BooleanField(_("KOSTRA"), default=False)
    # Whether somebody has seen the table with these codes in Statistics Norway's bank; else what is not known.
    is_verified = models.BooleanField(_("kontrollert mot kilden"), default=False)
    verification_note = models.TextField(_("om kontrollen"), blank=True)
    fetch_every_hours = models.PositiveSmallIntegerField(_("timer mellom hver henting"), default=24)

    objects = SourceQuerySet.as_manager()

    class Meta:
        verbose_name = _("kilde")
        verbose_name_plural = _("kilder")
        constraints = [
            models.UniqueConstraint(fields=["namespace", "code"], name="source_code_once"),
            models.CheckConstraint(condition=Q(is_fetched=False) | ~Q(table=""), name="fetched_source_has_table"),
            models.CheckConstraint(condition=Q(fetch_every_hours__gte=1), name="source_fetched_hourly_at_most"),
            models.UniqueConstraint(fields=["table"], condition=Q(is_fetched=True), name="table_fetched_by_one_source"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.publisher})" if self.publisher else self.name


class SourceStatus(models.Model):
    """How fetching a source stands. A row of its own, so that editing the source never undoes what a worker wrote."""

    source = models.OneToOneField(Source, verbose_name=_("kilde"), on_delete=models.CASCADE, related_name="status")
    next_fetch_at = models.DateTimeField(_("neste henting"), null=True, blank=True)
    # Until then one worker has it; a worker that dies loses it by itself.
    claimed_until = models.DateTimeField(_("hentes nå, til"), null=True, blank=True)
    checked_at = models.DateTimeField(_("sist spurt"), null=True, blank=True)
    fetched_at = models.DateTimeField(_("sist hentet"), null=True, blank=True)
    # What the source itself says of its newest change, and a hash of everything that was recorded of it.
    updated_upstream = models.DateTimeField(_("oppdatert hos kilden"), null=True, blank=True)
    content_hash = models.CharField(_("sjekksum av innholdet"), max_length=64, blank=True)

    class Meta:
        verbose_name = _("hentestatus")
        verbose_name_plural = _("hentestatus")

    def __str__(self) -> str:
        return str(self.source)


class ProblemKind(models.TextChoices):
    UNAVAILABLE = "unavailable", _("svarer ikke")
    REJECTED = "rejected", _("avviste spørsmålet")
    UNREADABLE = "unreadable", _("svaret kan ikke leses")
    WITHDRAWN = "withdrawn", _("tabellen finnes ikke lenger")
    LOST_CODE = "lost_code", _("en kode finnes ikke lenger")
    DISCONTINUED = "discontinued", _("tabellen er avsluttet")


class SourceProblemQuerySet(models.QuerySet["SourceProblem"]):
    def open(self) -> "SourceProblemQuerySet":
        """Those that still are."""
        return self.filter(ended_at__isnull=True)


class SourceProblem(models.Model):
    """Something wrong with a source, in the source's own words: seen by a person, and never a changed light."""

    source = models.ForeignKey(Source, verbose_name=_("kilde"), on_delete=models.CASCADE, related_name="problems")
    kind = models.CharField(_("slag"), max_length=20, choices=ProblemKind.choices)
    # As the source calls it: "Non-existent value".
    title = models.CharField(_("hva"), max_length=300)
    detail = models.TextField(_("mer"), blank=True)
    found_at = models.DateTimeField(_("først sett"))
    seen_at = models.DateTimeField(_("sist sett"))
    ended_at = models.DateTimeField(_("over"), null=True, blank=True)
    told_at = models.DateTimeField(_("meldt"), null=True, blank=True)

    objects = SourceProblemQuerySet.as_manager()

    class Meta:
        verbose_name = _("problem med en kilde")
        verbose_name_plural = _("problemer med kilder")
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=ProblemKind.values), name="source_problem_kind_known"),
            models.CheckConstraint(condition=Q(seen_at__gte=F("found_at")), name="source_problem_seen_after_found"),
            models.UniqueConstraint(
                fields=["source", "kind", "title", "detail"],
                condition=Q(ended_at__isnull=True),
                name="source_problem_open_once",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class RateBudget(models.Model):
    """How many calls an upstream host will still take: one row for each, so that all processes share one budget."""

    host = models.CharField(_("vert"), max_length=200, unique=True)
    # Calls left at `counted_at`; between then and now the budget fills up again.
    left = models.FloatField(_("kall igjen"))
    per_minute = models.PositiveSmallIntegerField(_("kall i minuttet"))
    counted_at = models.DateTimeField(_("talt"))
    # The host has asked not to be called before this.
    closed_until = models.DateTimeField(_("stengt til"), null=True, blank=True)

    class Meta:
        verbose_name = _("kallkvote")
        verbose_name_plural = _("kallkvoter")

    def __str__(self) -> str:
        return self.host
