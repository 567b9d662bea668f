"""Every address of the product. Names are project vocabulary: a lower layer may reverse them, never import a view."""

from django.contrib import admin
from django.urls import URLPattern, URLResolver, path

from accounts.views import LogIn, LogOut, choose_language
from reporting.views import figures, health, indicators, plans, uploads

urlpatterns: list[URLPattern | URLResolver] = [
    path("", plans.home, name="home"),
    path("logg-inn/", LogIn.as_view(), name="login"),
    path("logg-ut/", LogOut.as_view(), name="logout"),
    path("planer/", plans.plan_list, name="plan-list"),
    path("planer/<str:plan_code>/", plans.plan_detail, name="plan-detail"),
    path("planer/<str:plan_code>/vurder/", plans.plan_assess, name="plan-assess"),
    path("planer/<str:plan_code>/omrader/<str:code>/", plans.focus_area_detail, name="focus-area-detail"),
    path("planer/<str:plan_code>/maltall/<str:code>/", plans.target_detail, name="target-detail"),
    path("jobber/<int:pk>/", plans.job_detail, name="job-detail"),
    path("indikatorer/", indicators.indicator_list, name="indicator-list"),
    # A code is any text without whitespace, so it may hold a slash.
    path("indikatorer/<path:code>/", indicators.indicator_detail, name="indicator-detail"),
    path("tall/last-opp/", uploads.figures_upload, name="figures-upload"),
    path("tall/last-opp/<int:pk>/", uploads.upload_detail, name="upload-detail"),
    path("tall/last-opp/<int:pk>/ta-inn/", uploads.upload_confirm, name="upload-confirm"),
    path("tall/last-opp/<int:pk>/forkast/", uploads.upload_drop, name="upload-drop"),
    path("tall/skriv-inn/<path:code>/", figures.figure_type, name="figure-type"),
    path("sprak/", choose_language, name="set_language"),
    path("healthz", health.healthz, name="healthz"),
    path("admin/", admin.site.urls),
]
