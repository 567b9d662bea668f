"""What figures are about, where they come from, and the figures themselves.

Codes may hold slashes, so what is fixed stands before them.
"""

from django.urls import URLPattern, path

from api.views import dcat, indicators, observations, population, regions, savings, sources, typed_figures

urlpatterns: list[URLPattern] = [
    path("indicators/", indicators.IndicatorList.as_view(), name="api-indicator-list"),
    path(
        "indicators/<path:code>/derivation/", indicators.IndicatorDerivation.as_view(), name="api-indicator-derivation"
    ),
    path("indicators/<path:code>/", indicators.IndicatorOne.as_view(), name="api-indicator"),
    path("derived/", indicators.DerivedList.as_view(), name="api-derived-list"),
    path("comparison/", indicators.ComparisonOne.as_view(), name="api-comparison"),
    path("service-areas/", indicators.ServiceAreaList.as_view(), name="api-service-area-list"),
    path("sources/", sources.SourceList.as_view(), name="api-source-list"),
    path("sources/<str:code>/problems/", sources.SourceProblemList.as_view(), name="api-source-problem-list"),
    path("sources/<str:code>/", sources.SourceOne.as_view(), name="api-source"),
    path("fetches/", sources.DeliveryList.as_view(), name="api-fetch-list"),
    path("regions/", regions.RegionList.as_view(), name="api-region-list"),
    path("regions/<path:code>/lineage/", regions.RegionLineage.as_view(), name="api-region-lineage"),
    path("regions/<path:code>/peers/", regions.RegionPeers.as_view(), name="api-region-peers"),
    path("regions/<path:code>/", regions.RegionOne.as_view(), name="api-region"),
    path("savings/", savings.SavingsOne.as_view(), name="api-savings"),
    path("population/", population.PopulationList.as_view(), name="api-population-list"),
    path("needs/", savings.NeedList.as_view(), name="api-need-list"),
    path("observations/", observations.ObservationList.as_view(), name="api-observation-list"),
    path("observations.csv", observations.WholeCsv.as_view(), name="api-observations-csv"),
    path("observations.json-stat", observations.Cubes.as_view(), name="api-observations-jsonstat"),
    path("dcat/", dcat.Dcat.as_view(), name="api-dcat"),
    path("typed-figures/", typed_figures.TypedFigures.as_view(), name="api-typed-figures"),
]
