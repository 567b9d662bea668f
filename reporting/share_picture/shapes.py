"""The lights as shapes: the same as `components/light_shape.html`, in its box of 24 × 24."""

from PIL.ImageDraw import ImageDraw

from targets.rules import Light

BOX = 24
Place = tuple[float, float]
TRIANGLE = [(12.0, 2.6), (22.6, 21.0), (1.4, 21.0)]
DIAMOND = [(12.0, 0.9), (23.1, 12.0), (12.0, 23.1), (0.9, 12.0)]
GREEN, YELLOW, RED, GREY = "#0b8a2f", "#f7c01f", "#c8201f", "#5b5d60"
EDGES = {YELLOW: "#80540f", RED: "#8c1010"}


def draw_light(on: ImageDraw, light: str, x: float, y: float, size: float) -> None:
    """Disc, triangle, diamond or ring, with its upper left corner there."""
    scale = size / BOX
    if light == Light.YELLOW:
        polygon(on, moved(TRIANGLE, x, y, scale), YELLOW, scale)
    elif light == Light.RED:
        polygon(on, moved(DIAMOND, x, y, scale), RED, scale)
    elif light == Light.GREEN:
        on.ellipse(circle(10, x, y, scale), fill=GREEN, outline="#056d13", width=round(1.2 * scale))
    else:
        on.ellipse(circle(10, x, y, scale), fill="#ffffff", outline=GREY, width=round(3.4 * scale))


def polygon(on: ImageDraw, places: list[Place], colour: str, scale: float) -> None:
    on.polygon(places, fill=colour)
    on.line([*places, places[0], places[1]], fill=EDGES[colour], width=max(1, round(1.4 * scale)), joint="curve")


def moved(corners: list[Place], x: float, y: float, scale: float) -> list[Place]:
    return [(x + across * scale, y + down * scale) for across, down in corners]


def circle(radius: float, x: float, y: float, scale: float) -> tuple[float, float, float, float]:
    near, far = (BOX / 2 - radius) * scale, (BOX / 2 + radius) * scale
    return x + near, y + near, x + far, y + far
