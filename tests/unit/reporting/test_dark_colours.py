"""A drawing has the colours of paper; on a dark screen the style sheet gives each of them a twin that can be seen."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from reporting.charts import palette
from scripts import print_colours

STATIC = Path(settings.BASE_DIR) / "static/planpuls"
RULE = re.compile(r'\[(?:fill|stroke)="(#[0-9a-f]{6})"\][^{]*\{ (?:fill|stroke): light-dark\((#\w{6}), (#\w{6})\); \}')
RULES = RULE.findall((STATIC / "colours.css").read_text(encoding="utf-8"))
DARK = {paper: dark for paper, _light, dark in RULES}
COLOURS = {name: value for name, value in vars(palette).items() if name.isupper() and str(value).startswith("#")}
# Behind everything: quiet lines that carry nothing, and areas whose edge or sign says the same.
BEHIND = {"GRID", "FOOT", "PAPER", "GREEN_ZONE", "YELLOW_ZONE"}
TEXT = {"INK", "MUTED", "OWN", "GROUP", "COUNTRY"}


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", COLOURS)
def test_every_colour_of_a_drawing_has_a_dark_twin(name: str) -> None:
    assert COLOURS[name] in DARK


def test_on_a_light_page_a_drawing_has_the_colours_of_paper() -> None:
    assert [(paper, light) for paper, light, _dark in RULES if paper != light] == []


@pytest.mark.parametrize("name", sorted(set(COLOURS) - BEHIND))
def test_what_a_drawing_shows_stands_out_from_dark_paper(name: str) -> None:
    assert contrast(DARK[COLOURS[name]], DARK[palette.PAPER]) >= (4.5 if name in TEXT else 3)


@pytest.mark.parametrize("zone", ["GREEN_ZONE", "YELLOW_ZONE"])
@pytest.mark.parametrize("name", ["INK", "OWN", "EXPECTED"])
def test_lines_and_words_stand_out_from_the_zones_too(name: str, zone: str) -> None:
    assert contrast(DARK[COLOURS[name]], DARK[COLOURS[zone]]) >= 4.5


def test_the_hatching_of_an_old_figure_is_seen_on_its_light() -> None:
    assert contrast(DARK[palette.GREEN], "#ffffff") >= 3
    assert contrast(DARK[palette.RED], "#ffffff") >= 3
    assert contrast(DARK[palette.YELLOW], palette.YELLOW_EDGE) >= 3


def test_lights_are_told_apart_from_each_other_and_the_page() -> None:
    tinted = "#102033"
    assert all(contrast(DARK[colour], tinted) >= 3 for colour in (palette.GREEN, palette.YELLOW, palette.RED))


def test_paper_has_the_light_colours_of_the_design_system_as_it_is_installed() -> None:
    made = print_colours.print_colours(print_colours.THEME.read_text(encoding="utf-8"))
    assert (STATIC / "print_colours.css").read_text(encoding="utf-8") == made
