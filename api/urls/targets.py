"""Targets of plans, their lights, and what people say of them."""

from django.urls import URLPattern, path

from api.urls.parts_of_plans import PLAN
from api.views import certificates, changes, jobs, lights, said, targets

urlpatterns: list[URLPattern] = [
    path("targets/", targets.TargetAmongPlansList.as_view(), name="api-target-among-plans-list"),
    path("light-changes/", changes.LightChangeList.as_view(), name="api-light-change-list"),
    path(f"{PLAN}/targets/", targets.TargetList.as_view(), name="api-target-list"),
    path(f"{PLAN}/targets/<str:code>/", targets.TargetOne.as_view(), name="api-target"),
    path(
        f"{PLAN}/targets/<str:code>/changes/",
        changes.TargetChangeList.as_view(),
        name="api-target-change-list",
    ),
    path(
        f"{PLAN}/targets/<str:code>/certificate/",
        certificates.TargetCertificate.as_view(),
        name="api-target-certificate",
    ),
    path(
        f"{PLAN}/targets/<str:code>/certificates/<int:pk>/",
        certificates.AssessmentCertificate.as_view(),
        name="api-assessment-certificate",
    ),
    path(f"{PLAN}/targets/<str:code>/override/", targets.TargetOverride.as_view(), name="api-target-override"),
    path(f"{PLAN}/targets/<str:code>/judgement/", targets.TargetJudgement.as_view(), name="api-target-judgement"),
    path(f"{PLAN}/targets/<str:code>/completion/", targets.TargetCompletion.as_view(), name="api-target-completion"),
    path(f"{PLAN}/targets/<str:code>/cause/", targets.TargetCause.as_view(), name="api-target-cause"),
    path(f"{PLAN}/lights/", lights.LightThenList.as_view(), name="api-light-list"),
    path(f"{PLAN}/overrides/", said.OverrideList.as_view(), name="api-override-list"),
    path(f"{PLAN}/appraisals/", said.AppraisalList.as_view(), name="api-appraisal-list"),
    path(f"{PLAN}/completions/", said.CompletionList.as_view(), name="api-completion-list"),
    path(f"{PLAN}/causes/", said.CauseList.as_view(), name="api-cause-list"),
    path("jobs/<int:pk>/", jobs.JobOne.as_view(), name="api-job"),
    path("jobs/<int:pk>/cancel/", jobs.JobCancel.as_view(), name="api-job-cancel"),
    path(f"{PLAN}/assess/", jobs.PlanAssess.as_view(), name="api-plan-assess"),
    path("sources/<str:code>/fetch/", jobs.SourceFetch.as_view(), name="api-source-fetch"),
]
