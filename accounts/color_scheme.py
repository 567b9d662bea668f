"""Light or dark: what the reader has chosen for this browser, or what the device says."""

from enum import StrEnum

from django.http import HttpRequest

COOKIE = "color_scheme"
# A choice of looks is kept for a year.
KEPT_FOR = 365 * 24 * 60 * 60


class ColorScheme(StrEnum):
    """The words are the design system's own, in the attribute `data-color-scheme`."""

    AUTO = "auto"
    LIGHT = "light"
    DARK = "dark"


def chosen_color_scheme(request: HttpRequest) -> ColorScheme:
    """What the cookie says; anything strange is no choice."""
    said = request.COOKIES.get(COOKIE, "")
    return ColorScheme(said) if said in set(ColorScheme) else ColorScheme.AUTO
