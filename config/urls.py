"""Every address of the product. Names are project vocabulary: a lower layer may reverse them, never import a view."""

from django.contrib import admin
from django.urls import URLPattern, URLResolver, path

from accounts.views import LogIn, LogOut, choose_language
from indicators.views import peers, source_settings, source_setup, sources
from reporting.views import (
    certificates,
    explained,
    figures,
    health,
    indicators,
    jobs,
    plans,
    population,
    quality,
    savings,
    targets,
    units,
    uploads,
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("", plans.home, name="home"),
    path("logg-inn/", LogIn.as_view(), name="login"),
    path("logg-ut/", LogOut.as_view(), name="logout"),
    path("planer/", plans.plan_list, name="plan-list"),
    path("planer/<str:plan_code>/", plans.plan_detail, name="plan-detail"),
    path("planer/<str:plan_code>/vurder/", plans.plan_assess, name="plan-assess"),
    path("planer/<str:plan_code>/omrader/<str:code>/", plans.focus_area_detail, name="focus-area-detail"),
    path("planer/<str:plan_code>/maltall/<str:code>/", plans.target_detail, name="target-detail"),
    path("planer/<str:plan_code>/maltall/<str:code>/overstyr/", targets.target_override, name="target-override"),
    path(
        "planer/<str:plan_code>/maltall/<str:code>/overstyr/trekk-tilbake/",
        targets.target_override_withdraw,
        name="target-override-withdraw",
    ),
    path("planer/<str:plan_code>/maltall/<str:code>/vurder/", targets.target_judge, name="target-judge"),
    path("planer/<str:plan_code>/virksomheter/<int:pk>/", units.unit_detail, name="unit-detail"),
    path("planer/<str:plan_code>/datakvalitet/", quality.quality_list, name="quality-list"),
    path("planer/<str:plan_code>/datakvalitet/sett-pa/", quality.quality_review, name="quality-review"),
    path("planer/<str:plan_code>/datakvalitet/ta-fram/", quality.quality_reopen, name="quality-reopen"),
    path("planer/<str:plan_code>/datakvalitet/datakvalitet.<str:form>", quality.quality_export, name="quality-export"),
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
    path("handlingsrom/", savings.savings, name="savings"),
    path("handlingsrom/fil/<str:form>/", savings.savings_file, name="savings-file"),
    path("befolkning/", population.population, name="population"),
    path("befolkning/<slug:table>.<slug:form>", population.population_file, name="population-file"),
    path("sammenligning/<str:number>/", peers.peers_choose, name="peers-choose"),
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
    path("sprak/", choose_language, name="set_language"),
    path("healthz", health.healthz, name="healthz"),
    path("admin/", admin.site.urls),
]
