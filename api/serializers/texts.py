"""How single values are told: amounts as text, sentences with plain spaces, and nothing as null."""

from typing import Any

from rest_framework import serializers

from api.serializers.base import AsPublished
from indicators.formats import NBSP
from targets.certificates.texts import text


class Amount(AsPublished):
    """A typed or computed amount as text, without the zeros that only storage added."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"allow_null": True} | kwargs)

    def to_representation(self, value: Any) -> Any:
        return text(value)


class OrNull(serializers.CharField):
    """A text; null where there is none."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"read_only": True, "allow_null": True} | kwargs)

    def to_representation(self, value: Any) -> Any:
        return super().to_representation(value) if value else None


class Sentence(OrNull):
    """Words to read. Programs look for ordinary spaces."""

    def to_representation(self, value: Any) -> Any:
        return str(value).replace(NBSP, " ") if value else None
