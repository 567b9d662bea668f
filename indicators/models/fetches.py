"""Deliveries of figures, kept as they came."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from indicators.models.sources import Source


class Channel(models.TextChoices):
    CSV = "csv", _("CSV-fil")
    EXCEL = "excel", _("Excel-fil")
    JSONSTAT = "jsonstat", _("JSON-stat-fil")
    PLAN = "plan", _("planfil")
    HAND = "hand", _("skrevet inn")
    SSB = "ssb", _("Statistisk sentralbyrå")
    # From other indicators, by a formula.
    COMPUTED = "computed", _("regnet ut av Planpuls")


class Fetch(models.Model):
    """One delivery of figures, kept as it came: the body, its checksum, who brought it and when.

    A large body lies in a file of its own under `var/deliveries/`, compressed as the small ones are;
    `indicators.services.recording.body_of` gives either back.
    """

    channel = models.CharField(_("kanal"), max_length=10, choices=Channel.choices)
    name = models.CharField(_("navn"), max_length=300)
    # The source that it was fetched from; none for files and what is typed.
    source = models.ForeignKey(
        Source, verbose_name=_("kilde"), on_delete=models.PROTECT, null=True, blank=True, related_name="fetches"
    )
    # What was asked for, so that it can be asked again: an address, or an address and a body.
    address = models.TextField(_("spørsmål"), blank=True)
    # When the source says that its figures were last changed.
    updated_upstream = models.DateTimeField(_("oppdatert hos kilden"), null=True, blank=True)
    # Where a person who typed a figure has it from; of a file, what it says of its own figures.
    note = models.TextField(_("merknad"), blank=True)
    checksum = models.CharField(_("sjekksum (SHA-256)"), max_length=64, db_index=True)
    body = models.BinaryField(_("innhold (zlib)"))
    stored_in = models.CharField(_("fil"), max_length=200, blank=True)
    # Everything besides the content that decided what its figures became: the same content read the same way is the
    # same figures. Empty where nobody can say.
    read_as = models.CharField(_("lest som"), max_length=200, blank=True)
    received_at = models.DateTimeField(_("mottatt"))
    known_from = models.DateTimeField(_("kjent fra"))
    received_from = models.CharField(_("mottatt fra"), max_length=200)
    created_count = models.PositiveIntegerField(_("nye"), default=0)
    updated_count = models.PositiveIntegerField(_("endret"), default=0)
    unchanged_count = models.PositiveIntegerField(_("uendret"), default=0)

    class Meta:
        verbose_name = _("leveranse")
        verbose_name_plural = _("leveranser")
        constraints = [
            models.CheckConstraint(condition=Q(channel__in=Channel.values), name="fetch_channel_known"),
        ]

    def __str__(self) -> str:
        return self.name
