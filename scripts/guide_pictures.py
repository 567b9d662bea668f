"""Takes the pictures of the user guide: the demo in a database of its own, a browser, and docs/pictures/*.png.

`make guide` runs it. A new page belongs in PICTURES; the guide then shows docs/pictures/NAME.png.
"""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs/pictures"
sys.path.insert(0, str(ROOT))

PLAN = "LARVIK-KPS-2024-2040"
WIDTH, HEIGHT = 1280, 860
PATIENCE = 120


@dataclass(frozen=True, slots=True)
class Picture:
    """A page by the name of its address. `part` is what of it is shown, `unfold` a heading to open first."""

    name: str
    url_name: str
    arguments: tuple[Any, ...] = ()
    query: str = ""
    who: str = "koordinator"
    dark: bool = False
    width: int = WIDTH
    height: int = HEIGHT
    unfold: tuple[str, ...] = field(default=())


PICTURES = [
    Picture("oversikt", "plan-detail", (PLAN,)),
    Picture("oversikt-mork", "plan-detail", (PLAN,), dark=True, height=640),
    Picture("innsatsomrade", "focus-area-detail", (PLAN, "MOTE")),
    Picture("maltall", "target-detail", (PLAN, "T-24"), height=1180),
    Picture("maltall-telefon", "target-detail", (PLAN, "T-24"), width=390, height=844),
    Picture("overstyr", "target-override", (PLAN, "T-44")),
    Picture("rediger", "plan-edit", (PLAN,)),
    Picture("nytt-maltall", "target-edit", (PLAN, "T-24"), height=1100),
    Picture("offentlig", "preview-plan", (PLAN,)),
    Picture("datakvalitet", "quality-list", (PLAN,)),
    Picture("indikator", "indicator-detail", ("disposisjonsfond-pct-brutto-driftsinntekter",), height=1000),
    Picture("handlingsrom", "savings", height=1000),
    Picture("ordliste", "glossary", height=640),
]


def main() -> None:
    TARGET.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        environment = demo_environment(Path(folder))
        for command in (["migrate", "--verbosity", "0"], ["load_demo"]):
            subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=environment, check=True)  # noqa: S603
        with served(environment) as address:
            take_all(address)
    for picture in PICTURES:
        path = TARGET / f"{picture.name}.png"
        make_small(path)
        print(f"{path.relative_to(ROOT)}: {path.stat().st_size // 1024} kB")


def make_small(path: Path) -> None:
    """The same picture with 256 colours, which is a fraction of the size."""
    with Image.open(path) as picture:
        few = picture.convert("RGB").quantize(256, dither=Image.Dither.NONE)
    few.save(path, optimize=True)


def demo_environment(folder: Path) -> dict[str, str]:
    """The demo keeps to itself, whatever .env says about the real installation."""
    mine = {"DATABASE_URL": f"sqlite:///{folder / 'guide.sqlite3'}", "REDIS_URL": "", "DEBUG": "off"}
    return os.environ | mine | {"HTTPS_ONLY": "off", "ALLOWED_HOSTS": "127.0.0.1"}


@contextmanager
def served(environment: dict[str, str]) -> Iterator[str]:
    """The demo on a free port, until the pictures are taken."""
    with socket.socket() as finder:
        finder.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{finder.getsockname()[1]}"
    command = [sys.executable, "-m", "gunicorn", "config.wsgi", "--config", "scripts/demo_server.py", "--bind", address]
    server = subprocess.Popen(command, cwd=ROOT, env=environment)  # noqa: S603 - nothing in it comes from outside
    try:
        wait_for(f"http://{address}/healthz")
        yield f"http://{address}"
    finally:
        server.terminate()
        server.wait()


def wait_for(address: str) -> None:
    for _ in range(PATIENCE):
        try:
            with urlopen(address):  # noqa: S310 - our own http address
                return
        except URLError:
            time.sleep(1)
    raise SystemExit("the demo does not answer")


def take_all(address: str) -> None:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only the pictures need a browser

    from tests import services  # noqa: PLC0415

    with sync_playwright() as playwright:
        found = services.find("browser")
        if found.missing_because:
            raise SystemExit(found.missing_because)
        browser = playwright.chromium.launch(executable_path=found.address, args=["--no-sandbox", "--disable-gpu"])
        people: dict[str, Any] = {}
        for picture in PICTURES:
            page = people.get(picture.who) or logged_in(browser, address, picture.who)
            people[picture.who] = page
            take(page, address, picture)
        browser.close()


def logged_in(browser: Any, address: str, who: str) -> Any:
    """A window of somebody of the demo."""
    from accounts.demo import PASSWORD  # noqa: PLC0415 - Django must be set up first

    page = browser.new_context(locale="nb-NO", timezone_id="Europe/Oslo", reduced_motion="reduce").new_page()
    page.set_default_timeout(PATIENCE * 1000)
    page.goto(f"{address}/logg-inn/")
    page.get_by_label("Brukernavn").fill(who)
    page.get_by_label("Passord").fill(PASSWORD)
    page.get_by_role("button", name="Logg inn").click()
    page.get_by_role("button", name="Logg ut").wait_for()
    return page


def take(page: Any, address: str, picture: Picture) -> None:
    from django.urls import reverse  # noqa: PLC0415

    page.set_viewport_size({"width": picture.width, "height": picture.height})
    page.emulate_media(color_scheme="dark" if picture.dark else "light")
    page.goto(f"{address}{reverse(picture.url_name, args=picture.arguments)}{picture.query}")
    for words in picture.unfold:
        page.get_by_text(words, exact=True).first.click()
    page.screenshot(path=TARGET / f"{picture.name}.png")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    main()
