"""What is measured in processes of its own: `python -m bench.process WHAT …`.

Each has a database of its own (DATABASE_URL) and prints one line of JSON for each thing that it has measured.
"""

import json
import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import django
from django.conf import settings
from django.core.management import call_command


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    django.setup()
    # Models can be imported only once Django knows its settings.
    from bench.tasks import TASKS  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    with TemporaryDirectory(prefix="planpuls-bench-") as folder:
        settings.DELIVERIES_DIR = Path(folder)
        for answer in TASKS[sys.argv[1]](*sys.argv[2:]):
            print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
