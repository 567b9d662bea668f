"""Whom a municipality is compared with."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Municipality, User
from indicators.models.regions import Region

# More lines than this can nobody tell apart in a chart.
MOST_PEERS = 10


class ChosenPeer(models.Model):
    """One of the municipalities that somebody compares with. Without a person it is the municipality's own choice,
    which holds for everybody who has made none."""

    municipality = models.ForeignKey(
        Municipality, verbose_name=_("kommune"), on_delete=models.PROTECT, related_name="+"
    )
    user = models.ForeignKey(
        User, verbose_name=_("bruker"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    region = models.ForeignKey(Region, verbose_name=_("sammenlignes med"), on_delete=models.PROTECT, related_name="+")
    order = models.PositiveSmallIntegerField(_("rekkefølge"))

    class Meta:
        verbose_name = _("valgt kommune")
        verbose_name_plural = _("valgte kommuner")
        constraints = [
            models.UniqueConstraint(fields=["municipality", "user", "region"], name="peer_once_per_person"),
            models.UniqueConstraint(
                fields=["municipality", "region"], condition=Q(user__isnull=True), name="peer_once_per_municipality"
            ),
            # Each has an order of its own, and no order is above nine: nobody has more than ten.
            models.UniqueConstraint(fields=["municipality", "user", "order"], name="peer_order_once_per_person"),
            models.UniqueConstraint(
                fields=["municipality", "order"],
                condition=Q(user__isnull=True),
                name="peer_order_once_per_municipality",
            ),
            models.CheckConstraint(condition=Q(order__lt=MOST_PEERS), name="peers_at_most_ten"),
        ]

    def __str__(self) -> str:
        return str(self.region)
