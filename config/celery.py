"""The Celery application. Schedules stand here in code, not in a table."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("planpuls")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
