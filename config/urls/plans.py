"""The plans, and what is read of one: its targets with their lights, whether those are right, and papers of them."""

from django.urls import URLPattern, path

from reporting.views import certificates, papers, plan_writing, plans, presentation, quality, targets, units

urlpatterns: list[URLPattern] = [
    path("", plans.home, name="home"),
    path("planer/", plans.plan_list, name="plan-list"),
    # Before the address of a plan, whose code can therefore not be «ny».
    path("planer/ny/", plan_writing.plan_create, name="plan-create"),
    path("planer/<str:plan_code>/", plans.plan_detail, name="plan-detail"),
    path("planer/<str:plan_code>/vurder/", plans.plan_assess, name="plan-assess"),
    path("planer/<str:plan_code>/presentasjon/", presentation.plan_presentation, name="plan-presentation"),
    path("planer/<str:plan_code>/presentasjon/lysbilder.pptx", papers.plan_slides, name="plan-slides"),
    path(
        "planer/<str:plan_code>/omrader/<str:code>/notat.<slug:form>", papers.focus_area_paper, name="focus-area-paper"
    ),
    path("planer/<str:plan_code>/virksomheter/<int:pk>/notat.<slug:form>", papers.unit_paper, name="unit-paper"),
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
]
