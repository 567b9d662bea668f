"""What of indicators and figures a caller reads: the catalogue, and what readable plans have brought in.

Whoever is not known reads public statistics: nothing of a plan that is not published, and nothing that a municipality
has typed or says of its figures itself.
"""

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext

from accounts.permissions import Permission, has_permission
from api.queries.openness import readable_by
from indicators.models import (
    Channel,
    Fetch,
    Indicator,
    IndicatorAlias,
    NeedIndex,
    Observation,
    QualityRecord,
    Region,
    RegionKind,
    ServiceArea,
    Source,
    Standing,
)
from reporting.permissions import Person, published_plans, visible_plans
from targets.models import IndicatorInPlan
from targets.queries import tables_among


def is_readable(person: Person, column: str = "namespace") -> Q:
    """What belongs to no plan, or to one that the caller reads."""
    by_role, by_all = visible_plans(person).values("code"), published_plans().values("code")
    return Q(**{column: ""}) | Q(**{f"{column}__in": by_role}) | Q(**{f"{column}__in": by_all})


def readable_indicators(person: Person) -> QuerySet[Indicator]:
    return Indicator.objects.filter(is_readable(person))


def readable_indicator(person: Person, code: str) -> Indicator:
    """The indicator, or 404: one of somebody else's draft answers as one that is not there."""
    if found := readable_indicators(person).filter(code=code).first():
        return found
    raise Http404(gettext("Indikatoren finnes ikke, eller du har ikke tilgang til den."))


def hidden_figures(person: Person) -> Q:
    """The figures that the caller may not know of: by the one rule of who reads what (openness.py)."""
    return ~readable_by(person).figures


def readable_records(person: Person) -> QuerySet[QualityRecord]:
    """What the catalogue says of figures, and what plans that the caller reads by a role say."""
    seen = Q(namespace="") | Q(namespace__in=visible_plans(person).values("code"))
    return QualityRecord.objects.filter(seen).select_related("region").order_by("namespace", "order", "code")


def readable_aliases(person: Person) -> QuerySet[IndicatorAlias]:
    """Other names of indicators. They come from plans: one is told where a readable plan uses the indicator.

    Where no plan does, the catalogue has it.
    """
    uses = IndicatorInPlan.objects.filter(indicator=OuterRef("indicator"))
    readable = uses.filter(Q(plan__in=visible_plans(person)) | Q(plan__in=published_plans()))
    return IndicatorAlias.objects.filter(Exists(readable) | ~Exists(uses)).order_by("alias")


def readable_sources(person: Person) -> QuerySet[Source]:
    """Those of the catalogue, and those that readable plans cite."""
    return Source.objects.filter(is_readable(person)).order_by("namespace", "code")


def readable_areas(person: Person) -> QuerySet[ServiceArea]:
    """Those in which the caller reads an indicator."""
    return ServiceArea.objects.filter(Exists(readable_indicators(person).filter(service_area=OuterRef("pk"))))


def readable_regions(person: Person) -> QuerySet[Region]:
    """All but areas of which the caller reads no figure: a draft may have made one."""
    figures = Observation.objects.filter(region=OuterRef("pk")).exclude(hidden_figures(person))
    figures = figures.filter(indicator__in=readable_indicators(person))
    return Region.objects.filter(~Q(kind=RegionKind.AREA) | Exists(figures))


def readable_region(person: Person, code: str) -> Region:
    if found := readable_regions(person).filter(code=code).first():
        return found
    raise Http404(gettext("Regionen finnes ikke."))


# How figures come that somebody outside the municipality has published.
FILES = (Channel.CSV, Channel.EXCEL, Channel.JSONSTAT)


def is_official() -> Q:
    """Deliveries that were fetched from Statistics Norway, and files of official figures."""
    figures = Observation.objects.filter(fetch=OuterRef("pk"), standing=Standing.OFFICIAL, indicator__namespace="")
    in_file = Exists(figures) | Exists(NeedIndex.objects.filter(fetch=OuterRef("pk")))
    return Q(channel=Channel.SSB, source__namespace="") | Q(in_file, channel__in=FILES)


def needs_not_official() -> Q:
    """Need indices that nobody can say were published by somebody outside the municipality."""
    return ~Q(fetch__channel__in=[*FILES, Channel.SSB])


def readable_deliveries(person: Person) -> QuerySet[Fetch]:
    """What official figures came with; for those who read plans, other files and plans too, but those of drafts.

    A plan's delivery is known by the figures that came with it.
    """
    deliveries = Fetch.objects.defer("body").select_related("source")
    if not has_permission(person, Permission.SEE_ADOPTED):
        return deliveries.filter(is_official())
    mine = visible_plans(person)
    figures = Observation.objects.filter(fetch=OuterRef("pk"))
    quoted = Q(indicator__namespace__in=mine.values("code"))
    for table in tables_among(mine):
        quoted |= Q(source_table__in=table)
    of_others = figures.filter(~is_readable(person, "indicator__namespace"))
    return deliveries.filter(~Q(channel=Channel.PLAN) | Exists(figures.filter(quoted))).filter(~Exists(of_others))
