"""Looking at figures: indicators, service areas, the savings potential, the population, and whom one compares with."""

from django.urls import URLPattern, path

from indicators.views import peers
from reporting.views import indicators, population, savings, service_areas

urlpatterns: list[URLPattern] = [
    path("indikatorer/", indicators.indicator_list, name="indicator-list"),
    # A code is any text without whitespace, so it may hold a slash.
    path("indikatorer/<path:code>/", indicators.indicator_detail, name="indicator-detail"),
    path("tjenesteomrader/", service_areas.service_area_list, name="service-area-list"),
    path("tjenesteomrader/<int:pk>/", service_areas.service_area_detail, name="service-area-detail"),
    path("tjenesteomrader/<int:pk>/fil/<str:form>/", service_areas.service_area_file, name="service-area-file"),
    path("handlingsrom/", savings.savings, name="savings"),
    path("handlingsrom/fil/<str:form>/", savings.savings_file, name="savings-file"),
    path("befolkning/", population.population, name="population"),
    path("befolkning/<slug:table>.<slug:form>", population.population_file, name="population-file"),
    path("sammenligning/<str:number>/", peers.peers_choose, name="peers-choose"),
]
