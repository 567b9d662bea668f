"""Settings, URLs and Celery. Nobody imports this package; it imports everybody."""

from config.celery import app as celery_app

__all__ = ["celery_app"]
