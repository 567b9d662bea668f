"""Lights as signs in files of text: each a shape with its colour, beside a word that is never left out."""

from reporting.charts.palette import GREEN, GREEN_EDGE, MUTED, RED, RED_EDGE, YELLOW_EDGE
from targets.rules import Light

SIGNS = {Light.GREEN: "●", Light.YELLOW: "▲", Light.RED: "◆", Light.GREY: "○"}
# A clear yellow is too pale to be seen as a sign on white paper.
SIGN_COLOURS = {Light.GREEN: GREEN, Light.YELLOW: "#b88400", Light.RED: RED, Light.GREY: MUTED}
WORD_COLOURS = {Light.GREEN: GREEN_EDGE, Light.YELLOW: YELLOW_EDGE, Light.RED: RED_EDGE, Light.GREY: MUTED}
