"""Indicators that are described otherwise than before, until whoever judges by them has seen it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from indicators.models.catalogue import Indicator


class EditedIndicator(models.Model):
    """That an indicator, or what it cites, was edited. Layers above find the row, see what it touches and remove it."""

    indicator = models.ForeignKey(Indicator, verbose_name=_("indikator"), on_delete=models.CASCADE, related_name="+")
    edited_at = models.DateTimeField(_("endret"))

    class Meta:
        verbose_name = _("endret indikator")
        verbose_name_plural = _("endrede indikatorer")

    def __str__(self) -> str:
        return str(self.indicator_id)
