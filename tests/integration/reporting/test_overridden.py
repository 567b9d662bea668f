"""Overridden lights in lists, roll-ups and the annual report: counted as shown, with what is calculated beside."""

from datetime import date, timedelta
from typing import Any

import pytest

from planning.models import Plan
from reporting.documents import Bullets, Heading, LightLine, Paragraph
from reporting.exports.annual_layout import annual_document
from reporting.exports.html import as_html
from reporting.exports.word import as_docx
from reporting.queries.annual_report import AnnualReport, annual_report
from reporting.queries.dashboard import dashboard
from reporting.queries.lights import light_rows
from reporting.queries.target import target_page
from targets.models import Target
from targets.services.overriding import override_light
from tests import factories
from tests.report_files import docx_texts, html_texts, raw_docx_texts

ON, NOW = factories.TODAY, factories.NOW


@pytest.fixture
def plan() -> Plan:
    plan = factories.create_plan(code="P-1", title="Samfunnsdelen")
    factories.create_focus_area(plan=plan, code="A", title="Leve her")
    return plan


def judged(plan: Plan, literal: str, **values: Any) -> Target:
    """At least 5, so 3 is red, 4.9 yellow and 6 green."""
    goal = factories.create_goal(plan=plan, primary_focus_area=plan.focus_areas.get())
    target = factories.create_target(plan=plan, **{"goal": goal} | values)
    factories.give_figure(target, literal)
    factories.assess(plan)
    return target


def override(target: Target, light: str = "green", **values: Any) -> None:
    given: dict[str, Any] = {"until": None, "on": ON, "decided_on": ON, "now": NOW} | values
    override_light(target=target, light=light, reason="Tallet er feil.", decided_by="rådet", by="kari", **given)


# Lists and roll-ups -------------------------------------------------------------------------------------------------


def test_the_shown_light_is_counted_and_the_calculated_one_is_told(plan: Plan) -> None:
    override(judged(plan, "3"))
    override(judged(plan, "3"), "yellow")
    judged(plan, "6")
    standing = dashboard(plan=plan, on=ON).standing
    assert (standing.lights.green, standing.lights.yellow, standing.lights.red) == (2, 1, 0)
    assert standing.calculated == ("2 er beregnet røde",)
    assert (standing.worst_word, standing.behind_word) == ("Gult", "Rødt")


def test_a_norm_that_is_overridden_is_not_counted(plan: Plan) -> None:
    override(judged(plan, "3", goal=None, primary_focus_area=plan.focus_areas.get()))
    assert dashboard(plan=plan, on=ON).standing.lights.overridden == 0


def test_what_needs_attention_comes_in_order_of_how_much(plan: Plan) -> None:
    warned = factories.create_target(plan=plan, code="VARSLES")
    for year, literal in (("2022", "7"), ("2023", "6.4"), ("2024", "5.8"), ("2025", "5.2")):
        factories.give_figure(warned, literal, period=year)
    override(judged(plan, "3", code="SKJULT-RØD"))
    override(judged(plan, "4.9", code="SKJULT-GUL"))
    override(judged(plan, "6", code="SATT-RØD"), "red")
    judged(plan, "4.9", code="GUL")
    judged(plan, "3", code="RØD")
    judged(plan, "9", code="GRØNN")
    page = dashboard(plan=plan, on=ON)
    red = [one.row.code for one in page.red]
    assert red[:2] in (["RØD", "SATT-RØD"], ["SATT-RØD", "RØD"])
    assert red[2:] == ["SKJULT-RØD"]
    assert [row.code for row in page.watched] == ["GUL", "VARSLES"]


def test_the_row_has_both_words(plan: Plan) -> None:
    target = judged(plan, "3")
    (before,) = light_rows(Target.objects.all())
    override(target)
    (after,) = light_rows(Target.objects.all())
    assert (before.light, before.word, before.override) == ("red", "Ikke oppfylt", None)
    assert after.override is not None
    assert (after.light, after.word) == ("green", "Oppfylt")
    assert (after.override.calculated, after.override.calculated_word) == ("red", "Ikke oppfylt")
    assert (after.explanation, after.summary) == (before.explanation, before.summary)


def test_a_coupled_target_is_told_with_both_words(plan: Plan) -> None:
    other = judged(plan, "3")
    override(other)
    target = judged(plan, "6", coupled_with=other, coupling="minst like mye")
    told = dict(target_page(target=Target.objects.for_assessment().get(pk=target.pk)).promised)["Lovet sammen med"]
    assert "(Oppfylt (overstyrt, beregnet: Ikke oppfylt))" in told


# The annual report --------------------------------------------------------------------------------------------------


def report(plan: Plan) -> AnnualReport:
    return annual_report(plan=plan, year=2026, on=ON)


def chapter(made: AnnualReport, title: str) -> list[Any]:
    """The blocks under a heading, up to the next one."""
    blocks = annual_document(made).blocks
    start = next(n for n, one in enumerate(blocks) if isinstance(one, Heading) and one.text == title)
    rest = blocks[start + 1 :]
    return list(rest[: next((n for n, one in enumerate(rest) if isinstance(one, Heading)), len(rest))])


def test_the_report_counts_the_shown_lights_and_lists_the_overridden(plan: Plan) -> None:
    target = judged(plan, "3")
    override(target, until=ON + timedelta(days=30))
    judged(plan, "6")
    made = report(plan)
    assert (made.lights.green, made.lights.red, made.lights.overridden) == (2, 0, 1)
    introduction, line = chapter(made, "Overstyrte lys")
    assert isinstance(introduction, Paragraph)
    assert isinstance(line, LightLine)
    assert (line.light, line.calculated, line.word) == ("green", "red", "Oppfylt (overstyrt)")
    assert line.text.startswith("Beregnet lys er «Ikke oppfylt». Indikator")
    assert line.text.endswith(
        "Overstyrt til grønt av rådet 1. juli 2026, gjelder til og med 31. juli 2026: «Tallet er feil»."
    )
    summary = " ".join(one.text for one in chapter(made, "Sammendrag") if isinstance(one, Paragraph))
    assert "1 av lysene er overstyrt: 1 er beregnet rødt." in summary


def test_without_overrides_the_report_says_nothing_of_any(plan: Plan) -> None:
    judged(plan, "3")
    texts = "\n".join(html_texts(as_html(annual_document(report(plan)))))
    assert "Overstyrte lys" not in texts
    assert "Beregnet lys" not in texts


def test_a_grey_one_that_is_overridden_is_not_told_among_the_grey(plan: Plan) -> None:
    target = factories.create_target(plan=plan, used_indicator=None)
    factories.assess()
    override(target, until=ON + timedelta(days=30))
    made = report(plan)
    assert made.lights.grey == 0
    titles = [one.text for one in annual_document(made).blocks if isinstance(one, Heading)]
    assert "Derfor kan noen måltall ikke vurderes" not in titles
    assert "Overstyrte lys" in titles


def test_one_that_is_said_to_be_impossible_to_judge_is_told_among_the_grey(plan: Plan) -> None:
    override(judged(plan, "3"), "grey")
    (bullets,) = chapter(report(plan), "Derfor kan noen måltall ikke vurderes")
    assert bullets == Bullets(("1 er overstyrt",))


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        pytest.param({"kind": "milestone", "used_indicator": None, "state": "ferdig"}, "Oppfylt", id="milestone"),
        pytest.param({"deadline": "2025"}, "Nådd", id="after the deadline"),
    ],
)
def test_a_light_has_one_word_wherever_it_is_told(plan: Plan, values: dict[str, Any], expected: str) -> None:
    target = factories.create_target(plan=plan, **values)
    if target.used_indicator:
        factories.give_figure(target, "3", period="2025")
    factories.assess(plan)
    override(target, until=ON + timedelta(days=30))
    made = report(plan)
    (row,) = light_rows(Target.objects.all())
    words = {row.word, *(one.word for one in made.targets), *(one.to_word for one in made.changes)}
    assert (words, len(made.changes)) == ({expected}, 1)


def test_as_of_a_year_before_it_was_set_there_is_no_override(plan: Plan) -> None:
    target = judged(plan, "3")
    factories.give_figure(target, "3", period="2024")
    override(target)
    made = annual_report(plan=plan, year=2025, on=ON)
    assert made.judged_on == date(2026, 1, 1)
    assert made.lights.overridden == 0


def test_html_and_word_show_both_lights_and_say_the_same(plan: Plan) -> None:
    override(judged(plan, "3"))
    document = annual_document(report(plan))
    page, word = as_html(document), as_docx(document)
    assert html_texts(page) == docx_texts(word)
    assert any(text.startswith("●◆") for text in raw_docx_texts(word))
    assert b'd="M11 2.2A9.9' in page
