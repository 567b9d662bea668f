"""The municipality's colour, where it can be read on white paper."""

import re

from reporting.charts.palette import OWN
from reporting.documents import Look

# WCAG 1.4.3 for text.
ENOUGH_CONTRAST = 4.5
COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


def ink_of(look: Look) -> str:
    """For headings and lines; the product's own where none is chosen, or the chosen one is too pale on white."""
    return look.colour.lower() if is_legible(look.colour) else OWN


def is_legible(colour: str) -> bool:
    """Whether it is `#rrggbb`, and text in it can be read on white."""
    return bool(COLOUR.fullmatch(colour)) and contrast_on_white(colour) >= ENOUGH_CONTRAST


def contrast_on_white(colour: str) -> float:
    return 1.05 / (luminance(colour) + 0.05)


def luminance(colour: str) -> float:
    """From 0, black, to 1, white, as WCAG defines it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
