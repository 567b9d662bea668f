"""Regions as the API tells them."""

from django.utils.translation import gettext_lazy
from rest_framework import serializers

from api.serializers.base import Shown
from api.serializers.comparison import CHOSEN_BY
from indicators.models import GroupMembership, Region, RegionChange, RegionVersion


class VersionShown(Shown, serializers.ModelSerializer[RegionVersion]):
    """What the code meant in a stretch of time; `valid_to` is the first day on which it no longer did."""

    class Meta:
        model = RegionVersion
        fields = ("name", "valid_from", "valid_to", "source")
        read_only_fields = fields


class PredecessorShown(Shown, serializers.ModelSerializer[RegionChange]):
    """A region that went into this one on a day."""

    code = serializers.CharField(source="old.code")
    name = serializers.CharField(source="old.name")

    class Meta:
        model = RegionChange
        fields = ("code", "name", "changed_on", "source")
        read_only_fields = fields


class SuccessorShown(Shown, serializers.ModelSerializer[RegionChange]):
    """A region that this one went into on a day."""

    code = serializers.CharField(source="new.code")
    name = serializers.CharField(source="new.name")

    class Meta:
        model = RegionChange
        fields = ("code", "name", "changed_on", "source")
        read_only_fields = fields


class MembershipShown(Shown, serializers.ModelSerializer[GroupMembership]):
    """That the municipality is in a KOSTRA group for some time. Group numbers are used again with other members."""

    code = serializers.CharField(source="group.code")
    name = serializers.CharField(source="group.name")

    class Meta:
        model = GroupMembership
        fields = ("code", "name", "valid_from", "valid_to", "source")
        read_only_fields = fields


class RegionShown(Shown, serializers.ModelSerializer[Region]):
    """A municipality, KOSTRA group, country or another area, with what is told of it under this code."""

    versions = VersionShown(many=True)
    predecessors = PredecessorShown(source="changes_into", many=True)
    successors = SuccessorShown(source="changes_away", many=True)
    groups = MembershipShown(many=True)
    url = serializers.HyperlinkedIdentityField("api-region", lookup_field="code", lookup_url_kwarg="code")
    lineage_url = serializers.HyperlinkedIdentityField(
        "api-region-lineage", lookup_field="code", lookup_url_kwarg="code"
    )

    class Meta:
        model = Region
        fields = (
            *("code", "name", "kind", "versions", "predecessors", "successors", "groups"),
            *("url", "lineage_url"),
        )
        read_only_fields = fields


class StretchShown(Shown):
    """What the region was in a stretch of time."""

    valid_from = serializers.DateField(allow_null=True, help_text=gettext_lazy("Null: så langt tilbake som er kjent."))
    valid_to = serializers.DateField(allow_null=True, help_text=gettext_lazy("Første dag det ikke gjaldt lenger."))
    codes = serializers.ListField(
        child=serializers.CharField(),
        help_text=gettext_lazy("Nummerne som til sammen var nøyaktig det regionen er nå."),
    )
    names = serializers.ListField(child=serializers.CharField())
    cut_from = serializers.ListField(
        child=serializers.CharField(),
        help_text=gettext_lazy("Det regionen ble skilt ut av, der den var del av noe annet."),
    )


class BreakShown(Shown):
    """Where figures break because the region, or who is in the group, became another."""

    period = serializers.CharField()
    text = serializers.CharField()


class LineageShown(Shown):
    """A region backward in time, the newest stretch first."""

    code = serializers.CharField(source="region.code")
    name = serializers.CharField(source="region.name")
    stretches = StretchShown(many=True)
    breaks = BreakShown(many=True)


class RegionNamed(Shown, serializers.ModelSerializer[Region]):
    """A region by its code."""

    class Meta:
        model = Region
        fields = ("code", "name", "kind")
        read_only_fields = fields


class PeersShown(Shown):
    """Whom a municipality is compared with today, in the order in which they are shown."""

    region = serializers.CharField(source="own.code", allow_null=True, default=None)
    chosen_by = serializers.ChoiceField(CHOSEN_BY, help_text=gettext_lazy("Hvem som har valgt naboene."))
    neighbours = RegionNamed(many=True)
    group = RegionNamed(allow_null=True)
    countries = RegionNamed(many=True)
