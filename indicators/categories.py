"""The order in which KOSTRA's reports list the indicators of a service area. Pure: no Django."""

import re

ORDER = (
    "Prioritet",
    "Produktivitet",
    "Dekningsgrad",
    "Kvalitet",
    "Økonomi",
    "Grunnlagsdata",
    "Andre nøkkeltall",
)


def category_place(category: str) -> tuple[int, str]:
    """Where a category stands: `Grunnlagsdata (Nivå 3)` as `Grunnlagsdata`; others after them by name, none last."""
    bare = re.sub(r"\s*\(.*\)\s*$", "", category).casefold()
    known = [name.casefold() for name in ORDER]
    if bare in known:
        return known.index(bare), category
    return len(known) + (not category), category
