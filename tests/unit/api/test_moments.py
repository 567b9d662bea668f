"""Moments: one spelling in every answer."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from django.urls import get_resolver
from rest_framework import serializers

from accounts.moments import moment_said
from api.serializers.base import Moment, Shown

OSLO = timezone(timedelta(hours=1))
SPELLINGS = [
    (datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC), "2026-01-02T03:04:05Z"),
    (datetime(2026, 1, 2, 4, 4, 5, 678, tzinfo=OSLO), "2026-01-02T03:04:05.000678Z"),
]


@pytest.mark.parametrize(("moment", "said"), SPELLINGS)
def test_a_moment_is_said_in_utc_whatever_it_is_kept_in(moment: datetime, said: str) -> None:
    assert moment_said(moment) == said
    assert Moment().to_representation(moment) == said
    assert Moment().to_representation(moment.isoformat()) == said


def test_no_answer_writes_moments_in_another_way() -> None:
    assert get_resolver().url_patterns, "every serializer is loaded by the addresses"
    fields = [(type(of).__name__, name, one) for of in shown(Shown) for name, one in of.get_fields().items()]
    moments = [one for one in fields if isinstance(one[2], serializers.DateTimeField)]
    assert len(moments) > 20
    assert [one[:2] for one in moments if not isinstance(one[2], Moment)] == []


def shown(kind: type[Any]) -> Iterator[Any]:
    for one in kind.__subclasses__():
        if not issubclass(one, serializers.ModelSerializer) or hasattr(one, "Meta"):
            yield one()
        yield from shown(one)
