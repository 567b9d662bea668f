"""Regions by kind, by when they were, and by the group that they were in."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy
from django_filters import CharFilter, ChoiceFilter, DateFilter, FilterSet

from api.filters.fields import LONGEST
from indicators.models import GroupMembership, Region, RegionKind, RegionVersion


class RegionFilter(FilterSet):  # type: ignore[misc]  # django-filter has no types
    """`group` asks for those that were ever in it; with `valid_on`, for those that were in it on that day."""

    kind = ChoiceFilter(choices=RegionKind.choices)
    q = CharFilter(
        method="named",
        max_length=LONGEST,
        label=gettext_lazy("Del av navnet, nå eller før, eller begynnelsen på koden"),
    )
    valid_on = DateFilter(method="there_on", label=gettext_lazy("Bare de som fantes den dagen, «2024-01-01»"))
    group = CharFilter(method="in_group", label=gettext_lazy("Koden til en KOSTRA-gruppe, «EKG11»"))

    class Meta:
        model = Region
        fields: list[str] = []

    def named(self, regions: QuerySet[Region], _name: str, text: str) -> QuerySet[Region]:
        earlier = RegionVersion.objects.filter(region=OuterRef("pk"), name__icontains=text)
        return regions.filter(Q(name__icontains=text) | Q(code__istartswith=text) | Exists(earlier))

    def there_on(self, regions: QuerySet[Region], _name: str, day: date) -> QuerySet[Region]:
        """Those whose code meant something that day. Where nobody has said when, they are taken to be there."""
        versions = RegionVersion.objects.filter(region=OuterRef("pk"))
        return regions.filter(Exists(versions.filter(held_on(day))) | ~Exists(versions))

    def in_group(self, regions: QuerySet[Region], _name: str, code: str) -> QuerySet[Region]:
        memberships = GroupMembership.objects.filter(member=OuterRef("pk"), group__code=code)
        day = self.form.cleaned_data.get("valid_on")
        return regions.filter(Exists(memberships.filter(held_on(day)) if day else memberships))


def held_on(day: date) -> Q:
    return Q(valid_from__lte=day) & (Q(valid_to__isnull=True) | Q(valid_to__gt=day))
