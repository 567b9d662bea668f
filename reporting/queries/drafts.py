"""What belongs to drafts that the reader may not know of."""

from collections.abc import Collection

from django.db.models import Q, QuerySet

from planning.models import Plan
from targets.queries import tables_among, tables_of


def hidden_tables(visible: Collection[str]) -> list[str]:
    """The tables that figures of drafts stand in, except the drafts that the reader sees."""
    return tables_of(set(Plan.objects.drafts().values_list("code", flat=True)) - set(visible))


def in_hidden_tables(visible: QuerySet[Plan]) -> Q:
    """The figures in those tables, for a page that asks for the plans and the figures at once."""
    hidden = Plan.objects.drafts().exclude(pk__in=visible.values("pk"))
    said = Q()
    for table in tables_among(hidden):
        said |= Q(source_table__in=table)
    return said
