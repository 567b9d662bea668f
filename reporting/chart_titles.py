"""What a chart is called: the indicator with its unit, once."""

from django.utils.translation import gettext

from indicators.formats import unit_title
from indicators.models import Indicator
from targets.sentences import name_of_indicator


def chart_title(indicator: Indicator) -> str:
    """`Sats for eiendomsskatt, promille av takst`; the name alone where it says the unit itself."""
    name, unit = name_of_indicator(indicator), unit_title(indicator.unit)
    if not unit or unit.casefold() in name.casefold():
        return name
    return gettext("%(name)s, %(unit)s") % {"name": name, "unit": unit}
