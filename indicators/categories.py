"""The order in which KOSTRA's reports list the indicators of a service area. Pure: no Django."""

import re

BASE_DATA = "Grunnlagsdata"
ORDER = (
    "Prioritet",
    "Produktivitet",
    "Dekningsgrad",
    "Kvalitet",
    "Økonomi",
    BASE_DATA,
    "Andre nøkkeltall",
)


def bare(category: str) -> str:
    """Without what stands in brackets after it: `Grunnlagsdata (Nivå 3)`."""
    return re.sub(r"\s*\(.*\)\s*$", "", category).casefold()


def is_base_data(category: str) -> bool:
    """Whether it is what other figures are computed from, as the number of inhabitants of an age."""
    return bare(category) == BASE_DATA.casefold()


def category_place(category: str) -> tuple[int, str]:
    """Where a category stands: `Grunnlagsdata (Nivå 3)` as `Grunnlagsdata`; others after them by name, none last."""
    plain = bare(category)
    known = [name.casefold() for name in ORDER]
    if plain in known:
        return known.index(plain), category
    return len(known) + (not category), category
