"""Municipalities and their units as the API tells them."""

from rest_framework import serializers

from accounts.models import Municipality, Unit
from api.serializers.base import Shown


class MunicipalityShown(Shown, serializers.ModelSerializer[Municipality]):
    class Meta:
        model = Municipality
        fields = ("number", "name", "county")
        read_only_fields = fields


class UnitShown(Shown, serializers.ModelSerializer[Unit]):
    """A part of the municipality that answers for goals and comments figures."""

    municipality = serializers.CharField(source="municipality.number", read_only=True)

    class Meta:
        model = Unit
        fields = ("id", "name", "municipality")
        read_only_fields = fields
