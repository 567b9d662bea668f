"""Every address of the product. Names are project vocabulary: a lower layer may reverse them, never import a view."""

from django.contrib import admin
from django.urls import URLPattern, URLResolver, path

from config.urls import (
    accounts,
    around,
    bringing_figures,
    figures,
    plan_parts,
    plan_writing,
    plans,
    programs,
    public,
    reports,
    rounds,
)
from reporting.views import health

urlpatterns: list[URLPattern | URLResolver] = [
    *accounts.urlpatterns,
    *plans.urlpatterns,
    *plan_writing.urlpatterns,
    *plan_parts.urlpatterns,
    *public.urlpatterns,
    *figures.urlpatterns,
    *bringing_figures.urlpatterns,
    *rounds.urlpatterns,
    *reports.urlpatterns,
    *programs.urlpatterns,
    *around.urlpatterns,
    path("healthz", health.healthz, name="healthz"),
    path("admin/", admin.site.urls),
]

handler400 = "reporting.views.refused.bad_request"
