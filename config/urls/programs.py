"""Other systems: whom we call, the open API, and its guide."""

from django.urls import URLPattern, URLResolver, include, path

from api.views import documentation, webhook_pages

urlpatterns: list[URLPattern | URLResolver] = [
    path("varslinger/", webhook_pages.webhook_list, name="webhook-list"),
    path("varslinger/ny/", webhook_pages.webhook_create, name="webhook-create"),
    path("varslinger/<int:pk>/", webhook_pages.webhook_detail, name="webhook-detail"),
    path("varslinger/<int:pk>/endre/", webhook_pages.webhook_edit, name="webhook-edit"),
    path("varslinger/<int:pk>/prove/", webhook_pages.webhook_test, name="webhook-test"),
    path("varslinger/<int:pk>/vent/", webhook_pages.webhook_pause, name="webhook-pause"),
    path("varslinger/<int:pk>/fortsett/", webhook_pages.webhook_resume, name="webhook-resume"),
    path("varslinger/<int:pk>/ny-hemmelighet/", webhook_pages.webhook_secret, name="webhook-secret"),
    path("varslinger/<int:pk>/slett/", webhook_pages.webhook_delete, name="webhook-delete"),
    path(
        "varslinger/<int:pk>/utsendinger/<int:delivery_pk>/send/",
        webhook_pages.webhook_send_again,
        name="webhook-send-again",
    ),
    path("api/v1/", include("api.urls")),
    path("utviklere/", documentation.api_guide, name="api-guide"),
    path("utviklere/<slug:tag>/", documentation.api_part, name="api-part"),
]
