"""How gunicorn serves the demo: two processes as in an installation, and Norwegian words when it is ready."""

import warnings
from typing import Any

workers = 2
threads = 4
# A question may name two hundred indicators; gunicorn takes half as many letters unless told.
limit_request_line = 8190
loglevel = "warning"
# The demo's processes share nothing but the database, so one that is stuck can be replaced.
timeout = 120
graceful_timeout = 5
# No file outside the project folder.
control_socket_disable = True
# Static files are served from their sources; whitenoise wonders where the collected ones are.
warnings.filterwarnings("ignore", message="No directory at", category=UserWarning)


def when_ready(server: Any) -> None:
    """Told once the address answers."""
    address = server.address[0]
    print(f"\nPlanpuls svarer på http://{address[0]}:{address[1]} – stopp med Ctrl-C.", flush=True)


def on_exit(_server: Any) -> None:
    """Told when the last process is gone."""
    print("\nPlanpuls er stoppet. Alt du skrev inn, ligger i var/planpuls.sqlite3.", flush=True)
