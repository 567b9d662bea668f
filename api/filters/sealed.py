"""Sealed reports by what they are on."""

from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter, ChoiceFilter, FilterSet

from api.filters.answers import WholeNumber
from reporting.models import ReportKind, SealedReport


class SealedReportFilter(FilterSet):  # type: ignore[misc]  # django-filter has no types
    municipality = CharFilter(field_name="municipality__number", label=_("Kommunenummer, «3909»"))
    plan = CharFilter(field_name="plan__code", label=_("Planens kode"))
    kind = ChoiceFilter(choices=ReportKind.choices, label=_("Slag rapport"))
    year = WholeNumber(field_name="year", label=_("År, «2025»"))
    language = CharFilter(field_name="language", label=_("Språk: nb, nn eller en"))

    class Meta:
        model = SealedReport
        fields: list[str] = []
