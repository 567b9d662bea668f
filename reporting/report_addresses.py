"""Where a report that somebody has named is looked at."""

from typing import Protocol
from urllib.parse import urlencode

from django.urls import reverse

from accounts.models import Municipality
from planning.models import Plan


class NamedReport(Protocol):
    """Which report: one that is asked for, or a row that was made of it."""

    @property
    def kind(self) -> str: ...
    @property
    def municipality(self) -> Municipality: ...
    @property
    def plan(self) -> Plan | None: ...
    @property
    def year(self) -> int: ...
    @property
    def language(self) -> str: ...


def query_of(report: NamedReport) -> str:
    """Which report, as addresses name it: `rapport=annual/KPS&ar=2025&sprak=nb`."""
    about = report.plan.code if report.plan else report.municipality.number
    return urlencode({"rapport": f"{report.kind}/{about}", "ar": report.year, "sprak": report.language})


def preview_address(report: NamedReport) -> str:
    return f"{reverse('report-preview')}?{query_of(report)}"
