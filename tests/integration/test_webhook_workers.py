"""Workers as processes of their own that send what waits: two at once, and one that is killed during a call."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from tests import migrated
from tests.fakes.receiver import Receiver, Reply

pytestmark = pytest.mark.slow

PATIENCE = 120
CALLS = 30
PREPARE = """
from django.utils import timezone
from accounts.models import Municipality
from api.models import Event, Webhook
from tests.factories import create_delivery, create_webhook
for model in (Event, Webhook, Municipality):
    model.objects.all().delete()
webhook = create_webhook(url="{address}")
for number in range({calls}):
    create_delivery(webhook, next_try_at=timezone.now())
"""
WORK = """
import os, time
from pathlib import Path
from django.utils import timezone
from api.services.sending import send_waiting
while not Path(os.environ["GO"]).exists():
    time.sleep(0.01)
send_waiting(clock=timezone.now)
"""
LATER = """
from datetime import timedelta
from django.utils import timezone
from api.services.sending import CLAIMED_FOR, send_waiting
print(send_waiting(clock=lambda: timezone.now() + CLAIMED_FOR).accepted)
"""
STATES = """
from api.models import Delivery
print(sorted({(one.state.value, one.tries) for one in Delivery.objects.all()}))
"""


class Installation:
    """A database of its own, in which calls wait to be sent."""

    def __init__(self, database: str, folder: Path) -> None:
        self.go = folder / "go"
        kept = {name: value for name, value in os.environ.items() if name != "DEBUG"}
        trusting = {"WEBHOOK_PRIVATE_HOSTS": "127.0.0.1", "WEBHOOK_ALLOW_HTTP": "on"}
        self.environment = kept | trusting | {"DATABASE_URL": database, "REDIS_URL": "", "GO": str(self.go)}

    def start(self, code: str) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [sys.executable, "manage.py", "shell", "-v0", "-c", code],
            cwd=settings.BASE_DIR,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def run(self, code: str) -> str:
        said, complaints = self.start(code).communicate(timeout=PATIENCE)
        assert complaints == ""
        return said.strip()


@pytest.fixture(
    # Making the tables takes longer than the tests.
    scope="module",
    params=[
        pytest.param("sqlite", marks=pytest.mark.own_database),
        pytest.param("postgres", marks=pytest.mark.postgres),
    ],
)
def here(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    folder = tmp_path_factory.mktemp("hooks")
    if request.param == "sqlite":
        migrated.copy_to(folder / "hooks.sqlite3")
        yield Installation(f"sqlite:///{folder / 'hooks.sqlite3'}", folder)
        return
    with migrated.postgres_copy("hooks") as database:
        yield Installation(database, folder)


def test_two_workers_at_once_send_each_call_once(here: Installation) -> None:
    here.go.unlink(missing_ok=True)
    with Receiver() as receiver:
        here.run(PREPARE.format(address=receiver.address, calls=CALLS))
        workers = [here.start(WORK) for _worker in range(2)]
        here.go.touch()
        assert [worker.communicate(timeout=PATIENCE)[1] for worker in workers] == ["", ""]
        sent = Counter(call.headers["Planpuls-Delivery"] for call in receiver.calls)
    assert (len(sent), set(sent.values())) == (CALLS, {1})


def test_the_call_of_a_worker_that_is_killed_is_sent_by_another(here: Installation) -> None:
    here.go.touch()
    with Receiver() as receiver:
        here.run(PREPARE.format(address=receiver.address, calls=1))
        receiver.answer_next(Reply(is_dripping=True))
        worker = here.start(WORK)
        until = time.monotonic() + PATIENCE
        while not receiver.calls:
            assert time.monotonic() < until
            time.sleep(0.02)
        os.killpg(worker.pid, signal.SIGKILL)
        worker.communicate(timeout=PATIENCE)

        # Nobody else sends it as long as the worker may be alive.
        here.run(WORK)
        assert len(receiver.calls) == 1
        assert here.run(LATER) == "1"
        assert len({call.headers["Planpuls-Delivery"] for call in receiver.calls}) == 1
    assert here.run(STATES) == "[('delivered', 2)]"
