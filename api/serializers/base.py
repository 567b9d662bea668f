"""What every answer and every body has in common: chosen fields, and no field that nobody knows."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext
from rest_framework import serializers
from rest_framework.exceptions import ValidationError

FIELDS = "fields"


class Unsaid(serializers.ChoiceField):
    """One of several words, or null where nobody has said which."""

    def __init__(self, choices: Any, **kwargs: Any) -> None:
        super().__init__(choices, **{**kwargs, "allow_null": True})

    def to_representation(self, value: Any) -> Any:
        return super().to_representation(value) or None


class Link(serializers.URLField):
    """An address elsewhere, or null where there is none."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"read_only": True, "allow_null": True} | kwargs)

    def to_representation(self, value: str) -> str | None:  # type: ignore[override]
        return super().to_representation(value) or None


class Shown(serializers.Serializer[Any]):
    """An answer. With `?fields=code,title` only those fields are worked out and given."""

    serializer_choice_field = Unsaid

    def get_fields(self) -> dict[str, Any]:
        fields = super().get_fields()
        asked = self.context.get(FIELDS)
        above: Any = self.parent
        # The list of a page stands above each of its rows.
        is_inside = above is not None and (above.parent is not None or not getattr(above, "many", False))
        if not asked or is_inside:
            return fields
        return {name: field for name, field in fields.items() if name in asked}


class Taken(serializers.Serializer[Any]):
    """A body. A field that is not known is an error, so that a misspelt name is not silently lost."""

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, Mapping) and (unknown := [name for name in data if name not in self.fields]):
            raise ValidationError({str(name)[:100]: [gettext("Feltet finnes ikke.")] for name in unknown})
        return super().to_internal_value(data)


class AsPublished(serializers.CharField):
    """A number as text, with every digit that its source wrote."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"read_only": True} | kwargs)
