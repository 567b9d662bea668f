"""The addresses of the open API, version 1. Names begin with `api-`; words are the model's own, in English."""

from django.urls import URLPattern, URLResolver, path, re_path

from api.views import dcat, document, observations, plans

urlpatterns: list[URLPattern | URLResolver] = [
    path("", document.Root.as_view(), name="api-root"),
    path("schema/", document.Schema.as_view(), name="api-schema"),
    path("plans/", plans.PlanList.as_view(), name="api-plan-list"),
    path("plans/<str:plan_code>/", plans.PlanOne.as_view(), name="api-plan"),
    path("observations/", observations.ObservationList.as_view(), name="api-observation-list"),
    path("observations.csv", observations.WholeCsv.as_view(), name="api-observations-csv"),
    path("observations.json-stat", observations.Cubes.as_view(), name="api-observations-jsonstat"),
    path("dcat/", dcat.Dcat.as_view(), name="api-dcat"),
    # Last: whatever else is asked for.
    re_path(r"^.*$", document.Nowhere.as_view(), name="api-nowhere"),
]
