"""What became worse on the wall and in the plan's own slides is judged on two days, as papers and reports judge."""

from datetime import UTC, date, datetime
from io import BytesIO

import pptx
import pytest

from planning.models import Plan
from reporting.exports.plan_deck import plan_deck
from reporting.models import CommentaryState
from reporting.queries.changed_since import changed_since
from reporting.queries.papers import paper_on_area
from reporting.queries.slide_deck import judged_plan
from reporting.slides import SlideKind, slides_from
from targets.models import Target
from tests import factories

pytestmark = pytest.mark.django_db
ON, SINCE = date(2026, 7, 1), date(2025, 7, 1)


@pytest.fixture
def plan() -> Plan:
    plan = factories.create_plan(title="Samfunnsdelen")
    factories.create_focus_area(plan=plan, title="Leve her")
    return plan


def target(plan: Plan, name: str, **figures: str) -> Target:
    """At least 5; figures by year, as `y2024="6"`."""
    indicator = factories.create_indicator(name_nb=name)
    used = factories.create_used_indicator(plan=plan, indicator=indicator)
    made = factories.create_target(plan=plan, primary_focus_area=plan.focus_areas.get(), used_indicator=used)
    for year, literal in figures.items():
        factories.give_figure(made, literal, period=year[1:])
    return made


def worse(plan: Plan) -> list[tuple[str, str, str]]:
    shown = judged_plan(plan=plan, on=ON, since=SINCE).shown
    changes = [one for slide in slides_from(shown) if slide.kind is SlideKind.WORSE for one in slide.changes]
    return [(one.title, one.from_light, one.to_light) for one in changes]


def worse_in_paper(plan: Plan) -> list[tuple[str, str, str]]:
    found = paper_on_area(area=plan.focus_areas.get(), on=ON, since=SINCE).changes
    return [(one.title, one.from_light, one.to_light) for one in found if one.way == "worse"]


def test_what_was_judged_for_the_first_time_today_may_have_become_worse(plan: Plan) -> None:
    target(plan, "Fond", y2024="6", y2025="1")
    factories.assess(plan, on=ON)
    assert changed_since(plan=plan, since=SINCE).worse == []
    assert worse(plan) == worse_in_paper(plan) == [("Fond", "green", "red")]


def test_a_stricter_promise_alone_has_made_nothing_worse(plan: Plan) -> None:
    made = target(plan, "Fond", y2024="6", y2025="6")
    factories.assess(plan, on=date(2026, 5, 1), now=datetime(2026, 5, 1, 8, tzinfo=UTC))
    Target.objects.filter(pk=made.pk).update(lower=9)
    factories.assess(plan, on=date(2026, 6, 1), now=datetime(2026, 6, 1, 8, tzinfo=UTC))
    assert [one.title for one in changed_since(plan=plan, since=SINCE).worse] == ["Fond"]
    assert worse(plan) == worse_in_paper(plan) == []


def test_lights_and_changes_are_judged_on_the_same_day(plan: Plan) -> None:
    made = target(plan, "Fond", y2024="6")
    factories.assess(plan, on=date(2026, 5, 1))
    # Nobody has judged since the figure came.
    factories.give_figure(made, "1", period="2025")
    shown = judged_plan(plan=plan, on=ON, since=SINCE).shown
    assert (shown.standing.lights.red, [one.row.title for one in shown.red]) == (1, ["Fond"])
    assert worse(plan) == [("Fond", "green", "red")]


def test_the_file_says_what_became_worse_and_charts_what_is_red(plan: Plan) -> None:
    target(plan, "Fond", y2024="6", y2025="1")
    factories.assess(plan, on=ON)
    show = pptx.Presentation(BytesIO(plan_deck(plan=plan, on=ON, since=SINCE, language="nb")))
    texts = ["\n".join(one.text_frame.text for one in page.shapes if one.has_text_frame) for page in show.slides]
    (said,) = [text.replace("\u00a0", " ") for text in texts if "Hva ble verre?" in text]
    assert "Oppfylt → Ikke oppfylt: Fond" in said
    assert "Det kom et nytt tall: 1,0 % for 2025." in said
    assert sum(shape.shape_type == 13 for page in show.slides for shape in page.shapes) == 1


def test_what_the_unit_wrote_of_a_red_light_is_told_instead_of_that_nothing_is(plan: Plan) -> None:
    made, moment = target(plan, "Fond", y2025="1"), datetime(2026, 2, 1, tzinfo=UTC)
    asked = factories.create_round(municipality=plan.municipality, plans=[plan], period="2025")
    decided = {"submitted_by": "vilde", "submitted_at": moment, "decided_by": "kari", "decided_at": moment}
    factories.create_commentary(
        asked,
        unit=factories.create_unit(municipality=plan.municipality),
        target=made,
        text="Færre inntekter.",
        state=CommentaryState.APPROVED,
        **decided,
    )
    content = plan_deck(plan=plan, on=ON, since=SINCE, language="nb")
    shapes = [shape for page in pptx.Presentation(BytesIO(content)).slides for shape in page.shapes]
    said = [shape.text_frame.text for shape in shapes if shape.has_text_frame]
    assert any("Faglig vurdering 1. februar 2026: Færre inntekter." in text for text in said)
    assert not any("er skrevet" in text for text in said)


def test_the_weakest_area_stands_first(plan: Plan) -> None:
    target(plan, "Fond", y2025="9")
    other = factories.create_focus_area(plan=plan, title="Skape")
    factories.give_figure(factories.create_target(plan=plan, primary_focus_area=other), "1")
    shown = judged_plan(plan=plan, on=ON, since=SINCE).shown
    assert [card.title for card in shown.cards] == ["Skape", "Leve her"]
