"""A paper for a meeting: the pressing first, why and what is done, on two pages, nothing dropped unsaid."""

from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO

import docx
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from pypdf import PdfReader

from planning.models import FocusArea
from reporting.chart_titles import chart_title
from reporting.documents import Bullets, Heading, LightLine, Paragraph, Table
from reporting.exports.paper_layout import ROOMS, paper_document
from reporting.exports.papers import FEWEST_LINES, fitted
from reporting.exports.word import as_docx
from reporting.models import CommentaryState
from reporting.queries.papers import Paper, paper_on_area, paper_on_unit
from targets.models import StatedCause, Target
from tests import factories

pytestmark = pytest.mark.django_db
ON, SINCE = date(2026, 7, 1), date(2025, 7, 1)
NOW = datetime(2026, 7, 1, 8, tzinfo=UTC)


def area_with(*literals: str, cause: str = "") -> FocusArea:
    """A focus area with a target (at least 5) for each figure."""
    plan = factories.create_plan()
    area = factories.create_focus_area(plan=plan, title="Leve i Larvik")
    for literal in literals:
        target = factories.create_target(plan=plan, primary_focus_area=area)
        if literal:
            factories.give_figure(target, literal)
        if cause:
            StatedCause.objects.create(
                target=target, text=cause, said_on=ON, said_by="Vilde", said_at=datetime(2026, 6, 1, tzinfo=UTC)
            )
    factories.assess(plan, on=ON, now=NOW)
    return area


def paper(area: FocusArea) -> Paper:
    return paper_on_area(area=area, on=ON, since=SINCE)


def test_red_stands_first_with_cause_and_what_is_lacking() -> None:
    blocks = paper_document(paper(area_with("9.0", "1.0", "", cause="Færre inntekter"))).blocks
    assert [block.text for block in blocks if isinstance(block, Heading)] == [
        "Dette må dere vite",
        "Dette er endret",
        "Dette går som det skal",
        "Kan ikke vurderes",
    ]
    lights = [block.light for block in blocks if isinstance(block, LightLine)]
    said = [block.text for block in blocks if isinstance(block, Paragraph)]
    assert lights == ["red"]
    assert "Årsak: Færre inntekter" in said
    assert "Ingen tiltak er skrevet." in said


@pytest.mark.parametrize("period", ["2026", "2025T3"])
def test_what_the_unit_wrote_in_a_round_is_told_and_not_asked_for_again(period: str) -> None:
    area = area_with("1.0")
    home, target = area.plan.municipality, Target.objects.get(plan=area.plan)
    asked = factories.create_round(municipality=home, plans=[area.plan], period=period)
    factories.create_commentary(
        asked,
        unit=factories.create_unit(municipality=home),
        target=target,
        text="Færre inntekter.\n\nVi selger bygg.",
        state=CommentaryState.APPROVED,
        submitted_by="vilde",
        submitted_at=NOW,
        decided_by="kari",
        decided_at=NOW,
    )
    said = [block.text for block in paper_document(paper(area)).blocks if isinstance(block, Paragraph)]
    assert "Faglig vurdering 1. juli 2026: Færre inntekter. Vi selger bygg." in said
    assert not [text for text in said if "er skrevet" in text]


def test_what_there_is_no_room_for_is_counted() -> None:
    document = paper_document(paper(area_with(*["1.0"] * 5, *["9.0"] * 4)), ROOMS[-1])
    said = [block.text for block in document.blocks if isinstance(block, Paragraph)]
    assert [words for words in said if "til står i planen" in words] == [
        "3 til står i planen på nett.",
        # Each has got its first figure since.
        "8 til står i planen på nett.",
        "3 til står i planen på nett.",
    ]
    assert sum(len(block.items) for block in document.blocks if isinstance(block, Bullets)) == 2


def test_the_fullest_area_takes_two_pages() -> None:
    area = area_with(*["1.0"] * 30, *["9.0"] * 30, cause="Det er mange grunner til dette. " * 40)
    document, content = fitted(paper(area))
    assert len(PdfReader(BytesIO(content)).pages) == 2
    texts = " ".join(one.text for one in docx.Document(BytesIO(as_docx(document))).paragraphs)
    assert "60 måltall hører til her." in texts


def lines_on_each_page(content: bytes) -> list[int]:
    return [len(page.extract_text().split("\n")) for page in PdfReader(BytesIO(content)).pages]


@pytest.mark.parametrize("calm", range(10, 30, 3))
def test_no_second_page_holds_a_few_lines_only(calm: int) -> None:
    _document, content = fitted(paper(area_with(*["1.0"] * 3, *["9.0"] * calm)))
    assert all(lines >= FEWEST_LINES for lines in lines_on_each_page(content)[1:])


def test_what_is_left_of_the_second_page_is_for_charts() -> None:
    area = area_with(*["1.0"] * 6, *["9.0"] * 12, cause="Det er mange grunner til dette. " * 8)
    document, content = fitted(paper(area))
    assert len(lines_on_each_page(content)) == 2
    assert any(isinstance(block, Table) and block.drawing for block in document.blocks)


def test_a_light_that_cannot_be_judged_says_why() -> None:
    blocks = paper_document(paper(area_with("9.0", ""))).blocks
    (_calm, grey) = [block.items for block in blocks if isinstance(block, Bullets)][-2:]
    assert "det finnes ingen tall for" in grey[0]
    assert "Kan ikke vurderes" not in grey[0]


def test_changes_are_those_between_the_two_days_and_not_those_of_the_first_judging() -> None:
    area = area_with("")
    target = Target.objects.get(plan=area.plan)
    for period, literal in (("2024", "9.0"), ("2025", "1.0")):
        factories.give_figure(target, literal, period=period)
    factories.assess(area.plan, on=ON, now=NOW)
    blocks = paper_document(paper(area)).blocks
    (changes,) = [block.items for block in blocks if isinstance(block, Bullets)]
    assert changes[0].replace("\u00a0", " ").endswith("Oppfylt → Ikke oppfylt. Det kom et nytt tall: 1,0 % for 2025.")


def test_where_nothing_changed_the_newest_figure_is_named() -> None:
    area = area_with("")
    factories.give_figure(Target.objects.get(plan=area.plan), "9.0", period="2023")
    said = [block.text for block in paper_document(paper(area)).blocks if isinstance(block, Paragraph)]
    assert "Ingen lys er endret siden 1. juli 2025." in said
    assert any(text.endswith("Det nyeste tallet er for 2023.") for text in said)


def test_a_line_is_drawn_before_a_single_figure() -> None:
    area = area_with("1.0", "2.0")
    second = Target.objects.filter(plan=area.plan).order_by("order")[1]
    factories.give_figure(second, "3.0", period="2024")
    document = paper_document(paper(area), replace(ROOMS[0], charts=1))
    (table,) = [block for block in document.blocks if isinstance(block, Table)]
    assert [cell.text for cell in table.rows[0]][1:] == ["3,0", "2,0"]
    assert second.used_indicator is not None
    assert table.name == chart_title(second.used_indicator.indicator)


def test_a_source_that_is_not_known_is_told_in_the_reader_s_language_and_only_by_itself() -> None:
    area = area_with("9.0", "1.0")
    unknown, known = factories.create_source(name="Kilde ikke oppgitt"), factories.create_source(name="KOSTRA")
    first, second = Target.objects.order_by("pk")
    for target, source in ((first, unknown), (second, known)):
        assert target.used_indicator
        target.used_indicator.indicator.sources.set([source])
    factories.assess(area.plan, on=ON, now=NOW)
    assert paper(area).sources == ("KOSTRA",)
    second.delete()
    with translation.override("en"):
        assert paper(area).sources == ("Source not stated",)


def test_an_area_without_targets_says_so() -> None:
    document, content = fitted(paper(area_with()))
    assert [block.text for block in document.blocks if isinstance(block, Paragraph)] == [
        "Ingen måltall hører til her, så det er ingenting å vurdere."
    ]
    assert len(PdfReader(BytesIO(content)).pages) == 1


def test_a_unit_has_what_it_answers_for_and_no_norms() -> None:
    plan = factories.create_plan()
    unit = factories.create_unit(municipality=plan.municipality, name="Skole")
    own = factories.create_target(plan=plan, unit_in_charge=unit)
    other = factories.create_target(plan=plan)
    for target in (own, other):
        factories.give_figure(target, "1.0")
    factories.assess(plan, on=ON, now=NOW)
    found = paper_on_unit(plan=plan, unit=unit, on=ON, since=SINCE)
    assert [one.row.code for one in found.attention] == [own.code]
    assert found.title == "Skole"


def test_many_targets_take_no_more_queries_than_few() -> None:
    few, many = area_with(*["1.0"] * 2), area_with(*["1.0"] * 9)

    def asked(area: FocusArea) -> int:
        with CaptureQueriesContext(connection) as queries:
            paper(area)
        return len(queries)

    assert asked(few) == asked(many)
