"""What a command's option names. Raises ImportRefused where there is no such thing."""

from django.utils.translation import gettext

from accounts.imports import quoted, refusal
from indicators.models import Region


def region_named(name: str) -> Region:
    """The region by code, else by exact name."""
    found = Region.objects.filter(code=name).first() or Region.objects.filter(name=name).order_by("pk").first()
    if found is None:
        raise refusal("", "--region", gettext("ukjent region %(region)s") % {"region": quoted(name)})
    return found
