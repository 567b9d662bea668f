"""Since when: a day from its beginning, or a moment."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_date

from api.filters.figure_fields import MomentField, MomentFilter


class SinceField(MomentField):
    def clean(self, value: Any) -> datetime | None:
        text = str(value or "").strip()
        try:
            day = parse_date(text)
        except ValueError:
            day = None
        if day is None:
            return super().clean(value)
        return timezone.make_aware(datetime.combine(day, datetime.min.time()))


class SinceFilter(MomentFilter):
    field_class = SinceField
