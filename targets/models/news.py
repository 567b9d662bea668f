"""What is new and has not yet been judged. Rows are added by whoever changes something, and go when it is judged."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from indicators.models import Fetch
from targets.models.promises import Target


class Touched(models.Model):
    """A target that something has happened to since it was judged. There may be several rows of one target.

    The one who judges deletes the rows that were there when it began; one that is added meanwhile stays for the next.
    """

    target = models.ForeignKey(Target, verbose_name=_("måltall"), on_delete=models.CASCADE, related_name="+")
    touched_at = models.DateTimeField(_("berørt"))

    class Meta:
        verbose_name = _("berørt måltall")
        verbose_name_plural = _("berørte måltall")

    def __str__(self) -> str:
        return str(self.target_id)


class JudgedFetch(models.Model):
    """A delivery of which the targets that it touches are found. The others are still to be looked through."""

    fetch = models.OneToOneField(Fetch, verbose_name=_("leveranse"), on_delete=models.PROTECT, related_name="+")
    looked_at = models.DateTimeField(_("sett gjennom"))

    class Meta:
        verbose_name = _("vurdert leveranse")
        verbose_name_plural = _("vurderte leveranser")

    def __str__(self) -> str:
        return str(self.fetch_id)


class Seen(models.Model):
    """How something looked that lights rest on and that leaves no word when it is edited: a region, a plan's status.

    What looks otherwise now has touched the targets that rest on it.
    """

    subject = models.CharField(_("hva"), max_length=50, unique=True)
    looked_like = models.CharField(_("slik den så ut"), max_length=64)

    class Meta:
        verbose_name = _("sett")
        verbose_name_plural = _("sett")

    def __str__(self) -> str:
        return self.subject
