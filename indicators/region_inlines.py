"""What the administration shows of a region through time: what it was called, what it came from, its groups."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.audited_admin import WithinReach
from indicators.models import GroupMembership, Region, RegionChange, RegionKind, RegionVersion

if TYPE_CHECKING:
    from django.contrib.admin.options import InlineModelAdmin

    TabularInline = admin.TabularInline[Any, Any]
else:
    TabularInline = admin.TabularInline


class InTime(WithinReach, TabularInline):
    """What is known of a region through time. It comes from Statistics Norway and what ships, and nobody types it."""

    template = "admin/view_only_inline.html"
    shown: tuple[str, ...] = ("region", "valid_from", "valid_to", "source")
    extra = 0
    # Which of a row's regions is the other one.
    other = ""

    def get_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return self.shown

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return self.shown

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        return super().get_queryset(request).select_related(*filter(None, [self.other]))

    @admin.display(description=_("region"))
    def region(self, row: Any) -> str:
        other: Region = getattr(row, self.other)
        return f"{other.name}, {other.code}"

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class VersionInline(InTime):
    model = RegionVersion
    shown = ("name", "valid_from", "valid_to", "source")
    ordering = ["valid_from"]


class CameFromInline(InTime):
    model = RegionChange
    fk_name, other = "new", "old"
    verbose_name_plural = _("kom fra")
    shown = ("region", "changed_on", "source")
    ordering = ["changed_on", "old__code"]


class WentIntoInline(InTime):
    model = RegionChange
    fk_name, other = "old", "new"
    verbose_name_plural = _("gikk over i")
    shown = ("region", "changed_on", "source")
    ordering = ["changed_on", "new__code"]


class GroupInline(InTime):
    model = GroupMembership
    fk_name, other = "member", "group"
    verbose_name_plural = _("KOSTRA-grupper")
    ordering = ["valid_from"]


class MemberInline(InTime):
    model = GroupMembership
    fk_name, other = "group", "member"
    verbose_name_plural = _("medlemmer")
    ordering = ["valid_from", "member__name"]


IN_TIME: "dict[str, tuple[type[InlineModelAdmin[Any, Any]], ...]]" = {
    RegionKind.MUNICIPALITY: (VersionInline, CameFromInline, WentIntoInline, GroupInline),
    RegionKind.KOSTRA_GROUP: (MemberInline,),
}
