"""Who: municipalities, units, people and their roles."""

from django.contrib.auth.models import AbstractUser
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Municipality(models.Model):
    """One customer of the installation. Its drafts are seen by nobody else."""

    number = models.CharField(
        _("kommunenummer"),
        max_length=4,
        unique=True,
        validators=[RegexValidator(r"^\d{4}$", _("Kommunenummeret har fire siffer."))],
    )
    name = models.CharField(_("navn"), max_length=100)
    county = models.CharField(_("fylke"), max_length=100, blank=True)
    organisation_number = models.CharField(
        _("organisasjonsnummer"),
        max_length=9,
        blank=True,
        validators=[RegexValidator(r"^\d{9}$", _("Organisasjonsnummeret har ni siffer."))],
        help_text=_("Ni siffer fra Enhetsregisteret. Dataportaler kjenner kommunen på det."),
    )

    class Meta:
        verbose_name = _("kommune")
        verbose_name_plural = _("kommuner")

    def __str__(self) -> str:
        return self.name


class Unit(models.Model):
    """A part of the municipality that answers for goals and comments figures (virksomhet)."""

    municipality = models.ForeignKey(
        Municipality, verbose_name=_("kommune"), on_delete=models.PROTECT, related_name="units"
    )
    name = models.CharField(_("navn"), max_length=200)
    is_demo = models.BooleanField(_("demo"), default=False)

    class Meta:
        verbose_name = _("virksomhet")
        verbose_name_plural = _("virksomheter")
        constraints = [models.UniqueConstraint(fields=["municipality", "name"], name="unit_name_once_per_municipality")]

    def __str__(self) -> str:
        return self.name


class User(AbstractUser):
    """A person who logs in. What the person may do follows from memberships, never from Django's own permissions."""

    is_demo = models.BooleanField(_("demo"), default=False)

    class Meta:
        verbose_name = _("bruker")
        verbose_name_plural = _("brukere")

    def __str__(self) -> str:
        return self.get_full_name() or self.username


class Role(models.TextChoices):
    COORDINATOR = "coordinator", _("plankoordinator")
    LEADER = "leader", _("leder")
    UNIT_CONTACT = "unit_contact", _("virksomhetskontakt")
    READER = "reader", _("leser")
    ADMINISTRATOR = "administrator", _("administrator")


class Membership(models.Model):
    """A person's role in a municipality; unit contacts belong to one of its units."""

    user = models.ForeignKey(User, verbose_name=_("bruker"), on_delete=models.CASCADE, related_name="memberships")
    municipality = models.ForeignKey(
        Municipality, verbose_name=_("kommune"), on_delete=models.PROTECT, related_name="memberships"
    )
    unit = models.ForeignKey(
        Unit, verbose_name=_("virksomhet"), on_delete=models.PROTECT, null=True, blank=True, related_name="memberships"
    )
    role = models.CharField(_("rolle"), max_length=20, choices=Role.choices)

    class Meta:
        verbose_name = _("medlemskap")
        verbose_name_plural = _("medlemskap")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "municipality", "role", "unit"],
                name="membership_once_per_unit",
                violation_error_message=_("Personen har denne rollen fra før."),
            ),
            models.UniqueConstraint(
                fields=["user", "municipality", "role"],
                condition=Q(unit__isnull=True),
                name="membership_once_without_unit",
                violation_error_message=_("Personen har denne rollen fra før."),
            ),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="membership_role_known"),
            models.CheckConstraint(
                condition=~Q(role=Role.UNIT_CONTACT) | Q(unit__isnull=False),
                name="unit_contact_has_unit",
                violation_error_message=_("En virksomhetskontakt må høre til en virksomhet."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.get_role_display()}"
