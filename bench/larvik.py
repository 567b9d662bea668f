"""Larvik's own status analysis, as the demo's figures give it: every service area, every table and every chart."""

from django.utils import timezone

from accounts.models import Municipality
from reporting.charts import BarChart, ComparisonChart
from reporting.queries.status_report import StatusReport, status_report

PLAN, NUMBER, YEAR = "LARVIK-KPS-2024-2040", "3909", 2024
Chart = ComparisonChart | BarChart


def analysis() -> StatusReport:
    return status_report(
        municipality=Municipality.objects.get(number=NUMBER), year=YEAR, on=timezone.localdate(timezone.now())
    )


def charts_of(report: StatusReport) -> list[Chart]:
    """What its drawings are drawn from, in the order of the report."""
    series = [one.series for one in report.in_detail if one.series]
    return [chart for one in series if (chart := one.bars or one.chart)]
