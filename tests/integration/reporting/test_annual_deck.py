"""The slides of a year are the report of that year: its day, its lights, its changes, its figures, in its order."""

from datetime import date
from io import BytesIO

import pptx
import pytest

from planning.models import Plan
from reporting.documents import LightLine, Table
from reporting.exports.reports import ReportAsked, composed, written
from reporting.models import ReportFormat, ReportKind
from reporting.queries.annual_report import annual_report
from reporting.queries.slide_deck import judged_report
from reporting.slides import SlideKind, slides_from
from targets.models import TargetKind
from tests import factories

pytestmark = pytest.mark.django_db
MADE_ON = date(2026, 7, 1)


@pytest.fixture
def plan() -> Plan:
    """One that was good and became bad in 2024 and good again in 2025, one that is bad, and one without figures."""
    plan = factories.create_plan(title="Samfunnsdelen")
    area = factories.create_focus_area(plan=plan, title="Leve her")
    for figures in ({"2023": "6", "2024": "1", "2025": "7"}, {"2023": "2", "2024": "3"}, {}):
        target = factories.create_target(plan=plan, primary_focus_area=area)
        for period, literal in figures.items():
            factories.give_figure(target, literal, period=period)
    factories.assess(plan, on=MADE_ON)
    return plan


def asked(plan: Plan) -> ReportAsked:
    return ReportAsked(ReportKind.ANNUAL, plan.municipality, plan, 2024, "nb")


def slides(plan: Plan) -> list[str]:
    """The texts of each slide as it is read back from the file."""
    show = pptx.Presentation(BytesIO(written(composed(asked(plan), on=MADE_ON), ReportFormat.PPTX)))
    return [
        "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame).replace("\u00a0", " ")
        for slide in show.slides
    ]


def test_the_front_names_the_report_and_the_day_that_it_judges(plan: Plan) -> None:
    front = slides(plan)[0]
    assert "Årsrapport 2024" in front
    assert "Lysene er vurdert per 1. januar 2025, med tall hentet per 1. juli 2026." in front
    assert "Slik står planen" not in front


def test_lights_are_as_the_year_ended(plan: Plan) -> None:
    standing = judged_report(annual_report(plan=plan, year=2024, on=MADE_ON)).shown.standing
    assert (standing.lights.red, standing.lights.green, standing.lights.grey) == (2, 0, 1)


def test_what_cannot_be_judged_is_counted_once_on_a_slide_of_its_own(plan: Plan) -> None:
    made = slides_from(judged_report(annual_report(plan=plan, year=2024, on=MADE_ON)).shown)
    kinds = [SlideKind.STANDING, SlideKind.AREA, SlideKind.WORSE, SlideKind.RED, SlideKind.RED, SlideKind.GREY]
    assert [one.kind for one in made] == kinds
    assert [row.light for row in made[1].lights] == ["red", "red"]
    assert [(group.said, len(group.rows)) for group in made[-1].greys] == [("1 mangler tall", 1)]


def test_a_norm_is_on_no_slide(plan: Plan) -> None:
    norm = factories.create_target(plan=plan, goal=None, primary_focus_area=plan.focus_areas.get())
    factories.give_figure(norm, "1", period="2024")
    made = judged_report(annual_report(plan=plan, year=2024, on=MADE_ON)).shown
    assert (made.standing.total, len(made.red)) == (3, 2)


def test_what_became_worse_is_what_the_report_says(plan: Plan) -> None:
    worse = next(text for text in slides(plan) if "Hva ble verre?" in text)
    assert "Oppfylt → Ikke oppfylt" in worse
    assert "Det kom et nytt tall: 1,0 % for 2024." in worse


def test_red_targets_stand_in_the_order_of_the_report_with_its_figures(plan: Plan) -> None:
    document = composed(asked(plan), on=MADE_ON).document
    lines = [one.text for one in document.blocks if isinstance(one, LightLine) and one.light == "red"][:2]
    told = [text for text in slides(plan) if "under kravet" in text]
    assert ["1,0 % i 2024" in text for text in told] == [True, False]
    assert ["3,0 % i 2024" in text for text in told] == [False, True]
    assert ["1,0\u00a0% i 2024" in text for text in lines] == [True, False]


def test_a_chart_shows_no_later_year_and_its_source_stands_below(plan: Plan) -> None:
    report = annual_report(plan=plan, year=2024, on=MADE_ON)
    charts = judged_report(report).charts
    assert [one.chart.series.points[-1].label for one in charts.values()] == ["2024", "2024"]
    sources = [one.source for one in composed(asked(plan), on=MADE_ON).document.blocks if isinstance(one, Table)]
    assert all(one.source in sources for one in charts.values())
    assert sum("Kilde: " in text for text in slides(plan)) == 2


def test_a_limit_that_was_missed_calls_its_zones_so(plan: Plan) -> None:
    target = factories.create_target(plan=plan, kind=TargetKind.STAY_ABOVE, lower=50, deadline="2024", unit="prosent")
    factories.give_figure(target, "10", period="2024")
    blocks = composed(asked(plan), on=MADE_ON).document.blocks
    drawings = [one.drawing.wide for one in blocks if isinstance(one, Table) and one.drawing]
    assert "Ikke nådd" in drawings[-1]
    assert "Ikke oppfylt" not in drawings[-1]
    assert "Ikke oppfylt" in drawings[0]
