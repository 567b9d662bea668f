"""The addresses of the open API, version 1. Names begin with `api-`; words are the model's own, in English."""

from django.urls import URLPattern, re_path

from api.urls import figures, parts_of_plans, rounds, systems, targets
from api.views import document

urlpatterns: list[URLPattern] = [
    *systems.urlpatterns,
    *parts_of_plans.urlpatterns,
    *targets.urlpatterns,
    *figures.urlpatterns,
    *rounds.urlpatterns,
    # Last: whatever else is asked for, also in several lines.
    re_path(r"^", document.Nowhere.as_view(), name="api-nowhere"),
]
