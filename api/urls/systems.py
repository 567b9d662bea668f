"""Where a program begins, whom there is anything of, and which systems are called."""

from django.urls import URLPattern, path

from api.views import document, organisation, webhooks

urlpatterns: list[URLPattern] = [
    path("", document.Root.as_view(), name="api-root"),
    path("schema/", document.Schema.as_view(), name="api-schema"),
    path("municipalities/", organisation.MunicipalityList.as_view(), name="api-municipality-list"),
    path("units/", organisation.UnitList.as_view(), name="api-unit-list"),
    path("webhooks/", webhooks.WebhookList.as_view(), name="api-webhook-list"),
    path("webhooks/<int:pk>/", webhooks.WebhookOne.as_view(), name="api-webhook"),
    path("webhooks/<int:pk>/deliveries/", webhooks.DeliveryList.as_view(), name="api-webhook-delivery-list"),
]
