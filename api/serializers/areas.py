"""Focus areas and themes as the API tells them."""

from typing import Any

from django.utils.translation import gettext_lazy
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request

from api.serializers.base import Shown
from api.serializers.in_plan import CITED, OWN, Address, Code
from planning.models import FocusArea, Theme
from reporting.queries.standing import Standing


class LightsShown(Shown):
    """How many targets have each light, and the worst. Never an average of colours.

    Norms that the plan only quotes are not counted. `overridden` are those that a person has set another light for, and
    `worst_behind` a calculated light behind those that is worse than any that is shown.
    """

    green = serializers.IntegerField(source="lights.green", read_only=True)
    yellow = serializers.IntegerField(source="lights.yellow", read_only=True)
    red = serializers.IntegerField(source="lights.red", read_only=True)
    grey = serializers.IntegerField(source="lights.grey", read_only=True)
    total = serializers.IntegerField(read_only=True)
    worst = serializers.SerializerMethodField()
    overridden = serializers.IntegerField(source="lights.overridden", read_only=True)
    worst_behind = serializers.SerializerMethodField()
    stale = serializers.IntegerField(read_only=True)

    def get_worst(self, standing: Standing) -> str | None:
        return standing.worst or None

    def get_worst_behind(self, standing: Standing) -> str | None:
        return standing.behind or None


class FocusAreaShown(Shown, serializers.ModelSerializer[FocusArea]):
    """A focus area, or front matter that owns content without being one (`is_focus_area` is false)."""

    computed = ("lights",)

    themes = Code(many=True)
    lights = serializers.SerializerMethodField(help_text=gettext_lazy("Lysene til måltallene i området."))
    url = Address("api-focus-area")

    class Meta:
        model = FocusArea
        fields: tuple[str, ...] = (
            *("code", "title", "aliases", "slogan", "summary", "is_focus_area", "is_crosscutting", "order"),
            *CITED,
            *("themes", "lights", "url"),
        )
        read_only_fields = fields

    @extend_schema_field(LightsShown)
    def get_lights(self, area: FocusArea) -> Any:
        return LightsShown(self.context["standings"]()[area.code], context={}).data


class OwnFocusAreaShown(FocusAreaShown):
    __doc__ = FocusAreaShown.__doc__

    has_earlier_words = serializers.BooleanField(**OWN)

    class Meta(FocusAreaShown.Meta):
        fields = (*FocusAreaShown.Meta.fields, "has_earlier_words")


class AddressInArea(Address):
    """The address of a theme, whose code is its own only in its focus area."""

    def get_url(self, obj: Any, view_name: str, request: Request | None, format: str | None) -> str:  # noqa: A002
        kwargs = {"plan_code": self.context["plan"].code, "area_code": obj.focus_area.code, "code": obj.code}
        address: str = self.reverse(view_name, kwargs=kwargs, request=request, format=format)
        return address


class ThemeShown(Shown, serializers.ModelSerializer[Theme]):
    """A chapter of a focus area, possibly inside another one of the same area. Its code is its own only there."""

    focus_area = Code()
    parent: Any = Code(allow_null=True)
    url = AddressInArea("api-theme")

    class Meta:
        model = Theme
        fields: tuple[str, ...] = ("code", "title", "focus_area", "parent", "order", *CITED, "url")
        read_only_fields = fields


class OwnThemeShown(ThemeShown):
    __doc__ = ThemeShown.__doc__

    has_earlier_words = serializers.BooleanField(**OWN)

    class Meta(ThemeShown.Meta):
        fields = (*ThemeShown.Meta.fields, "has_earlier_words")
