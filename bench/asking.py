"""Asking for pages as a browser does, through everything that Django does with a request."""

from collections.abc import Iterator
from functools import partial
from statistics import median
from typing import Any

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from bench.country import OWN, PERSON, PLAN
from bench.pages import BARE
from bench.timing import milliseconds, wall_clock
from indicators.models import ServiceArea

TIMES = 9
# What every page asks, whatever it shows.
SESSION_AND_PERSON = 2


def ask_for_pages() -> Iterator[dict[str, Any]]:
    """For each page the median time of some requests, and its queries beside those for session and person."""
    settings.ALLOWED_HOSTS = ["*"]
    client = Client()
    client.force_login(User.objects.get(username=PERSON))
    for name, address in addresses().items():
        answer = client.get(address)
        assert answer.status_code == 200, (address, answer.status_code)
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        # Counted at once: the next request empties the list that is counted.
        queries = len(asked) - SESSION_AND_PERSON
        asking = partial(client.get, address)
        times = [milliseconds(asking, before=list, clock=wall_clock) for _ in range(TIMES)]
        yield {"name": name, "milliseconds": median(times), "queries": queries}


def addresses() -> dict[str, str]:
    area = ServiceArea.objects.get(name="Område 0")
    return {
        BARE: reverse("healthz"),
        "indicator": reverse("indicator-detail", args=["maalt-1"]),
        "service area": reverse("service-area-detail", args=[area.pk]),
        "savings": reverse("savings"),
        "population": reverse("population"),
        "whom to compare with": reverse("peers-choose", args=[OWN]),
        "data quality": reverse("quality-list", args=[PLAN]),
    }
