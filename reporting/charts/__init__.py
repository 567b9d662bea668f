"""Charts as accessible SVG: plain values in, text out. Knows neither Django nor the database.

The same drawing serves the page, Word and PDF: no script, no style sheet, only presentation attributes. Values come
in as `Decimal`, numbers are written by a function from outside, and every word is a field of `ChartWords`.
"""

from reporting.charts.bars import Bar, BarChart, bar_chart
from reporting.charts.comparison import ComparisonChart, comparison_chart
from reporting.charts.inputs import ChartPoint, ChartSeries, Emphasis, PointKind
from reporting.charts.ordinal import ordinal_chart
from reporting.charts.ordinal_inputs import OrdinalChart, OrdinalClass
from reporting.charts.population import PopulationChart, population_chart
from reporting.charts.samples import Mark, sample
from reporting.charts.sparkline import sparkline
from reporting.charts.svg import COMPACT, LOW, MEDIUM, WALL, WIDE, Size, Svg
from reporting.charts.target import target_chart
from reporting.charts.target_inputs import Ahead, EarlierPromise, Judged, TargetChart, TargetMark
from reporting.charts.words import ChartWords, LightWords, Number
from reporting.charts.zones import ExpectedPath, Interval, Limit, PathPoint

__all__ = [
    "COMPACT",
    "LOW",
    "MEDIUM",
    "WALL",
    "WIDE",
    "Ahead",
    "Bar",
    "BarChart",
    "ChartPoint",
    "ChartSeries",
    "ChartWords",
    "ComparisonChart",
    "EarlierPromise",
    "Emphasis",
    "ExpectedPath",
    "Interval",
    "Judged",
    "LightWords",
    "Limit",
    "Mark",
    "Number",
    "OrdinalChart",
    "OrdinalClass",
    "PathPoint",
    "PointKind",
    "PopulationChart",
    "Size",
    "Svg",
    "TargetChart",
    "TargetMark",
    "bar_chart",
    "comparison_chart",
    "ordinal_chart",
    "population_chart",
    "sample",
    "sparkline",
    "target_chart",
]
