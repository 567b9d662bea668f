"""What is linked to in a body: by the codes of the API, and as the forms of the pages ask for it."""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.utils.translation import gettext, gettext_lazy
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import ValidationError

from accounts.models import User
from api.serializers.base import Taken
from planning.models import Plan, Theme
from reporting.permissions import people_of

SPELLED = {"invalid": gettext_lazy("Skriv en tekst, eller det samme objektet som du leste.")}
Rows = Callable[[Plan], QuerySet[Any]]


class OneOf(serializers.CharField):
    """The code of one row of the plan; null for none. `rows` gives those there are, `by` is what they are told by."""

    def __init__(self, rows: Rows, *, by: str = "code", **kwargs: Any) -> None:
        self.rows, self.by = rows, by
        super().__init__(**{"required": False, "allow_null": True, "max_length": 200} | kwargs)

    def run_validation(self, data: Any = serializers.empty) -> Any:
        """The key, as the form takes it; none is an empty text there."""
        code = super().run_validation(data)
        return keys_of(self.there(), [code], by=self.by)[0] if code else ""

    def there(self) -> QuerySet[Any]:
        return self.rows(self.context["plan"])


class OneNamed(serializers.Field[Any, Any, Any, Any]):
    """The same for what is read with more than its code: written by that alone, or as it was read."""

    def __init__(self, rows: Rows, *, by: str = "code", **kwargs: Any) -> None:
        self.rows, self.by = rows, by
        usual: dict[str, Any] = {"required": False, "allow_null": True, "error_messages": SPELLED}
        super().__init__(**usual | kwargs)
        name = {"type": "string", "maxLength": 200}
        as_read = {"type": "object", "properties": {by: name}, "required": [by]}
        described: Any = extend_schema_field({"oneOf": [name, as_read], "nullable": True})
        described(self)

    def run_validation(self, data: Any = serializers.empty) -> Any:
        """The key, as the form takes it; none is an empty text there."""
        is_empty, said = self.validate_empty_values(data)
        if is_empty:
            return said or ""
        said = said.get(self.by) if isinstance(said, Mapping) else said
        if not isinstance(said, str) or "\0" in said:
            self.fail("invalid")
        return keys_of(self.rows(self.context["plan"]), [said], by=self.by)[0] if said else ""


class ReadOnlyTold(Taken):
    """A body in which what can only be read is refused with just that. `only_read` says why, by field."""

    only_read: ClassVar[Mapping[str, Any]] = {}

    def wrong_in(self, data: Mapping[str, Any]) -> dict[str, list[Any]]:
        told = {name: [str(why)] for name, why in self.only_read.items() if name in data}
        return super().wrong_in(data) | told


class SeveralOf(serializers.ListField):
    """The codes of rows of the plan; all of them, so that an empty list takes every link away."""

    child = serializers.CharField(max_length=200)

    def __init__(self, rows: Rows, *, by: str = "code", **kwargs: Any) -> None:
        self.rows, self.by = rows, by
        super().__init__(**{"required": False, "max_length": 500} | kwargs)

    def run_validation(self, data: Any = serializers.empty) -> Any:
        codes = super().run_validation(data)
        return keys_of(self.rows(self.context["plan"]), codes, by=self.by)


def keys_of(rows: QuerySet[Any], codes: list[str], *, by: str) -> list[int]:
    """The rows that are told by the codes, in their order. Raises ValidationError that names those that are not."""
    found = dict(rows.filter(**{f"{by}__in": codes}).values_list(by, "pk")) if codes else {}
    if unknown := [code for code in codes if code not in found]:
        raise ValidationError([gettext("Finnes ikke her: %(code)s.") % {"code": code} for code in unknown])
    return [found[code] for code in codes]


def people(plan: Plan) -> QuerySet[User]:
    """Who can be asked to answer for something in the plan, by user name."""
    return people_of(plan.municipality)


class OneTheme(Taken):
    """A theme of the plan, told as it is read: its code is its own only inside its focus area. Null for none."""

    focus_area = serializers.CharField(max_length=200)
    code = serializers.CharField(max_length=200)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"required": False, "allow_null": True} | kwargs)

    def run_validation(self, data: Any = serializers.empty) -> Any:
        """The key, as the form takes it; none is an empty text there."""
        said = super().run_validation(data)
        return self.key_of(whole(self, said)) if said is not None else ""

    def key_of(self, said: dict[str, Any]) -> int:
        there = Theme.objects.filter(focus_area__plan=self.context["plan"], focus_area__code=said["focus_area"])
        try:
            return keys_of(there, [said["code"]], by="code")[0]
        except ValidationError as error:
            raise ValidationError({"code": error.detail}) from error


def whole(body: serializers.Serializer[Any], said: dict[str, Any]) -> dict[str, Any]:
    """What is inside another body is whole, also where that one is a part (PATCH). Raises ValidationError."""
    lacking = [name for name, field in body.fields.items() if field.required and name not in said]
    if lacking:
        raise ValidationError({name: [body.fields[name].error_messages["required"]] for name in lacking})
    return said


class OneLine(serializers.CharField):
    """A text without line breaks."""

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            self.fail("invalid")
        text = super().to_internal_value(data)
        if len(text.splitlines()) > 1:
            raise ValidationError([gettext("Skriv teksten på én linje.")])
        return text


class Lines(serializers.ListField):
    """Several short texts, for a form that takes one on each line."""

    child = OneLine(max_length=200)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"required": False, "max_length": 100} | kwargs)

    def run_validation(self, data: Any = serializers.empty) -> Any:
        return "\n".join(super().run_validation(data))


class WithReason(Taken):
    """Why an adopted plan gets other words."""

    reason = serializers.CharField(required=False, allow_blank=True, max_length=2_000)


class Why(WithReason):
    """The same, with the decision that the change rests on."""

    decision_reference = serializers.CharField(required=False, allow_blank=True, max_length=200)
