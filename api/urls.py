"""The addresses of the open API, version 1. Names begin with `api-`; words are the model's own, in English."""

from django.urls import URLPattern, URLResolver, path, re_path

from api.views import document, plans, webhooks

urlpatterns: list[URLPattern | URLResolver] = [
    path("", document.Root.as_view(), name="api-root"),
    path("schema/", document.Schema.as_view(), name="api-schema"),
    path("plans/", plans.PlanList.as_view(), name="api-plan-list"),
    path("plans/<str:plan_code>/", plans.PlanOne.as_view(), name="api-plan"),
    path("webhooks/", webhooks.WebhookList.as_view(), name="api-webhook-list"),
    path("webhooks/<int:pk>/", webhooks.WebhookOne.as_view(), name="api-webhook"),
    path("webhooks/<int:pk>/deliveries/", webhooks.DeliveryList.as_view(), name="api-webhook-delivery-list"),
    # Last: whatever else is asked for.
    re_path(r"^.*$", document.Nowhere.as_view(), name="api-nowhere"),
]
