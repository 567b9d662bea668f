"""A target against its figures: the line, what was expected of it, and where it is to end."""

from collections.abc import Iterator

from reporting.charts.axis import Axis, axis_for
from reporting.charts.empty import empty_chart
from reporting.charts.legend import Entry, legend_for
from reporting.charts.marks import break_marks, break_sample, light_shape, marker, point_marks, projection, series_line
from reporting.charts.palette import OWN
from reporting.charts.plot import Plot, grid, margin_for, tick_labels
from reporting.charts.svg import WIDE, Size, Svg, document
from reporting.charts.target_ahead import ahead_marks, ahead_sample, block_light_marks, earlier_lines, earlier_sample
from reporting.charts.target_inputs import TargetChart
from reporting.charts.target_marks import (
    block_marks,
    expected_line,
    gap_sample,
    gap_to_expected,
    line_sample,
    path_sample,
    target_mark,
)
from reporting.charts.target_texts import Speech, Texts
from reporting.charts.text import Box, Labels
from reporting.charts.words import ChartWords, Number
from reporting.charts.zone_marks import zone_marks, zone_signs
from reporting.charts.zones import ExpectedPath, zones_of

TOP = 18
# Beside the frame, for the shapes that name the zones.
SIGNS = 22


def target_chart(chart: TargetChart, *, number: Number, words: ChartWords | None = None, size: Size = WIDE) -> Svg:
    """Own line, expected path or limit with its zones, and the target at its deadline."""
    words = words or ChartWords()
    if not chart.values or not chart.periods:
        return empty_chart(chart.key, chart.title, words.nothing, size)
    speech = Speech(chart, number, words)
    axis = axis_for(chart.values, steps=4 if size.is_compact else 5)
    legend = legend_for(list(legend_entries(speech, axis)), size)
    return document(
        *layers(speech, axis, Labels(Box(0, 0, size.width, size.height)), size),
        legend.markup(size.height),
        key=chart.key,
        title=chart.title,
        description=chart.description or speech.whole_chart,
        size=size,
        height=size.height + legend.height,
    )


def layers(speech: Speech, axis: Axis, labels: Labels, size: Size) -> Iterator[str]:
    """From the back to the front."""
    chart = speech.chart
    zones = zones_of(chart.sound_expectation)
    ticks = tick_labels(axis, speech.number, size)
    right = size.width - (SIGNS if zones else 8)
    plot = Plot(margin_for(ticks, size), TOP, right, size.height - size.text * 2.2, axis, *chart.span)
    block_marks(chart, plot, labels)
    block_light_marks(chart, plot, labels)
    labels.block(Box(0, 0, plot.left - 4, plot.bottom))
    yield zone_marks(plot, zones)
    yield grid(plot, ticks, size)
    yield zone_signs(plot, zones, labels)
    yield break_marks(plot, [chart.series])
    yield earlier_lines(chart, plot)
    yield expected_line(chart, plot)
    yield gap_to_expected(chart, plot)
    yield projection(plot, chart.series, colour=OWN)
    yield ahead_marks(chart, plot, speech.ahead_point)
    yield series_line(plot, chart.series, stroke=OWN, stroke_width=3)
    yield point_marks(plot, chart.series, speech.point, colour=OWN)
    yield target_mark(chart, plot)
    yield from Texts(speech, plot, labels, size).all()


def legend_entries(speech: Speech, axis: Axis) -> Iterator[Entry]:
    """Only what the drawing has in it."""
    series, words = speech.chart.series, speech.words
    if series.drawn:
        yield Entry(series.name, line_sample(), 26)
    for kind, word in speech.kinds.items():
        if any(point.kind is kind for point in series.drawn):
            yield Entry(word, marker(kind, 6, 0, colour=OWN), 12)
    if series.breaks:
        yield Entry(words.series_break, break_sample(), 12)
    yield from expectation_entries(speech)
    if speech.chart.ahead:
        yield Entry(words.ahead, ahead_sample(), 26)
    yield from (Entry(f"{words.earlier} {one.label}", earlier_sample(one), 26) for one in speech.chart.earlier)
    yield from zone_entries(speech)
    if axis.is_cut:
        yield Entry(words.cut_axis)


def expectation_entries(speech: Speech) -> Iterator[Entry]:
    """The path; where there is neither path nor zone, nothing else says what the upright leads to."""
    expectation = speech.chart.sound_expectation
    if isinstance(expectation, ExpectedPath):
        yield Entry(speech.words.expected, path_sample(), 26)
    elif expectation is None and speech.chart.judged_against is not None:
        yield Entry(speech.words.compared, gap_sample(), 12)


def zone_entries(speech: Speech) -> Iterator[Entry]:
    """The lights' words; red is what is left where there are zones."""
    lights = {zone.light for zone in zones_of(speech.chart.sound_expectation)}
    words = speech.words.lights
    for light, word in (("green", words.green), ("yellow", words.yellow), ("red", words.red)):
        if light in lights or (light == "red" and lights):
            yield Entry(word, light_shape(light, 6, 0, size=12), 12)
