"""Where a program begins, whom there is anything of, and which systems are called."""

from django.urls import URLPattern, path

from api.views import document, organisation, webhook_acts, webhooks

DELIVERY = "webhooks/<int:pk>/deliveries/<int:delivery_pk>"

urlpatterns: list[URLPattern] = [
    path("", document.Root.as_view(), name="api-root"),
    path("schema/", document.Schema.as_view(), name="api-schema"),
    path("municipalities/", organisation.MunicipalityList.as_view(), name="api-municipality-list"),
    path("units/", organisation.UnitList.as_view(), name="api-unit-list"),
    path("webhooks/", webhooks.WebhookList.as_view(), name="api-webhook-list"),
    path("webhooks/<int:pk>/", webhooks.WebhookOne.as_view(), name="api-webhook"),
    path("webhooks/<int:pk>/pause/", webhook_acts.WebhookPause.as_view(), name="api-webhook-pause"),
    path("webhooks/<int:pk>/resume/", webhook_acts.WebhookResume.as_view(), name="api-webhook-resume"),
    path("webhooks/<int:pk>/secret/", webhook_acts.WebhookSecret.as_view(), name="api-webhook-secret"),
    path("webhooks/<int:pk>/test/", webhook_acts.WebhookTest.as_view(), name="api-webhook-test"),
    path("webhooks/<int:pk>/deliveries/", webhooks.DeliveryList.as_view(), name="api-webhook-delivery-list"),
    path(f"{DELIVERY}/", webhooks.DeliveryOne.as_view(), name="api-webhook-delivery"),
    path(f"{DELIVERY}/send-again/", webhook_acts.DeliverySentAgain.as_view(), name="api-webhook-send-again"),
]
