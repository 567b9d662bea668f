"""What a plan has besides goals and targets: guidelines, measures, challenges, and what hangs loose between them."""

from django.urls import URLPattern, path

from reporting.views import answering, challenges, guidelines, measures, red_thread

urlpatterns: list[URLPattern] = [
    path("planer/<str:plan_code>/foringer/", guidelines.guideline_list, name="guideline-list"),
    path("planer/<str:plan_code>/foringer/ny/", guidelines.guideline_create, name="guideline-create"),
    path("planer/<str:plan_code>/foringer/<str:code>/rediger/", guidelines.guideline_edit, name="guideline-edit"),
    path("planer/<str:plan_code>/foringer/<str:code>/slett/", guidelines.guideline_delete, name="guideline-delete"),
    path("planer/<str:plan_code>/maltall/<str:code>/arsak/", answering.target_cause, name="target-cause"),
    path("planer/<str:plan_code>/tiltak/", measures.measure_list, name="measure-list"),
    # Words that no measure has as its code stand before those that are about one.
    path("planer/<str:plan_code>/tiltak/nytt/", measures.measure_create, name="measure-create"),
    path("planer/<str:plan_code>/tiltak/oppfolging/", measures.measures_edit, name="measures-edit"),
    path("planer/<str:plan_code>/tiltak/<str:code>/", measures.measure_detail, name="measure-detail"),
    path("planer/<str:plan_code>/tiltak/<str:code>/endre/", measures.measure_edit, name="measure-edit"),
    path("planer/<str:plan_code>/tiltak/<str:code>/slett/", measures.measure_delete, name="measure-delete"),
    path("planer/<str:plan_code>/tiltak/<str:code>/framdrift/", measures.measure_progress, name="measure-progress"),
    path("planer/<str:plan_code>/utfordringer/", challenges.challenge_list, name="challenge-list"),
    path("planer/<str:plan_code>/utfordringer/ny/", challenges.challenge_create, name="challenge-create"),
    path("planer/<str:plan_code>/utfordringer/<str:code>/rediger/", challenges.challenge_edit, name="challenge-edit"),
    path("planer/<str:plan_code>/utfordringer/<str:code>/slett/", challenges.challenge_delete, name="challenge-delete"),
    path("planer/<str:plan_code>/rod-trad/", red_thread.red_thread, name="red-thread"),
    path(
        "planer/<str:plan_code>/rod-trad/sett-til-side/", red_thread.red_thread_set_aside, name="red-thread-set-aside"
    ),
    path("planer/<str:plan_code>/rod-trad/ta-fram/", red_thread.red_thread_reopen, name="red-thread-reopen"),
]
