"""Every address of the product. Names are project vocabulary: a lower layer may reverse them, never import a view."""

from django.contrib import admin
from django.urls import URLPattern, URLResolver, path

from accounts.views import LogIn, LogOut, choose_language
from indicators.views import source_settings, source_setup, sources
from reporting.views import certificates, figures, health, indicators, jobs, plans, uploads

urlpatterns: list[URLPattern | URLResolver] = [
    path("", plans.home, name="home"),
    path("logg-inn/", LogIn.as_view(), name="login"),
    path("logg-ut/", LogOut.as_view(), name="logout"),
    path("planer/", plans.plan_list, name="plan-list"),
    path("planer/<str:plan_code>/", plans.plan_detail, name="plan-detail"),
    path("planer/<str:plan_code>/vurder/", plans.plan_assess, name="plan-assess"),
    path("planer/<str:plan_code>/omrader/<str:code>/", plans.focus_area_detail, name="focus-area-detail"),
    path("planer/<str:plan_code>/maltall/<str:code>/", plans.target_detail, name="target-detail"),
    path(
        "planer/<str:plan_code>/maltall/<str:code>/sertifikat/",
        certificates.target_certificate,
        name="target-certificate",
    ),
    path(
        "planer/<str:plan_code>/maltall/<str:code>/sertifikat.json",
        certificates.target_certificate_file,
        name="target-certificate-file",
    ),
    path(
        "planer/<str:plan_code>/maltall/<str:code>/sertifikat/<int:pk>/",
        certificates.assessment_certificate,
        name="assessment-certificate",
    ),
    path(
        "planer/<str:plan_code>/maltall/<str:code>/sertifikat/<int:pk>.json",
        certificates.assessment_certificate_file,
        name="assessment-certificate-file",
    ),
    path("jobber/<int:pk>/", jobs.job_detail, name="job-detail"),
    path("jobber/<int:pk>/avbryt/", jobs.job_cancel, name="job-cancel"),
    path("indikatorer/", indicators.indicator_list, name="indicator-list"),
    # A code is any text without whitespace, so it may hold a slash.
    path("indikatorer/<path:code>/", indicators.indicator_detail, name="indicator-detail"),
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
    path("tall/skriv-inn/<path:code>/", figures.figure_type, name="figure-type"),
    path("sprak/", choose_language, name="set_language"),
    path("healthz", health.healthz, name="healthz"),
    path("admin/", admin.site.urls),
]
