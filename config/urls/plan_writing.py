"""Writing a plan: itself, its focus areas, goals and targets; and what was changed, by whom and from which words."""

from django.urls import URLPattern, path

from reporting.views import (
    edits,
    goals,
    indicator_search,
    plan_parts,
    plan_removing,
    plan_tables,
    plan_writing,
    target_recording,
)

urlpatterns: list[URLPattern] = [
    path("planer/<str:plan_code>/rediger/", plan_writing.plan_edit, name="plan-edit"),
    path("planer/<str:plan_code>/rediger/plan/", plan_writing.plan_settings, name="plan-settings"),
    path("planer/<str:plan_code>/rediger/vedta/", plan_writing.plan_adopt, name="plan-adopt"),
    path("planer/<str:plan_code>/rediger/slett/", plan_removing.plan_delete, name="plan-delete"),
    path("planer/<str:plan_code>/rediger/nytt-omrade/", plan_parts.focus_area_create, name="focus-area-create"),
    path("planer/<str:plan_code>/rediger/omrader/<str:code>/", plan_parts.focus_area_edit, name="focus-area-edit"),
    path(
        "planer/<str:plan_code>/rediger/omrader/<str:code>/slett/",
        plan_parts.focus_area_delete,
        name="focus-area-delete",
    ),
    path(
        "planer/<str:plan_code>/rediger/omrader/<str:code>/flytt/", plan_parts.focus_area_move, name="focus-area-move"
    ),
    path(
        "planer/<str:plan_code>/rediger/omrader/<str:area_code>/nytt-tema/",
        plan_parts.theme_create,
        name="theme-create",
    ),
    path(
        "planer/<str:plan_code>/rediger/omrader/<str:area_code>/temaer/<str:code>/",
        plan_parts.theme_edit,
        name="theme-edit",
    ),
    path(
        "planer/<str:plan_code>/rediger/omrader/<str:area_code>/temaer/<str:code>/slett/",
        plan_parts.theme_delete,
        name="theme-delete",
    ),
    path(
        "planer/<str:plan_code>/rediger/omrader/<str:area_code>/temaer/<str:code>/flytt/",
        plan_parts.theme_move,
        name="theme-move",
    ),
    path("planer/<str:plan_code>/endringer/", edits.edit_list, name="edit-list"),
    path("planer/<str:plan_code>/endringer/angre/", edits.edit_undo, name="edit-undo"),
    path("planer/<str:plan_code>/ordlyd/", edits.wording_list, name="wording-list"),
    path("planer/<str:plan_code>/ordlyd/<slug:kind>/<str:code>/", edits.wording_of, name="wording-of"),
    path("planer/<str:plan_code>/rediger/mal/", plan_tables.goals_edit, name="goals-edit"),
    path("planer/<str:plan_code>/rediger/mal/nytt/", goals.goal_create, name="goal-create"),
    path("planer/<str:plan_code>/rediger/mal/<str:code>/", goals.goal_edit, name="goal-edit"),
    path("planer/<str:plan_code>/rediger/mal/<str:code>/slett/", goals.goal_delete, name="goal-delete"),
    path(
        "planer/<str:plan_code>/rediger/mal/<str:goal_code>/maltall/nytt/",
        target_recording.target_create,
        name="target-create",
    ),
    path("planer/<str:plan_code>/rediger/maltall/", plan_tables.targets_edit, name="targets-edit"),
    path("planer/<str:plan_code>/rediger/maltall/forhandsvis/", target_recording.target_preview, name="target-preview"),
    path("planer/<str:plan_code>/rediger/indikatorer/", indicator_search.indicator_search, name="indicator-search"),
    path("planer/<str:plan_code>/maltall/<str:code>/rediger/", target_recording.target_edit, name="target-edit"),
    path("planer/<str:plan_code>/maltall/<str:code>/slett/", target_recording.target_delete, name="target-delete"),
]
