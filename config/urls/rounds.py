"""Reporting rounds: what units are asked for, what they write, and who approves it."""

from django.urls import URLPattern, path, register_converter

from reporting.round_addresses import ThingInAddress
from reporting.views import approving, commenting, evidence, rounds, writing

register_converter(ThingInAddress, "thing")

urlpatterns: list[URLPattern] = [
    path("runder/", rounds.round_list, name="round-list"),
    path("runder/ny/", rounds.round_open, name="round-open"),
    path("runder/ansvar/", commenting.commenting_duties, name="commenting-duties"),
    path("runder/dokumentasjon/<int:pk>/", evidence.evidence_file, name="evidence-file"),
    path("runder/dokumentasjon/<int:pk>/fjern/", evidence.evidence_remove, name="evidence-remove"),
    path("runder/vurdering/<int:pk>/ta-opp/", approving.commentary_reopen, name="commentary-reopen"),
    path("runder/<int:pk>/", rounds.round_detail, name="round-detail"),
    path("runder/<int:pk>/endre/", rounds.round_edit, name="round-edit"),
    path("runder/<int:pk>/lukk/", rounds.round_close, name="round-close"),
    path("runder/<int:pk>/apne/", rounds.round_reopen, name="round-reopen"),
    path("runder/<int:pk>/paminn/", rounds.round_remind, name="round-remind"),
    path("runder/<int:pk>/godkjenn/", approving.round_approve, name="round-approve"),
    path("runder/<int:pk>/virksomhet/<int:unit_pk>/", commenting.round_unit, name="round-unit"),
    path("runder/<int:pk>/<thing:kind>/<int:subject>/skriv/", writing.commentary_write, name="commentary-write"),
]
