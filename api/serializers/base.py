"""What every answer and every body has in common: chosen fields, and no field that nobody knows."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext, gettext_lazy
from rest_framework import serializers
from rest_framework.exceptions import ValidationError

from accounts.moments import moment_said

FIELDS = "fields"


class Moment(serializers.DateTimeField):
    """When something happened: always in UTC with a Z, wherever it is kept."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"read_only": True} | kwargs)

    def to_representation(self, value: datetime | str) -> str:
        """Certificates and the like keep it as text."""
        return moment_said(datetime.fromisoformat(value) if isinstance(value, str) else value)


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

    # Fields that come of themselves, by figures or by time: what is in them is nobody's edit (If-Match).
    computed: ClassVar[tuple[str, ...]] = ()
    # Where the fields are those of a model.
    serializer_field_mapping = serializers.ModelSerializer.serializer_field_mapping | {models.DateTimeField: Moment}
    serializer_choice_field: "ClassVar[type[serializers.Field[Any, Any, Any, Any]]]" = Unsaid

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

    default_error_messages: ClassVar[dict[str, Any]] = {
        "invalid": gettext_lazy("Send et objekt med felter, og ikke noe annet.")
    }

    def to_internal_value(self, data: Any) -> Any:
        """Every line at once: a caller mends them all before the next try. Raises ValidationError."""
        wrong = self.wrong_in(data) if isinstance(data, Mapping) else {}
        try:
            found = super().to_internal_value(data)
        except ValidationError as error:
            detail: Any = error.detail
            raise ValidationError(detail | wrong) from error
        if wrong:
            raise ValidationError(wrong)
        return found

    def wrong_in(self, data: Mapping[str, Any]) -> dict[str, list[Any]]:
        """What is wrong with it before any field has read its own."""
        unknown = {str(name)[:100]: [gettext("Feltet finnes ikke.")] for name in data if name not in self.fields}
        kinds = of_wrong_kind(self.fields, data)
        return unknown | {name: [self.fields[name].error_messages["invalid"]] for name in kinds}


def of_wrong_kind(fields: Mapping[str, Any], data: Mapping[str, Any]) -> Iterator[str]:
    """Texts are texts, numbers numbers, and yes and no just that: what is sent as another kind was not meant so."""
    for name, value in data.items():
        field, is_text = fields.get(name), isinstance(value, str)
        if (
            (isinstance(field, serializers.CharField) and value is not None and not is_text)
            or (isinstance(field, serializers.IntegerField) and (is_text or isinstance(value, bool)))
            or (isinstance(field, serializers.BooleanField) and value is not None and not isinstance(value, bool))
        ):
            yield name


class AsPublished(serializers.CharField):
    """A number as text, with every digit that its source wrote."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"read_only": True} | kwargs)
