"""The addresses of the open API, version 1. Names begin with `api-`; words are the model's own, in English."""

from django.urls import URLPattern, URLResolver, path, re_path

from api.views import certificates, changes, document, lights, plans, rounds, said, sealed, targets

urlpatterns: list[URLPattern | URLResolver] = [
    path("", document.Root.as_view(), name="api-root"),
    path("schema/", document.Schema.as_view(), name="api-schema"),
    path("plans/", plans.PlanList.as_view(), name="api-plan-list"),
    path("plans/<str:plan_code>/", plans.PlanOne.as_view(), name="api-plan"),
    # Targets, their lights, and what people say of them.
    path("targets/", targets.TargetAmongPlansList.as_view(), name="api-target-among-plans-list"),
    path("light-changes/", changes.LightChangeList.as_view(), name="api-light-change-list"),
    path("plans/<str:plan_code>/targets/", targets.TargetList.as_view(), name="api-target-list"),
    path("plans/<str:plan_code>/targets/<str:code>/", targets.TargetOne.as_view(), name="api-target"),
    path(
        "plans/<str:plan_code>/targets/<str:code>/changes/",
        changes.TargetChangeList.as_view(),
        name="api-target-change-list",
    ),
    path(
        "plans/<str:plan_code>/targets/<str:code>/certificate/",
        certificates.TargetCertificate.as_view(),
        name="api-target-certificate",
    ),
    path(
        "plans/<str:plan_code>/targets/<str:code>/certificates/<int:pk>/",
        certificates.AssessmentCertificate.as_view(),
        name="api-assessment-certificate",
    ),
    path("plans/<str:plan_code>/lights/", lights.LightThenList.as_view(), name="api-light-list"),
    path("plans/<str:plan_code>/overrides/", said.OverrideList.as_view(), name="api-override-list"),
    path("plans/<str:plan_code>/appraisals/", said.AppraisalList.as_view(), name="api-appraisal-list"),
    path("plans/<str:plan_code>/completions/", said.CompletionList.as_view(), name="api-completion-list"),
    path("plans/<str:plan_code>/causes/", said.CauseList.as_view(), name="api-cause-list"),
    # Rounds, and what is sealed after them.
    path("rounds/", rounds.RoundList.as_view(), name="api-round-list"),
    path("rounds/<int:pk>/", rounds.RoundOne.as_view(), name="api-round"),
    path("rounds/<int:pk>/commentaries/", rounds.CommentaryList.as_view(), name="api-commentary-list"),
    path("sealed-reports/", sealed.SealedReportList.as_view(), name="api-sealed-report-list"),
    path("sealed-reports/<int:pk>/", sealed.SealedReportOne.as_view(), name="api-sealed-report"),
    path("sealed-reports/<int:pk>/errata/", sealed.ErratumList.as_view(), name="api-erratum-list"),
    path("sealed-reports/<int:pk>/files/<str:form>/", sealed.SealedReportFile.as_view(), name="api-sealed-file"),
    # Last: whatever else is asked for.
    re_path(r"^.*$", document.Nowhere.as_view(), name="api-nowhere"),
]
