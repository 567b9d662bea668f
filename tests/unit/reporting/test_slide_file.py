"""Slides as a PowerPoint file, read back: titles, words beside every shape, notes in full."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pptx
from pptx.presentation import Presentation

from reporting.documents import Picture
from reporting.exports.slides import Deck, as_pptx
from reporting.exports.slides.shapes import shortened
from reporting.queries.answered_rows import AnsweredRow
from reporting.queries.answers import Answer, SaidCause
from reporting.queries.lights import LightRow
from reporting.queries.standing import standing_of
from reporting.slides import Slide, SlideKind
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
DECK = Deck(
    language="nb",
    publisher="Larvik kommune",
    title="Samfunnsdelen",
    made_on=date(2025, 5, 1),
    since=date(2025, 1, 1),
    slides=(
        Slide(SlideKind.STANDING, standing=standing_of([FUND])),
        Slide(SlideKind.AREA, "Leve i Larvik", lights=(FUND, replace(FUND, light="grey", word="Kan ikke vurderes"))),
        Slide(SlideKind.AREA, "Skape", part=2, parts=3),
        Slide(SlideKind.WORSE),
        Slide(SlideKind.RED, "Disposisjonsfond", red=RED),
    ),
)


def shown(deck: Deck = DECK) -> Presentation:
    return pptx.Presentation(BytesIO(as_pptx(deck)))


def texts(deck: Deck = DECK) -> list[list[str]]:
    return [
        [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame and shape.text_frame.text]
        for slide in shown(deck).slides
    ]


def test_every_slide_has_a_real_title() -> None:
    titles = [slide.shapes.title.text_frame.text for slide in shown().slides]
    assert titles == [
        "Samfunnsdelen",
        "Hvordan står det til?",
        "Leve i Larvik",
        "Skape (2 av 3)",
        "Hva ble verre?",
        "Disposisjonsfond",
    ]


def test_every_light_is_described_and_stands_beside_its_word() -> None:
    for slide in shown().slides:
        described = [shape.element.xpath(".//p:cNvPr/@descr") for shape in slide.shapes if shape.shape_type == 1]
        assert all(words and words[0] for words in described)
    assert "Ikke oppfylt: Et trygt fond\nDisposisjonsfond" in texts()[2]


def test_a_red_target_tells_its_cause_and_what_is_lacking() -> None:
    said = texts()[-1]
    assert "Ikke oppfylt" in said
    assert said[-1].splitlines() == [
        "Tallet er 3,1 % i 2024.",
        "Årsak: Fallet i skatteinntekter =1+1 <b>",
        "Ingen tiltak er skrevet.",
    ]


def test_notes_hold_the_whole_sentence_with_its_source() -> None:
    notes = list(shown().slides)[-1].notes_slide.notes_text_frame.text
    assert FUND.explanation in notes
    assert FUND.source in notes


def test_slides_with_nothing_to_show_say_so() -> None:
    assert "Området har ingen måltall." in texts()[3]
    assert "Ingen lys er blitt verre siden 1. januar 2025." in texts()[4]


def test_a_chart_is_a_picture_with_its_words() -> None:
    with_chart = replace(DECK, charts={1: Picture("image/png", png(400, 300), "Fondet falt fra 8 til 3,1 %.")})
    pictures = [shape for shape in list(shown(with_chart).slides)[-1].shapes if shape.shape_type == 13]
    assert [shape.element.xpath(".//p:cNvPr/@descr") for shape in pictures] == [["Fondet falt fra 8 til 3,1 %."]]


def test_nothing_reaches_past_the_edge_of_the_slide() -> None:
    show = shown(replace(DECK, charts={1: Picture("image/png", png(400, 1300), "Høy.")}))
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
