"""Places that figures are about, and what they were at each time: their names, what they came from, their groups."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class RegionKind(models.TextChoices):
    MUNICIPALITY = "municipality", _("kommune")
    KOSTRA_GROUP = "kostra_group", _("KOSTRA-gruppe")
    COUNTRY = "country", _("land")
    AREA = "area", _("annet område")


class Region(models.Model):
    """What figures are about: a municipality (`3909`), KOSTRA group (`EKG11`), country (`EAK`) or another area."""

    code = models.CharField(_("kode"), max_length=100, unique=True)
    name = models.CharField(_("navn"), max_length=200)
    kind = models.CharField(_("slag"), max_length=20, choices=RegionKind.choices, default=RegionKind.AREA)

    class Meta:
        verbose_name = _("region")
        verbose_name_plural = _("regioner")
        constraints = [models.CheckConstraint(condition=Q(kind__in=RegionKind.values), name="region_kind_known")]

    def __str__(self) -> str:
        return self.name


class RegionVersion(models.Model):
    """What a code meant in a stretch of time. A code that is used again has several, each with its own name."""

    region = models.ForeignKey(Region, verbose_name=_("region"), on_delete=models.CASCADE, related_name="versions")
    name = models.CharField(_("navn"), max_length=200)
    valid_from = models.DateField(_("gyldig fra"))
    # The first day on which it no longer holds; empty while it does.
    valid_to = models.DateField(_("gyldig til"), null=True, blank=True)
    source = models.CharField(_("kilde"), max_length=300)

    class Meta:
        verbose_name = _("gyldighet")
        verbose_name_plural = _("gyldigheter")
        constraints = [
            models.UniqueConstraint(fields=["region", "valid_from"], name="region_version_once"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")), name="region_version_has_length"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.valid_from})"


class RegionChange(models.Model):
    """That one region went into another on a day. A merger is several rows to one region, a split several from one."""

    old = models.ForeignKey(Region, verbose_name=_("fra"), on_delete=models.CASCADE, related_name="changes_away")
    new = models.ForeignKey(Region, verbose_name=_("til"), on_delete=models.CASCADE, related_name="changes_into")
    changed_on = models.DateField(_("fra og med"))
    source = models.CharField(_("kilde"), max_length=300)

    class Meta:
        verbose_name = _("regionendring")
        verbose_name_plural = _("regionendringer")
        constraints = [
            models.UniqueConstraint(fields=["old", "new", "changed_on"], name="region_change_once"),
        ]

    def __str__(self) -> str:
        return f"{self.old_id} → {self.new_id} {self.changed_on}"


class GroupMembership(models.Model):
    """That a municipality is in a KOSTRA group for some years. Group numbers are used again with other members."""

    group = models.ForeignKey(Region, verbose_name=_("gruppe"), on_delete=models.CASCADE, related_name="members")
    member = models.ForeignKey(Region, verbose_name=_("medlem"), on_delete=models.CASCADE, related_name="groups")
    valid_from = models.DateField(_("gyldig fra"))
    valid_to = models.DateField(_("gyldig til"), null=True, blank=True)
    source = models.CharField(_("kilde"), max_length=300)

    class Meta:
        verbose_name = _("gruppemedlemskap")
        verbose_name_plural = _("gruppemedlemskap")
        constraints = [
            models.UniqueConstraint(fields=["group", "member", "valid_from"], name="group_membership_once"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")), name="membership_has_length"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group_id} {self.member_id} {self.valid_from}"
