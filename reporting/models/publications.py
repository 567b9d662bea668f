"""What everybody may read."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from planning.models import Plan


class Publication(models.Model):
    """That a plan's adopted content may be read by everybody, since when and by whose hand. Without it nobody may."""

    plan = models.OneToOneField(Plan, verbose_name=_("plan"), on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField(_("publisert"))
    published_by = models.CharField(_("publisert av"), max_length=150)

    class Meta:
        verbose_name = _("publisering")
        verbose_name_plural = _("publiseringer")

    def __str__(self) -> str:
        return str(self.plan)
