"""The two pictures: a plan with its lights counted, and a target with its light and why."""

from io import BytesIO

from PIL import Image, ImageDraw

from reporting.share_picture.inputs import CountedLight, PlanPicture, TargetPicture
from reporting.share_picture.lettering import Lettering
from reporting.share_picture.shapes import draw_light

WIDTH, HEIGHT = 1200, 630
# Drawn so many times as large and made smaller, which smooths the edges.
FINE = 2
EDGE, BAND = 72, 16
INK, QUIET, PAPER = "#002c54", "#4a4d52", "#ffffff"
BELOW = 560


def lettering(size: int, weight: int = 400, line_height: float = 1.25) -> Lettering:
    return Lettering(weight, size * FINE, round(size * line_height * FINE))


class Sheet:
    """White paper under a dark band. Places and lengths are those of the finished picture."""

    def __init__(self) -> None:
        self.image = Image.new("RGB", (WIDTH * FINE, HEIGHT * FINE), PAPER)
        self.draw = ImageDraw.Draw(self.image)
        self.draw.rectangle((0, 0, WIDTH * FINE, BAND * FINE), fill=INK)

    def text(self, text: str, letters: Lettering, *, x: float = EDGE, y: float, most: int, colour: str = INK) -> float:
        """Lines from that height down; the height where the next ones may begin."""
        width = (WIDTH - EDGE - x) * FINE
        for line in letters.lines(text, width=width, most=most):
            letters.write(self.draw, x * FINE, y * FINE + letters.size, line, colour)
            y += letters.line_height / FINE
        return y

    def light(self, light: str, *, x: float, y: float, size: float) -> None:
        draw_light(self.draw, light, x * FINE, y * FINE, size * FINE)

    def foot(self, text: str) -> None:
        """A thin line, who says this to the left, and the product to the right."""
        self.draw.line((EDGE * FINE, BELOW * FINE, (WIDTH - EDGE) * FINE, BELOW * FINE), fill="#d2d5da", width=2)
        letters, name = lettering(24), lettering(24, 650)
        room = (WIDTH - 2 * EDGE - 160) * FINE
        for line in letters.lines(text, width=room, most=1):
            letters.write(self.draw, EDGE * FINE, (BELOW + 40) * FINE, line, QUIET)
        place = (WIDTH - EDGE) * FINE - name.width("Planpuls")
        name.write(self.draw, place, (BELOW + 40) * FINE, "Planpuls", INK)

    def png(self) -> bytes:
        body = BytesIO()
        self.image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS).save(body, "PNG")
        return body.getvalue()


def plan_picture(said: PlanPicture) -> bytes:
    """Whose plan, which, and how many lights of each colour."""
    sheet = Sheet()
    y = sheet.text(said.municipality, lettering(32, 500), y=64, most=1, colour=QUIET)
    sheet.text(said.title, lettering(60, 700, 1.15), y=y + 14, most=3)
    if said.lights:
        counted(sheet, said.lights, y=400)
    else:
        sheet.text(said.nothing, lettering(34), y=420, most=1, colour=QUIET)
    sheet.foot(said.period)
    return sheet.png()


def counted(sheet: Sheet, lights: tuple[CountedLight, ...], *, y: float) -> None:
    """Side by side in columns of one width: shape, number and word."""
    column = (WIDTH - 2 * EDGE) / max(len(lights), 3)
    for place, one in enumerate(lights):
        x = EDGE + place * column
        sheet.light(one.light, x=x, y=y + 4, size=64)
        sheet.text(str(one.count), lettering(64, 700), x=x + 84, y=y, most=1)
        room = Lettering(400, 26 * FINE, 32 * FINE).lines(one.word, width=(column - 12) * FINE, most=1)
        sheet.text(room[0] if room else "", lettering(26), x=x, y=y + 88, most=1, colour=QUIET)


def target_picture(said: TargetPicture) -> bytes:
    """Which target of which plan, its light, and why in a sentence."""
    sheet = Sheet()
    y = sheet.text(said.municipality, lettering(28, 500), y=60, most=1, colour=QUIET)
    y = sheet.text(said.title, lettering(52, 700, 1.15), y=y + 10, most=3)
    y = max(y + 22, 250)
    sheet.light(said.light, x=EDGE, y=y, size=64)
    sheet.text(said.word, lettering(46, 650), x=EDGE + 84, y=y + 4, most=1)
    sheet.text(said.sentence, lettering(30, 400, 1.35), y=y + 86, most=3 if y < 300 else 2)
    sheet.foot(said.plan)
    return sheet.png()
