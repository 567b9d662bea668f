"""The colours of a light, as they are kept and named."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LightChoice(models.TextChoices):
    GREEN = "green", _("grønt")
    YELLOW = "yellow", _("gult")
    RED = "red", _("rødt")
    GREY = "grey", _("grått")
