"""The addresses of the open API, version 1. Names begin with `api-`; words are the model's own, in English."""

from django.urls import URLPattern, URLResolver, path, re_path

from api.views import (
    areas,
    certificates,
    challenges,
    changes,
    document,
    documents,
    goals,
    guidelines,
    indicators,
    lights,
    measures,
    organisation,
    plans,
    regions,
    rounds,
    said,
    savings,
    sealed,
    sources,
    targets,
)

PLAN = "plans/<str:plan_code>"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", document.Root.as_view(), name="api-root"),
    path("schema/", document.Schema.as_view(), name="api-schema"),
    path("plans/", plans.PlanList.as_view(), name="api-plan-list"),
    path(f"{PLAN}/", plans.PlanOne.as_view(), name="api-plan"),
    # What plans are made of, and whose they are.
    path(f"{PLAN}/focus-areas/", areas.FocusAreaList.as_view(), name="api-focus-area-list"),
    path(f"{PLAN}/focus-areas/<str:code>/", areas.FocusAreaOne.as_view(), name="api-focus-area"),
    path(f"{PLAN}/themes/", areas.ThemeList.as_view(), name="api-theme-list"),
    path(f"{PLAN}/goals/", goals.GoalList.as_view(), name="api-goal-list"),
    path(f"{PLAN}/goals/<str:code>/", goals.GoalOne.as_view(), name="api-goal"),
    path(f"{PLAN}/measures/", measures.MeasureList.as_view(), name="api-measure-list"),
    path(f"{PLAN}/measures/<str:code>/", measures.MeasureOne.as_view(), name="api-measure"),
    path(f"{PLAN}/measures/<str:code>/progress/", measures.MeasureProgress.as_view(), name="api-measure-progress"),
    path(f"{PLAN}/guidelines/", guidelines.GuidelineList.as_view(), name="api-guideline-list"),
    path(f"{PLAN}/guidelines/<str:code>/", guidelines.GuidelineOne.as_view(), name="api-guideline"),
    path(f"{PLAN}/challenges/", challenges.ChallengeList.as_view(), name="api-challenge-list"),
    path(f"{PLAN}/challenges/<str:code>/", challenges.ChallengeOne.as_view(), name="api-challenge"),
    path(f"{PLAN}/documents/", documents.DocumentList.as_view(), name="api-document-list"),
    path(f"{PLAN}/related-plans/", documents.RelatedPlanList.as_view(), name="api-related-plan-list"),
    path(f"{PLAN}/earlier-wordings/", documents.EarlierWordingList.as_view(), name="api-earlier-wording-list"),
    path("municipalities/", organisation.MunicipalityList.as_view(), name="api-municipality-list"),
    path("units/", organisation.UnitList.as_view(), name="api-unit-list"),
    # What figures are about. Codes may hold slashes, so what is fixed stands before them.
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
    path("needs/", savings.NeedList.as_view(), name="api-need-list"),
    # Targets, their lights, and what people say of them.
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
    path(f"{PLAN}/lights/", lights.LightThenList.as_view(), name="api-light-list"),
    path(f"{PLAN}/overrides/", said.OverrideList.as_view(), name="api-override-list"),
    path(f"{PLAN}/appraisals/", said.AppraisalList.as_view(), name="api-appraisal-list"),
    path(f"{PLAN}/completions/", said.CompletionList.as_view(), name="api-completion-list"),
    path(f"{PLAN}/causes/", said.CauseList.as_view(), name="api-cause-list"),
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
