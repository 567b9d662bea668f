"""Asking for many rows by their keys, as `in` does it."""

from pytest_django import DjangoAssertNumQueries

from accounts.many_keys import among
from accounts.models import Municipality
from tests.factories import create_municipality


def test_many_keys_find_what_in_finds(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    first, _second, third = (create_municipality(number=number) for number in ("3901", "3903", "3905"))
    keys = [third.pk, first.pk, *range(1_000_000, 1_100_000)]
    with django_assert_num_queries(1):
        assert list(Municipality.objects.filter(among("pk", keys)).order_by("number")) == [first, third]
    assert Municipality.objects.filter(among("pk", keys)).update(name="Prøveby") == 2
    with django_assert_num_queries(0):
        assert list(Municipality.objects.filter(among("pk", []))) == []
