"""What belongs to drafts that the reader may not know of."""

from collections.abc import Collection

from planning.models import Plan
from targets.queries import tables_of


def hidden_tables(visible: Collection[str]) -> list[str]:
    """The tables that figures of drafts stand in, except the drafts that the reader sees."""
    return tables_of(set(Plan.objects.drafts().values_list("code", flat=True)) - set(visible))
