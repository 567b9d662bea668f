"""Slides as a PowerPoint file, read back: titles, words beside every shape, notes in full."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pptx
import pytest
from pptx.oxml.ns import qn
from pptx.presentation import Presentation
from pptx.util import Cm

from reporting.documents import Picture
from reporting.exports.slides import Deck, SlideChart, as_pptx
from reporting.exports.slides.greys import in_columns
from reporting.exports.slides.lights import size_of_lights
from reporting.exports.slides.red import sizes_for
from reporting.exports.slides.shapes import MARGIN, WIDTH, shortened
from reporting.queries.answered_rows import AnsweredRow
from reporting.queries.answers import Answer, SaidCause
from reporting.queries.lights import LightRow
from reporting.queries.standing import standing_of
from reporting.slides import GreyGroup, Slide, SlideKind
from tests.pictures import png

FUND = LightRow(
    pk=1,
    plan_code="X",
    code="T-01",
    title="Disposisjonsfond",
    promise="Minst 5 %",
    goal_code="M-01",
    goal="Et trygt fond",
    kind="Holde seg over",
    is_norm=False,
    indicator="Disposisjonsfond",
    indicator_code="fond",
    light="red",
    word="Ikke oppfylt",
    override=None,
    reason="",
    explanation="Tallet er 3,1 % i 2024, 1,9 prosentpoeng under kravet. Kilde: SSB.",
    summary="Tallet er 3,1 % i 2024.",
    is_stale=False,
    is_warned=False,
    is_provisional=False,
    period="2024",
    figure_came_on=date(2025, 3, 15),
    since=date(2025, 3, 15),
    confirmed_on=date(2025, 3, 15),
    focus_areas=("A",),
    unit=None,
    owner="",
    source="SSB, tabell 12134",
)
CAUSE = SaidCause("Fallet i skatteinntekter =1+1 \x00<b>", date(2025, 4, 1), "Vilde", "2024", "")
RED = AnsweredRow(FUND, Answer(asks=True, cause=CAUSE), may_answer=False)
GREY = replace(
    FUND, pk=2, title="Sykefravær", light="grey", word="Kan ikke vurderes", reason="no_data", explanation="Ingen tall."
)
CHART = SlideChart(Picture("image/png", png(400, 300), "Fondet falt fra 8 til 3,1 %."), "Fond, prosent", "Kilde: SSB.")
DECK = Deck(
    language="nb",
    publisher="Larvik kommune",
    title="Samfunnsdelen",
    front=("Slik står planen 1. mai 2025",),
    made_on=date(2025, 5, 1),
    since=date(2025, 1, 1),
    slides=(
        Slide(SlideKind.STANDING, standing=standing_of([FUND])),
        Slide(SlideKind.AREA, "Leve i Larvik", standing_of([FUND, GREY]), lights=(FUND,)),
        Slide(SlideKind.AREA, "Skape", part=2, parts=3),
        Slide(SlideKind.WORSE),
        Slide(SlideKind.RED, "Disposisjonsfond", red=RED),
        Slide(SlideKind.GREY, greys=(GreyGroup("1 mangler tall", (GREY,)),)),
    ),
)


RED_SLIDE, A_T = 5, qn("a:t")


def shown(deck: Deck = DECK) -> Presentation:
    return pptx.Presentation(BytesIO(as_pptx(deck)))


def texts(deck: Deck = DECK) -> list[list[str]]:
    """Without the numbers of the slides."""
    return [
        [
            shape.text_frame.text
            for shape in slide.shapes
            if shape.has_text_frame and shape.text_frame.text.strip("0123456789")
        ]
        for slide in shown(deck).slides
    ]


def red_slide(deck: Deck) -> Any:
    return list(shown(deck).slides)[RED_SLIDE]


def test_every_slide_has_a_real_title() -> None:
    titles = [slide.shapes.title.text_frame.text for slide in shown().slides]
    assert titles == [
        "Samfunnsdelen",
        "Hvordan står det til?",
        "Leve i Larvik",
        "Skape (2 av 3)",
        "Hva ble verre?",
        "Disposisjonsfond",
        "Hva kan ikke vurderes?",
    ]


def test_every_light_is_described_and_stands_beside_its_word() -> None:
    for slide in shown().slides:
        described = [shape.element.xpath(".//p:cNvPr/@descr") for shape in slide.shapes if shape.shape_type == 1]
        assert all(words and words[0] for words in described)
    assert "Ikke oppfylt: Et trygt fond\nDisposisjonsfond" in texts()[2]


def test_a_red_target_tells_its_cause_and_what_is_lacking() -> None:
    said = texts()[RED_SLIDE]
    assert "Ikke oppfylt" in said
    assert said[-1].splitlines() == [
        "Tallet er 3,1 % i 2024.",
        "Årsak: Fallet i skatteinntekter =1+1 <b>",
        "Ingen tiltak er skrevet.",
    ]


def test_notes_hold_the_whole_sentence_with_its_source() -> None:
    notes = list(shown().slides)[RED_SLIDE].notes_slide.notes_text_frame.text
    assert FUND.explanation in notes
    assert FUND.source in notes


def test_slides_with_nothing_to_show_say_so() -> None:
    assert "Området har ingen måltall." in texts()[3]
    assert "Ingen lys er blitt verre siden 1. januar 2025." in texts()[4]


def test_a_chart_is_a_picture_with_its_words() -> None:
    pictures = [shape for shape in red_slide(replace(DECK, charts={1: CHART})).shapes if shape.shape_type == 13]
    assert [shape.element.xpath(".//p:cNvPr/@descr") for shape in pictures] == [["Fondet falt fra 8 til 3,1 %."]]


def test_a_chart_has_its_unit_above_and_its_source_below() -> None:
    said = texts(replace(DECK, charts={1: CHART}))[RED_SLIDE]
    assert "Fond, prosent" in said
    assert "Kilde: SSB." in said


def test_a_chart_takes_more_than_half_of_the_slide() -> None:
    slide = red_slide(replace(DECK, charts={1: replace(CHART, picture=replace(CHART.picture, content=png(860, 520)))}))
    (picture,) = [shape for shape in slide.shapes if shape.shape_type == 13]
    assert picture.width > Cm(WIDTH) / 2


def test_titles_and_texts_begin_on_the_same_line() -> None:
    slide = red_slide(DECK)
    lefts = {shape.left + shape.text_frame.margin_left for shape in slide.shapes if shape.has_text_frame}
    assert min(lefts) == Cm(MARGIN)
    assert slide.shapes.title.left + slide.shapes.title.text_frame.margin_left == Cm(MARGIN)


def test_what_cannot_be_judged_is_counted_on_its_area_and_told_on_a_slide_of_its_own() -> None:
    assert "1 til kan ikke vurderes." in texts()[2]
    assert "1 mangler tall\nSykefravær" in texts()[-1]
    assert "Et trygt fond Ingen tall." in list(shown().slides)[-1].notes_slide.notes_text_frame.text


@pytest.mark.parametrize(
    ("sizes", "columns"),
    [
        pytest.param([5, 6], [11], id="few stand under each other"),
        pytest.param([12, 11, 5], [12, 16], id="a group stays whole"),
        pytest.param([30], [15, 15], id="a group that is too long is parted"),
    ],
)
def test_what_cannot_be_judged_stands_in_even_columns(sizes: list[int], columns: list[int]) -> None:
    groups = [[("Linje", 14, False)] * size for size in sizes]
    assert [len(column) for column in in_columns(groups)] == columns


def test_much_that_is_told_has_smaller_letters() -> None:
    long = AnsweredRow(FUND, Answer(asks=True, cause=replace(CAUSE, text="Mange grunner. " * 40)), may_answer=False)
    sizes = [sizes_for(one, is_beside_chart=beside).statement for one in (RED, long) for beside in (False, True)]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] > sizes[-1]


def test_nothing_reaches_past_the_edge_of_the_slide() -> None:
    show = shown(replace(DECK, charts={1: SlideChart(Picture("image/png", png(400, 1300), "Høy."), "Fond")}))
    for slide in show.slides:
        for shape in slide.shapes:
            assert min(shape.left, shape.top) >= 0
            assert shape.left + shape.width <= show.slide_width
            assert shape.top + shape.height <= show.slide_height


def test_long_texts_end_at_a_word() -> None:
    assert shortened("Et trygt fond for hele kommunen", 20) == "Et trygt fond for …"
    assert shortened("Kort", 20) == "Kort"


def test_the_same_deck_is_the_same_file() -> None:
    assert as_pptx(DECK) == as_pptx(DECK)


def test_sizes_and_colours_are_said_of_the_text_itself() -> None:
    """Of a paragraph alone they are heeded by some programs and not by others."""
    for slide in shown().slides:
        runs = slide.element.xpath(".//p:txBody//a:r")
        assert runs
        assert all(run.rPr is not None and run.rPr.get("sz") for run in runs)


@pytest.mark.parametrize(("language", "tag"), [("nb", "nb-NO"), ("nn", "nn-NO"), ("en", "en-GB")])
def test_every_text_says_its_language(language: str, tag: str) -> None:
    show = shown(replace(DECK, language=language))
    texts = [text for slide in show.slides for part in (slide, slide.notes_slide) for text in part.element.iter(A_T)]
    assert {text.getparent().rPr.get("lang") for text in texts} == {tag}
    assert show.core_properties.language == tag


def test_slides_after_the_front_have_a_number_that_follows_them() -> None:
    fields = [slide.element.xpath(".//a:fld[@type='slidenum']/a:t/text()") for slide in shown().slides]
    assert fields == [[], *([str(number)] for number in range(2, len(DECK.slides) + 2))]


def test_the_typeface_is_one_that_every_machine_has() -> None:
    with ZipFile(BytesIO(as_pptx(DECK))) as file:
        themes = [file.read(name) for name in file.namelist() if "/theme/theme1" in name]
    assert all(b'latin typeface="Arial"' in theme and b"Calibri" not in theme for theme in themes)


def test_short_goals_are_written_so_large_that_the_back_of_the_room_reads_them() -> None:
    long = replace(
        FUND, goal="Et fond som er stort nok til å tåle to dårlige år etter hverandre uten å kutte i tjenester"
    )
    assert [size_of_lights(rows) for rows in ([FUND] * 6, [long] * 4, [FUND, *[long] * 5])] == [20, 18, 16]
