"""The button "Vurder på nytt" with a real web server, a real worker and a real Redis between them."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

import pytest
from django.conf import settings

from tests import migrated

PATIENCE = 120
PLAN = Path(__file__).parents[1] / "data" / "small_plan.yaml"
MAKE_COORDINATOR = """
from accounts.models import Membership, Municipality, Role, User
user = User.objects.create_user("kari", password="kari-kari")
Membership.objects.create(user=user, municipality=Municipality.objects.get(number="3909"), role=Role.COORDINATOR)
"""


@pytest.fixture
def installation(tmp_path: Path, redis_url: str) -> dict[str, str]:
    """An installation of its own: an empty database file, and Redis as its broker."""
    migrated.copy_to(tmp_path / "worker.sqlite3")
    environment = {
        **{name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "DEBUG"}},
        "DATABASE_URL": f"sqlite:///{tmp_path / 'worker.sqlite3'}",
        "REDIS_URL": redis_url,
    }
    for arguments in (["load_plan", str(PLAN)], ["shell", "-v0", "-c", MAKE_COORDINATOR]):
        command = [sys.executable, "manage.py", *arguments]
        subprocess.run(
            command, check=True, cwd=settings.BASE_DIR, env=environment, timeout=PATIENCE, capture_output=True
        )
    return environment


@contextmanager
def running(arguments: list[str], environment: dict[str, str], *files: int) -> Iterator[None]:
    """A process of the product, and all its children, for as long as the test needs it."""
    process = subprocess.Popen(
        [sys.executable, "-m", *arguments],
        cwd=settings.BASE_DIR,
        env=environment,
        pass_fds=files,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=PATIENCE)


class Browser:
    """Cookies, forms and pages; enough to press a button."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.opener: OpenerDirector = build_opener(HTTPCookieProcessor(CookieJar()))

    def page(self, path: str) -> str:
        with self.opener.open(f"{self.address}{path}", timeout=PATIENCE) as answer:
            return str(answer.read().decode())

    def send(self, form_page: str, path: str, **fields: str) -> str:
        """Fill in a form as it stands on a page and send it; the page that follows."""
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', self.page(form_page))
        assert token, form_page
        body = urlencode({**fields, "csrfmiddlewaretoken": token[1]}).encode()
        with self.opener.open(f"{self.address}{path}", body, timeout=PATIENCE) as answer:
            return str(answer.geturl().removeprefix(self.address))

    def when(self, path: str, text: str) -> str:
        """The page, as soon as the text stands on it."""
        until = time.monotonic() + PATIENCE
        while True:
            try:
                if text in (page := self.page(path)):
                    return page
            except URLError:
                page = "no answer yet"
            assert time.monotonic() < until, page
            time.sleep(0.2)


@pytest.mark.redis
@pytest.mark.slow
@pytest.mark.own_database
def test_the_button_is_carried_out_by_a_worker(installation: dict[str, str]) -> None:
    worker = ["celery", "-A", "config", "worker", "--pool=solo", "--loglevel=WARNING"]
    # The server is handed a port that is open already: one that is only free now may be somebody else's when it begins.
    with socket.create_server(("127.0.0.1", 0)) as door:
        server = ["gunicorn", "config.wsgi", "--bind", f"fd://{door.fileno()}", "--workers", "1", "--no-control-socket"]
        with running(server, installation, door.fileno()), running(worker, installation):
            follow_the_button(Browser(f"http://127.0.0.1:{door.getsockname()[1]}"))


def follow_the_button(browser: Browser) -> None:
    browser.when("/healthz", "ok")
    browser.send("/logg-inn/", "/logg-inn/", username="kari", password="kari-kari")
    job = browser.send("/planer/LITEN-2024/", "/planer/LITEN-2024/vurder/")
    assert "2 av 2" in browser.when(job, "Ferdig")
    assert "Ikke oppfylt" in browser.page("/planer/LITEN-2024/maltall/T-2/")
