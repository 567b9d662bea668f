"""The addresses of the open API, version 1. Names begin with `api-`; words are the model's own, in English."""

from django.urls import URLPattern, URLResolver, path, re_path

from api.views import areas, challenges, document, documents, goals, guidelines, measures, organisation, plans

PLAN = "plans/<str:plan_code>"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", document.Root.as_view(), name="api-root"),
    path("schema/", document.Schema.as_view(), name="api-schema"),
    path("plans/", plans.PlanList.as_view(), name="api-plan-list"),
    path("plans/<str:plan_code>/", plans.PlanOne.as_view(), name="api-plan"),
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
    # Last: whatever else is asked for.
    re_path(r"^.*$", document.Nowhere.as_view(), name="api-nowhere"),
]
