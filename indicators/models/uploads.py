"""Files that somebody has brought to a page, before anything of them is written."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Municipality


class Upload(models.Model):
    """A file of figures that waits until its owner has seen what it would change. Gone when taken in or dropped."""

    municipality = models.ForeignKey(
        Municipality, verbose_name=_("kommune"), on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField(_("navn"), max_length=300)
    body = models.BinaryField(_("innhold (zlib)"))
    checksum = models.CharField(_("sjekksum (SHA-256)"), max_length=64)
    # Which shape of workbook it is; empty for CSV, JSON-stat and workbooks with the usual heading.
    mapping = models.CharField(_("oppsett"), max_length=100, blank=True)
    is_provisional = models.BooleanField(_("foreløpige tall"), default=False)
    uploaded_by = models.CharField(_("lastet opp av"), max_length=200)
    uploaded_at = models.DateTimeField(_("lastet opp"))

    class Meta:
        verbose_name = _("opplasting")
        verbose_name_plural = _("opplastinger")

    def __str__(self) -> str:
        return self.name
