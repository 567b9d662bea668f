"""The picture beside a shared link: its size, that what it says is in it, and that no text runs out of it."""

from io import BytesIO

import pytest
from PIL import Image

from reporting.share_picture import CountedLight, PlanPicture, TargetPicture, plan_picture, target_picture
from reporting.share_picture.lettering import Lettering

LETTERS = Lettering(weight=600, size=40, line_height=48)
LIGHTS = (CountedLight("green", 12, "grønne"), CountedLight("red", 1, "rødt"))
PAPER = (255, 255, 255)
LONG = "Menneskerettighetsorganisasjonssammenslutningsforskrift " * 8


def plan_said(title: str = "Samfunnsdelen", municipality: str = "Larvik") -> PlanPicture:
    return PlanPicture(municipality, title, "2024–2040", LIGHTS, "Ingen måltall er vurdert ennå.")


def target_said(text: str = "Kort", light: str = "red") -> TargetPicture:
    return TargetPicture(text, text, text, light, "Ikke i rute", text)


def opened(body: bytes) -> Image.Image:
    return Image.open(BytesIO(body)).convert("RGB")


@pytest.mark.parametrize("which", ["plan", "target"])
def test_no_text_runs_out_into_the_edges(which: str) -> None:
    body = plan_picture(plan_said(LONG, LONG)) if which == "plan" else target_picture(target_said(LONG))
    image = Image.open(BytesIO(body))
    assert (image.format, image.size) == ("PNG", (1200, 630))
    for box in ((0, 20, 68, 630), (1134, 20, 1200, 630), (0, 612, 1200, 630)):
        assert image.crop(box).getcolors() == [((box[2] - box[0]) * (box[3] - box[1]), PAPER)]


@pytest.mark.parametrize(
    ("light", "colour"), [("green", (11, 138, 47)), ("yellow", (247, 192, 31)), ("red", (200, 32, 31))]
)
def test_the_light_has_its_colour(light: str, colour: tuple[int, int, int]) -> None:
    colours = {found for _count, found in opened(target_picture(target_said(light=light))).getcolors(1 << 24) or []}
    assert colour in colours


def test_the_same_words_are_the_same_picture_and_others_another() -> None:
    assert plan_picture(plan_said()) == plan_picture(plan_said())
    assert plan_picture(plan_said()) != plan_picture(plan_said("En annen plan"))


def test_a_plan_without_lights_says_so_in_words_alone() -> None:
    bare = PlanPicture("Larvik", "Samfunnsdelen", "2024–2040", (), "Ingen måltall er vurdert ennå.")
    colours = {found for _count, found in opened(plan_picture(bare)).getcolors(1 << 24) or []}
    assert (11, 138, 47) not in colours
    assert (200, 32, 31) not in colours


def test_text_that_fits_is_left_as_it_is() -> None:
    assert LETTERS.lines("Disposisjonsfond", width=600, most=2) == ["Disposisjonsfond"]


@pytest.mark.parametrize("text", [LONG, "kort " * 60, "x" * 400, "Kárášjohka đŋŧ " * 30])
def test_every_line_fits_and_the_last_one_tells_that_there_is_more(text: str) -> None:
    lines = LETTERS.lines(text, width=600, most=3)
    assert len(lines) == 3
    assert all(LETTERS.width(line) <= 600 for line in lines)
    assert lines[-1].endswith("…")


def test_letters_of_other_alphabets_come_from_the_other_half_of_the_typeface() -> None:
    assert [piece for _font, piece in LETTERS.runs("Kárášjohka")] == ["Kárá", "š", "johka"]


def test_no_text_is_no_line() -> None:
    assert [LETTERS.lines(text, width=600, most=2) for text in ("", "   ")] == [[], []]
