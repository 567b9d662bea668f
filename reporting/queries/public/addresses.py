"""Which pages everybody may read, for those who gather them."""

from collections.abc import Iterator
from itertools import islice

from planning.models import FocusArea
from reporting.permissions import published_plans
from targets.models import Target

# No more may stand in one file (sitemaps.org); whole plans first, so that what is left out is the least.
MOST = 50_000
FORMS = ("csv", "xlsx")
Address = tuple[str, tuple[str, ...]]


def open_pages() -> list[Address]:
    """The name of each page and the codes in its address; three queries."""
    return list(islice(every_page(), MOST))


def every_page() -> Iterator[Address]:
    plans = dict(published_plans().order_by("code").values_list("pk", "code"))
    yield "api-guide", ()
    for code in plans.values():
        yield "public-plan", (code,)
        yield "public-about", (code,)
        yield from (("public-figures", (code, form)) for form in FORMS)
    inside = {"public-focus-area": FocusArea.objects.filter(is_focus_area=True), "public-target": Target.objects.all()}
    for name, rows in inside.items():
        of_plans = rows.filter(plan__in=plans).order_by("plan__code", "order", "code")
        for plan, code in of_plans.values_list("plan", "code")[:MOST]:
            yield name, (plans[plan], code)
