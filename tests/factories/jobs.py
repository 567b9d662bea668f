"""Work that was asked for and is done."""

from typing import Any

from accounts.models import Job, JobState, Municipality
from indicators.models import Source
from planning.models import Plan
from tests.factories.moments import NOW
from tests.factories.people import create_municipality
from tests.factories.promises import create_plan
from tests.factories.sources import create_fetched_source


def create_job(*, municipality: Municipality | None = None, plan: Plan | None = None, **values: Any) -> Job:
    """A finished job; `plan=` makes it about that plan."""
    plan = plan or create_plan(municipality=municipality or create_municipality())
    asked = {"kind": "assess_targets", "subject": plan.code, "asked_by": "ola", "asked_at": NOW}
    ended = {"state": JobState.DONE, "finished_at": NOW}
    return Job.objects.create(municipality=plan.municipality, **asked | ended | values)


def create_fetch_job(*, source: Source | None = None, **values: Any) -> Job:
    """A finished job that fetched a source."""
    source = source or create_fetched_source()
    asked = {"kind": "fetch_source", "subject": source.code, "asked_by": "ola", "asked_at": NOW}
    ended = {"state": JobState.DONE, "finished_at": NOW}
    return Job.objects.create(**asked | ended | values)
