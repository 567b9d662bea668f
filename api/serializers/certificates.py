"""The certificate of a light, described. It is given as the file that `assess --certificate` writes."""

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from api.serializers.base import Shown


class CertificateShown(Shown):
    """Everything that a light was judged from. `assess --replay` judges it again."""

    plan = serializers.CharField()
    target = serializers.CharField()
    on = serializers.DateField(help_text=_("Dagen det ble vurdert for."))
    rule_version = serializers.CharField()
    sentence = serializers.DictField(child=serializers.CharField(), help_text=_("Setningen på hvert språk."))
    facts = serializers.DictField(help_text=_("Vilkår, tall, terskler og utfall."))
