"""Where figures come from: sources that are fetched, files, typing; and how a figure came about."""

from django.urls import URLPattern, path

from indicators.views import source_settings, source_setup, sources
from reporting.views import explained, figures, uploads

urlpatterns: list[URLPattern] = [
    path("kilder/", sources.source_list, name="source-list"),
    path("kilder/ny/", source_setup.source_add, name="source-add"),
    path("kilder/ny/<str:table>/", source_setup.source_add_table, name="source-add-table"),
    path("kilder/last-inn/", source_settings.source_load, name="source-load"),
    path("kilder/<str:code>/", sources.source_detail, name="source-detail"),
    path("kilder/<str:code>/hent/", sources.source_fetch, name="source-fetch"),
    path("kilder/<str:code>/utvalg/", source_setup.source_select, name="source-select"),
    path("kilder/<str:code>/endre/", source_settings.source_edit, name="source-edit"),
    path("tall/last-opp/", uploads.figures_upload, name="figures-upload"),
    path("tall/last-opp/<int:pk>/", uploads.upload_detail, name="upload-detail"),
    path("tall/last-opp/<int:pk>/ta-inn/", uploads.upload_confirm, name="upload-confirm"),
    path("tall/last-opp/<int:pk>/forkast/", uploads.upload_drop, name="upload-drop"),
    path("tall/regnet-ut/<path:code>/", explained.figure_formula, name="figure-formula"),
    path("tall/kvalitet/<path:code>/", explained.figure_quality, name="figure-quality"),
    path("tall/skriv-inn/<path:code>/", figures.figure_type, name="figure-type"),
]
