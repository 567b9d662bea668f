"""What a plan is made of, and what is done to it."""

from django.urls import URLPattern, path

from api.views import areas, challenges, documents, edits, goals, guidelines, measures, plans

PLAN = "plans/<str:plan_code>"

urlpatterns: list[URLPattern] = [
    path("plans/", plans.PlanList.as_view(), name="api-plan-list"),
    path(f"{PLAN}/", plans.PlanOne.as_view(), name="api-plan"),
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
    path(f"{PLAN}/adopt/", plans.PlanAdoption.as_view(), name="api-plan-adopt"),
    path(f"{PLAN}/publish/", plans.PlanPublishing.as_view(), name="api-plan-publish"),
    path(f"{PLAN}/unpublish/", plans.PlanUnpublishing.as_view(), name="api-plan-unpublish"),
    path(f"{PLAN}/edits/", edits.EditList.as_view(), name="api-edit-list"),
    path(f"{PLAN}/edits/undo/", edits.EditUndo.as_view(), name="api-edit-undo"),
    path(f"{PLAN}/focus-areas/<str:code>/move/", areas.FocusAreaMove.as_view(), name="api-focus-area-move"),
    path(f"{PLAN}/focus-areas/<str:area_code>/themes/<str:code>/", areas.ThemeOne.as_view(), name="api-theme"),
    path(
        f"{PLAN}/focus-areas/<str:area_code>/themes/<str:code>/move/",
        areas.ThemeMove.as_view(),
        name="api-theme-move",
    ),
]
