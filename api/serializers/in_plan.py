"""What the parts of a plan have in common: codes of what they are linked to, where they are said, and who has them."""

from typing import Any, TypedDict

from django.utils.translation import gettext_lazy
from rest_framework import serializers
from rest_framework.request import Request

from api.serializers.base import Shown

# Given only to those who read the plan by a role.
OWN: dict[str, Any] = {"required": False}


class Address(serializers.HyperlinkedIdentityField):
    """The address of a part of the plan that is read, by its code."""

    def get_url(self, obj: Any, view_name: str, request: Request | None, format: str | None) -> str:  # noqa: A002
        kwargs = {"plan_code": self.context["plan"].code, "code": obj.code}
        address: str = self.reverse(view_name, kwargs=kwargs, request=request, format=format)
        return address


class Code(serializers.SlugRelatedField[Any]):
    """The code of something that is linked; `many=True` gives them in the order of the plan."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(slug_field="code", read_only=True, **kwargs)


class Chosen(serializers.ChoiceField):
    """One of some words, or nothing where nothing is said."""

    def __init__(self, choices: Any, **kwargs: Any) -> None:
        super().__init__(choices, **{"read_only": True, "allow_null": True} | kwargs)

    def to_representation(self, value: Any) -> Any:
        return super().to_representation(value) or None


class ThemeNamed(Shown):
    """A theme's code is its own only inside its focus area."""

    focus_area = serializers.CharField(source="focus_area.code", read_only=True)
    code = serializers.CharField(read_only=True)


class UnitNamed(Shown):
    """The unit that answers for it."""

    id = serializers.IntegerField(read_only=True)
    name = serializers.CharField(read_only=True)


class PersonNamed(Shown):
    """A person: by whom the pages mean the same."""

    username = serializers.CharField(read_only=True)
    name = serializers.CharField(read_only=True, source="__str__")


class CarriedOn(TypedDict):
    plan: str
    code: str


class CarriesOn(serializers.Serializer[Any]):
    """What may carry on something of the plan before this one."""

    continues = serializers.SerializerMethodField(
        help_text=gettext_lazy("Det i den forrige planen som dette fører videre, hvis du kan lese den planen.")
    )

    def get_continues(self, row: Any) -> CarriedOn | None:
        return {"plan": row.continues_plan, "code": row.continues.code} if row.continues_plan else None


CITED = ("cited_document", "cited_section")
